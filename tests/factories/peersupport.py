"""Entries of the directory, and wishes to join them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from ipc.kernel.dates import today
from peersupport import models
from people.models import ConsentPurpose, OrganisationKind, Section
from tests.factories.people import ConsentFactory, OfAPerson, OrganisationFactory, SiteFactory, UserFactory


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Service
        skip_postgeneration_save = True

    site = factory.SubFactory(SiteFactory)
    organisation = factory.LazyAttribute(
        lambda service: OrganisationFactory(
            site=service.site, kind=OrganisationKind.VOLUNTARY, name="Sunrise Together"
        )
    )
    name = factory.Sequence(lambda n: f"Made-up group {n:03d}")
    kind = models.ServiceKind.GROUP
    description = "People who have been there themselves meet, talk and drink tea."
    place = "The Library"
    address = "1 Test Street"
    city = "Testham"
    postcode = "ZZ99 3AA"
    phone = "01226 000000"
    email = "hello@sunrise.example"
    assured_on = dt.date(2026, 10, 1)

    @factory.post_generation
    def meets(self, create, extracted, **given):
        """Mondays from 10 to 12; ``meets=False`` for no time, or a list of facts for others."""
        if not create or extracted is False:
            return
        mondays = {"weekday": models.Weekday.MONDAY, "opens_at": dt.time(10), "closes_at": dt.time(12)}
        for one in extracted or [mondays | given]:
            models.Schedule.objects.create(service=self, **one)


class IntroductionFactory(OfAPerson):
    """Asked, waiting for an answer, with the consent that goes with it."""

    class Meta:
        model = models.Introduction

    service = factory.LazyAttribute(lambda introduction: ServiceFactory(site=introduction.person.site))
    wish = "I would like to sing again."
    shared = Section.IDENTITY.label
    status = models.IntroductionStatus.ASKED
    consent = factory.LazyAttribute(
        lambda introduction: (
            None
            if introduction.status == models.IntroductionStatus.DRAFT
            else ConsentFactory(
                person=introduction.person,
                user=None,
                organisation=introduction.service.organisation,
                sections=[Section.IDENTITY],
                purpose=ConsentPurpose.INTRODUCTION,
            )
        )
    )
    asked_at = factory.LazyFunction(timezone.now)


class StepFactory(OfAPerson):
    class Meta:
        model = models.Step

    introduction = factory.LazyAttribute(lambda step: IntroductionFactory(person=step.person))
    status = models.IntroductionStatus.ASKED
    words = "They rang and hope to come on Monday."
    at = factory.LazyFunction(timezone.now)


class FeedbackFactory(OfAPerson):
    class Meta:
        model = models.Feedback

    introduction = factory.LazyAttribute(lambda said: IntroductionFactory(person=said.person))
    side = models.Sides.PERSON
    score = 5
    words = "They saved me a chair."
    given_at = factory.LazyFunction(timezone.now)


class SignpostFactory(OfAPerson):
    class Meta:
        model = models.Signpost

    service = factory.LazyAttribute(lambda signpost: ServiceFactory(site=signpost.person.site))
    words = "You said that you miss singing."
    given_at = factory.LazyFunction(timezone.now)


class ShortlistedFactory(OfAPerson):
    class Meta:
        model = models.Shortlisted

    service = factory.LazyAttribute(lambda kept: ServiceFactory(site=kept.person.site))
    words = "Perhaps in spring"
    kept_at = factory.LazyFunction(timezone.now)


class PeerFactory(DjangoModelFactory):
    """Ready to support people but for the checks; ``ready_peer`` makes one who is active."""

    class Meta:
        model = models.Peer

    service = factory.SubFactory(ServiceFactory, kind=models.ServiceKind.PEER, meets=False)
    site = factory.LazyAttribute(lambda peer: peer.service.site)
    organisation = factory.LazyAttribute(lambda peer: peer.service.organisation)
    name = factory.Sequence(lambda n: f"Nadia Made-up {n:03d}")
    phone = "07700 900123"
    activities = [models.PeerActivity.MEETING]
    modes = [models.Mode.IN_PERSON, models.Mode.TELEPHONE]
    supervisor = "Ines Made-up"
    supervision_due_on = factory.LazyFunction(lambda: today() + dt.timedelta(weeks=4))
    trained_on = factory.LazyFunction(lambda: today() - dt.timedelta(days=90))
    boundaries_agreed_on = factory.LazyFunction(lambda: today() - dt.timedelta(days=90))
    added_at = factory.LazyFunction(timezone.now)


class DbsCheckFactory(DjangoModelFactory):
    class Meta:
        model = models.DbsCheck

    peer = factory.SubFactory(PeerFactory)
    site = factory.LazyAttribute(lambda check: check.peer.site)
    level = models.DbsLevel.ENHANCED
    issued_on = factory.LazyFunction(lambda: today() - dt.timedelta(days=60))
    outcome = models.CheckOutcome.CLEAR
    seen_on = factory.LazyFunction(lambda: today() - dt.timedelta(days=50))
    seen_by = factory.SubFactory(UserFactory)
    again_on = factory.LazyFunction(lambda: today() + dt.timedelta(days=900))


class SupervisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Supervision

    peer = factory.SubFactory(PeerFactory)
    site = factory.LazyAttribute(lambda supervision: supervision.peer.site)
    held_on = factory.LazyFunction(today)
    next_on = factory.LazyFunction(lambda: today() + dt.timedelta(weeks=6))
    words = "It goes well."
    written_at = factory.LazyFunction(timezone.now)
    written_by = factory.SubFactory(UserFactory)


class OrganisationPolicyFactory(DjangoModelFactory):
    class Meta:
        model = models.OrganisationPolicy

    organisation = factory.SubFactory(OrganisationFactory)
    site = factory.LazyAttribute(lambda policy: policy.organisation.site)
    kind = models.PolicyKind.SAFEGUARDING
    seen_on = factory.LazyFunction(today)
    again_on = factory.LazyFunction(lambda: today() + dt.timedelta(days=700))
    seen_by = factory.SubFactory(UserFactory)


class KeptApartFactory(OfAPerson):
    class Meta:
        model = models.KeptApart

    peer = factory.LazyAttribute(lambda apart: PeerFactory(service__site=apart.person.site))
    why = models.WhyApart.CONFLICT
    words = "They are neighbours."
    set_at = factory.LazyFunction(timezone.now)


class ContactNoteFactory(OfAPerson):
    class Meta:
        model = models.ContactNote

    introduction = factory.LazyAttribute(lambda note: IntroductionFactory(person=note.person))
    on = factory.LazyFunction(today)
    mode = models.Mode.TELEPHONE
    minutes = 30
    written_at = factory.LazyFunction(timezone.now)


class ConcernFactory(OfAPerson):
    class Meta:
        model = models.Concern

    introduction = factory.LazyAttribute(lambda concern: IntroductionFactory(person=concern.person))
    words = "They asked for money."
    raised_at = factory.LazyFunction(timezone.now)


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = models.Session

    service = factory.SubFactory(ServiceFactory)
    site = factory.LazyAttribute(lambda session: session.service.site)
    starts_at = factory.Sequence(lambda n: timezone.now() + dt.timedelta(days=7, minutes=n))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + dt.timedelta(hours=2))


class AttendanceFactory(OfAPerson):
    class Meta:
        model = models.Attendance

    introduction = factory.LazyAttribute(lambda coming: IntroductionFactory(person=coming.person))
    session = factory.LazyAttribute(lambda coming: SessionFactory(service=coming.introduction.service))
    presence = models.Presence.COMING
    written_at = factory.LazyFunction(timezone.now)


class NavigatorFactory(DjangoModelFactory):
    class Meta:
        model = models.Navigator

    site = factory.SubFactory(SiteFactory)
    user = factory.SubFactory(UserFactory)
    words = "I know every hall in this town."


class NavigatorOfferFactory(DjangoModelFactory):
    class Meta:
        model = models.NavigatorOffer

    site = factory.SubFactory(SiteFactory)
    is_offered = True
    phone = "01226 000111"


class CallRequestFactory(OfAPerson):
    class Meta:
        model = models.CallRequest

    words = "I would like to meet people."
    consent = factory.LazyAttribute(
        lambda call: ConsentFactory(
            person=call.person,
            user=None,
            organisation=OrganisationFactory(site=call.person.site, name="Navigators"),
            sections=[Section.IDENTITY],
            purpose=ConsentPurpose.INTRODUCTION,
        )
    )
    asked_at = factory.LazyFunction(timezone.now)


class EntryLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.EntryLink

    service = factory.SubFactory(ServiceFactory)
    site = factory.LazyAttribute(lambda link: link.service.site)
    code_hash = factory.Sequence(lambda n: f"{n:064x}")
    email = "office@sunrise.example"
    sent_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=30))


class EntryChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.EntryChange

    service = factory.SubFactory(ServiceFactory)
    site = factory.LazyAttribute(lambda change: change.service.site)
    kind = models.ChangeKind.EDIT
    values = {"phone": "01226 111111"}
    before = {"phone": "01226 000000"}
    proposed_at = factory.LazyFunction(timezone.now)


class StaffNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.StaffNote

    service = factory.SubFactory(ServiceFactory)
    site = factory.LazyAttribute(lambda note: note.service.site)
    words = "Ring before noon."
    written_at = factory.LazyFunction(timezone.now)
    written_by = factory.SubFactory(UserFactory)


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = models.Feed

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"Made-up directory {n:03d}")
    kind = models.FeedKind.CSV


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRun

    feed = factory.SubFactory(FeedFactory)
    site = factory.LazyAttribute(lambda run: run.feed.site)
    read_at = factory.LazyFunction(timezone.now)


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportRow

    run = factory.SubFactory(ImportRunFactory)
    source_id = factory.Sequence(str)
    action = models.RowAction.NEW
    name = "Made-up club"


class PostcodePlaceFactory(DjangoModelFactory):
    """The middle of the made-up postcode that every entry has."""

    class Meta:
        model = models.PostcodePlace

    code = "ZZ993AA"
    latitude = 53.55
    longitude = -1.48


class SearchGapFactory(DjangoModelFactory):
    """Searched for in vain in a week, often enough to be told."""

    class Meta:
        model = models.SearchGap

    site = factory.SubFactory(SiteFactory)
    week_starts_on = factory.LazyFunction(lambda: today() - dt.timedelta(days=today().weekday()))
    cause = models.GapCause.NOTHING
    words = "dance"
    times = 5


class AnswerTimeFactory(DjangoModelFactory):
    """Five answers this month that took three days each."""

    class Meta:
        model = models.AnswerTime

    service = factory.SubFactory(ServiceFactory)
    month = factory.LazyFunction(lambda: today().replace(day=1))
    answers = 5
    days = 15


class ScheduleFactory(DjangoModelFactory):
    class Meta:
        model = models.Schedule

    service = factory.SubFactory(ServiceFactory, meets=False)
    weekday = models.Weekday.MONDAY
    opens_at = dt.time(10)
    closes_at = dt.time(12)


class SupportRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.SupportRule

    figure = models.SupportFigure.ANSWER_DAYS
    value = 10
    starts_on = factory.LazyFunction(today)
    source = "A choice"


class ActivityRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.ActivityRule

    activity = models.PeerActivity.MEETING
    level = models.DbsLevel.ENHANCED
    starts_on = factory.LazyFunction(today)
    source = "A choice"
