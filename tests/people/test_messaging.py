"""Messages: who takes part, what waits for whom, what is told, and what is refused."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from ipc.kernel.models import Event
from people import leaving, merging, messaging
from people.acts import Act
from people.leaving import AlreadyOver, HasDied
from people.messaging import (
    AlreadyClosed,
    NobodyReadsIt,
    NotAReader,
    NotClosed,
    NothingWritten,
    SubjectMissing,
    WroteMeanwhile,
    late,
)
from people.models import (
    Conversation,
    Document,
    Message,
    MessageRead,
    Notice,
    Section,
    Todo,
    TodoKind,
)
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    ConversationFactory,
    CoverFactory,
    MessageFactory,
    PeopleRuleFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.clock import at

PLAN = [Section.IDENTITY, Section.PLAN]
ASKED = {"subject": "My visit on Friday", "words": "Can it be in the morning?"}
FILE = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill", email="margaret@example.org")


@pytest.fixture
def parent(margaret):
    """Somebody who decides for Margaret by right."""
    return AuthorityFactory(person=margaret, kind="parent", sections=PLAN).holder


@pytest.fixture
def friend(margaret):
    """Somebody Margaret shares her plan with."""
    return ConsentFactory(person=margaret, sections=PLAN, user__name="Grace Kelly").user


@pytest.fixture
def write(acting_for):
    """Return a function that begins a conversation, or writes in one, as a user would in a request."""

    def begin(who, person, **facts):
        with acting_for(who):
            if isinstance(person, Conversation):
                return messaging.send(person, by=who, **{"words": ASKED["words"], **facts})
            return messaging.begin(person, by=who, **{**ASKED, **facts})

    return begin


@pytest.fixture
def begun(own, margaret, write):
    return write(own, margaret)


def readers_of(conversation, *users, acting_for):
    """Return those of ``users`` who see ``conversation``, asked as each of them."""
    found = []
    for user in users:
        with acting_for(user):
            if Conversation.objects.visible_to(user).filter(pk=conversation.pk).exists():
                found.append(user)
    return found


# Beginning, and who takes part


def test_beginning_waits_for_the_team_and_is_audited(begun, own, margaret):
    assert begun.subject == "My visit on Friday"
    assert begun.waits_for_team_since
    message = begun.messages.get()
    assert (message.words, message.from_team, message.sent_by) == ("Can it be in the morning?", False, own)
    event = Event.objects.get(act=Act.SEND_MESSAGE)
    assert (event.person_id, event.actor_id, event.subject_id) == (margaret.pk, own.pk, begun.public_id)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("who", "is_private", "read_it"),
    [
        ("own", False, {"own", "parent"}),
        ("own", True, {"own"}),
        ("parent", False, {"own", "parent"}),
        ("parent", True, {"parent"}),
        ("friend", False, {"own", "friend"}),
        ("friend", True, {"friend"}),
    ],
)
def test_a_conversation_is_read_by_those_who_take_part(
    who, is_private, read_it, own, parent, friend, coordinator, margaret, write, acting_for
):
    cast = {"own": own, "parent": parent, "friend": friend}

    conversation = write(cast[who], margaret, is_private=is_private)

    seen = readers_of(conversation, *cast.values(), coordinator, staff("manager"), acting_for=acting_for)
    assert {name for name, user in cast.items() if user in seen} == read_it
    assert coordinator in seen
    assert len(seen) == len(read_it) + 2


def test_others_on_no_caseload_read_nothing(begun, acting_for):
    others = [staff("coordinator"), staff("finance"), staff("navigator"), UserFactory(person=PersonFactory())]

    assert readers_of(begun, *others, acting_for=acting_for) == []


def test_a_colleague_writes_to_the_person_and_who_decides(own, parent, friend, coordinator, margaret, write):
    conversation = write(coordinator, margaret)

    assert (conversation.with_user, conversation.is_private) == (None, False)
    assert conversation.waits_for_team_since is None
    assert {notice.to_user for notice in Notice.objects.all()} == {None, parent}
    assert set(Notice.objects.values_list("letter", flat=True)) == {"message_waiting"}


def test_a_colleague_writes_to_the_person_alone_in_private(own, parent, coordinator, margaret, write):
    conversation = write(coordinator, margaret, to=own)

    assert (conversation.with_user, conversation.is_private) == (own, True)
    assert Notice.objects.get().to_user is None


def test_a_colleague_writes_to_one_who_helps_and_the_person_reads_it(
    own, friend, coordinator, margaret, write
):
    conversation = write(coordinator, margaret, to=friend)

    assert (conversation.with_user, conversation.is_private) == (friend, False)
    assert {notice.to_user for notice in Notice.objects.all()} == {None, friend}


def test_a_colleague_cannot_write_to_whom_nothing_is_shared_with(own, coordinator, margaret, write):
    with pytest.raises(NotAReader):
        write(coordinator, margaret, to=UserFactory())


def test_a_colleague_cannot_write_where_nobody_signs_in(coordinator, margaret, write):
    with pytest.raises(NobodyReadsIt):
        write(coordinator, margaret)
    assert not Conversation.objects.exists()


def test_a_subject_and_words_are_needed(own, margaret, begun, write):
    with pytest.raises(SubjectMissing):
        write(own, margaret, subject=" ")
    with pytest.raises(NothingWritten):
        write(own, begun, words=" ")


# Writing


def test_an_answer_ends_the_waiting_and_tells_in_no_words_of_its_own(begun, coordinator, margaret, write):
    write(coordinator, begun, words="Yes, at ten o’clock.")

    begun.refresh_from_db()
    assert begun.waits_for_team_since is None
    notice = Notice.objects.get()
    assert (notice.letter, notice.person) == ("message_waiting", margaret)
    assert list(notice.facts) == ["link"]
    assert "ten" not in str(notice.facts)


def test_a_second_message_waits_since_the_first(begun, own, write):
    since = begun.waits_for_team_since
    write(own, begun, words="Or the afternoon.")

    begun.refresh_from_db()
    assert begun.waits_for_team_since == since


def test_whoever_has_not_read_the_first_is_told_once(begun, own, coordinator, write):
    write(coordinator, begun, words="Yes.")
    write(coordinator, begun, words="At ten.")
    assert Notice.objects.count() == 1

    messaging.read(begun, by=own)
    write(coordinator, begun, words="With Priya.")
    assert Notice.objects.count() == 2


def test_a_file_goes_with_the_message_and_its_readers(
    begun, own, friend, write, acting_for, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    write(own, begun, words="", upload=SimpleUploadedFile("letter.pdf", FILE), title="The letter")

    document = Document.objects.get()
    assert (document.title, document.message) == ("The letter", begun.messages.last())
    assert not Todo.objects.filter(kind=TodoKind.DOCUMENT).exists()
    with acting_for(own):
        assert Document.objects.visible_to(own).exists()
    with acting_for(friend):
        assert not Document.objects.visible_to(friend).exists()


def test_messages_are_never_changed_nor_moved_but_by_a_job(begun, own, margaret, acting_for):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Message.objects.update(words="Something else")
    with pytest.raises(DatabaseError, match="permission denied"), acting_for(own):
        Message.objects.update(person=margaret)


def test_messages_go_along_where_two_records_are_put_together(
    begun, coordinator, margaret, house, acting_for
):
    manager, kept = staff("manager", house), PersonFactory(site=house, nhs_number=None)
    messaging.read(begun, by=coordinator)
    margaret.nhs_number = None
    margaret.save()
    with acting_for(coordinator):
        proposed = merging.propose(kept, margaret, by=coordinator, reason="Same address")

    with acting_for(manager):
        merging.merge(proposed, by=manager)

    for kind in (Conversation, Message, MessageRead):
        assert kind.objects.get().person == kept
    assert begun.messages.get().words == ASKED["words"]


# Reading


def test_reading_leaves_a_receipt_for_what_others_wrote(begun, own, coordinator, write, acting_for):
    with acting_for(coordinator):
        assert messaging.read(begun, by=coordinator) == 1
        assert messaging.read(begun, by=coordinator) == 0
    with acting_for(own):
        assert messaging.read(begun, by=own) == 0

    receipt = MessageRead.objects.get()
    assert (receipt.message, receipt.read_by) == (begun.messages.get(), coordinator)


def test_the_unread_are_counted_and_the_newest_is_named(begun, own, friend, coordinator, margaret, write):
    write(coordinator, begun, words="Yes.")
    write(coordinator, begun, words="At ten.")

    assert messaging.unread_for(own, margaret) == 2
    assert messaging.newest_unread(own, margaret).words == "At ten."
    assert messaging.unread_for(friend, margaret) == 0
    messaging.read(begun, by=own)
    assert messaging.unread_for(own, margaret) == 0
    assert messaging.newest_unread(own, margaret) is None


def test_counting_the_unread_costs_one_query(begun, own, margaret, django_assert_num_queries):
    with django_assert_num_queries(1):
        messaging.unread_for(own, margaret)
    with django_assert_num_queries(1):
        messaging.newest_unread(own, margaret)


# Closing


def test_closing_ends_the_waiting_and_writing_opens_it_again(begun, own, coordinator, write):
    messaging.close(begun, by=coordinator)
    begun.refresh_from_db()
    assert (begun.closed_by, begun.waits_for_team_since) == (coordinator, None)
    assert Event.objects.filter(act=Act.CLOSE_CONVERSATION, actor=coordinator).count() == 1
    with pytest.raises(AlreadyClosed):
        messaging.close(begun, by=coordinator)

    write(own, begun, words="One more thing.")
    begun.refresh_from_db()
    assert begun.closed_at is None
    assert begun.waits_for_team_since


def test_what_was_closed_by_mistake_waits_as_it_did(begun, coordinator):
    with pytest.raises(NotClosed):
        messaging.reopen(begun, by=coordinator)
    messaging.close(begun, by=coordinator)

    messaging.reopen(begun, by=coordinator)

    begun.refresh_from_db()
    assert begun.closed_at is None
    assert begun.waits_for_team_since == begun.messages.get().sent_at


def test_nothing_is_written_after_a_death_and_what_is_there_stays(begun, own, coordinator, margaret, write):
    leaving.record_death(margaret, by=coordinator, died_on=timezone.localdate(), told_by="The family")

    assert "Answer a message" in str(list(Todo.objects.values_list("detail", flat=True)))
    with pytest.raises(HasDied):
        messaging.send(begun, by=coordinator, words="Hello")
    messaging.close(begun, by=coordinator)
    assert not Notice.objects.filter(letter="message_waiting").exists()


def test_nothing_is_written_once_the_work_has_ended(begun, own, margaret):
    margaret.status = "ended"
    margaret.save()

    with pytest.raises(AlreadyOver):
        messaging.send(begun, by=own, words="Hello")


# The inbox


@pytest.fixture
def waiting(begun, coordinator, house):
    """Three that wait in one site: of the coordinator, of a colleague, and of somebody nobody coordinates."""
    colleague = AllocationFactory(worker=staff("coordinator", house, name="Priya Shah"))
    nobodys = PersonFactory(site=house)
    for person, days in ((colleague.person, 3), (nobodys, 1)):
        since = timezone.now() - dt.timedelta(days=days)
        MessageFactory(
            conversation=ConversationFactory(person=person, waits_for_team_since=since), person=person
        )
    MessageFactory(conversation=ConversationFactory(person=colleague.person), person=colleague.person)
    return colleague


def test_the_inbox_of_a_coordinator_is_their_peoples(waiting, begun, coordinator):
    assert list(messaging.inbox(coordinator)) == [begun]


def test_who_stands_in_finds_what_waits_for_whom_they_cover(waiting, begun, coordinator, house):
    today = timezone.localdate()
    CoverFactory(
        site=house,
        away=waiting.worker,
        standing_in=coordinator,
        starts_on=today,
        ends_on=today + dt.timedelta(days=2),
    )

    found = list(messaging.inbox(coordinator).order_by("waits_for_team_since"))
    assert [one.worker for one in found] == ["Priya Shah", "Sam Okafor"]
    assert list(messaging.inbox(coordinator, "standing-in")) == [found[0]]
    assert list(messaging.inbox(coordinator, "mine")) == [begun]


def test_a_manager_finds_the_sites_and_what_nobody_has(waiting, house):
    manager = staff("manager", house)

    found = list(messaging.inbox(manager).order_by("waits_for_team_since"))
    assert [one.worker for one in found] == ["Priya Shah", "", "Sam Okafor"]
    assert [one.worker for one in messaging.inbox(manager, "nobodys")] == [""]
    assert list(messaging.inbox(staff("manager", PersonFactory(site__slug="luton").site))) == []


# What waits too long


def test_what_waits_longer_than_promised_is_to_be_done_until_answered(
    own, margaret, coordinator, house, write
):
    with at("2026-11-19 10:00"):  # a Thursday: two working days end on Monday
        conversation = write(own, margaret)
    with at("2026-11-23 10:00"):
        messaging.raise_late(house)
        assert not Todo.objects.exists()
    with at("2026-11-24 10:00"):
        messaging.raise_late(house)
        messaging.raise_late(house)

    todo = Todo.objects.get()
    assert (todo.kind, todo.due_on, todo.person) == (TodoKind.MESSAGE, dt.date(2026, 11, 23), margaret)
    assert "Friday" not in todo.detail
    write(coordinator, conversation, words="Yes.")
    todo.refresh_from_db()
    assert (todo.done_by, todo.outcome) == (coordinator, "Answered")


def test_a_site_may_promise_more_days(own, margaret, house, write):
    PeopleRuleFactory(figure="message_days", value=10, site=house)
    with at("2026-11-19 10:00"):
        write(own, margaret)

    with at("2026-11-24 10:00"):
        messaging.raise_late(house)

    assert not Todo.objects.exists()


def test_nobody_is_promised_an_answer_on_a_bank_holiday(margaret):
    with at("2026-12-24 15:00"):
        asked = ConversationFactory(person=margaret, waits_for_team_since=timezone.now())

    assert late.answer_by(asked, 2) == dt.date(2026, 12, 30)


def test_what_came_while_a_colleague_wrote_goes_on_waiting(begun, own, coordinator, write, acting_for):
    with acting_for(coordinator):
        messaging.read(begun, by=coordinator)
    write(own, begun, words="And I have fallen.")

    with pytest.raises(WroteMeanwhile), acting_for(coordinator):
        messaging.close(begun, by=coordinator)
    write(coordinator, begun, words="Yes, at ten.")

    begun.refresh_from_db()
    second = begun.messages.get(words="And I have fallen.")
    assert (begun.waits_for_team_since, begun.closed_at) == (second.sent_at, None)
    with acting_for(coordinator):
        messaging.read(begun, by=coordinator)
        messaging.close(begun, by=coordinator)
