"""Whose caseload a person is on."""

import pytest

from people import allocation
from people.allocation import AlreadyTheirs, NotACoordinatorHere, TheirOwnRecord
from people.models import Person
from tests.factories import SiteFactory
from tests.factories.people import staff


@pytest.fixture
def manager(house):
    return staff("manager", house)


def test_leaving_the_caseload_ends_access_at_once(manager, coordinator, margaret, acting_for):
    ann = staff("coordinator")

    with acting_for(manager):
        allocation.allocate(margaret, worker=ann, by=manager)
    with acting_for(coordinator):
        assert not Person.objects.visible_to(coordinator).exists()
    with acting_for(ann):
        assert Person.objects.visible_to(ann).get() == margaret


def test_person_without_a_coordinator_gets_one(manager, coordinator, margaret, acting_for):
    margaret.allocations.all().delete()

    with acting_for(manager):
        assert allocation.allocate(margaret, worker=coordinator, by=manager).allocated_by == manager


def test_worker_must_be_a_coordinator_of_the_site(manager, margaret, acting_for):
    for worker in (staff("navigator"), staff("coordinator", SiteFactory(slug="luton"))):
        with acting_for(manager), pytest.raises(NotACoordinatorHere):
            allocation.allocate(margaret, worker=worker, by=manager)


def test_nobody_coordinates_their_own_support(manager, margaret, acting_for):
    with acting_for(manager), pytest.raises(TheirOwnRecord):
        allocation.allocate(margaret, worker=staff("coordinator", person=margaret), by=manager)


def test_same_coordinator_twice_is_refused(manager, coordinator, margaret, acting_for):
    with acting_for(manager), pytest.raises(AlreadyTheirs, match="Sam Okafor already coordinates"):
        allocation.allocate(margaret, worker=coordinator, by=manager)
