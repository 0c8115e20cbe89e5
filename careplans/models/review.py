"""When a plan and its money must be looked at again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models import PersonRow, User


class ReviewStream(models.TextChoices):
    """Whose clock it is: each law has its own (domain.md §2.6)."""

    PLAN = "plan", _("The plan")
    NHS = "nhs", _("NHS direct payment")
    COUNCIL = "council", _("Council direct payment")
    EDUCATION = "education", _("Education direct payment")


class ReviewQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(held_on=None)

    def to_remind(self, by_day):
        """Those due on or before ``by_day`` that nobody has been reminded of."""
        return self.open().filter(reminded_at=None, due_on__lte=by_day)


class Review(PersonRow):
    """One review that is due, by one clock; ``held_on`` when it has taken place."""

    stream = models.CharField(max_length=10, choices=ReviewStream)
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["site", "due_on"], name="review_open_by_day", condition=Q(held_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="review_one_open_per_stream", fields=["person", "stream"], condition=Q(held_on=None)
            ),
        ]

    def __str__(self):
        return f"{self.get_stream_display()} by {self.due_on}"
