"""People, those around them and those who work with them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from people import models
from people.models.sharing import AUTHORITY_SECTIONS

PASSWORD = "a-long-made-up-password"


def nhs_number(n: int) -> str:
    """Return the ``n``-th number of the 999 range that has a valid check digit."""
    made_up = 0
    candidate = 999_000_000
    while True:
        digits = [int(digit) for digit in str(candidate)]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
        if check != 10:
            if made_up == n:
                return f"{candidate}{check % 11}"
            made_up += 1
        candidate += 1


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = models.Site
        django_get_or_create = ("slug",)

    slug = "barnsley"
    name = factory.LazyAttribute(lambda site: site.slug.replace("-", " ").title())
    joined_on = dt.date(2015, 4, 1)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation
        django_get_or_create = ("site", "name")

    site = factory.SubFactory(SiteFactory)
    kind = models.OrganisationKind.COUNCIL
    name = factory.LazyAttribute(lambda organisation: f"{organisation.site.name} {organisation.kind}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"Made-up User {n}")
    password = "!unusable"


class RoleAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = models.Role.COORDINATOR
    site = factory.SubFactory(SiteFactory)
    starts_on = dt.date(2026, 1, 1)


def staff(role, site=None, organisation=None, **user):
    """Return a new user who holds ``role`` in ``site`` (Barnsley, when none is named)."""
    site = site or (None if role in ("programme_admin", "analyst") else SiteFactory())
    return RoleAssignmentFactory(
        role=role, site=site, organisation=organisation, user=UserFactory(**user)
    ).user


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    site = factory.SubFactory(SiteFactory)
    given_name = "Ada"
    family_name = factory.Sequence(lambda n: f"Maddup{n}")
    born_on = dt.date(1950, 5, 17)
    nhs_number = factory.Sequence(nhs_number)
    cohorts = [models.Cohort.OLDER]
    referred_on = dt.date(2026, 11, 2)


class OfAPerson(DjangoModelFactory):
    """A row about a person, in the person's own site."""

    class Meta:
        abstract = True

    person = factory.SubFactory(PersonFactory)
    site = factory.SelfAttribute("person.site")


class AllocationFactory(OfAPerson):
    class Meta:
        model = models.Allocation

    worker = factory.LazyAttribute(lambda allocation: staff("coordinator", allocation.person.site))
    starts_on = dt.date(2026, 1, 1)


class InformationNeedsFactory(OfAPerson):
    class Meta:
        model = models.InformationNeeds

    contact_method = models.ContactMethod.LETTER
    information_format = models.InformationFormat.LARGE
    asked_at = factory.LazyFunction(timezone.now)
    review_due_on = dt.date(2027, 11, 1)


class RelationshipFactory(OfAPerson):
    class Meta:
        model = models.Relationship

    name = "Grace Maddup"
    kind = models.RelationshipKind.CHILD


class ConsentFactory(OfAPerson):
    class Meta:
        model = models.Consent

    user = factory.SubFactory(UserFactory)
    sections = [models.Section.IDENTITY, models.Section.PLAN]
    how_given = models.HowGiven.IN_PERSON
    given_at = factory.LazyFunction(timezone.now)


class AuthorityFactory(OfAPerson):
    class Meta:
        model = models.Authority

    holder = factory.SubFactory(UserFactory)
    kind = models.AuthorityKind.NOMINEE
    sections = factory.LazyAttribute(lambda authority: AUTHORITY_SECTIONS[authority.kind])
    evidence = "Form signed by the person, seen"
    starts_on = dt.date(2026, 1, 1)
    verified_at = factory.LazyFunction(timezone.now)


class InvitationFactory(OfAPerson):
    class Meta:
        model = models.Invitation

    email = "somebody@example.org"
    name = "Somebody Maddup"
    code_hash = factory.Sequence(lambda n: f"{n:064d}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=10))
