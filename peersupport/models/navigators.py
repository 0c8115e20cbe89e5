"""Community navigators: who they are, whether a site has them, and who asked for a call."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import Consent, PersonRow, PersonStatus, Site, User


class NavigatorOffer(Identified):
    """Whether a site has community navigators, and how anybody reaches them without signing in."""

    site = models.OneToOneField(Site, models.PROTECT, related_name="navigator_offer")
    is_offered = models.BooleanField()
    words = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.site}"


class Navigator(Identified):
    """What people read of a navigator. ``districts`` are first halves of postcodes; none means everywhere."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="navigators")
    user = models.ForeignKey(User, models.PROTECT, related_name="navigating")
    words = models.TextField(blank=True)
    districts = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    most_people = models.PositiveSmallIntegerField(null=True, blank=True)
    is_taking = models.BooleanField(default=True)
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="navigator_once_in_a_site", fields=["site", "user"]),
        ]

    def __str__(self):
        return f"{self.user}"


class CallStatus(models.TextChoices):
    ASKED = "asked", _("Asked for a call")
    TAKEN = "taken", _("A navigator will ring")
    DONE = "done", _("You talked")
    UNREACHED = "unreached", _("We could not reach you")
    WITHDRAWN = "withdrawn", _("You changed your mind")


OPEN_CALLS = [CallStatus.ASKED, CallStatus.TAKEN]


class CallQuerySet(AccessQuerySet):
    def shared_now(self):
        """Open ones for which what the person agreed to share is still shared today; nobody who died."""
        shared = self.filter(status__in=OPEN_CALLS, consent__in=Consent.objects.live())
        return shared.exclude(person__status=PersonStatus.DIED)


class CallRequest(PersonRow):
    """Somebody asks a navigator to ring. ``consent`` is what they share for it, and ends with it."""

    status = models.CharField(max_length=10, choices=CallStatus, default=CallStatus.ASKED)
    words = models.CharField(max_length=500, blank=True)
    best_time = models.CharField(max_length=120, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="call_requests")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    navigator = models.ForeignKey(Navigator, models.PROTECT, null=True, related_name="calls")
    tries = models.PositiveSmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True)
    last_try_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    outcome = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="callrequest_open_once", fields=["person"], condition=Q(status__in=OPEN_CALLS)
            ),
            models.CheckConstraint(
                name="callrequest_open_or_closed",
                condition=Q(status__in=OPEN_CALLS, closed_at=None)
                | ~Q(status__in=OPEN_CALLS) & Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.get_status_display()
