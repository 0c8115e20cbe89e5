"""The plan as a document: tagged PDF in the print somebody needs, with what its reader may see."""

import json
import time
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from careplans import documents, prsb, sealing, telling
from careplans.acts import Act
from careplans.documents import Layout, blocks, letter, week
from careplans.documents import pdf as setting
from careplans.models import AgreementParty, LineKind, PartOfDay, PlanStatus, Side, Verdict, Weekday
from ipc.kernel import typesetting
from ipc.kernel.access import EVERYTHING
from ipc.kernel.models import Event
from people.models import InformationFormat, Role, Section
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AllocationFactory,
    AnswerFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    InformationNeedsFactory,
    KeptFromFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    PlanVersionFactory,
    RelationshipFactory,
    ReviewFactory,
    RiskFactory,
    StatementFactory,
    UserFactory,
    WeekSlotFactory,
)
from tests.factories.people import staff

WHOLE = [Section.IDENTITY, Section.ABOUT_ME, Section.PLAN]
MONEY = {
    "weekly": "275.00",
    "yearly": "14300.00",
    "funders": [
        {"funder": "H", "weekly": "95.00", "once": "0.00", "yearly": "4940.00"},
        {"funder": "C", "weekly": "180.00", "once": "600.00", "yearly": "9960.00"},
    ],
}


@pytest.fixture
def plan(house):
    plan = CarePlanFactory(
        agreed=True,
        person__given_name="Margaret",
        person__family_name="Hollis",
        prevention="Walk to the gate.",
        if_things_go_wrong="Call 111.",
    )
    StatementFactory(person=plan.person, words="My garden and my own front door.", helped_by="Susan")
    goal = GoalFactory(
        need=NeedFactory(plan=plan, words="I get out of breath."), words="Stay out of hospital."
    )
    action = ActionFactory(goal=goal, words="Breathing exercises", who="The instructor", is_paid=True)
    WeekSlotFactory(action=action, weekday=Weekday.TUESDAY, part=PartOfDay.MORNING)
    ContingencyFactory(plan=plan)
    RiskFactory(plan=plan)
    RelationshipFactory(person=plan.person, name="Susan Garside", phone="07700 900214")
    AgreementFactory(plan=plan, name="Margaret Hollis")
    return plan


def read(pdf):
    return PdfReader(BytesIO(pdf))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def taken(plan, user=None, layout=Layout.STANDARD):
    return documents.plan_document(plan, user or staff(Role.MANAGER, plan.site), layout)


def sizes_in(pdf):
    """Return the sizes of the letters of a document's running words."""
    found = []

    def see(words, _matrix, _text_matrix, _font, size):
        if len(words.strip()) > 20:
            found.append(size)

    for page in read(pdf).pages:
        page.extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("layout", Layout)
def test_every_print_is_tagged_and_says_its_language_and_title(plan, layout):
    pdf = read(taken(plan, layout=layout))
    root = pdf.trailer["/Root"]

    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "My plan – Margaret Hollis"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def kinds_in(node, found=None):
    """Return how often each kind of tag stands in a document, and the alternative texts."""
    found = {} if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            kinds_in(kid, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found[node["/S"]] = found.get(node["/S"], 0) + 1
        if "/Alt" in node:
            found.setdefault("alternatives", []).append(str(node["/Alt"]))
        if "/K" in node:
            kids = node["/K"]
            if not isinstance(kids, int):
                kinds_in(kids, found)
    return found


def test_headings_tables_and_own_words_are_tagged_as_what_they_are(plan):
    tags = kinds_in(read(taken(plan)).trailer["/Root"]["/StructTreeRoot"])

    assert tags["/H1"] == 1
    assert tags["/H2"] >= 6
    assert tags["/Table"] == 2
    assert tags["/BlockQuote"] >= 3


def test_every_drawing_has_its_alternative_text(plan):
    tags = kinds_in(read(taken(plan, layout=Layout.EASY_READ)).trailer["/Root"]["/StructTreeRoot"])

    assert tags["/Figure"] == len(tags["alternatives"]) > 10
    assert "A hospital" in tags["alternatives"]


@pytest.mark.parametrize("layout", [Layout.STANDARD, Layout.LARGE])
def test_the_letter_tells_the_whole_plan(plan, layout):
    told = text_of(taken(plan, layout=layout))

    for words in (
        "My garden and my own front door.",
        "Help with writing this: Susan",
        "Stay out of hospital.",
        "I get out of breath.",
        "Breathing exercises",
        "Who: The instructor",
        "Paid from the budget",
        "Tuesday",
        "Susan is ill and cannot come",
        "Joan Birkett, 07700 900415",
        "The garden is my life",
        "Call 111.",
        "Walk to the gate.",
        "Susan Garside",
        "Margaret Hollis, The person,",
        "Monday 1 November 2027, with Sam Coordinator",
        "I can ask for a change at any time.",
    ):
        assert words in told


def test_large_print_is_at_least_sixteen_point(plan):
    assert min(sizes_in(taken(plan, layout=Layout.LARGE))) >= 16
    assert min(sizes_in(taken(plan, layout=Layout.EASY_READ))) >= 16
    assert min(sizes_in(taken(plan))) < 16


def test_a_draft_says_so_on_every_page(plan):
    CarePlanFactory(person=plan.person)
    draft = plan.person.careplans.get(status=PlanStatus.DRAFT)
    for _ in range(30):
        ActionFactory(goal=GoalFactory(need=NeedFactory(plan=draft)))

    pages = [page.extract_text() for page in read(taken(draft)).pages]

    assert len(pages) > 3
    assert all("Draft – not agreed" in page for page in pages)
    assert "nobody has agreed it yet" in " ".join(pages[0].split())
    assert "Draft" not in text_of(taken(plan))


def test_long_plans_are_set_quickly_and_lose_nothing(plan):
    for place in range(60):
        action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), words=f"Thing number {place}.")
        WeekSlotFactory(action=action, weekday=place % 7, part=PartOfDay.EVENING)
    user = staff(Role.MANAGER, plan.site)
    taken(plan, user)

    for layout in Layout:
        begun = time.process_time()
        told = text_of(taken(plan, user, layout))

        assert [place for place in range(60) if f"Thing number {place}." not in told] == []
        assert time.process_time() - begun < 6  # with the reading of it again


def test_who_could_not_decide_is_told_of_in_the_words_of_the_law(plan):
    AgreementFactory(plan=plan, party=AgreementParty.BEST_INTERESTS, name="Sam Coordinator")

    told = text_of(taken(plan))

    assert "Margaret could not decide about this plan at that time." in told
    assert "Mental Capacity Act 2005" in told


def test_what_was_not_agreed_stays_in_the_document(plan):
    AnswerFactory(
        plan=plan,
        line_kind=LineKind.GOAL,
        line_id=plan.goals.get().public_id,
        line_words="Stay out of hospital.",
        verdict=Verdict.DISAGREES,
        reason="It is too much for her.",
        side=Side.FAMILY,
        answered_by=UserFactory(name="Susan Garside"),
    )

    told = text_of(taken(plan))

    assert "What was not agreed" in told
    assert "Susan Garside: It is too much for her." in told


def test_a_plan_that_nobody_agreed_says_so(house):
    assert "Nobody has agreed this plan yet." in text_of(taken(CarePlanFactory()))


def test_an_ended_plan_says_so(plan):
    plan.status = PlanStatus.ENDED
    plan.save()

    assert "It has ended." in text_of(taken(plan))


# What a reader may see.


def test_money_is_in_it_only_for_who_may_see_the_money(plan):
    PlanVersionFactory(plan=plan, content=sealing.content(plan, MONEY))
    without = ConsentFactory(person=plan.person, sections=WHOLE).user
    given = ConsentFactory(person=plan.person, sections=[*WHOLE, Section.MONEY]).user

    assert "The whole budget is £275.00 a week." in text_of(taken(plan, given))
    for layout in Layout:
        assert "£" not in text_of(taken(plan, without, layout)).replace("£0, free", "")


def test_the_words_are_those_that_were_agreed(plan):
    PlanVersionFactory(plan=plan, content=sealing.content(plan, None))
    plan.person.statements.update(words="Something newer.")

    told = text_of(taken(plan))

    assert "My garden and my own front door." in told
    assert "Something newer." not in told


FIRST_FORM = {
    "form": 1,
    "person": {"id": "7", "name": "Margaret Hollis", "born_on": "1947-07-22"},
    "plan": {
        "id": "7",
        "number": 1,
        "agreed_on": "2026-11-03",
        "prevention": "Walk to the gate.",
        "if_things_go_wrong": "Call 111.",
        "health_watched_by": "The nurse",
        "notice_days": 28,
        "review_due_on": "2027-11-01",
        "review_by": "Sam Coordinator",
    },
    "about_me": [{"heading": "matters", "words": "Biscuit.", "helped_by": "", "written_on": "2026-11-01"}],
    "working_and_not": [],
    "needs": [
        {
            "id": "1",
            "words": "I get out of breath.",
            "is_eligible": True,
            "goals": [
                {
                    "id": "2",
                    "kind": "health",
                    "words": "Stay out of hospital.",
                    "importance": 9,
                    "confidence": 5,
                    "actions": [
                        {
                            "id": "3",
                            "words": "Exercises",
                            "who": "Dawn",
                            "when": "Daily",
                            "is_paid": True,
                            "service": None,
                        }
                    ],
                }
            ],
        }
    ],
    "agreed_by": [{"party": "person", "name": "Margaret Hollis", "how": "online"}],
    "money": None,
}


@pytest.mark.parametrize("layout", Layout)
def test_a_plan_sealed_in_the_first_form_is_still_told(plan, layout):
    PlanVersionFactory(plan=plan, content=FIRST_FORM)

    told = text_of(taken(plan, layout=layout))

    assert "Stay out of hospital." in told
    assert "Exercises" in told


@pytest.fixture
def kept_from(plan):
    """A family reader from whom the person keeps a need, a statement, a danger and a risk."""
    need = NeedFactory(plan=plan, words="Secret need")
    ActionFactory(goal=GoalFactory(need=need, words="Secret goal"), words="Secret action")
    statement = plan.person.statements.get()
    statement.words = "Secret words"
    statement.save()
    kept = {
        LineKind.NEED: need,
        LineKind.STATEMENT: statement,
        LineKind.CONTINGENCY: ContingencyFactory(plan=plan, trigger="Secret trigger"),
        LineKind.RISK: RiskFactory(plan=plan, words="Secret risk"),
    }
    reader = ConsentFactory(person=plan.person, sections=WHOLE).user
    for kind, line in kept.items():
        KeptFromFactory(person=plan.person, reader=reader, line_kind=kind, line_id=line.public_id)
    PlanVersionFactory(plan=plan, content=sealing.content(plan, MONEY))
    return reader


@pytest.mark.parametrize("layout", Layout)
def test_what_is_kept_from_a_reader_is_in_no_document(plan, kept_from, signed_in, layout):
    answer = signed_in(kept_from).get(reverse("my_plan_pdf", args=[layout.value]))

    told = text_of(answer.content)
    assert "Stay out of hospital." in told
    assert "Secret" not in told
    assert "275.00" not in told


def test_after_a_review_the_documents_say_when_the_plan_is_looked_at_next(plan):
    """The sealed words have the day that was agreed; the clock has gone on since."""
    worker = AllocationFactory(person=plan.person).worker
    PlanVersionFactory(plan=plan)
    ReviewFactory(person=plan.person, due_on="2026-11-02", held_on="2026-11-02")
    ReviewFactory(person=plan.person, due_on="2027-11-02")

    standard = prsb.export(plan.person, plan, user=worker)["care_and_support_plan"]

    assert telling.told(plan, worker)["plan"]["review_due_on"] == "2027-11-02"
    assert standard["planned_review_date_interval"] == "2027-11-02"


def test_the_first_wall_alone_keeps_what_is_kept(plan, kept_from):
    """The database is asked as a job, which may see everything; the access tables decide."""
    told = json.dumps(telling.told(plan, kept_from), default=str)

    assert "Stay out of hospital." in told
    assert "Secret" not in told


def test_what_is_kept_stays_kept_when_the_first_wall_is_gone(plan, kept_from, acting_for, monkeypatch):
    """PostgreSQL is asked as the reader, while every row passes the access tables of the code."""
    somebody = staff(Role.MANAGER, plan.site)
    monkeypatch.setattr("ipc.kernel.access.rows", lambda *asked, **path: EVERYTHING)

    with acting_for(kept_from):
        told = json.dumps(telling.told(plan, somebody), default=str)

    assert "Stay out of hospital." in told
    assert "Secret" not in told


@pytest.fixture
def partner(plan):
    organisation = OrganisationFactory(site=plan.site, name="Barnsley School")
    user = staff(Role.PARTNER, plan.site, organisation)
    consent = ConsentFactory(person=plan.person, user=user)
    ParticipantFactory(person=plan.person, user=user, consent=consent, side=Side.EDUCATION)
    return user


def test_a_partner_takes_the_plan_without_about_me_and_money(plan, partner, signed_in):
    PlanVersionFactory(plan=plan, content=sealing.content(plan, MONEY))

    answer = signed_in(partner).get(reverse("plan_pdf", args=[plan.public_id, "standard"]))

    told = text_of(answer.content)
    assert "Stay out of hospital." in told
    assert "My garden" not in told
    assert "275.00" not in told
    assert Event.objects.get(act=Act.TAKE_PLAN).actor_id == partner.pk


def test_family_without_the_plan_take_nothing(plan, signed_in):
    client = signed_in(ConsentFactory(person=plan.person, sections=[Section.IDENTITY]).user)

    for name, args in (("my_plan_document", []), ("my_plan_pdf", ["large"]), ("my_contingency_pdf", [])):
        assert client.get(reverse(name, args=args)).status_code == 403


def test_a_coordinator_of_others_finds_nothing_to_take(plan, signed_in):
    client = signed_in(AllocationFactory(person=PersonFactory()).worker)

    for name, args in (("plan_document", []), ("plan_pdf", ["large"]), ("contingency_pdf", [])):
        assert client.get(reverse(name, args=[plan.public_id, *args])).status_code == 404
    assert not Event.objects.filter(act=Act.TAKE_PLAN).exists()


# The pages.


@pytest.mark.parametrize(
    ("needed", "first"),
    [
        (InformationFormat.LARGE, Layout.LARGE),
        (InformationFormat.EASY_READ, Layout.EASY_READ),
        (InformationFormat.STANDARD, Layout.STANDARD),
        (InformationFormat.BRAILLE, Layout.STANDARD),
        (None, Layout.STANDARD),
    ],
)
def test_the_print_that_somebody_needs_comes_first(plan, signed_in, needed, first):
    if needed:
        InformationNeedsFactory(person=plan.person, information_format=needed)

    page = signed_in(UserFactory(person=plan.person)).get(reverse("my_plan_document"))

    items = page.context["items"]
    assert items[0]["url"] == reverse("my_plan_pdf", args=[first.value])
    assert [bool(item["status"]) for item in items] == [True, False, False]
    assert len(items) == len(Layout)


def test_the_person_takes_their_plan_and_it_is_written_down(plan, signed_in):
    herself = UserFactory(person=plan.person)

    answer = signed_in(herself).get(reverse("my_plan_pdf", args=["large"]))

    assert answer["Content-Type"] == "application/pdf"
    assert "Hollis" not in answer["Content-Disposition"]
    taken_by = Event.objects.get(act=Act.TAKE_PLAN)
    assert (taken_by.actor_id, taken_by.person_id) == (herself.pk, plan.person_id)


def test_the_next_plan_is_taken_as_the_draft_it_is(plan, signed_in):
    draft = CarePlanFactory(person=plan.person)
    GoalFactory(need=NeedFactory(plan=draft), words="Something new")
    client = signed_in(UserFactory(person=plan.person))

    chosen = client.get(reverse("my_plan_document") + "?next").context["items"][0]["url"]
    told = text_of(client.get(chosen).content)

    assert "Something new" in told
    assert "Draft – not agreed" in told


def test_a_print_there_is_not_is_not_found(plan, signed_in):
    client = signed_in(UserFactory(person=plan.person))

    assert client.get(reverse("my_plan_pdf", args=["gigantic"])).status_code == 404


def test_who_has_no_plan_is_told_how_it_comes(house, signed_in):
    client = signed_in(UserFactory(person=PersonFactory()))

    assert "You have no plan yet" in client.get(reverse("my_plan_document")).content.decode()
    assert client.get(reverse("my_plan_pdf", args=["large"])).status_code == 404
    assert client.get(reverse("my_contingency_pdf")).status_code == 200


def test_the_care_team_chooses_a_print_and_takes_it(plan, signed_in):
    worker = AllocationFactory(person=plan.person).worker
    client = signed_in(worker)

    page = client.get(reverse("plan_document", args=[plan.public_id]))
    answer = client.get(page.context["items"][0]["url"])

    assert "Stay out of hospital." in text_of(answer.content)
    assert Event.objects.filter(act=Act.TAKE_PLAN, actor=worker).count() == 1


@pytest.mark.parametrize("name", ["my_contingency_pdf", "contingency_pdf"])
def test_the_page_for_when_things_go_wrong_is_one_sheet_to_keep(plan, signed_in, name):
    RelationshipFactory(
        person=plan.person,
        name="Kevin Hollis",
        phone="07700 900999",
        may_be_contacted=False,
        why_not_contacted="A court said so",
    )
    mine = name.startswith("my_")
    user = UserFactory(person=plan.person) if mine else AllocationFactory(person=plan.person).worker

    answer = signed_in(user).get(reverse(name, args=[] if mine else [plan.public_id]))

    pdf = read(answer.content)
    told = text_of(answer.content)
    assert len(pdf.pages) == 1
    assert pdf.metadata.title == "If things go wrong – Margaret Hollis"
    assert "Susan Garside" in told
    assert "Susan is ill and cannot come" in told
    assert "Kevin" not in told
    assert min(sizes_in(answer.content)) >= 13
    assert Event.objects.filter(act=Act.TAKE_PLAN).count() == 1


# Nobody's words are mark-up.

NASTY = [
    "#set page(width: 1cm)",
    '#read("/etc/passwd")',
    "$x^2$ *bold* _it_ `code` = heading",
    "</svg><script>alert(1)</script>",
    "\\ \" ' ] [ ) ( } { # @ < >",
    '#include "statement.typ"',
    "// not a comment /* nor this */",
    "é ü ñ 中文 العربية 🙂 \u202e backwards \u200b",
    "a" * 500,
    "\t\n\n\n \n",
]


def telling_of(words):
    """Return a plan as told in which everything somebody may write is ``words``."""
    action = {
        "words": words,
        "who": words,
        "by_whom": "",
        "when": words,
        "how_often": words,
        "brings": words,
        "is_paid": False,
        "cost": None,
        "service": {"id": "", "name": words},
        "picture": "",
        "slots": [{"weekday": 1, "part": "morning", "from": "09:00", "until": None}],
    }
    goal = {
        "id": "1",
        "words": words,
        "kind": "health",
        "importance": 3,
        "confidence": None,
        "ehc_reference": words,
        "actions": [action],
    }
    return {
        "plan": {
            "agreed_on": "2026-11-03",
            "review_due_on": "2027-11-03",
            **dict.fromkeys(telling.PLAN_WORDS, words),
        },
        "about_me": [{"heading": "matters", "words": words, "helped_by": words}],
        "needs": [{"words": words, "is_eligible": None, "goals": [goal]}],
        "contingencies": [{"trigger": words, "what_to_do": words, "who_to_call": words, "phone": words}],
        "risks": [{"words": words, "why_worth_it": words, "what_we_do": words}],
        "progress": [{"line": "1", "stage": "nearly", "words": words}],
        "agreed_by": [{"party": "person", "name": words, "how": "online", "agreed_on": "2026-11-03"}],
        "disagreements": [{"words": words, "who": words, "reason": words}],
        "name": words,
        "called": words,
        "is_draft": True,
        "has_ended": False,
        "circle": [{"name": words, "kind": words, "phone": words}],
        "coordinator": {"name": words, "phone": words},
        "money": None,
    }


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("words", NASTY)
def test_nobodys_words_are_read_as_mark_up(monkeypatch, words, layout):
    monkeypatch.setattr(telling, "told", lambda plan, user: telling_of(words))

    told = text_of(documents.plan_document(None, None, layout))

    if words.isascii() and len(words) < 100 and words.strip():
        assert "".join(words.split()) in "".join(told.split())


WRITTEN = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=80
)


@settings(max_examples=30, deadline=None)
@given(words=WRITTEN)
def test_whatever_somebody_writes_makes_a_document(words):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(telling, "told", lambda plan, user: telling_of(words))

        for layout in Layout:
            assert documents.plan_document(None, None, layout).startswith(b"%PDF")


def test_drawings_stand_alone_in_a_document():
    drawn = blocks.drawing("hospital")

    assert "class=" not in drawn
    assert 'stroke="#5a1f5c"' in drawn


def test_the_week_is_told_day_by_day_where_print_is_large():
    needs = telling_of("A walk")["needs"]

    assert [block["kind"] for block in week.week(needs, is_large=False)] == ["table"]
    assert [block["kind"] for block in week.week(needs, is_large=True)] == ["heading", "list"]
    assert week.week([], is_large=False) == []


def test_sections_with_nothing_to_say_are_left_out():
    told = {**telling_of("x"), "risks": [], "circle": [], "coordinator": None}

    headings = [section["heading"] for section in letter.sections(told, is_large=False)]

    assert "The people around me" not in headings
    assert "The money" not in headings
    assert "Who agreed" in headings


def test_sizes_are_those_of_the_house():
    assert setting.SIZES == {
        Layout.STANDARD: typesetting.STANDARD_PRINT,
        Layout.LARGE: typesetting.LARGE_PRINT,
        Layout.EASY_READ: typesetting.EASY_READ_PRINT,
    }
