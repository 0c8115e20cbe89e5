"""The access table gives the yes or no and the rows, from one declaration."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from careplans.acts import Act as PlanAct
from careplans.models import CarePlan
from ipc.kernel import access
from people.acts import Act
from people.models import Person
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, UserFactory
from tests.factories.people import staff


def test_unseen_is_not_found_and_seen_but_not_allowed_is_refused(house):
    allocation = AllocationFactory()
    worker, person, other = allocation.worker, allocation.person, PersonFactory()

    assert access.find(Person, Act.CHANGE_PERSON, worker, person.public_id) == person
    with pytest.raises(Http404):
        access.find(Person, Act.SEE_PERSON, worker, other.public_id)
    with pytest.raises(PermissionDenied):
        access.find(Person, Act.ALLOCATE, worker, person.public_id)


def test_an_act_on_what_does_not_exist_yet_is_asked_of_the_person(house):
    allocation = AllocationFactory()
    started = access.rows_of_people(CarePlan, PlanAct.START_PLAN, allocation.worker)

    assert Person.objects.filter(started).get() == allocation.person
    assert not Person.objects.filter(
        access.rows_of_people(CarePlan, PlanAct.START_PLAN, staff("manager"))
    ).exists()


def test_a_hat_gives_only_its_own_rights(house):
    allocation = AllocationFactory()
    worker = allocation.worker

    assert access.may(Act.REGISTER_PERSON, worker)
    assert not access.may(Act.ALLOCATE, worker)
    worker.wear(staff("manager").hat)
    assert access.may(Act.ALLOCATE, worker)
    assert not access.may(Act.REGISTER_PERSON, worker)


def test_members_of_staff_never_reach_their_own_record_as_staff(house):
    allocation = AllocationFactory()
    worker = allocation.worker
    worker.person = allocation.person
    worker.save()
    manager = staff("manager")
    neighbour = PersonFactory()
    manager.person = neighbour
    manager.save()

    assert not Person.objects.visible_to(worker).exists()
    assert set(Person.objects.visible_to(manager)) == {allocation.person}


def test_a_consent_opens_only_the_sections_it_names(house):
    person, brother = PersonFactory(), UserFactory()
    ConsentFactory(person=person, user=brother, sections=["identity"])

    assert Person.objects.visible_to(brother).exists()
    assert not Person.objects.filter(access.rows_of_people(CarePlan, PlanAct.SEE_PLAN, brother)).exists()


def test_nobody_in_particular_may_nothing(house):
    PersonFactory()

    assert not Person.objects.visible_to(None).exists()
    assert not access.may(Act.SEE_PERSON, None)
