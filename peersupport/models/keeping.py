"""Keeping the directory true: what others propose, links to confirm an entry, notes among staff."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from peersupport.models.directory import Service
from people.models import Site, User


class LinkQuerySet(models.QuerySet):
    def live(self, now):
        return self.filter(expires_at__gt=now, ended_at=None)


class EntryLink(Identified):
    """A link by email with which whoever runs an entry confirms or changes it, without signing in.

    Only a hash of its code is kept. It opens as often as needed until ``expires_at``.
    """

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="links")
    code_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"link to entry {self.service_id}"


class ChangeKind(models.TextChoices):
    EDIT = "edit", _("Whoever runs it wants to change it")
    SUGGESTION = "suggestion", _("Somebody suggests a new entry")
    REPORT = "report", _("Somebody says that something is wrong")
    CLOSURE = "closure", _("Whoever runs it says that it has ended")


class ChangeStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Taken over")
    IN_PART = "in_part", _("Taken over in part")
    DECLINED = "declined", _("Not taken over")
    REPLACED = "replaced", _("Replaced by a newer one")


class EntryChange(Identified):
    """What somebody outside proposes for the directory, until a navigator has looked at it.

    ``values`` are the new values by field and ``before`` those the proposer saw, so that a change made
    in the meantime shows. ``contact`` is how to tell the proposer, and is deleted with the decision.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="proposed_changes")
    link = models.ForeignKey(EntryLink, models.PROTECT, null=True, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    status = models.CharField(max_length=10, choices=ChangeStatus, default=ChangeStatus.WAITING)
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    words = models.CharField(max_length=1000, blank=True)
    contact = models.EmailField(blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    proposed_at = models.DateTimeField()
    taken = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    decided_at = models.DateTimeField(null=True)
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["site", "id"], name="entrychange_waiting", condition=Q(status=ChangeStatus.WAITING)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="entrychange_new_or_about_an_entry",
                condition=Q(service__isnull=False) | Q(kind=ChangeKind.SUGGESTION),
            ),
            models.CheckConstraint(
                name="entrychange_declined_with_a_reason",
                condition=~Q(status=ChangeStatus.DECLINED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="entrychange_contact_only_while_waiting",
                condition=Q(status=ChangeStatus.WAITING) | Q(contact=""),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class StaffNote(Identified):
    """What colleagues tell each other about an entry: never shown to the public or in the feed."""

    site = models.ForeignKey(Site, models.PROTECT, db_index=False, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="staff_notes")
    words = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"note on entry {self.service_id}"
