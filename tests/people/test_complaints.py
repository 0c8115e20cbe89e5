"""Putting it right: sent with a reference and a day, looked into by the right people, answered in words."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from ipc.kernel.models import Event
from ipc.programme import timeline
from people import complaints, merging, notices
from people.acts import Act
from people.complaints import refusals
from people.complaints.reference import LETTERS
from people.models import Complaint, ComplaintStep, Notice, NoticeState, Todo, TodoKind
from tests.factories import (
    AuthorityFactory,
    ComplaintFactory,
    ConsentFactory,
    IndependentHelpFactory,
    NoticeFactory,
    PeopleRuleFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people import clock

MONDAY = "2026-11-23 09:00"
SENT = {"kind": "complaint", "about": "staff", "words": "Nobody came on Tuesday", "wish": "Come on time"}
RIGHT = {"outcome": "upheld", "words": "You were right, and we are sorry.", "learned": "We ring when late."}


@pytest.fixture(autouse=True)
def on_a_monday(house):
    with clock.at(MONDAY):
        yield


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, email="margaret@example.org")


@pytest.fixture
def manager(house):
    return staff("manager", house, name="Priya Shah")


@pytest.fixture
def sent(own, margaret, acting_for):
    """Return a function that sends something as Margaret."""

    def send(**facts):
        with acting_for(own):
            return complaints.raise_(margaret, by=own, **{**SENT, **facts})

    return send


def moves(complaint):
    return list(complaint.steps.values_list("move", flat=True))


def open_todos(kind=TodoKind.COMPLAINT):
    return {todo.key.partition(":")[0]: todo for todo in Todo.objects.open().filter(kind=kind)}


# Sending it


@pytest.mark.parametrize(
    ("kind", "said_by", "due_on"),
    [
        ("question", dt.date(2026, 11, 26), dt.date(2026, 11, 30)),
        ("concern", dt.date(2026, 11, 26), dt.date(2026, 12, 7)),
        ("complaint", dt.date(2026, 11, 26), dt.date(2026, 12, 30)),
    ],
)
def test_raising_says_by_which_working_day_there_is_an_answer(sent, own, kind, said_by, due_on):
    made = sent(kind=kind)

    assert (made.acknowledge_by, made.due_on, made.made_by) == (said_by, due_on, own)
    assert re.fullmatch(rf"C-[{LETTERS}]{{4}}-[{LETTERS}]{{3}}", made.reference)
    assert moves(made) == ["received"]
    assert Event.objects.get(act=Act.RAISE_COMPLAINT).subject_id == made.public_id


def test_references_have_nothing_that_looks_alike():
    assert not set("IO01") & set(LETTERS)


def test_a_site_may_promise_a_sooner_answer(sent, margaret):
    PeopleRuleFactory(figure="complaint_days", value=2, site=margaret.site)

    made = sent()

    assert made.acknowledge_by == made.due_on == dt.date(2026, 11, 25)


def test_a_question_is_for_the_coordinator_and_a_worry_for_the_managers(sent):
    sent(kind="question")
    sent(kind="concern")

    assert {todo.role for todo in open_todos(TodoKind.QUESTION).values()} == {"coordinator"}
    assert {todo.role for todo in open_todos().values()} == {"manager"}


def test_a_question_of_somebody_without_a_coordinator_is_for_the_managers(sent, margaret):
    margaret.allocations.update(ends_on=timezone.localdate())

    sent(kind="question")

    assert {todo.role for todo in open_todos(TodoKind.QUESTION).values()} == {"manager"}


def test_raising_without_words_is_refused(sent):
    with pytest.raises(refusals.NothingSaid):
        sent(words="  ")


def test_a_colleague_says_how_they_were_told(margaret, manager):
    with pytest.raises(refusals.SayHowItWasMade):
        complaints.raise_(margaret, by=manager, **SENT)

    assert complaints.raise_(margaret, by=manager, how_made="paper", **SENT).how_made == "paper"


def test_whoever_sends_it_online_cannot_say_that_it_came_on_paper(sent):
    assert sent(how_made="paper").how_made == "online"


# On the way


def test_the_whole_way_is_told_to_whoever_made_it(sent, own, manager, margaret):
    made = sent()
    complaints.acknowledge(made, by=manager, words="Thank you.")
    complaints.say_progress(made, by=manager, words="We asked the rota team.")
    complaints.agree_new_date(made, by=manager, due_on=dt.date(2027, 1, 20), words="They are away.")
    complaints.add(made, by=own, words="It happened again.")
    complaints.answer(made, by=manager, **RIGHT)
    complaints.close(made, by=manager, words="Margaret is content.")

    made.refresh_from_db()
    assert moves(made) == [
        "received",
        "acknowledged",
        "progress",
        "new_date",
        "added",
        "answered",
        "closed",
    ]
    assert (made.status, made.handler, made.answered_by, made.outcome) == (
        "closed",
        manager,
        manager,
        "upheld",
    )
    assert made.due_on == dt.date(2027, 1, 20)
    assert not open_todos()
    told = Notice.objects.filter(person=margaret)
    assert told.count() == 5
    assert {one.letter for one in told} == {"put_it_right_news"}
    assert SENT["words"] not in notices.subject(told.first())
    done = Event.objects.filter(act=Act.HANDLE_COMPLAINT, subject_type="people.Complaint")
    assert {event.subject_id for event in done} == {made.public_id}
    assert done.count() == 5


def test_what_is_to_do_follows_the_day_that_was_agreed(sent, manager):
    made = sent()
    assert open_todos()["say"].due_on == made.acknowledge_by

    complaints.acknowledge(made, by=manager)
    assert set(open_todos()) == {"answer"}
    complaints.agree_new_date(made, by=manager, due_on=dt.date(2027, 1, 20), words="They are away.")

    assert open_todos()["answer"].due_on == dt.date(2027, 1, 20)


def test_the_answer_is_not_enough_and_the_days_begin_anew(sent, own, manager, acting_for):
    made = sent()
    complaints.answer(made, by=manager, **RIGHT)

    with clock.at("2026-12-01 09:00"), acting_for(own):
        complaints.not_content(made, by=own, words="It happened again.")

    made.refresh_from_db()
    assert (made.status, made.answered_at, made.due_on) == ("received", None, dt.date(2027, 1, 8))
    assert made.steps.filter(move="answered").get().words == RIGHT["words"]
    assert set(open_todos()) == {"say", "answer"}


def test_taking_it_back_leaves_nothing_to_do(sent, own, acting_for):
    made = sent()

    with acting_for(own):
        complaints.take_back(made, by=own, words="It is settled.")

    made.refresh_from_db()
    assert (made.status, moves(made)) == ("taken_back", ["received", "taken_back"])
    assert not open_todos()
    assert Event.objects.filter(act=Act.TAKE_BACK_COMPLAINT).count() == 1


# Refusals


def do(name, complaint, by):
    facts = {
        "acknowledge": {},
        "agree_new_date": {"due_on": dt.date(2026, 12, 30), "words": "They are away."},
        "say_progress": {"words": "We asked."},
        "answer": RIGHT,
        "add": {"words": "And this."},
        "take_back": {},
        "not_content": {"words": "No."},
        "close": {"words": "Settled."},
    }
    return getattr(complaints, name)(complaint, by=by, **facts[name])


@pytest.mark.parametrize("status", ["answered", "closed", "taken_back"])
def test_what_is_over_goes_no_further(margaret, manager, status):
    over = ComplaintFactory(person=margaret, kind="complaint", status=status)

    for name in ("acknowledge", "agree_new_date", "say_progress", "answer", "add", "take_back"):
        with pytest.raises(refusals.NotOpen):
            do(name, over, manager)


@pytest.mark.parametrize("status", ["received", "acknowledged", "closed", "taken_back"])
def test_only_an_answer_is_spoken_about_or_closed(margaret, manager, status):
    one = ComplaintFactory(person=margaret, status=status)

    for name in ("not_content", "close"):
        with pytest.raises(refusals.NotAnswered):
            do(name, one, manager)


def test_acknowledging_twice_is_refused(sent, manager):
    made = complaints.acknowledge(sent(), by=manager)

    with pytest.raises(refusals.AlreadyAcknowledged):
        complaints.acknowledge(made, by=manager)


@pytest.mark.parametrize(
    ("due_on", "refusal"),
    [
        (dt.date(2026, 11, 23), refusals.DateHasPassed),
        (dt.date(2027, 5, 24), refusals.LongerThanAllowed),
    ],
)
def test_a_new_day_is_ahead_and_within_six_months(sent, manager, due_on, refusal):
    with pytest.raises(refusal):
        complaints.agree_new_date(sent(), by=manager, due_on=due_on, words="They are away.")


@pytest.mark.parametrize(
    ("kind", "facts", "refusal"),
    [
        ("question", RIGHT, refusals.OutcomeDoesNotFit),
        ("concern", {**RIGHT, "outcome": "answered"}, refusals.OutcomeDoesNotFit),
        ("complaint", {**RIGHT, "learned": " "}, refusals.NothingLearned),
        ("complaint", {**RIGHT, "outcome": "partly", "learned": ""}, refusals.NothingLearned),
        ("complaint", {**RIGHT, "words": " "}, refusals.NothingSaid),
    ],
)
def test_an_answer_that_says_too_little_is_refused(sent, manager, kind, facts, refusal):
    with pytest.raises(refusal):
        complaints.answer(sent(kind=kind), by=manager, **facts)


# Who may know of it


def test_a_coordinator_learns_of_a_question_and_never_of_a_complaint(
    sent, coordinator, manager, margaret, acting_for
):
    asked, made = sent(kind="question"), sent()
    for one in (asked, made):
        complaints.acknowledge(one, by=manager)
    UserFactory._meta.model.objects.filter(person=margaret).update(is_active=False)
    complaints.say_progress(made, by=manager, words="We asked.")
    waiting = Notice.objects.get(state="to_tell")
    assert Todo.objects.filter(kind=TodoKind.COMPLAINT, key__startswith="notice:").get().role == "manager"

    notices.settle(waiting, by=manager, how_settled="phone")
    before = {(Act.SETTLE_TODO, one.public_id) for one in Todo.objects.filter(kind=TodoKind.QUESTION)}

    with acting_for(coordinator):
        assert list(Complaint.objects.all()) == [asked]
        assert {step.complaint_id for step in ComplaintStep.objects.all()} == {asked.pk}
        assert {notice.letter for notice in Notice.objects.all()} == {"question_news"}
        assert {todo.kind for todo in Todo.objects.all()} == {"question"}
        done = Event.objects.filter(actor=manager).values_list("act", "subject_id")
        assert before >= set(done)
        assert {one["act"] for one in timeline.of(margaret, coordinator)} <= {Act.SETTLE_TODO}
    with acting_for(manager):
        assert Complaint.objects.visible_to(manager).count() == 2
        assert [one for one in timeline.of(margaret, manager) if "complaint" in one["act"]]


@pytest.mark.parametrize("model", [Complaint, Notice, Todo])
def test_the_first_wall_keeps_it_from_a_coordinator_too(coordinator, margaret, model):
    """As a job the database shows every row: what is left out here, the code leaves out."""
    ComplaintFactory(person=margaret, kind="concern")
    NoticeFactory(person=margaret, letter="put_it_right_news")
    Todo.objects.create(
        site=margaret.site, person=margaret, kind="complaint", key="x", role="manager", due_on="2026-11-23"
    )

    assert model.objects.count() == 1
    assert not model.objects.visible_to(coordinator).exists()


def test_a_coordinator_writes_a_complaint_down_and_reads_it_no_more(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        made = complaints.raise_(margaret, by=coordinator, how_made="phone", **SENT)

        assert made.reference
        assert not Complaint.objects.exists()
        assert not Todo.objects.exists()


def test_what_a_helper_raises_is_read_by_them_and_the_person(sent, own, margaret, manager, acting_for):
    helper = ConsentFactory(person=margaret, sections=["identity", "plan"]).user
    decider = AuthorityFactory(person=margaret, kind="health_welfare", sections=["identity", "plan"]).holder
    by_margaret = sent()
    with acting_for(helper):
        by_helper = complaints.raise_(margaret, by=helper, **SENT)
    complaints.acknowledge(by_helper, by=manager)

    for reader, reads in (
        (own, {by_margaret, by_helper}),
        (helper, {by_helper}),
        (decider, set()),
    ):
        with acting_for(reader):
            assert set(Complaint.objects.visible_to(reader)) == reads
    assert Notice.objects.get(letter="put_it_right_news").to_user == helper


def test_a_helper_whose_sharing_ended_is_told_nothing_more(margaret, manager, acting_for):
    shared = ConsentFactory(person=margaret, sections=["identity", "plan"])
    with acting_for(shared.user):
        made = complaints.raise_(margaret, by=shared.user, **SENT)
    type(shared).objects.update(withdrawn_at=timezone.now())

    complaints.acknowledge(made, by=manager)

    assert Notice.objects.get().to_user is None


# Late


def test_what_is_late_is_told_to_the_managers_once(sent, house, manager):
    asked, made = sent(kind="question"), sent()
    complaints.acknowledge(made, by=manager)
    with clock.at("2026-12-01 09:00"):
        for _night in range(2):
            complaints.raise_due(house)
    late = open_todos(TodoKind.QUESTION)["late"]
    assert (late.role, "late" in open_todos()) == ("manager", False)
    assert asked.reference in late.detail

    with clock.at("2026-12-31 09:00"):
        complaints.raise_due(house)
    assert made.reference in open_todos()["late"].detail


# Outside help


def test_help_from_outside_begins_with_the_sites_own(house):
    own = IndependentHelpFactory(site=house, position=9)

    found = complaints.who_helps(house.pk)

    assert found[0] == own
    assert "Parliamentary and Health Service Ombudsman" in [one.name for one in found]
    assert own not in complaints.who_helps()


def test_a_complaint_goes_along_where_two_records_are_put_together(
    sent, manager, margaret, house, acting_for
):
    complaint, kept = sent(), PersonFactory(site=house, nhs_number=None)
    margaret.nhs_number = None
    margaret.save()
    proposed = merging.propose(kept, margaret, by=staff("manager", house), reason="Same address")

    with acting_for(manager):
        merging.merge(proposed, by=manager)

    complaint.refresh_from_db()
    assert complaint.person == kept
    assert {step.person for step in complaint.steps.all()} == {kept}


@pytest.mark.parametrize(
    ("status", "state"),
    [("ended", NoticeState.SENT), ("moved", NoticeState.TO_TELL)],
)
def test_an_answer_is_told_also_where_we_no_longer_work_with_the_person(
    sent, manager, margaret, acting_for, status, state
):
    complaint = sent()
    margaret.status = status
    margaret.save()

    with acting_for(manager):
        complaints.answer(complaint, by=manager, **RIGHT)

    assert Notice.objects.get().state == state
    by_hand = Todo.objects.open().filter(person=margaret, role="manager", key__startswith="notice:")
    assert by_hand.exists() == (state == NoticeState.TO_TELL)


@pytest.mark.parametrize(("kind", "role"), [("complaint", "manager"), ("question", "coordinator")])
def test_whoever_looks_into_it_is_asked_to_read_what_was_added(
    sent, own, manager, coordinator, acting_for, kind, role
):
    complaint = sent(kind=kind)
    for words in ("It happened again", "And again"):
        with acting_for(own):
            complaints.add(complaint, by=own, words=words)
        (asked,) = Todo.objects.open().filter(key__startswith="added:")
        assert (asked.role, complaint.reference in asked.detail) == (role, True)
        assert words not in asked.detail

        complaints.say_progress(complaint, by=manager, words="We have read it.")
        assert not Todo.objects.open().filter(key__startswith="added:").exists()
