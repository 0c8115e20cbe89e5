"""A nominee: named, willing and agreed to. Before both have said yes, neither wall lets them in."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import authority, nomination
from people.acts import Act
from people.authority import AuthorityOver, HolderMustNotBeContacted, NotSomebodyElse
from people.grounds import CheckNeeded
from people.models import Authority, AuthorityKind, Person, RelationshipKind, Role, Todo, TodoKind
from people.nomination import AlreadyAccepted, AlreadyAgreed, NotANomination, NotYetAccepted, OnlyTheNominee
from tests.factories import AuthorityFactory, RelationshipFactory, UserFactory
from tests.factories.people import staff


@pytest.fixture
def manager(house):
    return staff("manager", house)


@pytest.fixture
def susan(margaret):
    return RelationshipFactory(person=margaret, kind=RelationshipKind.CHILD, user=UserFactory()).user


@pytest.fixture
def named(coordinator, margaret, susan, acting_for):
    """The nomination as the coordinator wrote it down: nobody has said yes yet."""
    with acting_for(coordinator):
        return authority.record(
            margaret,
            by=coordinator,
            holder=susan,
            kind=AuthorityKind.NOMINEE,
            evidence="Form, seen",
            how_agreed="paper",
            starts_on=dates.today(),
        )


def sees(user, acting_for):
    """Return whether the access table, and PostgreSQL by itself, let ``user`` see anybody."""
    with acting_for(user):
        return Person.objects.visible_to(user).exists(), Person.objects.exists()


def test_nominee_sees_and_does_nothing_before_both_have_said_yes(named, susan, manager, margaret, acting_for):
    assert sees(susan, acting_for) == (False, False)
    with acting_for(susan):
        assert Authority.objects.visible_to(susan).get() == named
        nomination.accept(named, by=susan)
    assert sees(susan, acting_for) == (False, False)
    with acting_for(manager):
        nomination.agree(named, by=manager)
    assert sees(susan, acting_for) == (True, True)

    for act in (Act.ACCEPT_NOMINATION, Act.AGREE_NOMINEE):
        assert Event.objects.filter(act=act, person_id=margaret.pk).count() == 1


def test_manager_is_asked_once_the_nominee_has_said_yes(named, susan, manager, acting_for):
    assert not Todo.objects.exists()

    with acting_for(susan):
        nomination.accept(named, by=susan)
    asked = Todo.objects.get()
    assert (asked.kind, asked.role) == (TodoKind.AGREE_NOMINEE, Role.MANAGER)
    with acting_for(manager):
        nomination.agree(named, by=manager)
    asked.refresh_from_db()
    assert asked.done_by == manager


def test_nominee_says_yes_themselves_and_once(named, susan, coordinator, acting_for):
    for other in (coordinator, UserFactory()):
        with acting_for(other), pytest.raises(OnlyTheNominee):
            nomination.accept(named, by=other)
    with acting_for(susan):
        nomination.accept(named, by=susan)
        with pytest.raises(AlreadyAccepted):
            nomination.accept(named, by=susan)


def test_body_agrees_after_the_nominee_and_once(named, susan, manager, acting_for):
    with acting_for(manager), pytest.raises(NotYetAccepted):
        nomination.agree(named, by=manager)
    with acting_for(susan):
        nomination.accept(named, by=susan)
    with acting_for(manager):
        nomination.agree(named, by=manager)
        with pytest.raises(AlreadyAgreed):
            nomination.agree(named, by=manager)


def test_only_a_nominee_is_asked(margaret, manager, acting_for):
    parent = AuthorityFactory(person=margaret, kind=AuthorityKind.PARENT)

    with acting_for(parent.holder), pytest.raises(NotANomination):
        nomination.accept(parent, by=parent.holder)
    with acting_for(manager), pytest.raises(NotANomination):
        nomination.agree(parent, by=manager)


def test_nobody_agrees_to_themselves(margaret, manager, acting_for):
    RelationshipFactory(person=margaret, user=manager)
    right = AuthorityFactory(person=margaret, holder=manager, agreed_at=None)

    with acting_for(manager), pytest.raises(NotSomebodyElse):
        nomination.agree(right, by=manager)


@pytest.mark.parametrize("answer", [nomination.accept, nomination.agree])
def test_what_is_over_is_not_answered(margaret, manager, acting_for, answer):
    right = AuthorityFactory(person=margaret, accepted_at=None, agreed_at=None, withdrawn_at=timezone.now())
    by = manager if answer is nomination.agree else right.holder

    with acting_for(by), pytest.raises(AuthorityOver):
        answer(right, by=by)


def test_nominee_who_is_not_close_is_checked_before_the_body_agrees(margaret, manager, acting_for):
    friend = RelationshipFactory(person=margaret, kind=RelationshipKind.FRIEND, user=UserFactory())
    right = AuthorityFactory(person=margaret, holder=friend.user, agreed_at=None, how_agreed="paper")

    for checked_on in (None, dates.today() + dt.timedelta(days=1)):
        with acting_for(manager), pytest.raises(CheckNeeded):
            nomination.agree(right, by=manager, checked_on=checked_on)
    with acting_for(manager):
        assert nomination.agree(right, by=manager, checked_on=dates.today()).checked_on == dates.today()


def test_body_does_not_agree_to_somebody_who_must_not_be_contacted(margaret, manager, acting_for):
    dev = RelationshipFactory(person=margaret, user=UserFactory(), may_be_contacted=False)
    right = AuthorityFactory(person=margaret, holder=dev.user, agreed_at=None)

    with acting_for(manager), pytest.raises(HolderMustNotBeContacted):
        nomination.agree(right, by=manager, checked_on=dates.today())


def test_agreeing_waits_for_whoever_writes_about_the_person(named, susan, manager, acting_for):
    with acting_for(susan):
        nomination.accept(named, by=susan)

    with acting_for(manager), CaptureQueriesContext(connection) as asked:
        nomination.agree(named, by=manager)

    said = [one["sql"] for one in asked]
    locked = next(n for n, sql in enumerate(said) if 'FROM "people_person"' in sql and "FOR UPDATE" in sql)
    asked_who = next(n for n, sql in enumerate(said) if 'FROM "people_relationship"' in sql)
    assert locked < asked_who


@pytest.mark.parametrize("missing", ["accepted_at", "agreed_at"])
def test_one_yes_alone_opens_nothing_in_the_database(margaret, acting_for, missing):
    right = AuthorityFactory(person=margaret, **{missing: None})

    assert sees(right.holder, acting_for) == (False, False)
    assert not Authority.objects.live().exists()


def test_suspended_right_opens_nothing_in_the_database(margaret, acting_for):
    right = AuthorityFactory(person=margaret)
    assert sees(right.holder, acting_for) == (True, True)

    right.suspended_at = timezone.now()
    right.save()
    assert sees(right.holder, acting_for) == (False, False)
