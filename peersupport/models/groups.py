"""Meetings of a group on their days, and who came."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from peersupport.models.directory import Service
from peersupport.models.introductions import Introduction
from people.models import PersonRow, Site


class Session(Identified):
    """One meeting of a group. ``place`` is said only where it differs; a cancelled one says why."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True)
    is_cancelled = models.BooleanField(default=False)
    why_cancelled = models.CharField(max_length=300, blank=True)
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="session_once_at_a_time", fields=["service", "starts_at"]),
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("It must end after it starts."),
            ),
            models.CheckConstraint(
                name="session_cancelled_with_a_reason",
                condition=Q(is_cancelled=False) | ~Q(why_cancelled=""),
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Presence(models.TextChoices):
    COMING = "coming", _("Is coming")
    SORRY = "sorry", _("Cannot come")
    CAME = "came", _("Came")
    MISSED = "missed", _("Did not come")


class Attendance(PersonRow):
    """Whether somebody in a group comes to one meeting, and whether they came."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=8, choices=Presence)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("people.User", models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="attendance_once_a_session", fields=["session", "person"]),
        ]

    def __str__(self):
        return self.get_presence_display()
