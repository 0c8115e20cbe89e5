"""What a person agreed to share: recorded, replaced, withdrawn, ended."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipc.kernel.models import Event
from people import consent
from people.acts import Act
from people.consent import AlreadyWithdrawn, ConsentEndsTooSoon, NotAReaderHere, NothingToShare, OneReaderOnly
from people.models import Consent, ConsentPurpose, OrganisationKind, Person, Section
from tests.factories import (
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.clock import at

GIVEN = {"sections": [Section.PLAN], "how_given": "in_person"}


@pytest.fixture
def voluntary(margaret):
    return OrganisationFactory(site=margaret.site, kind=OrganisationKind.VOLUNTARY)


def test_family_always_sees_the_name_too(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        given = consent.record(margaret, by=coordinator, user=UserFactory(), **GIVEN)

    assert given.sections == [Section.IDENTITY, Section.PLAN]
    assert Event.objects.filter(act=Act.RECORD_CONSENT, person_id=margaret.pk).count() == 1


def test_organisation_sees_only_what_was_named(coordinator, margaret, voluntary, acting_for):
    with acting_for(coordinator):
        given = consent.record(margaret, by=coordinator, organisation=voluntary, **GIVEN)

    assert given.sections == [Section.PLAN]
    assert given.reader == voluntary


def test_agreed_with_somebody_who_cannot_sign_in_yet(coordinator, margaret, acting_for):
    brother = RelationshipFactory(person=margaret, name="Dev")

    with acting_for(coordinator):
        given = consent.record(margaret, by=coordinator, relationship=brother, **GIVEN)

    assert given.user is None
    assert given.reader == "Dev"


def test_agreed_with_somebody_of_the_circle_who_signs_in(coordinator, margaret, acting_for):
    user = UserFactory()
    brother = RelationshipFactory(person=margaret, user=user)

    with acting_for(coordinator):
        consent.record(margaret, by=coordinator, relationship=brother, **GIVEN)
    with acting_for(user):
        assert Person.objects.visible_to(user).get() == margaret


def test_newest_agreement_replaces_the_one_before_with_the_same_reader(coordinator, margaret, acting_for):
    user = UserFactory()

    with acting_for(coordinator):
        consent.record(margaret, by=coordinator, user=user, sections=[Section.MONEY], how_given="phone")
        newest = consent.record(margaret, by=coordinator, user=user, **GIVEN)

    assert list(margaret.consents.live()) == [newest]


def test_agreement_for_another_purpose_stands_beside(coordinator, margaret, voluntary, acting_for):
    with acting_for(coordinator):
        for _ in range(2):
            consent.record(
                margaret,
                by=coordinator,
                organisation=voluntary,
                purpose=ConsentPurpose.INTRODUCTION,
                **GIVEN,
            )

    assert margaret.consents.live().count() == 2


def test_agreement_names_at_least_one_section(coordinator, margaret, voluntary, acting_for):
    with acting_for(coordinator), pytest.raises(NothingToShare):
        consent.record(margaret, by=coordinator, organisation=voluntary, sections=[], how_given="paper")


def test_database_refuses_an_agreement_without_a_section(margaret):
    with pytest.raises(IntegrityError, match="consent_names_a_section"), transaction.atomic():
        ConsentFactory(person=margaret, sections=[])


@pytest.mark.parametrize("readers", [0, 2])
def test_agreement_has_one_reader(coordinator, margaret, voluntary, acting_for, readers):
    named = {"user": UserFactory(), "organisation": voluntary} if readers else {}

    with acting_for(coordinator), pytest.raises(OneReaderOnly):
        consent.record(margaret, by=coordinator, **named, **GIVEN)


def test_database_refuses_two_readers(margaret, voluntary):
    with pytest.raises(IntegrityError, match="consent_is_for_one_reader"), transaction.atomic():
        ConsentFactory(person=margaret, organisation=voluntary)


def test_reader_must_belong_here(coordinator, margaret, acting_for):
    elsewhere = [
        {"organisation": OrganisationFactory(site=SiteFactory(slug="luton"))},
        {"relationship": RelationshipFactory(person=PersonFactory())},
        {"relationship": RelationshipFactory(person=margaret, ended_at=timezone.now())},
        {"user": UserFactory(person=margaret)},
        {"user": staff("navigator")},
    ]

    for reader in elsewhere:
        with acting_for(coordinator), pytest.raises(NotAReaderHere):
            consent.record(margaret, by=coordinator, **reader, **GIVEN)


def test_last_day_must_be_to_come(coordinator, margaret, voluntary, acting_for):
    with acting_for(coordinator), at("2026-11-21"), pytest.raises(ConsentEndsTooSoon):
        consent.record(
            margaret, by=coordinator, organisation=voluntary, ends_on=dt.date(2026, 11, 21), **GIVEN
        )


def test_withdrawing_closes_the_record_at_once(margaret, acting_for):
    own, brother = UserFactory(person=margaret), UserFactory()
    given = ConsentFactory(person=margaret, user=brother)

    with acting_for(own):
        consent.withdraw(given, by=own)
    with acting_for(brother):
        assert not Person.objects.visible_to(brother).exists()
    assert Consent.objects.get().withdrawn_by == own
    assert Event.objects.filter(act=Act.WITHDRAW_CONSENT, person_id=margaret.pk).count() == 1


@pytest.mark.parametrize(
    "changed", [{"withdrawn_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {"ends_on": dt.date(2026, 1, 1)}]
)
def test_what_is_over_cannot_be_withdrawn(coordinator, margaret, acting_for, changed):
    given = ConsentFactory(person=margaret, **changed)

    with acting_for(coordinator), pytest.raises(AlreadyWithdrawn):
        consent.withdraw(given, by=coordinator)


def test_family_cannot_change_what_was_agreed(margaret, acting_for):
    brother = UserFactory()
    given = ConsentFactory(person=margaret, user=brother)

    with acting_for(brother):
        assert Consent.objects.filter(pk=given.pk).update(sections=list(Section)) == 0
