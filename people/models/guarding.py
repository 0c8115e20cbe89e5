"""Records that few may open, and opening one in an emergency."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models.persons import PersonRow
from people.models.users import User

models.CharField.register_lookup(Length)
FEWEST_LETTERS = 20


class WhyRestricted(models.TextChoices):
    STAFF = "staff", _("The person works here, or is close to somebody who does")
    SAFETY = "safety", _("Somebody might use it to harm them")
    SENSITIVE = "sensitive", _("What is written is unusually private")
    ASKED = "asked", _("The person asked for it")


@pghistory.track()
class Restriction(PersonRow):
    """That a record opens only for its care coordinator and those named, until it is lifted.

    Both walls keep it: people.scopes and ``app_withheld`` in PostgreSQL.
    """

    why = models.CharField(max_length=10, choices=WhyRestricted)
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="restriction_one_at_a_time", fields=["person"], condition=Q(lifted_at=None)
            ),
        ]

    def __str__(self):
        return f"restriction {self.public_id}"


class RestrictionReader(PersonRow):
    """Somebody named who may open a restricted record as they otherwise could."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    named_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="restrictionreader_once", fields=["restriction", "user"]),
        ]

    def __str__(self):
        return f"{self.user}"


class EmergencyReason(models.TextChoices):
    LIFE = "life", _("Somebody is in danger now")
    COVER = "cover", _("Nobody who knows the person can be reached")
    SAFEGUARDING = "safeguarding", _("A worry about safety that cannot wait")


class EmergencyQuerySet(AccessQuerySet):
    def live(self):
        return self.filter(ends_at__gt=timezone.now(), closed_at=None)


class EmergencyOpening(PersonRow):
    """A worker opened a record beyond their people in an emergency: why, until when, what the review said."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, choices=EmergencyReason)
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    was_right = models.BooleanField(null=True, blank=True)
    review = models.CharField(max_length=500, blank=True)
    objects = EmergencyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="emergencyopening_says_why",
                condition=Q(reason__length__gte=FEWEST_LETTERS),
                violation_error_message=_("Say why in at least 20 letters."),
            ),
            models.CheckConstraint(
                name="emergencyopening_reviewed_by_somebody_else",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
            ),
        ]

    def __str__(self):
        return f"emergency {self.public_id}"


class Conflict(PersonRow):
    """That a member of staff is close to somebody: they never open that record as staff."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(auto_now_add=True)
    declared_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conflict_declared_once", fields=["person", "user"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return f"conflict {self.public_id}"
