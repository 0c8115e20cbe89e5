"""Somebody is worried: everything stops at once, the right people are told, nobody else reads it."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipc.kernel.dates import today
from ipc.kernel.models import Effect, Event
from peersupport import concerns, contacts, introductions, matching, tasks
from peersupport.acts import Act
from peersupport.models import Concern, ContactNote, IntroductionStatus, Mode, PeerStatus, Service
from peersupport.peers import nightly
from people import leaving
from people.models import Role, Todo, TodoKind
from tests.factories import IntroductionFactory, PersonFactory
from tests.factories.peersupport import ConcernFactory, KeptApartFactory
from tests.factories.people import AllocationFactory, staff
from tests.peersupport.test_peers import active

ACTIVE, PAUSED = IntroductionStatus.ACTIVE, IntroductionStatus.PAUSED
WORDS = "He asked me for money."
DAY = dt.timedelta(days=1)


@pytest.fixture
def meets(margaret):
    return IntroductionFactory(person=margaret, service=active().service, status=ACTIVE)


def peer_of(introduction):
    return Service.objects.select_related("peer").get(pk=introduction.service_id).peer


def test_a_worry_of_the_person_pauses_the_introduction_and_the_peer_at_once(meets, margaret, acting_for):
    other = IntroductionFactory(person=PersonFactory(), service=meets.service, status=ACTIVE)

    with acting_for(margaret.signs_in):
        concerns.raise_concern(meets, by=margaret.signs_in, words=f" {WORDS} ")

    for one in (meets, other):
        one.refresh_from_db()
    peer, concern = peer_of(meets), Concern.objects.get()
    assert (meets.status, other.status, peer.status) == (PAUSED, PAUSED, PeerStatus.PAUSED)
    assert (concern.words, concern.raised_by, concern.has_paused_peer) == (WORDS, margaret.signs_in, True)
    assert not peer.service.is_public
    assert WORDS not in peer.why_paused + "".join(meets.steps.values_list("words", flat=True))
    assert Event.objects.filter(act=Act.RAISE_CONCERN, person_id=margaret.pk).count() == 1


def test_the_managers_and_the_coordinator_are_asked_to_look_today(meets, margaret):
    concerns.raise_concern(meets, by=margaret.signs_in, words=WORDS)

    todos = Todo.objects.filter(person=margaret, kind=TodoKind.CONCERN)
    assert set(todos.values_list("role", "due_on")) == {
        (Role.MANAGER, today()),
        (Role.COORDINATOR, today()),
    }
    assert not any(WORDS in todo.detail for todo in todos)


def test_the_managers_get_an_email_without_a_word_of_it(meets, margaret):
    staff("manager", email="mo@barnsley.example")
    staff("navigator", email="nina@barnsley.example")
    concern = concerns.raise_concern(meets, by=margaret.signs_in, words=WORDS)
    leaving.record_death(margaret, by=None, died_on=today(), told_by="The GP")

    tasks.tell_of_concern(Effect.objects.get(task="peersupport.tell_of_concern").subject_id)

    [message] = mail.outbox
    assert message.to == ["mo@barnsley.example"]
    assert "/concerns/" in message.body
    for secret in (WORDS, "Margaret", "Nadia"):
        assert secret not in message.subject + message.body
    assert concern.closed_at is None


def test_nobody_is_written_to_about_what_is_settled(house):
    staff("manager")
    concern = ConcernFactory(person=PersonFactory())
    concerns.close(concern, by=staff("manager"), outcome="A misunderstanding")

    tasks.tell_of_concern(concern.pk)

    assert mail.outbox == []


@pytest.mark.parametrize("status", [IntroductionStatus.ASKED, IntroductionStatus.MATCHED, PAUSED])
def test_a_worry_pauses_from_every_open_step(margaret, status):
    introduction = IntroductionFactory(person=margaret, service=active().service, status=status)

    concerns.raise_concern(introduction, by=margaret.signs_in, words=WORDS)

    introduction.refresh_from_db()
    assert introduction.status == PAUSED


def test_a_worry_afterwards_pauses_the_peer_and_leaves_what_is_over(margaret):
    over = IntroductionFactory(person=margaret, service=active().service, status=IntroductionStatus.ENDED)

    concerns.raise_concern(over, by=margaret.signs_in, words=WORDS)

    over.refresh_from_db()
    assert over.status == IntroductionStatus.ENDED
    assert peer_of(over).status == PeerStatus.PAUSED


def test_a_worry_about_a_group_pauses_only_this_introduction(margaret, choir):
    introduction = IntroductionFactory(person=margaret, service=choir, status=ACTIVE)

    concern = concerns.raise_concern(introduction, by=margaret.signs_in, words=WORDS)

    introduction.refresh_from_db()
    assert (introduction.status, concern.has_paused_peer) == (PAUSED, False)
    assert Service.objects.get(pk=choir.pk).is_public


def test_a_worry_needs_a_few_words(meets, margaret):
    with pytest.raises(concerns.NothingSaid):
        concerns.raise_concern(meets, by=margaret.signs_in, words="  ")


def test_a_worry_is_read_by_the_coordinator_and_the_managers_alone(meets, margaret, acting_for):
    concerns.raise_concern(meets, by=margaret.signs_in, words=WORDS)
    coordinator = AllocationFactory(person=margaret, worker=staff("coordinator")).worker
    who = {"person": margaret.signs_in, "coordinator": coordinator} | {
        role: staff(role) for role in ("manager", "navigator", "finance")
    }

    seen = {}
    for name, user in who.items():
        with acting_for(user):
            seen[name] = (Concern.objects.count(), Concern.objects.visible_to(user).count())

    assert seen == {
        "person": (0, 0),
        "coordinator": (1, 1),
        "manager": (1, 1),
        "navigator": (0, 0),
        "finance": (0, 0),
    }


def test_settling_writes_what_came_of_it_and_starts_nothing(meets, margaret, navigator, acting_for):
    concern = concerns.raise_concern(meets, by=margaret.signs_in, words=WORDS)
    manager = staff("manager")

    with acting_for(manager):
        concern = concerns.close(concern, by=manager, outcome=" We talked with both. ")

    meets.refresh_from_db()
    assert (concern.outcome, concern.closed_by) == ("We talked with both.", manager)
    assert (meets.status, peer_of(meets).status) == (PAUSED, PeerStatus.PAUSED)
    assert not Todo.objects.open().filter(kind=TodoKind.CONCERN).exists()
    assert Event.objects.filter(act=Act.CLOSE_CONCERN, person_id=margaret.pk).count() == 1


def test_settling_is_refused_twice_and_without_an_outcome(meets):
    concern, manager = ConcernFactory(person=meets.person, introduction=meets), staff("manager")
    with pytest.raises(concerns.SettledWithoutOutcome):
        concerns.close(concern, by=manager, outcome=" ")

    concerns.close(concern, by=manager, outcome="Settled")
    with pytest.raises(concerns.AlreadySettled):
        concerns.close(concern, by=manager, outcome="Settled")


def test_an_introduction_goes_on_only_with_a_peer_who_may(meets, navigator):
    concern = concerns.raise_concern(meets, by=navigator, words=WORDS)
    concerns.close(concern, by=staff("manager"), outcome="Nothing in it")
    with pytest.raises(matching.CannotMeet):
        introductions.go_on(meets, by=navigator)

    peer = peer_of(meets)
    peer.status, peer.why_paused = PeerStatus.ACTIVE, ""
    peer.save()
    assert introductions.go_on(meets, by=navigator).status == ACTIVE


def test_whoever_has_a_place_goes_on_also_where_the_entry_says_it_is_full(meets, navigator):
    introductions.pause(meets, by=navigator)
    type(meets.service).objects.filter(pk=meets.service_id).update(is_full=True)

    assert introductions.go_on(meets, by=navigator).status == ACTIVE


def test_going_on_waits_for_whoever_pauses_the_peer_at_the_same_moment(meets, margaret, acting_for):
    """Pausing a peer holds their entry: whoever goes on asks for it before looking at the peer."""
    introductions.pause(meets, by=margaret.signs_in)

    with acting_for(margaret.signs_in), CaptureQueriesContext(connection) as asked:
        introductions.go_on(meets, by=margaret.signs_in)

    said = [one["sql"] for one in asked]
    (locked,) = [
        at for at, sql in enumerate(said) if 'FROM "peersupport_service"' in sql and "FOR UPD" in sql
    ]
    looked = next(at for at, sql in enumerate(said) if 'FROM "peersupport_peer"' in sql)
    assert locked < looked


def test_nobody_asks_for_gets_or_begins_with_whom_they_are_kept_apart_from(margaret, navigator):
    peer = active()
    Service.objects.filter(pk=peer.service_id).update(status="active")
    peer.service.refresh_from_db()
    asked = IntroductionFactory(person=margaret, service=peer.service)
    matched = IntroductionFactory(
        person=PersonFactory(), service=peer.service, status=IntroductionStatus.MATCHED
    )
    for one in (asked, matched):
        KeptApartFactory(person=one.person, peer=peer)

    with pytest.raises(matching.CannotMeet):
        introductions.answer(asked, by=navigator, is_welcome=True, answer="Come")
    with pytest.raises(matching.CannotMeet):
        introductions.begin(matched, by=navigator)
    asked.delete()
    with pytest.raises(matching.CannotMeet):
        introductions.ask(
            margaret, by=margaret.signs_in, service=peer.service, wish="", sections=introductions.SHARED
        )


def test_being_in_touch_is_written_down_without_what_was_said(meets, navigator, margaret):
    kept = contacts.note(meets, by=navigator, on=today(), mode=Mode.TELEPHONE, minutes=20)

    assert (kept.minutes, kept.written_by) == (20, navigator)
    assert Event.objects.filter(act=Act.NOTE_CONTACT, person_id=margaret.pk).count() == 1


@pytest.mark.parametrize("days", [-400, 1])
def test_being_in_touch_is_refused_before_they_asked_and_in_the_future(meets, navigator, days):
    with pytest.raises(contacts.InTouchOnAnotherDay):
        contacts.note(meets, by=navigator, on=today() + days * DAY, mode=Mode.TELEPHONE, minutes=20)


def test_being_in_touch_is_refused_where_they_should_not_be(margaret, navigator):
    asked = IntroductionFactory(person=margaret)
    paused = IntroductionFactory(
        person=margaret,
        status=PAUSED,
        asked_at=asked.asked_at - 9 * DAY,
        status_since=asked.asked_at - 2 * DAY,
    )
    facts = {"by": navigator, "mode": Mode.ONLINE, "minutes": 5}

    with pytest.raises(contacts.NotInTouch):
        contacts.note(asked, on=today(), **facts)
    with pytest.raises(contacts.InTouchWhilePaused):
        contacts.note(paused, on=today(), **facts)
    assert contacts.note(paused, on=today() - 3 * DAY, **facts) in ContactNote.objects.all()


def test_the_navigators_are_told_that_a_peer_needs_them_and_nothing_else(house, navigator):
    peer = active(name="Secretname")
    nightly.tell_navigators(peer, "paused")

    tasks.tell_of_peer(peer.pk)

    [message] = mail.outbox
    assert message.to == [navigator.email]
    assert "Secretname" not in message.subject + message.body
