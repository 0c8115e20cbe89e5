"""Entries of the directory, and wishes to join them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from peersupport import models
from people.models import ConsentPurpose, OrganisationKind, Section
from tests.factories.people import ConsentFactory, OfAPerson, OrganisationFactory, SiteFactory


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Service

    site = factory.SubFactory(SiteFactory)
    organisation = factory.LazyAttribute(
        lambda service: OrganisationFactory(
            site=service.site, kind=OrganisationKind.VOLUNTARY, name="Sunrise Together"
        )
    )
    name = factory.Sequence(lambda n: f"Made-up group {n:03d}")
    kind = models.ServiceKind.GROUP
    description = "People who have been there themselves meet, talk and drink tea."
    weekday = models.Weekday.MONDAY
    opens_at = dt.time(10)
    closes_at = dt.time(12)
    place = "The Library"
    address = "1 Test Street"
    city = "Testham"
    postcode = "ZZ99 3AA"
    phone = "01226 000000"
    email = "hello@sunrise.example"
    assured_on = dt.date(2026, 10, 1)


class IntroductionFactory(OfAPerson):
    """Asked, waiting for an answer, with the consent that goes with it."""

    class Meta:
        model = models.Introduction

    service = factory.LazyAttribute(lambda introduction: ServiceFactory(site=introduction.person.site))
    wish = "I would like to sing again."
    shared = Section.IDENTITY.label
    consent = factory.LazyAttribute(
        lambda introduction: ConsentFactory(
            person=introduction.person,
            user=None,
            organisation=introduction.service.organisation,
            sections=[Section.IDENTITY],
            purpose=ConsentPurpose.INTRODUCTION,
        )
    )
    asked_at = factory.LazyFunction(timezone.now)
