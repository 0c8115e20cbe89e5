"""What is there locally: entries of the directory, when and where they are, and what they help with."""

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
from ipc.kernel.dates import today
from ipc.kernel.models import Identified
from peersupport import wording
from people.models import Cohort, Organisation, Site, User


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


class AccessFeature(models.TextChoices):
    """What makes a place possible to use. Each is said of an entry only where somebody has checked it."""

    STEP_FREE = "step_free", _("Step-free way in")
    ACCESSIBLE_TOILET = "toilet", _("Accessible toilet")
    CHANGING_PLACE = "changing", _("Changing Places toilet")
    HEARING_LOOP = "loop", _("Hearing loop")
    SIGN_LANGUAGE = "bsl", _("British Sign Language")
    QUIET_ROOM = "quiet", _("Quiet room")
    PARKING = "parking", _("Blue Badge parking")
    BUS = "bus", _("Bus stop close by")
    ASSISTANCE_DOGS = "dogs", _("Assistance dogs welcome")
    BRING_SOMEBODY = "companion", _("You can bring somebody")


# What anybody may find: running, for the public, not a place that must stay secret, and not long unconfirmed.
PUBLIC = Q(is_internal=False, is_refuge=False, is_out_of_date=False, status=ServiceStatus.ACTIVE)


class Need(models.Model):
    """What an entry can help with: data, so that a new one needs no release. ``code`` never changes."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60, unique=True)
    easy_name = models.CharField(max_length=60, blank=True)
    description = models.CharField(max_length=200)
    term_uri = models.URLField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class PostcodePlace(models.Model):
    """Where a postcode is, or the middle of its district (``LU1``) or sector (``LU1 2``). Degrees, WGS 84.

    ``code`` is in capitals without a space; a sector ends with ``*`` so that ``LU12`` is the district.
    """

    code = models.CharField(max_length=8, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class FeedKind(models.TextChoices):
    ORUK = "oruk", _("Open Referral UK feed")
    CSV = "csv", _("CSV file")


class Feed(Identified):
    """Where entries come from: another directory's feed, or a file somebody sends. ``licence`` as it asks."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="feeds")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=FeedKind)
    url = models.URLField(blank=True)
    licence = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(name="feed_named_once_in_a_site", fields=["site", "name"])]

    def __str__(self):
        return self.name


class AmongThem(Func):
    """``key = ANY (array)``: unlike a subquery, an array can be looked up in the index."""

    template, arg_joiner = "%(expressions)s", " = "
    output_field = models.BooleanField()


# Introductions that take up a place, by status (see ``IntroductionStatus``).
HAS_A_PLACE = ["accepted", "matched", "active", "paused"]


class ServiceQuerySet(AccessQuerySet):
    def public(self):
        """What anybody may find: see ``PUBLIC``."""
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
        return self.annotate(
            taken=models.Count("introductions", filter=Q(introductions__status__in=HAS_A_PLACE))
        )

    def for_reading(self):
        """With what every list and page of the directory tells."""
        entries = self.select_related("organisation", "site").prefetch_related("schedules")
        return entries.defer("search", "source_values")


class Service(Identified):
    """A group, peer supporter, activity or service in the directory. ``cost`` 0 means free.

    One entry is one thing in one place; what happens in two places has two entries. When it happens is in
    ``schedules``. Internal entries are for staff only, and a refuge (``is_refuge``) is in nothing public.
    ``has_sensitive_place`` keeps the place out of everything public, ``has_personal_contact`` (a volunteer's
    own telephone) the ways to reach it. For a peer supporter, who is a person, both always hold.
    ``is_mobile``: comes to people, or meets in different places. ``needs`` are codes of ``Need``.
    ``latitude`` and ``longitude`` are filled by the database from the postcode. ``provider_email`` is for
    the links with which whoever runs it confirms it, and never shown. ``source_id`` and what begins with
    ``source_`` are of the ``feed`` it came from.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="services")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ServiceKind)
    description = models.TextField()
    easy_description = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    is_internal = models.BooleanField(default=False)
    is_refuge = models.BooleanField(default=False)
    is_out_of_date = models.BooleanField(default=False, editable=False)
    is_full = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    is_mobile = models.BooleanField(default=False)
    has_sensitive_place = models.BooleanField(default=False)
    has_personal_contact = models.BooleanField(default=False)
    cost = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    cost_note = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    needs = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    eligibility = models.CharField(max_length=300, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    cohorts = ArrayField(models.CharField(max_length=15, choices=Cohort), default=list, blank=True)
    access_features = ArrayField(
        models.CharField(max_length=10, choices=AccessFeature), default=list, blank=True
    )
    access_notes = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    provider_email = models.EmailField(blank=True)
    added_on = models.DateField(default=today, editable=False)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=120, blank=True)
    feed = models.ForeignKey(Feed, models.PROTECT, null=True, blank=True, related_name="services")
    source_id = models.CharField(max_length=100, blank=True)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_values = models.JSONField(default=dict, blank=True, editable=False)
    source_seen_at = models.DateTimeField(null=True, editable=False)
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
            models.Index(fields=["latitude", "longitude"], name="service_public_where", condition=PUBLIC),
            # The feed counts and skips in this alone.
            models.Index(
                fields=["public_id"],
                include=["is_online", "has_sensitive_place", "kind"],
                name="service_public_by_id",
                condition=PUBLIC,
            ),
            GinIndex(fields=["needs"], name="service_needs"),
            models.Index(fields=["assured_on"], name="service_by_assured"),
        ]
        constraints = [
            models.CheckConstraint(name="service_cost_not_below_zero", condition=Q(cost__gte=0)),
            models.UniqueConstraint(
                name="service_once_in_a_feed",
                fields=["feed", "source_id"],
                condition=Q(feed__isnull=False),
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
        hidden = self.is_internal or self.is_refuge or self.is_out_of_date
        return self.status == ServiceStatus.ACTIVE and not hidden

    @property
    def has_public_place(self):
        return not (self.has_sensitive_place or self.is_refuge) and self.kind != ServiceKind.PEER

    @property
    def has_public_contact(self):
        return not (self.has_personal_contact or self.is_refuge) and self.kind != ServiceKind.PEER

    @property
    def public_website(self):
        """What anybody may read of it on the web; of a peer supporter, who is a person, nothing."""
        return "" if self.kind == ServiceKind.PEER else self.website


class Frequency(models.TextChoices):
    """The Open Referral UK values."""

    WEEKLY = "WEEKLY", _("Every week")
    MONTHLY = "MONTHLY", _("Every month")


class Schedule(models.Model):
    """When an entry happens: a weekday, hours, every so many weeks or one week of each month.

    ``week`` counts the weekday within a month: 1 the first, -1 the last. ``begins_on`` is the first day it
    happens where it is not every week; ``ends_on`` the last.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.WEEKLY)
    every = models.PositiveSmallIntegerField(default=1)
    week = models.SmallIntegerField(null=True, blank=True)
    weekday = models.CharField(max_length=2, choices=Weekday, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["weekday", "service"], name="schedule_on_a_day")]
        constraints = [
            models.CheckConstraint(
                name="schedule_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("It must close after it opens."),
            ),
            models.CheckConstraint(name="schedule_every_one_at_least", condition=Q(every__gt=0)),
            models.CheckConstraint(
                name="schedule_week_of_a_month", condition=Q(week=None) | Q(week__in=[-1, 1, 2, 3, 4])
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.opens_at}"
