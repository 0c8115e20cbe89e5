"""How it goes with a goal or an action, over time, and what the person says about it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careplans.models.about import View
from careplans.models.plan import Action, Goal
from people.models import PersonRow, User


class Stage(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    NEARLY = "nearly", _("Getting there")
    REACHED = "reached", _("Reached")
    STOPPED = "stopped", _("Stopped")


class Progress(PersonRow):
    """How a goal or an action stands on a day: only added, so that it can be seen over time.

    ``how_near`` is how near the person feels to it, from 0 (not at all) to 10 (there). ``view`` is whose
    words these are.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="progress")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="progress")
    stage = models.CharField(max_length=11, choices=Stage)
    how_near = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])
    view = models.CharField(max_length=6, choices=View)
    words = models.CharField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "progress"
        constraints = [
            models.CheckConstraint(
                name="progress_of_a_goal_or_an_action", condition=Q(goal=None) ^ Q(action=None)
            ),
            models.CheckConstraint(
                name="progress_from_0_to_10", condition=Q(how_near=None) | Q(how_near__lte=10)
            ),
        ]

    def __str__(self):
        return self.get_stage_display()
