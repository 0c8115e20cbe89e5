"""A child's situation: what stops at once, for whom, and that nothing comes back by itself."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import authority, childhood, consent
from people.acts import Act
from people.authority import HolderNotInTheCircle, NoEvidence
from people.childhood import CircumstanceOver, GrownUp, NotBegunYet, WhichCouncil, WhoseContact
from people.consent import ReaderRestricted
from people.grounds import CircumstanceStands
from people.models import AuthorityKind, CircumstanceKind, OrganisationKind, Person, Todo, TodoKind
from people.models.deciding import SUSPENDS
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    InvitationFactory,
    OrganisationFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)

BORN = dt.date(2017, 6, 15)


@pytest.fixture
def aiden(coordinator):
    return AllocationFactory(worker=coordinator, person__given_name="Aiden", person__born_on=BORN).person


@pytest.fixture
def parents(aiden):
    """Mother and father, who both act by right of being parents."""
    both = [RelationshipFactory(person=aiden, kind="parent", name=name, user=UserFactory()) for name in "MF"]
    for parent in both:
        AuthorityFactory(person=aiden, holder=parent.user, kind=AuthorityKind.PARENT)
    return both


def record(person, by, kind, **changed):
    facts = {"words": "As the order says", "evidence": "Order, seen", "starts_on": dt.date(2026, 1, 1)}
    if kind == CircumstanceKind.LOOKED_AFTER:
        facts["council"] = OrganisationFactory(site=person.site)
    return childhood.record(person, by=by, kind=kind, **{**facts, **changed})


def sees(parent, acting_for):
    with acting_for(parent.user):
        return Person.objects.visible_to(parent.user).exists(), Person.objects.exists()


@pytest.mark.parametrize("kind", [one for one in SUSPENDS if one != CircumstanceKind.NO_CONTACT])
def test_what_is_about_every_parent_stops_every_parent(coordinator, aiden, parents, acting_for, kind):
    advocate = AuthorityFactory(person=aiden, kind=AuthorityKind.ADVOCATE)

    with acting_for(coordinator):
        record(aiden, coordinator, kind)

    assert [sees(parent, acting_for) for parent in parents] == [(False, False)] * 2
    advocate.refresh_from_db()
    assert advocate.suspended_at is None
    assert Todo.objects.get().kind == TodoKind.AUTHORITY_ENDED
    assert Event.objects.filter(act=Act.SUSPEND_AUTHORITY, person_id=aiden.pk).count() == 2
    assert Event.objects.filter(act=Act.RECORD_CIRCUMSTANCE, person_id=aiden.pk).count() == 1


@pytest.mark.parametrize("kind", SUSPENDS)
def test_what_is_about_one_parent_stops_that_one_and_all_contact(
    coordinator, aiden, parents, acting_for, kind
):
    mother, father = parents
    ConsentFactory(person=aiden, user=father.user)
    link = InvitationFactory(person=aiden, relationship=father)

    with acting_for(coordinator):
        record(aiden, coordinator, kind, about=father)

    assert sees(mother, acting_for) == (True, True)
    assert sees(father, acting_for) == (False, False)
    father.refresh_from_db()
    assert not father.may_be_contacted
    assert father.why_not_contacted == CircumstanceKind(kind).label
    link.refresh_from_db()
    assert link.expires_at <= timezone.now()


def test_restriction_of_who_does_not_sign_in_stops_contact_alone(coordinator, aiden, parents, acting_for):
    uncle = RelationshipFactory(person=aiden, user=None)

    with acting_for(coordinator):
        record(aiden, coordinator, CircumstanceKind.NO_CONTACT, about=uncle)

    uncle.refresh_from_db()
    assert not uncle.may_be_contacted
    assert sees(parents[0], acting_for) == (True, True)


def test_nothing_is_shared_with_somebody_whom_an_order_keeps_away(coordinator, aiden, parents, acting_for):
    mother, father = parents
    with acting_for(coordinator):
        record(aiden, coordinator, CircumstanceKind.NO_CONTACT, about=father)
    given = {"sections": ["plan"], "how_given": "in_person"}

    for reader in ({"relationship": father}, {"user": father.user}):
        with acting_for(coordinator), pytest.raises(ReaderRestricted, match="Contact is restricted"):
            consent.record(aiden, by=coordinator, **reader, **given)
    with acting_for(coordinator):
        assert consent.record(aiden, by=coordinator, relationship=mother, **given)


def test_an_order_about_somebody_without_a_sign_in_keeps_no_organisation_away(coordinator, aiden, acting_for):
    uncle = RelationshipFactory(person=aiden, name="Uncle")
    school = OrganisationFactory(site=aiden.site)

    with acting_for(coordinator):
        record(aiden, coordinator, CircumstanceKind.NO_CONTACT, about=uncle)
        given = {"sections": ["plan"], "how_given": "in_person"}
        assert consent.record(aiden, by=coordinator, organisation=school, **given).reader == school


def test_letting_a_parent_act_again_waits_for_whoever_writes_about_the_child(
    coordinator, aiden, parents, acting_for
):
    """The record of the child is locked before it is asked what stands: as it is by who writes it down."""
    right = parents[1].user.authorities.get()
    with acting_for(coordinator):
        authority.suspend(right, by=coordinator, why="Asked to")

    with acting_for(coordinator), CaptureQueriesContext(connection) as asked:
        authority.resume(right, by=coordinator)

    said = [one["sql"] for one in asked]
    locked = next(n for n, sql in enumerate(said) if 'FROM "people_person"' in sql and "FOR UPDATE" in sql)
    asked_what_stands = next(n for n, sql in enumerate(said) if 'FROM "people_childcircumstance"' in sql)
    assert locked < asked_what_stands


def test_nothing_stops_when_the_writing_down_fails(coordinator, aiden, parents, acting_for, monkeypatch):
    monkeypatch.setattr("people.todos.ask", lambda *_, **__: 1 / 0)

    with acting_for(coordinator), pytest.raises(ZeroDivisionError):
        record(aiden, coordinator, CircumstanceKind.ADOPTED)

    assert sees(parents[0], acting_for) == (True, True)
    assert not aiden.childcircumstances.exists()


def test_own_view_is_kept_word_by_word_and_stops_nothing(coordinator, aiden, parents, acting_for):
    words = "  I want Mum there.\nNot at school!  "

    with acting_for(coordinator):
        view = record(aiden, coordinator, CircumstanceKind.OWN_VIEW, words=words, evidence="")

    assert view.words == words
    assert sees(parents[0], acting_for) == (True, True)
    assert not Todo.objects.exists()


def test_ending_it_gives_nothing_back_by_itself(coordinator, aiden, parents, acting_for):
    father = parents[1]
    with acting_for(coordinator):
        order = record(aiden, coordinator, CircumstanceKind.COURT_ORDER, about=father)
    right = father.user.authorities.get()

    with acting_for(coordinator), pytest.raises(authority.HolderMustNotBeContacted):
        authority.resume(right, by=coordinator)
    with acting_for(coordinator):
        childhood.end(order, by=coordinator)
        with pytest.raises(CircumstanceOver):
            childhood.end(order, by=coordinator)

    father.refresh_from_db()
    assert not father.may_be_contacted
    assert sees(father, acting_for) == (False, False)
    assert Event.objects.filter(act=Act.END_CIRCUMSTANCE, person_id=aiden.pk).count() == 1


def test_parents_do_not_act_again_while_somebody_else_looks_after_the_child(
    coordinator, aiden, parents, acting_for
):
    with acting_for(coordinator):
        care = record(aiden, coordinator, CircumstanceKind.LOOKED_AFTER)
    right = parents[0].user.authorities.get()

    with acting_for(coordinator), pytest.raises(CircumstanceStands, match="Looked after"):
        authority.resume(right, by=coordinator)
    with acting_for(coordinator):
        childhood.end(care, by=coordinator)
        authority.resume(right, by=coordinator)
    assert sees(parents[0], acting_for) == (True, True)


@pytest.mark.parametrize("kind", SUSPENDS)
def test_paper_must_have_been_seen(coordinator, aiden, parents, acting_for, kind):
    with acting_for(coordinator), pytest.raises(NoEvidence):
        record(aiden, coordinator, kind, about=parents[0], evidence=" ")


def test_restriction_says_whose_contact(coordinator, aiden, acting_for):
    with acting_for(coordinator), pytest.raises(WhoseContact):
        record(aiden, coordinator, CircumstanceKind.NO_CONTACT)


def test_council_that_looks_after_the_child_is_named(coordinator, aiden, acting_for):
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))
    charity = OrganisationFactory(site=aiden.site, kind=OrganisationKind.VOLUNTARY)

    for council in (None, elsewhere, charity):
        with acting_for(coordinator), pytest.raises(WhichCouncil):
            record(aiden, coordinator, CircumstanceKind.LOOKED_AFTER, council=council)


def test_it_is_about_somebody_in_this_circle(coordinator, aiden, acting_for):
    stranger = RelationshipFactory()

    with acting_for(coordinator), pytest.raises(HolderNotInTheCircle):
        record(aiden, coordinator, CircumstanceKind.ADOPTED, about=stranger)


def test_what_is_still_to_come_is_written_down_then(coordinator, aiden, acting_for):
    tomorrow = dates.today() + dt.timedelta(days=1)

    with acting_for(coordinator), pytest.raises(NotBegunYet):
        record(aiden, coordinator, CircumstanceKind.ADOPTED, starts_on=tomorrow)


def test_situation_of_a_child_is_not_kept_of_grown_ups(coordinator, margaret, acting_for):
    with acting_for(coordinator), pytest.raises(GrownUp, match="under 25"):
        record(margaret, coordinator, CircumstanceKind.ADOPTED)
