"""Colleagues never open their own record, nor that of somebody they are close to, whatever their role."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import acting
from ipc.kernel.models import Event
from people import closeness
from people.acts import Act
from people.closeness import AlreadyEnded
from people.models import Conflict, Person
from tests import worlds
from tests.factories import (
    AllocationFactory,
    ConflictFactory,
    OrganisationFactory,
    PersonFactory,
    RestrictionFactory,
    SiteFactory,
)
from tests.factories.people import staff

STAFF = ["coordinator", "manager", "approver", "finance", "navigator", "holder", "site_admin"]
READING = ("coordinator", "manager", "approver", "finance", "navigator", "holder")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with worlds.kept(django_db_blocker) as built:
        yield built


@pytest.mark.parametrize("how", ["said so", "are the person"])
@pytest.mark.parametrize("name", READING)
def test_the_close_see_no_row_of_the_record_with_and_without_the_filter(world, name, how):
    user, person = world.principals[name], world.theirs.person
    with worlds.undone():
        if how == "said so":
            ConflictFactory(person=person, user=user)
        else:
            type(user).objects.filter(person=person).update(person=None)
            type(user).objects.filter(pk=user.pk).update(person=person)
            user = type(user).objects.get(pk=user.pk)
        with acting.acting_as(user.acting()):
            leaks = [
                model.__name__
                for model in worlds.models_about_a_person()
                for rows in (model._base_manager.all(), model.objects.visible_to(user))
                if rows.filter(**{"pk" if model is Person else "person_id": person.pk}).exists()
            ]
            leaks += ["Event"] * Event.objects.filter(person_id=person.pk).exists()

    assert leaks == []


@pytest.mark.parametrize("role", STAFF)
def test_every_colleague_may_say_so_and_gets_the_same_answer_whether_found_or_not(signed_in, house, role):
    person = PersonFactory(site=house)
    user = staff(
        role, house, organisation=OrganisationFactory(site=house) if role in ("holder", "approver") else None
    )
    client = signed_in(user)
    found = client.post(reverse("declare_conflict"), {"nhs_number": person.nhs_number})
    not_found = client.post(reverse("declare_conflict"), {"nhs_number": "9990000018"})

    assert (found.status_code, found["Location"]) == (not_found.status_code, not_found["Location"])
    assert found.status_code == 302
    assert Conflict.objects.filter(user=user, person=person).count() == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"given_name": "margaret", "family_name": "HILL"}, True),
        ({"given_name": "Margaret", "family_name": "Hil"}, False),
        ({"given_name": "Margaret", "family_name": "Hill", "born_on": dt.date(1950, 5, 18)}, False),
    ],
)
def test_somebody_is_found_by_exact_name_and_birthday_only(coordinator, margaret, acting_for, typed, found):
    with acting_for(coordinator):
        closeness.declare(by=coordinator, **{"born_on": margaret.born_on, **typed})

    assert Conflict.objects.filter(person=margaret).exists() is found


def test_saying_so_twice_keeps_one_and_never_reaches_another_site(coordinator, margaret, acting_for):
    elsewhere = PersonFactory(site=SiteFactory(slug="luton"))
    with acting_for(coordinator):
        for number in (margaret.nhs_number, margaret.nhs_number, elsewhere.nhs_number):
            closeness.declare(by=coordinator, nhs_number=number)

    assert [one.person for one in Conflict.objects.all()] == [margaret]
    assert Event.objects.filter(act=Act.DECLARE_CONFLICT).count() == 1


def test_form_asks_for_number_or_whole_name_and_birthday(signed_in, coordinator):
    page = signed_in(coordinator).post(reverse("declare_conflict"), {"given_name": "Margaret"})

    assert "Enter the NHS number, or the first name, the surname and the birthday" in page.text


def test_an_attempt_to_open_a_close_record_is_written_down_on_pages_and_the_api(
    signed_in, coordinator, margaret
):
    ConflictFactory(person=margaret, user=coordinator)
    client = signed_in(coordinator)

    assert client.get(reverse("person", args=[margaret.public_id])).status_code == 404
    assert client.get(reverse("person-detail", args=[margaret.public_id])).status_code == 404
    assert Event.objects.filter(act=Act.TRY_CLOSED, person_id=margaret.pk, actor=coordinator).count() == 2


def test_manager_reads_who_is_close_to_whom_and_may_end_it(signed_in, house, coordinator, margaret):
    conflict = ConflictFactory(person=margaret, user=coordinator)
    manager = staff("manager", house)
    client = signed_in(manager)

    page = client.get(reverse("conflicts")).text
    assert "Sam Okafor" in page
    assert "Margaret Hill" in page
    assert "Needs another coordinator" in page
    assert Event.objects.filter(act=Act.SEE_STAFF, person_id=margaret.pk, is_read=True).exists()
    assert client.get(reverse("end_conflict", args=[conflict.public_id])).status_code == 200
    client.post(reverse("end_conflict", args=[conflict.public_id]))
    with acting.acting_as(coordinator.acting()):
        assert Person.objects.visible_to(coordinator).get() == margaret
    assert Event.objects.filter(act=Act.END_CONFLICT, actor=manager).exists()


def test_what_ended_does_not_end_again(house, margaret, acting_for):
    manager, conflict = staff("manager", house), ConflictFactory(person=margaret)
    with acting_for(manager):
        closeness.end(conflict, by=manager)
        with pytest.raises(AlreadyEnded):
            closeness.end(conflict, by=manager)


def test_list_does_not_name_whose_record_is_kept_from_the_manager(signed_in, house, coordinator, margaret):
    ConflictFactory(person=margaret, user=coordinator)
    RestrictionFactory(person=margaret)
    page = signed_in(staff("manager", house)).get(reverse("conflicts")).text

    assert "Margaret" not in page
    assert "Somebody whose record only a few may open" in page


def test_a_manager_close_to_somebody_neither_sees_nor_ends_it(signed_in, house, margaret, acting_for):
    manager = staff("manager", house)
    conflict = ConflictFactory(person=margaret, user=manager)

    with acting_for(manager):
        assert not Conflict.objects.exists()
    assert signed_in(manager).post(reverse("end_conflict", args=[conflict.public_id])).status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "finance", "navigator"])
def test_only_managers_read_the_list(signed_in, role):
    assert signed_in(staff(role)).get(reverse("conflicts")).status_code == 403


def test_list_costs_the_same_for_one_and_for_ten(signed_in, house, queries_of):
    client = signed_in(staff("manager", house))
    ConflictFactory(person=AllocationFactory().person)
    with_one = queries_of(client, reverse("conflicts"))
    for _ in range(9):
        ConflictFactory(person=AllocationFactory().person)

    assert queries_of(client, reverse("conflicts")) == with_one
