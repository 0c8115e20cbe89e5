"""How a person says they are: the four questions about wellbeing, their own statements, licensed scores."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import HowGiven, PersonRow, Site, User

TO_TEN = [MaxValueValidator(10)]


class WellbeingCheck(PersonRow):
    """The answers to the four personal wellbeing questions on one day, each from 0 to 10 or left out.

    Answered by the person alone, from the age of 16. They are four things and never one score; anxiety
    runs the other way.

    Source: Office for National Statistics, personal wellbeing (ONS4).
    """

    answered_on = models.DateField()
    how_answered = models.CharField(max_length=10, choices=HowGiven)
    satisfied = models.PositiveSmallIntegerField(null=True, blank=True, validators=TO_TEN)
    worthwhile = models.PositiveSmallIntegerField(null=True, blank=True, validators=TO_TEN)
    happy = models.PositiveSmallIntegerField(null=True, blank=True, validators=TO_TEN)
    anxious = models.PositiveSmallIntegerField(null=True, blank=True, validators=TO_TEN)
    words = models.TextField(max_length=1000, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-answered_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="wellbeingcheck_from_nought_to_ten",
                condition=(Q(satisfied=None) | Q(satisfied__lte=10))
                & (Q(worthwhile=None) | Q(worthwhile__lte=10))
                & (Q(happy=None) | Q(happy__lte=10))
                & (Q(anxious=None) | Q(anxious__lte=10)),
            ),
        ]

    def __str__(self):
        return f"wellbeing {self.public_id}"


class OwnStatement(PersonRow):
    """A sentence of the person's own that should be true for them: "I get out of the house when I want"."""

    words = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"statement {self.public_id}"


class HowTrue(models.IntegerChoices):
    NOT_AT_ALL = 1, _("Not true at all")
    A_LITTLE = 2, _("A little true")
    PARTLY = 3, _("Partly true")
    MOSTLY = 4, _("Mostly true")
    QUITE = 5, _("Completely true")


class HowTrueNow(PersonRow):
    """How true a statement of the person's own was for them on a day."""

    statement = models.ForeignKey(OwnStatement, models.PROTECT, related_name="answers")
    how_true = models.PositiveSmallIntegerField(choices=HowTrue)
    said_on = models.DateField()
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(name="howtruenow_one_to_five", condition=Q(how_true__range=(1, 5))),
        ]

    def __str__(self):
        return f"answer {self.public_id}"


class LicensedTool(models.Model):
    """A questionnaire under licence: its name and its scale. Its questions are not kept here."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=300)
    lowest = models.DecimalField(max_digits=6, decimal_places=2)
    highest = models.DecimalField(max_digits=6, decimal_places=2)
    higher_is_better = models.BooleanField(default=True)
    licence = models.CharField(max_length=200)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    is_in_use = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="licensedtool_has_a_scale", condition=Q(highest__gt=F("lowest"))),
        ]

    def __str__(self):
        return self.name


class LicensedScore(PersonRow):
    """The score, or the level, that somebody had with a questionnaire under licence, and on which day."""

    tool = models.ForeignKey(LicensedTool, models.PROTECT, related_name="scores")
    score = models.DecimalField(max_digits=6, decimal_places=2)
    level = models.CharField(max_length=40, blank=True)
    licence_reference = models.CharField(max_length=60)
    answered_on = models.DateField()
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-answered_on", "-pk"]

    def __str__(self):
        return f"score {self.public_id}"
