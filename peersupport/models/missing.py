"""What people looked for and did not find. Nobody's name, number or sentence is ever in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peersupport.models.directory import Service, ServiceKind
from people.models import Site


class GapCause(models.TextChoices):
    NOTHING = "nothing", _("Nothing fits")
    FAR = "far", _("Nothing near enough")


class SearchGap(models.Model):
    """How often, in a week, a search found nothing: by words of our own vocabulary and by filters."""

    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    week_starts_on = models.DateField()
    cause = models.CharField(max_length=8, choices=GapCause)
    words = models.CharField(max_length=100, blank=True)
    need = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10, choices=ServiceKind, blank=True)
    filters = models.CharField(max_length=100, blank=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-week_starts_on", "-times", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="searchgap_once_a_week",
                fields=["site", "week_starts_on", "cause", "words", "need", "kind", "filters"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return self.words or self.need


class AnswerTime(models.Model):
    """How many days an entry took to answer, in one month: counts and sums, and no person."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="answer_times")
    month = models.DateField()
    answers = models.PositiveIntegerField(default=0)
    days = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(name="answertime_once_a_month", fields=["service", "month"])]

    def __str__(self):
        return f"{self.service_id} {self.month:%Y-%m}"
