"""People, those around them and those who work with them."""

import datetime as dt
import itertools

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from knox.models import AuthToken

from people import models
from people.models.sharing import AUTHORITY_SECTIONS, BY_SCOPE, NEEDS_ASSESSMENT

PASSWORD = "a-long-made-up-password"


def _nhs_numbers():
    """Yield the numbers of the 999 range that have a valid check digit."""
    for candidate in itertools.count(999_000_000):
        digits = [int(digit) for digit in str(candidate)]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
        if check != 10:
            yield f"{candidate}{check % 11}"


_counting, _counted = _nhs_numbers(), []


def nhs_number(n: int) -> str:
    """Return the ``n``-th number of the 999 range that has a valid check digit; each is reckoned once."""
    _counted.extend(itertools.islice(_counting, max(0, n + 1 - len(_counted))))
    return _counted[n]


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
    """Return a new user who holds ``role`` in ``site`` (Barnsley, when none is named).

    A partner is from some other organisation, always.
    """
    site = site or (None if role in ("programme_admin", "analyst") else SiteFactory())
    if role == models.Role.PARTNER and organisation is None:
        organisation = OrganisationFactory(site=site, kind=models.OrganisationKind.NHS)
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
    scopes = factory.LazyAttribute(
        lambda authority: [models.AuthorityScope.WELFARE] if authority.kind in BY_SCOPE else []
    )
    assessment = factory.Maybe(
        factory.LazyAttribute(lambda authority: authority.kind in NEEDS_ASSESSMENT),
        factory.SubFactory(
            "tests.factories.CapacityAssessmentFactory", person=factory.SelfAttribute("..person")
        ),
    )
    accepted_at = factory.LazyFunction(timezone.now)
    agreed_at = factory.LazyFunction(timezone.now)
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


class LegalBasisFactory(OfAPerson):
    class Meta:
        model = models.LegalBasis

    basis = models.Basis.CARE_ACT
    decided_by_body = factory.LazyAttribute(lambda basis: OrganisationFactory(site=basis.person.site))
    evidence = "Decision letter, seen"
    starts_on = dt.date(2026, 1, 1)


class RightRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.RightRule

    basis = models.Basis.CARE_ACT
    right = models.Right.HAVE
    starts_on = dt.date(2030, 1, 1)
    source = "A made-up law"


class PeopleRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.PeopleRule

    figure = models.Figure.INVITATION_DAYS
    value = 10
    starts_on = dt.date(2016, 1, 1)
    source = "A made-up rule"


class RetentionRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.RetentionRule

    name = factory.Sequence(lambda n: f"made-up-{n}")
    words = "A made-up kind of record"
    years = 8
    starts_on = dt.date(2016, 1, 1)
    source = "A made-up schedule"


class FlagFactory(OfAPerson):
    class Meta:
        model = models.Flag

    words = "Two people visit together"
    reason = "Asked for by the person"
    review_due_on = dt.date(2027, 1, 1)


class CapacityAssessmentFactory(OfAPerson):
    class Meta:
        model = models.CapacityAssessment

    topic = models.DecisionTopic.MONEY
    decision = "Whether to look after the bank account of the direct payment"
    help_given = "Pictures, two short talks on different days"
    impairment = "A learning disability"
    understands = True
    understands_evidence = "Said in her own words what the money is for"
    retains = True
    retains_evidence = "Remembered it an hour later"
    weighs = False
    weighs_evidence = "Could not compare two ways"
    communicates = True
    communicates_evidence = "Speaks clearly"
    causal_link = "Because of the learning disability"
    outcome = models.Outcome.CANNOT
    review_due_on = dt.date(2027, 5, 1)
    assessed_at = factory.LazyFunction(timezone.now)


class BestInterestsDecisionFactory(OfAPerson):
    class Meta:
        model = models.BestInterestsDecision

    assessment = factory.SubFactory(CapacityAssessmentFactory, person=factory.SelfAttribute("..person"))
    options = "An organisation holds the money, or the family does"
    wishes = "Wants to choose who comes"
    consulted = "Her brother and her support worker"
    less_restrictive = "She keeps the money for small things"
    outcome = "A third party holds the money"
    decided_at = factory.LazyFunction(timezone.now)


class ChildCircumstanceFactory(OfAPerson):
    class Meta:
        model = models.ChildCircumstance

    kind = models.CircumstanceKind.OWN_VIEW
    words = "I want to choose my own helper"
    starts_on = dt.date(2026, 1, 1)


class ShareLinkFactory(OfAPerson):
    class Meta:
        model = models.ShareLink

    reader = "Reader Maddup"
    email = "reader@example.org"
    sections = [models.Section.IDENTITY, models.Section.ABOUT_ME]
    code_hash = factory.Sequence(lambda n: f"{n:064d}")
    words_hash = "!"
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))


class TodoFactory(OfAPerson):
    class Meta:
        model = models.Todo

    kind = models.TodoKind.FLAG_REVIEW
    key = factory.Sequence(lambda n: f"made-up-{n}")
    due_on = dt.date(2026, 12, 1)


class NoticeFactory(OfAPerson):
    class Meta:
        model = models.Notice

    letter = "made-up"
    contact_method = models.ContactMethod.LETTER
    information_format = models.InformationFormat.LARGE
    state = models.NoticeState.TO_PRINT
    key = factory.Sequence(lambda n: f"made-up-{n}")


class LookQuestionFactory(OfAPerson):
    class Meta:
        model = models.LookQuestion

    event_id = 1
    words = "Why did somebody look?"


class RectificationFactory(OfAPerson):
    class Meta:
        model = models.Rectification

    what = "My address"
    should_say = "The one I moved to"
    due_on = dt.date(2026, 12, 1)


class MergeFactory(OfAPerson):
    class Meta:
        model = models.Merge

    other = factory.SubFactory(PersonFactory, site=factory.SelfAttribute("..person.site"))
    reason = "Same birthday, same address"


class HandoverFactory(OfAPerson):
    class Meta:
        model = models.Handover

    to_site = factory.SubFactory(SiteFactory, slug="luton")
    moves_on = dt.date(2026, 12, 1)


class LegalHoldFactory(OfAPerson):
    class Meta:
        model = models.LegalHold

    reason = "A claim is open"


class DisposalFactory(OfAPerson):
    class Meta:
        model = models.Disposal

    rule = factory.SubFactory(RetentionRuleFactory)
    due_on = dt.date(2026, 1, 1)


class RestrictionFactory(OfAPerson):
    class Meta:
        model = models.Restriction

    why = models.WhyRestricted.ASKED
    reason = "The person works here"


class RestrictionReaderFactory(OfAPerson):
    class Meta:
        model = models.RestrictionReader

    restriction = factory.SubFactory(RestrictionFactory, person=factory.SelfAttribute("..person"))
    user = factory.SubFactory(UserFactory)


class EmergencyOpeningFactory(OfAPerson):
    class Meta:
        model = models.EmergencyOpening

    user = factory.SubFactory(UserFactory)
    code = models.EmergencyReason.COVER
    reason = "Nobody else could be reached tonight"
    ends_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(hours=4))


class ConflictFactory(OfAPerson):
    class Meta:
        model = models.Conflict

    user = factory.SubFactory(UserFactory)


class SurnameFactory(DjangoModelFactory):
    class Meta:
        model = models.Surname

    key = factory.Sequence(lambda n: f"maddup{n}")
    trigrams = ["mad", "add"]


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = models.Team

    site = factory.SubFactory(SiteFactory)
    organisation = factory.LazyAttribute(lambda team: OrganisationFactory(site=team.site))
    name = factory.Sequence(lambda n: f"Team {n}")


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = models.TeamMember

    team = factory.SubFactory(TeamFactory)
    site = factory.SelfAttribute("team.site")
    user = factory.SubFactory(UserFactory)
    starts_on = dt.date(2026, 1, 1)


class CoverFactory(DjangoModelFactory):
    class Meta:
        model = models.Cover

    site = factory.SubFactory(SiteFactory)
    away = factory.LazyAttribute(lambda cover: staff("coordinator", cover.site))
    standing_in = factory.LazyAttribute(lambda cover: staff("coordinator", cover.site))
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2027, 1, 1)


class TokenScopeFactory(DjangoModelFactory):
    class Meta:
        model = models.TokenScope

    token = factory.LazyAttribute(lambda _: AuthToken.objects.create(UserFactory())[0])
    acts = ["people.see_person"]


class ConversationFactory(OfAPerson):
    class Meta:
        model = models.Conversation

    subject = "My visit on Friday"


class MessageFactory(OfAPerson):
    class Meta:
        model = models.Message

    conversation = factory.LazyAttribute(lambda message: ConversationFactory(person=message.person))
    words = "Can it be in the morning?"
    from_team = False


class MessageReadFactory(OfAPerson):
    class Meta:
        model = models.MessageRead

    message = factory.LazyAttribute(lambda receipt: MessageFactory(person=receipt.person))
    read_by = factory.SubFactory(UserFactory)


class DocumentFactory(OfAPerson):
    class Meta:
        model = models.Document

    title = "A letter from the hospital"
    kind = models.DocumentKind.LETTER
    file = "documents/made-up.pdf"
    content_type = "application/pdf"
    size = 1
    sha256 = "0" * 64
    looked = models.Looked.CLEAN


class ComplaintFactory(OfAPerson):
    class Meta:
        model = models.Complaint

    kind = models.ComplaintKind.QUESTION
    reference = factory.Sequence(lambda n: f"Q-{n:08d}")
    about = models.ComplaintAbout.WAITING
    words = "Why does it take so long?"
    acknowledge_by = dt.date(2026, 12, 1)
    due_on = dt.date(2026, 12, 8)


class ComplaintStepFactory(OfAPerson):
    class Meta:
        model = models.ComplaintStep

    complaint = factory.LazyAttribute(lambda step: ComplaintFactory(person=step.person))
    move = models.ComplaintMove.RECEIVED


class IndependentHelpFactory(DjangoModelFactory):
    class Meta:
        model = models.IndependentHelp

    kind = models.HelpKind.ADVOCACY
    name = factory.Sequence(lambda n: f"Made-up help {n}")
    what = "Helps people to say what went wrong."


class PaperReceivedFactory(OfAPerson):
    class Meta:
        model = models.PaperReceived

    form = "about-me"
    received_on = dt.date(2026, 11, 2)
    who_wrote = models.WhoWrote.PERSON


class SiteDistrictFactory(DjangoModelFactory):
    class Meta:
        model = models.SiteDistrict

    site = factory.SubFactory(SiteFactory)
    district = "ZZ99"
