"""What is there locally, and how people are introduced to it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from peersupport import wording
from people.models import Cohort, Consent, Organisation, PersonRow, Site, User


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


PUBLIC = Q(is_internal=False, status=ServiceStatus.ACTIVE)


class AmongThem(Func):
    """``key = ANY (array)``: unlike a subquery, an array can be looked up in the index."""

    template, arg_joiner = "%(expressions)s", " = "
    output_field = models.BooleanField()


class ServiceQuerySet(AccessQuerySet):
    def public(self):
        """What anybody may find: running and not internal."""
        return self.filter(PUBLIC)

    def with_public_location(self):
        """Those that take place somewhere anybody may know, online included."""
        return self.filter(Q(is_online=True) | (Q(has_sensitive_place=False) & ~Q(kind=ServiceKind.PEER)))

    def matching(self, words, *, any_word=False):
        """Those that speak of ``words``, or whose organisation is called so.

        All the words (the last one may be a beginning), or with ``any_word`` at least one of them.
        Everything is indexed: organisations found by name come as one array.
        """
        query = wording.sought(words, any_word=any_word)
        if query is None:
            return self
        called_so = Organisation.objects.annotate(called=SearchVector("name", config="english"))
        theirs = ArraySubquery(called_so.filter(called=query).order_by().values("pk"))
        return self.filter(Q(search=query) | Q(AmongThem("organisation_id", Func(theirs, function="ANY"))))

    def with_taken(self):
        """With how many places are taken, as far as whoever asks may know."""
        accepted = Q(introductions__status=IntroductionStatus.ACCEPTED)
        return self.annotate(taken=models.Count("introductions", filter=accepted))

    def for_reading(self):
        """With what every list and page of the directory tells."""
        return self.select_related("organisation", "site").defer("search")


class Service(Identified):
    """A group, peer supporter, activity or service in the directory. ``cost`` 0 means free.

    Internal entries are for staff only. ``has_sensitive_place`` (a refuge, say) keeps the place out of
    everything public, ``has_personal_contact`` (a volunteer's own telephone) the ways to reach it. For a
    peer supporter, who is a person and no office, both hold always.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="services")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ServiceKind)
    description = models.TextField()
    status = models.CharField(max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    is_internal = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    has_sensitive_place = models.BooleanField(default=False)
    has_personal_contact = models.BooleanField(default=False)
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
        + SearchVector("description", weight="B", config="english")
        + SearchVector(
            Case(
                When(
                    Q(has_sensitive_place=False) & ~Q(kind=ServiceKind.PEER),
                    then=Concat("place", Value(" "), "city"),
                ),
                default=Value(""),
            ),
            weight="C",
            config="english",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="service_search"),
            models.Index(fields=["site", "name", "id"], name="service_in_site_by_name"),
            models.Index(fields=["name", "id"], name="service_public_by_name", condition=PUBLIC),
        ]
        constraints = [
            models.CheckConstraint(name="service_cost_not_below_zero", condition=Q(cost__gte=0)),
            models.CheckConstraint(
                name="service_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("It must close after it opens."),
            ),
            models.CheckConstraint(
                name="service_ages_in_order",
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(maximum_age__gte=F("minimum_age")),
                violation_error_message=_("The oldest age must not be below the youngest."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.organisation_id and self.site_id and self.organisation.site_id != self.site_id:
            raise ValidationError({"organisation": _("Choose an organisation of the same site.")})

    @property
    def organisation_name(self):
        return self.organisation.name

    @property
    def is_free(self):
        return self.cost == 0

    @property
    def is_public(self):
        return self.status == ServiceStatus.ACTIVE and not self.is_internal

    @property
    def has_public_place(self):
        return not self.has_sensitive_place and self.kind != ServiceKind.PEER

    @property
    def has_public_contact(self):
        return not self.has_personal_contact and self.kind != ServiceKind.PEER


class IntroductionStatus(models.TextChoices):
    ASKED = "asked", _("Asked, waiting for an answer")
    ACCEPTED = "accepted", _("Welcome to join")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("You changed your mind")
    ENDED = "ended", _("Ended")


OPEN = [IntroductionStatus.ASKED, IntroductionStatus.ACCEPTED]


class IntroductionQuerySet(AccessQuerySet):
    def shared_now(self):
        """Open ones for which what the person agreed to share is still shared today."""
        return self.filter(status__in=OPEN, consent__in=Consent.objects.live())

    def awaiting_answer(self):
        """Those nobody has answered yet, the longest wait first."""
        return self.filter(status=IntroductionStatus.ASKED).order_by("asked_at", "pk")

    def for_reading(self):
        return self.select_related("service__organisation", "service__site", "consent", "answered_by")


class Introduction(PersonRow):
    """A person asks to join a group or meet a peer; the navigator answers.

    ``consent`` is what the person agreed to share for it; it ends with the introduction. ``shared`` is
    the same in the words the person saw. A refusal has a reason.
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
    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="introduction_open_once_per_service",
                fields=["person", "service"],
                condition=Q(status__in=OPEN),
                violation_error_message=_("You have already asked to join this."),
            ),
            models.CheckConstraint(
                name="introduction_declined_with_a_reason",
                condition=~Q(status=IntroductionStatus.DECLINED) | ~Q(answer=""),
            ),
        ]

    def __str__(self):
        return f"{self.service}: {self.get_status_display()}"
