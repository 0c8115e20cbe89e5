"""What is there locally, and how people are introduced to it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import Cohort, Consent, PersonRow, Site, User


class ServiceKind(models.TextChoices):
    PEER = "peer", _("One-to-one peer support")
    GROUP = "group", _("Peer support group")
    ACTIVITY = "activity", _("Activity")
    SERVICE = "service", _("Service")


class ServiceStatus(models.TextChoices):
    """The Open Referral UK values."""

    ACTIVE = "active", _("Running")
    INACTIVE = "inactive", _("Not running")
    DEFUNCT = "defunct", _("Ended")
    CLOSED_FOR_NOW = "temporarily closed", _("Closed for now")


class Weekday(models.TextChoices):
    """The iCalendar codes that Open Referral UK uses."""

    MONDAY = "MO", _("Monday")
    TUESDAY = "TU", _("Tuesday")
    WEDNESDAY = "WE", _("Wednesday")
    THURSDAY = "TH", _("Thursday")
    FRIDAY = "FR", _("Friday")
    SATURDAY = "SA", _("Saturday")
    SUNDAY = "SU", _("Sunday")


class ServiceQuerySet(AccessQuerySet):
    def public(self):
        """What anybody may find: running, not internal, of no sensitive place."""
        return self.filter(is_internal=False, status=ServiceStatus.ACTIVE)

    def matching(self, words):
        """Those whose name, description or organisation speaks of ``words``, best first by name."""
        return self.filter(search=words) if words else self


class Service(Identified):
    """A group, peer supporter, activity or service in the directory. ``cost`` 0 means free.

    Internal entries are for staff only. ``has_sensitive_place`` (a refuge, say) keeps the address out
    of everything public.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="services")
    organisation_name = models.CharField(max_length=120)
    organisation_description = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ServiceKind)
    description = models.TextField()
    status = models.CharField(max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    is_internal = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    has_sensitive_place = models.BooleanField(default=False)
    cost = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    cost_note = models.CharField(max_length=120, blank=True)
    weekday = models.CharField(max_length=2, choices=Weekday, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    cohorts = ArrayField(models.CharField(max_length=15, choices=Cohort), default=list, blank=True)
    access_notes = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    assured_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    search = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="english")
        + SearchVector("organisation_name", weight="B", config="english")
        + SearchVector("description", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="service_search"),
            models.Index(fields=["site", "name", "id"], name="service_in_site_by_name"),
        ]
        constraints = [
            models.CheckConstraint(name="service_cost_not_below_zero", condition=Q(cost__gte=0)),
            models.CheckConstraint(
                name="service_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_free(self):
        return self.cost == 0


class IntroductionStatus(models.TextChoices):
    ASKED = "asked", _("Asked, waiting for an answer")
    ACCEPTED = "accepted", _("Welcome to join")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("You changed your mind")
    ENDED = "ended", _("Ended")


class Introduction(PersonRow):
    """A person asks to join a group or meet a peer; the navigator answers.

    ``consent`` is what the person agreed to share for it. A refusal has a reason.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="introductions")
    status = models.CharField(max_length=10, choices=IntroductionStatus, default=IntroductionStatus.ASKED)
    wish = models.CharField(max_length=500, blank=True)
    shared = models.CharField(max_length=300)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="introductions")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="introduction_open_once_per_service",
                fields=["person", "service"],
                condition=Q(status__in=[IntroductionStatus.ASKED, IntroductionStatus.ACCEPTED]),
                violation_error_message=_("You have already asked to join this."),
            ),
            models.CheckConstraint(
                name="introduction_declined_with_a_reason",
                condition=~Q(status=IntroductionStatus.DECLINED) | ~Q(answer=""),
            ),
        ]

    def __str__(self):
        return f"{self.service}: {self.get_status_display()}"
