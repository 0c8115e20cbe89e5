"""The pages of how somebody is: for the person, and for those who work with them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careplans.acts import Act
from careplans.models import HowTrueNow, LicensedScore, LicensedTool, OwnStatement, WellbeingCheck
from ipc.kernel import dates
from ipc.kernel.models import Event
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    GoalFactory,
    LicensedScoreFactory,
    LicensedToolFactory,
    OwnStatementFactory,
    PersonFactory,
    ProgressFactory,
    UserFactory,
    WellbeingCheckFactory,
)
from tests.factories.people import staff

ANSWERS = {"satisfied": "6", "worthwhile": "-", "happy": "5", "anxious": "3", "words": "A quiet week."}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


def text(answer):
    return " ".join(answer.text.split())


def test_the_person_answers_and_reads_it_in_words_and_a_picture(signed_in, person):
    client = signed_in(UserFactory(person=person))

    assert "take about two minutes" in text(client.get(reverse("my_wellbeing")))
    asked = text(client.get(reverse("answer_my_wellbeing")))
    assert "Overall, how happy did you feel yesterday?" in asked
    assert "I would rather not say" in asked
    sent = client.post(reverse("answer_my_wellbeing"), ANSWERS)

    assert sent["Location"] == reverse("my_wellbeing")
    check = WellbeingCheck.objects.get(person=person)
    assert (check.satisfied, check.worthwhile, check.happy, check.anxious) == (6, None, 5, 3)
    shown = text(client.get(reverse("my_wellbeing")))
    assert f"6 out of 10 on {dates.in_words(dates.today())}." in shown
    assert "A quiet week." in shown
    assert "The things you do: Left out" in shown
    assert "Office for National Statistics" in shown
    assert "Nobody else can" in shown


def test_sending_it_twice_keeps_it_once(signed_in, person):
    client = signed_in(UserFactory(person=person))
    once = {**ANSWERS, "key": "0b8b7a52-54a7-4c0b-9e65-0d5d0c2f2f11"}

    for _ in range(2):
        client.post(reverse("answer_my_wellbeing"), once)

    assert WellbeingCheck.objects.count() == 1


def test_answering_nothing_is_said_kindly_and_keeps_the_words(signed_in, person):
    client = signed_in(UserFactory(person=person))

    shown = text(client.post(reverse("answer_my_wellbeing"), {"words": "Not today."}))

    assert "You can leave out the others" in shown
    assert "Not today." in shown


@pytest.mark.parametrize(("happy", "comes_first"), [(1, True), (6, False)])
def test_who_answers_very_low_reads_first_whom_to_call(signed_in, person, happy, comes_first):
    WellbeingCheckFactory(person=person, happy=happy)

    shown = text(signed_in(UserFactory(person=person)).get(reverse("my_wellbeing")))

    assert "116 123" in shown
    assert "Nobody is called by itself" in shown
    assert ("You do not have to carry this alone" in shown) is comes_first
    assert (shown.index("If you feel very low") < shown.index("Four questions")) is comes_first


def test_who_is_under_sixteen_is_not_asked_but_writes_sentences(signed_in, house):
    child = PersonFactory(born_on=dates.today() - dt.timedelta(days=14 * 366))
    client = signed_in(UserFactory(person=child))

    assert "when you are older" in text(client.get(reverse("my_wellbeing")))
    asked = text(client.get(reverse("answer_my_wellbeing")))
    assert "Overall, how happy" not in asked
    assert "asked from the age of 16" in text(client.post(reverse("answer_my_wellbeing"), ANSWERS))
    assert not WellbeingCheck.objects.exists()
    client.post(reverse("add_my_statement"), {"words": "I see my friends."})
    assert OwnStatement.objects.get(person=child).words == "I see my friends."


def test_the_person_writes_a_sentence_says_how_true_it_is_and_takes_it_away(signed_in, person):
    client = signed_in(UserFactory(person=person))
    client.post(reverse("add_my_statement"), {"words": "I get out when I want."})
    statement = OwnStatement.objects.get()
    page = reverse("my_own_statement", args=[statement.public_id])

    for how_true in (2, 4):
        client.post(page, {"how_true": how_true})

    shown = text(client.get(reverse("my_wellbeing")))
    assert "“I get out when I want.”" in shown
    assert "At first: A little true. Now: Mostly true." in shown
    client.post(reverse("end_my_statement", args=[statement.public_id]))
    assert "I get out when I want." not in text(client.get(reverse("my_wellbeing")))
    assert "was taken away" in text(client.post(page, {"how_true": 1}))
    assert HowTrueNow.objects.count() == 2


def test_the_person_takes_answers_back_and_a_second_time_is_told_so(signed_in, person):
    check = WellbeingCheckFactory(person=person, words="A mistake")
    client = signed_in(UserFactory(person=person))

    assert "A mistake" in client.get(reverse("my_wellbeing")).text
    take_back = reverse("take_back_my_answers", args=[check.public_id])
    shown = text(client.post(take_back, follow=True))
    assert "A mistake" not in shown
    assert "taken back already" in text(client.post(take_back, follow=True))


def test_goals_and_scores_stand_beside_it(signed_in, person):
    goal = GoalFactory(need__plan__person=person, words="Dance again")
    ProgressFactory(goal=goal, person=person, how_near=4)
    LicensedScoreFactory(person=person, score=62, tool__name="Made-up Measure")

    shown = text(signed_in(UserFactory(person=person)).get(reverse("my_wellbeing")))

    assert "Dance again" in shown
    assert "4 out of 10" in shown
    assert "Made-up Measure" in shown
    assert "62, from 0 to 100" in shown


def test_who_decides_for_somebody_neither_reads_nor_answers(signed_in, person):
    statement = OwnStatementFactory(person=person)
    client = signed_in(AuthorityFactory(person=person, kind="deputy").holder)

    assert client.get(reverse("my_wellbeing")).status_code == 403
    assert client.post(reverse("answer_my_wellbeing"), ANSWERS).status_code == 403
    assert client.get(reverse("my_own_statement", args=[statement.public_id])).status_code == 403
    assert not WellbeingCheck.objects.exists()


def test_the_coordinator_notes_what_was_said_and_the_look_is_kept(signed_in, worker, person):
    client = signed_in(worker)
    page = reverse("note_wellbeing", args=[person.public_id])

    refused = client.post(page, {**ANSWERS, "answered_on": "2026-11-02", "how_answered": "phone"})
    assert "Say that these are their own answers" in text(refused)
    sent = client.post(
        page, {**ANSWERS, "answered_on": "2026-11-02", "how_answered": "phone", "are_their_own": "on"}
    )

    assert sent["Location"] == reverse("wellbeing", args=[person.public_id])
    shown = text(client.get(sent["Location"]))
    assert "6 out of 10 on Monday 2 November 2026." in shown
    assert f"{worker.name} wrote it down. Ada said it: by telephone." in shown
    assert Event.objects.filter(
        act=Act.SEE_WELLBEING, actor=worker, person_id=person.pk, is_read=True
    ).exists()


def test_the_coordinator_writes_down_a_sentence_and_takes_back_only_their_own_note(signed_in, worker, person):
    theirs = WellbeingCheckFactory(person=person, noted_by=UserFactory(person=person))
    client = signed_in(worker)
    client.post(reverse("add_own_statement", args=[person.public_id]), {"words": "I sleep well."})
    statement = OwnStatement.objects.get()
    client.post(reverse("own_statement", args=[statement.public_id]), {"how_true": 3})

    shown = text(client.get(reverse("wellbeing", args=[person.public_id])))
    assert "Partly true" in shown
    assert reverse("take_back_answers", args=[theirs.public_id]) not in shown
    client.post(reverse("take_back_answers", args=[theirs.public_id]))
    theirs.refresh_from_db()
    assert theirs.taken_back_at is None
    client.post(reverse("end_own_statement", args=[statement.public_id]))
    assert "I sleep well." not in text(client.get(reverse("wellbeing", args=[person.public_id])))


def test_a_score_is_noted_where_there_is_a_licence(signed_in, worker, person):
    client = signed_in(worker)
    page = reverse("wellbeing", args=[person.public_id])
    assert "Note the score" not in text(client.get(page))

    tool = LicensedToolFactory(is_in_use=True)
    assert "Note the score" in text(client.get(page))
    facts = {"tool": tool.pk, "answered_on": "2026-11-02", "score": "120", "licence_reference": "MADE-UP"}
    score = reverse("note_score", args=[person.public_id])
    assert "from 0 to 100" in text(client.post(score, facts))
    client.post(score, {**facts, "score": "55.5"})

    assert LicensedScore.objects.get().score == Decimal("55.5")
    assert "55.5, from 0 to 100" in text(client.get(page))


def test_others_do_not_read_it(signed_in, person):
    for user in (staff("finance", person.site), AllocationFactory().worker):
        client = signed_in(user)
        assert client.get(reverse("wellbeing", args=[person.public_id])).status_code in (403, 404)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len([one for one in asked if "SAVEPOINT" not in one["sql"]])


def test_the_pages_ask_the_same_for_one_and_for_many(signed_in, person, worker):
    def more(number):
        for _ in range(number):
            WellbeingCheckFactory(person=person)
            statement = OwnStatementFactory(person=person)
            HowTrueNow.objects.create(
                site=person.site, person=person, statement=statement, how_true=2, said_on="2026-11-02"
            )
            LicensedScoreFactory(person=person)
            GoalFactory(need__plan=need.plan)

    need = GoalFactory(need__plan__person=person).need
    more(1)
    mine, theirs = reverse("my_wellbeing"), reverse("wellbeing", args=[person.public_id])
    own = UserFactory(person=person)
    before = [queries_of(signed_in(own), mine), queries_of(signed_in(worker), theirs)]
    more(5)

    assert [queries_of(signed_in(own), mine), queries_of(signed_in(worker), theirs)] == before


# The questionnaires in the admin

TOOLS = "/admin/careplans/licensedtool/"
TOOL = {
    "name": "Our own",
    "slug": "our-own",
    "what": "How it goes",
    "lowest": 1,
    "highest": 5,
    "licence": "Ours",
}


def test_a_site_administrator_adds_a_questionnaire_of_the_site_and_leaves_those_of_all(signed_in, house):
    ours = signed_in(staff("site_admin"))
    of_all = LicensedTool.objects.get(slug="pam")

    assert "Patient Activation Measure" in ours.get(TOOLS).text
    assert ours.post(f"{TOOLS}{of_all.pk}/change/", {**TOOL, "is_in_use": "on"}).status_code == 403
    assert "This field is required" in ours.post(f"{TOOLS}add/", TOOL).text
    ours.post(f"{TOOLS}add/", {**TOOL, "site": house.pk, "is_in_use": "on"})

    assert LicensedTool.objects.get(slug="our-own").site == house


def test_the_programme_says_that_a_questionnaire_is_in_use(signed_in, house):
    of_all = LicensedTool.objects.get(slug="pam")

    signed_in(staff("programme_admin")).post(f"{TOOLS}{of_all.pk}/change/", {**TOOL, "is_in_use": "on"})

    of_all.refresh_from_db()
    assert of_all.is_in_use
