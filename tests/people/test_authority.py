"""Who may act for a person, and the day a parent's right ends."""

import datetime as dt

import pytest

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import authority
from people.acts import Act
from people.authority import (
    AuthorityOver,
    EndsBeforeItStarts,
    NoEvidence,
    NotSomebodyElse,
    OldEnoughToDecide,
    sixteenth_birthday,
)
from people.models import Authority, AuthorityKind, Person, Section
from people.models.sharing import AUTHORITY_SECTIONS
from tests.factories import AllocationFactory, AuthorityFactory, UserFactory
from tests.factories.people import staff
from tests.people.clock import at

BORN = dt.date(2017, 6, 15)


@pytest.fixture
def aiden(coordinator):
    return AllocationFactory(worker=coordinator, person__given_name="Aiden", person__born_on=BORN).person


def record(person, by, **changed):
    facts = {
        "holder": UserFactory(),
        "kind": AuthorityKind.PARENT,
        "evidence": "Birth certificate",
        "starts_on": dt.date(2026, 1, 1),
    }
    return authority.record(person, by=by, **{**facts, **changed})


def test_parent_acts_until_the_sixteenth_birthday(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        right = record(aiden, coordinator)

    assert right.ends_on == dt.date(2033, 6, 15)
    assert right.sections == AUTHORITY_SECTIONS[AuthorityKind.PARENT]
    assert right.verified_by == coordinator
    assert Event.objects.filter(act=Act.RECORD_AUTHORITY, person_id=aiden.pk).count() == 1


def test_parent_may_act_for_a_shorter_time(coordinator, aiden, acting_for):
    with acting_for(coordinator):
        assert record(aiden, coordinator, ends_on=dt.date(2030, 1, 1)).ends_on == dt.date(2030, 1, 1)
        assert record(aiden, coordinator, ends_on=dt.date(2040, 1, 1)).ends_on == dt.date(2033, 6, 15)


@pytest.mark.parametrize(
    ("now", "is_refused"),
    [
        ("2033-06-14 22:59", False),
        ("2033-06-14 23:00", True),  # midnight in London, summer time
        ("2033-06-15 12:00", True),
        ("2034-01-01 12:00", True),
    ],
)
def test_parent_is_refused_from_the_sixteenth_birthday_on(coordinator, aiden, acting_for, now, is_refused):
    with at(now), acting_for(coordinator):
        if is_refused:
            with pytest.raises(OldEnoughToDecide):
                record(aiden, coordinator)
        else:
            assert record(aiden, coordinator)


def test_right_of_a_parent_cannot_begin_at_sixteen(coordinator, aiden, acting_for):
    with acting_for(coordinator), pytest.raises(OldEnoughToDecide):
        record(aiden, coordinator, starts_on=dt.date(2033, 6, 15))


@pytest.mark.parametrize(
    ("born_on", "turns_16_on"),
    [
        (dt.date(2012, 2, 29), dt.date(2028, 2, 29)),
        (dt.date(2084, 2, 29), dt.date(2100, 3, 1)),
        (dt.date(2010, 12, 31), dt.date(2026, 12, 31)),
    ],
)
def test_sixteenth_birthday(born_on, turns_16_on):
    assert sixteenth_birthday(born_on) == turns_16_on


def test_parent_loses_sight_on_the_birthday(aiden, acting_for):
    parent = UserFactory()
    right = AuthorityFactory(
        person=aiden,
        holder=parent,
        kind=AuthorityKind.PARENT,
        starts_on=dt.date(2020, 1, 1),
        ends_on=dates.today() + dt.timedelta(days=1),
    )

    with acting_for(parent):
        assert Person.objects.visible_to(parent).exists()
    right.ends_on = dates.today()
    right.save()
    with acting_for(parent):
        assert not Person.objects.visible_to(parent).exists()
        assert not Person.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in AuthorityKind if kind != AuthorityKind.PARENT])
def test_other_rights_have_their_sections_and_no_end_of_their_own(coordinator, margaret, acting_for, kind):
    holder = UserFactory()

    with acting_for(coordinator):
        right = record(margaret, coordinator, kind=kind, holder=holder)
    with acting_for(holder):
        assert Person.objects.visible_to(holder).get() == margaret

    assert right.sections == AUTHORITY_SECTIONS[kind]
    assert right.ends_on is None
    assert Section.RECORD not in right.sections


def test_holder_is_somebody_else_and_not_staff(coordinator, margaret, acting_for):
    for holder in (UserFactory(person=margaret), staff("navigator")):
        with acting_for(coordinator), pytest.raises(NotSomebodyElse):
            record(margaret, coordinator, kind=AuthorityKind.NOMINEE, holder=holder)


def test_evidence_is_needed(coordinator, margaret, acting_for):
    with acting_for(coordinator), pytest.raises(NoEvidence):
        record(margaret, coordinator, kind=AuthorityKind.NOMINEE, evidence="  ")


def test_right_ends_after_it_starts(coordinator, margaret, acting_for):
    with acting_for(coordinator), pytest.raises(EndsBeforeItStarts):
        record(margaret, coordinator, kind=AuthorityKind.NOMINEE, ends_on=dt.date(2026, 1, 1))


def test_person_ends_a_right_at_once_and_only_once(margaret, acting_for):
    own, susan = UserFactory(person=margaret), UserFactory()
    right = AuthorityFactory(person=margaret, holder=susan)

    with acting_for(own):
        authority.withdraw(right, by=own)
        with pytest.raises(AuthorityOver):
            authority.withdraw(right, by=own)
    with acting_for(susan):
        assert not Person.objects.visible_to(susan).exists()


def test_right_that_has_not_begun_counts_for_nothing(aiden):
    AuthorityFactory(person=aiden, starts_on=dates.today() + dt.timedelta(days=1))

    assert not Authority.objects.live().exists()
