"""Registering somebody, and finding out whether they are here already."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ipc.kernel.models import Event
from people import duplicates, registration, surnames
from people.acts import Act
from people.models import Person
from people.registration import NhsNumberTaken, NotACoordinator, NotBornYet
from tests.factories import AllocationFactory, ConflictFactory, PersonFactory, RestrictionFactory, SiteFactory
from tests.factories.people import nhs_number, staff
from tests.people.clock import at

BORN = dt.date(1947, 3, 27)


def facts(**changed):
    return {"given_name": "Rose", "family_name": "Kelly", "born_on": BORN, "cohorts": ["older"], **changed}


def matches(by, **changed):
    asked = {"nhs_number": "", "family_name": "Kelly", "given_name": "Rose", "born_on": BORN, **changed}
    return duplicates.possible(by=by, **asked)


def test_registered_person_is_on_the_caseload_of_who_registered_them(coordinator, acting_for):
    with acting_for(coordinator):
        person = registration.register(by=coordinator, **facts())
        assert Person.objects.visible_to(coordinator).get() == person

    assert person.allocations.get().worker == coordinator
    assert person.registered_by == coordinator
    assert Event.objects.get(act=Act.REGISTER_PERSON).person_id == person.pk


@at("2026-11-21 23:30")
def test_registered_person_was_referred_today_unless_told(coordinator, acting_for):
    with acting_for(coordinator):
        assert registration.register(by=coordinator, **facts()).referred_on == dt.date(2026, 11, 21)


def test_two_people_without_an_nhs_number_can_be_registered(coordinator, acting_for):
    with acting_for(coordinator):
        registration.register(by=coordinator, **facts(nhs_number=""))
        assert registration.register(by=coordinator, **facts(nhs_number="")).nhs_number is None


def test_nhs_number_is_refused_twice_in_a_site_though_the_other_is_out_of_sight(coordinator, acting_for):
    other = PersonFactory()

    with acting_for(coordinator):
        with pytest.raises(NhsNumberTaken):
            registration.register(by=coordinator, **facts(nhs_number=other.nhs_number))
        assert not Person.objects.exists()


def test_nhs_number_may_be_known_in_another_site(coordinator, acting_for):
    other = PersonFactory(site=SiteFactory(slug="luton"))

    with acting_for(coordinator):
        assert registration.register(by=coordinator, **facts(nhs_number=other.nhs_number))


def test_manager_registers_nobody(house, acting_for):
    manager = staff("manager", house)

    with acting_for(manager), pytest.raises(NotACoordinator):
        registration.register(by=manager, **facts())


def test_birthday_to_come_is_refused(coordinator, acting_for):
    with acting_for(coordinator), pytest.raises(NotBornYet):
        registration.register(by=coordinator, **facts(born_on=dt.date(2999, 1, 1)))


def test_same_nhs_number_is_certain_and_stands_first(coordinator, acting_for):
    PersonFactory(family_name="Kelly", born_on=BORN)
    same = PersonFactory(nhs_number=nhs_number(9000), family_name="Other", born_on=dt.date(1990, 1, 1))

    with acting_for(coordinator):
        first, second = matches(coordinator, nhs_number=same.nhs_number)

    assert first["is_certain"]
    assert first["why"] == ["The NHS number is the same."]
    assert not second["is_certain"]


@pytest.mark.parametrize(
    ("given_name", "family_name", "why"),
    [
        ("Rosie", "Kelly", "The birthday and the surname are the same."),
        ("Rosie", "KELLY", "The birthday and the surname are the same."),
        ("Rosie", "Kélly", "The birthday and the surname are the same."),
        ("Rosie", "Kelley", "The birthday is the same and the surname is nearly the same."),
        ("Rosie", "Kelly-Jones", "The birthday is the same and the surname is nearly the same."),
        ("Kelly", "Rose", "The birthday is the same, and first name and surname are the other way round."),
    ],
)
def test_duplicate_says_why_it_matches(coordinator, acting_for, given_name, family_name, why):
    PersonFactory(given_name=given_name, family_name=family_name, born_on=BORN)
    surnames.learn(family_name)

    with acting_for(coordinator):
        assert [match["why"] for match in matches(coordinator)] == [[why]]


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "Kelly", "born_on": dt.date(1947, 3, 28)},
        {"family_name": "Abernathy", "born_on": BORN},
        {"family_name": "Kelly", "born_on": BORN, "status": "disposed"},
        {"family_name": "Abernathy", "phone": "07700 900124"},
        {"family_name": "Abernathy", "phone": ""},
    ],
    ids=["another birthday", "another surname", "deleted", "another telephone", "no telephone"],
)
def test_who_differs_is_no_duplicate(coordinator, acting_for, other):
    PersonFactory(**other)
    surnames.learn(other["family_name"])

    with acting_for(coordinator):
        assert matches(coordinator, phone=(other.get("phone") and "07700 900123") or "") == []


def test_same_telephone_is_told_and_adds_to_what_else_matches(coordinator, acting_for):
    PersonFactory(given_name="Ada", family_name="Abernathy", phone="+44 7700 900123")
    PersonFactory(given_name="Rosie", family_name="Kelly", phone="07700900123", born_on=BORN)

    with acting_for(coordinator):
        both, one = matches(coordinator, phone="07700 900 123")

    assert both["why"] == ["The birthday and the surname are the same.", "The telephone number is the same."]
    assert one["why"] == ["The telephone number is the same."]


def test_record_that_was_put_together_with_another_is_left_out(coordinator, acting_for):
    kept = PersonFactory()
    PersonFactory(family_name="Kelly", born_on=BORN, status="merged", merged_into=kept)

    with acting_for(coordinator):
        assert matches(coordinator) == []


def test_of_a_restricted_record_only_that_there_may_be_one_is_told(coordinator, acting_for):
    person = PersonFactory(family_name="Kelly", born_on=BORN)
    RestrictionFactory(person=person)

    with acting_for(coordinator):
        (match,) = matches(coordinator)
        (surer,) = matches(coordinator, nhs_number=person.nhs_number)

    assert match["is_kept_back"]
    assert not any(match[name] for name in match if name != "is_kept_back")
    assert surer["is_certain"]
    assert not Event.objects.filter(is_read=True).exists()


def test_restricted_record_of_the_own_caseload_is_told_as_ever(coordinator, acting_for):
    mine = AllocationFactory(worker=coordinator, person__family_name="Kelly", person__born_on=BORN).person
    RestrictionFactory(person=mine)

    with acting_for(coordinator):
        (match,) = matches(coordinator)

    assert match["public_id"] == str(mine.public_id)


def test_record_of_somebody_close_is_kept_back(coordinator, acting_for):
    ConflictFactory(person=PersonFactory(family_name="Kelly", born_on=BORN), user=coordinator)

    with acting_for(coordinator):
        (match,) = matches(coordinator)

    assert match["is_kept_back"]


def test_duplicate_in_another_site_is_not_told(coordinator, acting_for):
    luton = SiteFactory(slug="luton")
    PersonFactory(site=luton, family_name="Kelly", born_on=BORN, nhs_number=nhs_number(9000))

    with acting_for(coordinator):
        assert matches(coordinator, nhs_number=nhs_number(9000)) == []


def test_duplicate_on_another_caseload_tells_whom_to_ask_and_nothing_more(coordinator, acting_for):
    other = AllocationFactory(
        worker=staff("coordinator", name="Ann Other"), person__family_name="Kelly", person__born_on=BORN
    )

    with acting_for(coordinator):
        (match,) = matches(coordinator)

    assert match["coordinator"] == "Ann Other"
    assert match["public_id"] == ""
    assert other.person.nhs_number not in str(match)


def test_duplicate_on_the_own_caseload_can_be_opened(coordinator, acting_for):
    mine = AllocationFactory(worker=coordinator, person__family_name="Kelly", person__born_on=BORN).person

    with acting_for(coordinator):
        (match,) = matches(coordinator)

    assert match["public_id"] == str(mine.public_id)


def test_looking_at_a_possible_match_counts_as_looking_at_the_record(coordinator, acting_for):
    other = PersonFactory(family_name="Kelly", born_on=BORN)
    PersonFactory(family_name="Abernathy", born_on=BORN)

    with acting_for(coordinator):
        matches(coordinator)

    look = Event.objects.get(is_read=True)
    assert (look.person_id, look.actor, look.why) == (
        other.pk,
        coordinator,
        "to find out whether it is the same person",
    )


def test_looking_for_duplicates_asks_the_same_for_one_and_for_six(coordinator, acting_for):
    def asked():
        with acting_for(coordinator), CaptureQueriesContext(connection) as queries:
            assert matches(coordinator)
        return len(queries)

    AllocationFactory(person__family_name="Kelly", person__born_on=BORN)
    with_one = asked()
    for _ in range(5):
        AllocationFactory(person__family_name="Kelly", person__born_on=BORN)

    assert asked() == with_one <= 3 + 2  # who, their coordinators, the note of it; and the savepoint around
