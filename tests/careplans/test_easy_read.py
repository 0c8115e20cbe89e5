"""The plan in Easy Read: short sentences of ours, their words as they were said, a drawing for each."""

import re
import statistics

import pytest
from django.urls import reverse

from careplans import easy_lines, easy_read, sealing, telling
from careplans.acts import Act
from careplans.models import (
    AboutHeading,
    AgreementParty,
    ByWhom,
    LineKind,
    PartOfDay,
    Stage,
    Verdict,
    Weekday,
)
from ipc.kernel.models import Event
from people.models import Role, Section
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AllocationFactory,
    AnswerFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    KeptFromFactory,
    NeedFactory,
    PersonFactory,
    PlanVersionFactory,
    ProgressFactory,
    RelationshipFactory,
    RiskFactory,
    ServiceFactory,
    StatementFactory,
    UserFactory,
    WeekSlotFactory,
)
from tests.factories.people import staff

# What nobody says at a kitchen table.
JARGON = [
    "outcome",
    "intervention",
    "provision",
    "contingency",
    "statutory",
    "eligible",
    "eligibility",
    "representative",
    "review",
    "assessment",
    "direct payment",
    "commission",
    "personalised",
    "wellbeing",
    "domiciliary",
    "multidisciplinary",
    "capacity",
    "implement",
    "facilitate",
    "utilise",
    "service user",
    "stakeholder",
    "regarding",
    "commence",
    "approximately",
    "prior to",
]


@pytest.fixture
def plan(house):
    """A plan in which there is something of everything."""
    plan = CarePlanFactory(
        agreed=True,
        person__given_name="Margaret",
        person__family_name="Hollis",
        prevention="Walk to the gate. Ask for help early.",
        if_things_go_wrong="Call 111.",
        coping="I count to ten.",
        advance_statement="In the drawer",
    )
    person = plan.person
    for heading in AboutHeading:
        StatementFactory(person=person, heading=heading, words=f"My {heading.value}.", helped_by="Sam")
    goal = GoalFactory(need=NeedFactory(plan=plan), words="Stay out of hospital.", importance=9, rank=1)
    paid = ActionFactory(goal=goal, who="Dawn", is_paid=True, brings="Company", words="Help in the morning")
    for day in (Weekday.TUESDAY, Weekday.FRIDAY):
        WeekSlotFactory(action=paid, weekday=day, part=PartOfDay.MORNING)
    ActionFactory(goal=goal, who="Me", by_whom=ByWhom.PERSON, when="Every day", words="Walk to the gate")
    ActionFactory(goal=goal, service=ServiceFactory(site=person.site, cost="2.50"), words="The lunch club")
    ProgressFactory(goal=goal, person=person, stage=Stage.NEARLY, words="I got to the corner.")
    ContingencyFactory(plan=plan)
    RiskFactory(plan=plan)
    RelationshipFactory(person=person, name="Susan Garside", phone="07700 900214")
    AgreementFactory(plan=plan, name="Margaret Hollis")
    AgreementFactory(plan=plan, party=AgreementParty.BEST_INTERESTS, name="Sam Coordinator")
    AnswerFactory(
        plan=plan,
        line_kind=LineKind.GOAL,
        line_id=goal.public_id,
        line_words="Stay out of hospital.",
        verdict=Verdict.DISAGREES,
        reason="It is too much.",
        answered_by=UserFactory(name="Susan Garside"),
    )
    AllocationFactory(person=person, worker=staff(Role.COORDINATOR, name="Sam Coordinator"))
    return plan


def reader(plan):
    return staff(Role.MANAGER, plan.site)


def sections(plan, user=None):
    return easy_read.sections(telling.told(plan, user or reader(plan)))


def lines(plan, user=None):
    return [line for section in sections(plan, user) for line in section["lines"]]


def sentences(plan):
    return [line["sentence"] for line in lines(plan) if line["sentence"]]


def said(plan, user=None):
    return " ".join(f"{line['sentence']} {line['words']}" for line in lines(plan, user))


def test_our_sentences_are_short(plan):
    lengths = [len(re.findall(r"[\w’']+", sentence)) for sentence in sentences(plan)]

    assert len(lengths) > 30
    assert statistics.mean(lengths) <= 7
    assert max(lengths) <= 12


def test_our_sentences_hold_one_idea_and_no_jargon(plan):
    ours = [*sentences(plan), *(str(section["heading"]) for section in sections(plan))]

    assert [(one, word) for one in ours for word in JARGON if re.search(rf"\b{word}\b", one.casefold())] == []
    assert [one for one in sentences(plan) if re.search(r"[.;]\s", one)] == []


def test_every_line_has_a_drawing_and_something_to_read(plan):
    found = lines(plan)

    assert all(line["picture"] and line["shows"] for line in found)
    assert all(line["sentence"] or line["words"] for line in found)


def test_it_reads_well_aloud(plan):
    heard = said(plan)

    for sentence in (
        "My goal is: Stay out of hospital.",
        "It matters 9 out of 10 to me.",
        "Dawn helps me.",
        "This is on Tuesday and Friday morning.",
        "My budget pays for it.",
        "I do this myself.",
        "When: Every day.",
        "It is free.",
        "It costs £2.50.",
        "What I get from it: Company",
        "I am nearly there.",
        "If this happens: Susan is ill and cannot come",
        "Call Joan Birkett.",
        "The number is 07700 900415.",
        "I still want it because: The garden is my life",
        "This is how I had help: Sam",
        "Margaret Hollis said yes.",
        "It was decided in my best interests.",
        "Susan Garside did not agree to this: Stay out of hospital.",
        "This is why: It is too much.",
        "We do this by Monday 1 November 2027.",
    ):
        assert sentence in heard


def test_their_words_are_all_there_and_unchanged(plan):
    words = "It is 5 o'clock… Dr. Smith said: “no”! Did he?  Yes\nNew line"
    plan.person.statements.filter(heading=AboutHeading.KNOWING).update(words=words)

    found = [section for section in sections(plan) if section["heading"] == AboutHeading.KNOWING.label]
    theirs = [line["words"] for line in found[0]["lines"] if line["words"]]

    assert " ".join(" ".join(theirs).split()) == " ".join(words.split())
    assert all(part in words for part in theirs)
    assert "Dr. Smith said: “no”!" in " ".join(theirs)


def test_who_helped_with_all_of_it_is_named_once(plan):
    assert said(plan).count("This is how I had help: Sam") == 1

    plan.person.statements.filter(heading=AboutHeading.KNOWING).update(helped_by="Mum")

    assert said(plan).count("This is how I had help: Sam") == len(AboutHeading) - 1
    assert said(plan).count("This is how I had help: Mum") == 1


def test_goals_come_in_the_order_the_person_gave_them(house):
    plan = CarePlanFactory()
    for words, rank in (("No place", None), ("Second", 2), ("First", 1)):
        GoalFactory(need=NeedFactory(plan=plan), words=words, rank=rank)

    found = [line["words"] for line in lines(plan) if line["sentence"] == "My goal is:"]

    assert found == ["First", "Second", "No place"]


def test_a_draft_says_that_nobody_has_agreed_it(house):
    heard = said(CarePlanFactory())

    assert "We are still writing it." in heard
    assert "We agreed it" not in heard


def test_an_ended_plan_says_that_it_is_old(house):
    plan = CarePlanFactory(agreed=True)
    plan.status = "ended"
    plan.save()

    assert "This is an old plan." in said(plan)
    assert "We look at my plan again." not in said(plan)


@pytest.mark.parametrize(
    ("who", "by_whom", "sentence"),
    [
        ("Dawn", ByWhom.PAID, "Dawn helps me."),
        ("Breathing instructor", ByWhom.PAID, "My breathing instructor helps me."),
        ("My assistant", ByWhom.PAID, "My assistant helps me."),
        ("The breathing group", ByWhom.COMMUNITY, "The breathing group helps me."),
        ("Dearne Valley Independent Living", ByWhom.PAID, "Dearne Valley Independent Living helps me."),
        ("Margaret", "", "I do this myself."),
        ("me", "", "I do this myself."),
        ("Dawn, whom Margaret chose", ByWhom.PAID, "Who does this: Dawn, whom Margaret chose."),
        ("Both of us", ByWhom.FAMILY, "Who does this: Both of us."),
    ],
)
def test_who_helps_is_said_as_people_say_it(house, who, by_whom, sentence):
    plan = CarePlanFactory(person__given_name="Margaret")
    ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), who=who, by_whom=by_whom)

    assert sentence in sentences(plan)


def test_every_day_is_said_as_every_day(house):
    action = ActionFactory()
    for day in Weekday:
        WeekSlotFactory(action=action, weekday=day, part=PartOfDay.NIGHT, from_time="21:30")

    heard = sentences(action.plan)

    assert "This is every night." in heard
    assert "It starts at 9:30 pm." in heard


def test_money_is_said_only_to_who_may_see_it(plan):
    money = {
        "weekly": "275.00",
        "funders": [{"funder": "H", "weekly": "95.00"}, {"funder": "Y", "weekly": "0.00"}],
    }
    PlanVersionFactory(plan=plan, content=sealing.content(plan, money))
    parts = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
    without = ConsentFactory(person=plan.person, sections=parts).user
    given = ConsentFactory(person=plan.person, sections=[*parts, Section.MONEY]).user

    assert "I have £275.00 a week." in said(plan, given)
    assert "The NHS pays £95.00 a week." in said(plan, given)
    assert "£275.00" not in said(plan, without)
    assert "My goal is:" in said(plan, without)


def test_a_sealed_plan_is_told_in_the_words_that_were_agreed(plan):
    PlanVersionFactory(plan=plan, content=sealing.content(plan, None))
    plan.person.statements.filter(heading=AboutHeading.MATTERS).update(words="Something newer.")

    assert "My matters." in said(plan)
    assert "Something newer." not in said(plan)


def test_the_sealed_and_the_living_words_make_the_same_plan(plan):
    user = reader(plan)
    before = sections(plan, user)
    PlanVersionFactory(plan=plan, content=sealing.content(plan, None))

    assert sections(plan, user) == before


def test_who_must_not_be_called_is_not_in_it(plan):
    RelationshipFactory(
        person=plan.person,
        name="Kevin Hollis",
        phone="07700 900999",
        may_be_contacted=False,
        why_not_contacted="A court said so",
    )
    ContingencyFactory(plan=plan, who_to_call="Kevin Hollis", phone="07700 900999")

    heard = said(plan)

    assert "Kevin" not in heard
    assert "900999" not in heard
    assert "Call Sam Coordinator." in heard


@pytest.mark.parametrize("short", ["Dr", "Mr", "Mrs", "e.g"])
def test_a_short_form_ends_no_sentence(short):
    words = f"Ask {short}. Khan first. Then me."

    found = [line["words"] for line in easy_lines.own(words, LineKind.ACTION)]

    assert found == [f"Ask {short}. Khan first.", "Then me."]


# The pages.


def test_the_person_reads_their_plan_in_easy_read(plan, signed_in):
    page = signed_in(UserFactory(person=plan.person)).get(reverse("my_plan_easy"))

    assert page.status_code == 200
    assert "“Stay out of hospital.”" in page.content.decode()
    assert page.content.decode().count("ipc-easy__line") == len(lines(plan))
    assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=plan.person_id).exists()


def test_who_has_no_plan_is_told_how_it_comes(house, signed_in):
    page = signed_in(UserFactory(person=PersonFactory())).get(reverse("my_plan_easy"))

    assert "You have no plan yet" in page.content.decode()


def test_the_next_plan_is_read_while_it_is_written(plan, signed_in):
    draft = CarePlanFactory(person=plan.person)
    GoalFactory(need=NeedFactory(plan=draft), words="Something new")
    client = signed_in(UserFactory(person=plan.person))

    assert "Something new" not in client.get(reverse("my_plan_easy")).content.decode()
    assert "Something new" in client.get(reverse("my_plan_easy") + "?next").content.decode()


def test_the_care_team_reads_it_and_it_is_written_down(plan, signed_in):
    worker = plan.person.allocations.get().worker

    page = signed_in(worker).get(reverse("plan_easy", args=[plan.public_id]))

    assert "Dawn helps me." in page.content.decode()
    assert Event.objects.get(act=Act.SEE_PLAN).actor_id == worker.pk


def test_a_coordinator_of_others_finds_nothing(plan, signed_in):
    other = AllocationFactory(person=PersonFactory()).worker

    assert signed_in(other).get(reverse("plan_easy", args=[plan.public_id])).status_code == 404


def test_what_is_kept_from_a_reader_is_not_in_it(plan, signed_in):
    kept = NeedFactory(plan=plan, words="Secret need")
    ActionFactory(goal=GoalFactory(need=kept, words="Secret goal"), words="Secret action")
    parts = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
    user = ConsentFactory(person=plan.person, sections=parts).user
    KeptFromFactory(person=plan.person, reader=user, line_id=kept.public_id)
    PlanVersionFactory(plan=plan, content=sealing.content(plan, None))

    page = signed_in(user).get(reverse("my_plan_easy")).content.decode()

    assert "Stay out of hospital." in page
    assert "Secret" not in page


def test_family_without_the_plan_are_told_so(plan, signed_in):
    user = ConsentFactory(person=plan.person, sections=[Section.IDENTITY]).user

    assert signed_in(user).get(reverse("my_plan_easy")).status_code == 403


def test_the_page_costs_the_same_with_one_line_and_with_ten(plan, signed_in, django_assert_max_num_queries):
    client = signed_in(UserFactory(person=plan.person))
    url = reverse("my_plan_easy")
    client.get(url)
    with django_assert_max_num_queries(60) as before:
        client.get(url)
    for _ in range(9):
        goal = GoalFactory(need=NeedFactory(plan=plan))
        WeekSlotFactory(action=ActionFactory(goal=goal))
        ContingencyFactory(plan=plan)
        RiskFactory(plan=plan)

    with django_assert_max_num_queries(60) as after:
        client.get(url)

    assert len(before) == len(after)
