"""What a site offers to begin a plan from, for each group of people: ideas, never a form to fill."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careplans.models.about import AboutHeading
from careplans.models.plan import GoalKind
from careplans.models.safety import ContingencyKind
from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import Cohort, Site


class PlanTemplateQuerySet(AccessQuerySet):
    def offered(self, site_id, cohorts=()):
        """Those a site offers for any of ``cohorts``: its own first, then those of every site."""
        fits = Q(cohort="") | Q(cohort__in=list(cohorts))
        here = Q(site_id=site_id) | Q(site=None)
        return self.filter(fits, here, is_offered=True).order_by(
            models.F("site").asc(nulls_last=True), "name"
        )


class PlanTemplate(Identified):
    """Ideas for the plans of one group of people, of one site or of every site."""

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="plan_templates")
    cohort = models.CharField(max_length=20, choices=Cohort, blank=True)
    name = models.CharField(max_length=120)
    is_offered = models.BooleanField(default=True)
    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class TemplateLineKind(models.TextChoices):
    QUESTION = "question", _("A question to ask")
    NEED = "need", _("Need")
    GOAL = "goal", _("Goal")
    ACTION = "action", _("What could be done")
    CONTINGENCY = "contingency", _("If things go wrong")
    RISK = "risk", _("What could go wrong")


class TemplateLine(models.Model):
    """One idea. A goal belongs to the need above it, an action to the goal above it.

    A question belongs to a ``heading`` of About me; ``detail`` is who does it, or what to do then;
    ``contingency_kind`` is what goes wrong.
    """

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=11, choices=TemplateLineKind)
    words = models.CharField(max_length=500)
    detail = models.CharField(max_length=500, blank=True)
    heading = models.CharField(max_length=10, choices=AboutHeading, blank=True)
    goal_kind = models.CharField(max_length=10, choices=GoalKind, blank=True)
    contingency_kind = models.CharField(max_length=7, choices=ContingencyKind, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words[:60]
