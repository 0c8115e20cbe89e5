"""The second wall: with every filter of the application taken away, PostgreSQL still holds."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ipc.kernel import acting, audit
from people.acts import Act
from people.models import Person
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, SiteFactory, UserFactory
from tests.factories.people import staff


def names():
    return set(Person.objects.values_list("family_name", flat=True))


def test_coordinator_sees_only_the_caseload_even_without_a_filter(house, acting_for):
    mine = AllocationFactory().person
    PersonFactory()

    with acting_for(mine.allocations.get().worker):
        assert names() == {mine.family_name}


def test_manager_sees_their_site_and_no_other(house, acting_for):
    here = PersonFactory()
    PersonFactory(site=SiteFactory(slug="luton"))

    with acting_for(staff("manager")):
        assert names() == {here.family_name}


def test_person_sees_themselves_and_family_what_was_shared(house, acting_for):
    person, somebody_else = PersonFactory(), PersonFactory()
    brother = UserFactory()
    consent = ConsentFactory(person=person, user=brother)

    with acting_for(UserFactory(person=somebody_else)):
        assert names() == {somebody_else.family_name}
    with acting_for(brother):
        assert names() == {person.family_name}
    consent.withdrawn_at = consent.given_at
    consent.save()
    with acting_for(brother):
        assert names() == set()


def test_without_a_context_nobody_is_seen(house):
    PersonFactory()
    token = acting.begin(None)

    assert names() == set()
    acting.end(token)
    assert len(names()) == 1


def test_a_row_cannot_be_moved_to_another_site(house, acting_for):
    person = PersonFactory()
    luton = SiteFactory(slug="luton")

    with pytest.raises(ProgrammingError, match="row-level security"), acting_for(staff("manager")):
        Person.objects.filter(pk=person.pk).update(site=luton)


def test_a_row_cannot_be_in_another_site_than_its_person(house):
    person = PersonFactory()

    AllocationFactory(person=person, site=SiteFactory(slug="luton"))
    with pytest.raises(IntegrityError, match="same_site"):
        connection.check_constraints()


def test_the_audit_cannot_be_changed_nor_written_in_another_name(house, acting_for):
    person = AllocationFactory().person
    worker = person.allocations.get().worker
    audit.record(Act.REGISTER_PERSON, person, by=None)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE kernel_event SET why = 'x'")
    with pytest.raises(ProgrammingError, match="row-level security"), acting_for(worker):
        audit.record(Act.REGISTER_PERSON, person, by=staff("manager"))


def test_every_table_about_a_person_is_protected(house):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT relname FROM pg_class
              JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'person_id'
             WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
               AND NOT (relrowsecurity AND relforcerowsecurity)
            """
        )
        unprotected = {name for (name,) in cursor.fetchall()}

    assert unprotected == {"people_user"}


def test_definer_functions_have_a_pinned_search_path_and_are_not_public(house):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT proname FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace AND prosecdef
               AND (proconfig IS NULL OR NOT proconfig::text LIKE '%search_path%'
                    OR has_function_privilege('public', oid, 'EXECUTE'))
            """
        )
        assert cursor.fetchall() == []
