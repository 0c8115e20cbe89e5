"""Entries that come from elsewhere: which feed, which run, what each row of it would do."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from peersupport.models.directory import Feed, Service
from people.models import Site, User


class RunStatus(models.TextChoices):
    READING = "reading", _("Being read")
    PREVIEWED = "previewed", _("Looked at, nothing changed yet")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Dropped")
    FAILED = "failed", _("Could not be read")


OPEN_RUNS = [RunStatus.READING, RunStatus.PREVIEWED]


class ImportRun(Identified):
    """One reading of a feed: first a preview, then carried out or dropped. ``problem`` says why it failed."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="runs")
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.PREVIEWED)
    problem = models.CharField(max_length=500, blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.feed}, {self.read_at:%Y-%m-%d}"


class RowAction(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("The same as before")
    TWIN = "twin", _("Looks like one we have")
    OURS = "ours", _("We changed it here since: choose")
    GONE = "gone", _("No longer in the feed")
    WRONG = "wrong", _("Cannot be used")


class ImportRow(models.Model):
    """What one row of a run would do, kept with what it said. ``differences`` are old and new, by field."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    source_id = models.CharField(max_length=100)
    action = models.CharField(max_length=8, choices=RowAction)
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    values = models.JSONField(default=dict)
    differences = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    is_chosen = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "action", "id"], name="importrow_by_action")]
        constraints = [
            models.UniqueConstraint(name="importrow_once_in_a_run", fields=["run", "source_id"]),
            models.CheckConstraint(
                name="importrow_wrong_says_why", condition=~Q(action=RowAction.WRONG) | ~Q(problem="")
            ),
        ]

    def __str__(self):
        return f"{self.get_action_display()}: {self.source_id}"
