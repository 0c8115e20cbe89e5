"""One plan: needs, the goals they lead to, the actions that meet them, and who agreed.

Goals hang off needs and actions hang off goals. Source: PRSB Personalised Care and Support Plan 2.0;
Care Act 2014 s25.
"""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from peersupport.models import Service
from people.models import HowGiven, PersonRow, User


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("Being written")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("Replaced or ended")


class CarePlanQuerySet(AccessQuerySet):
    def live(self):
        return self.filter(status=PlanStatus.AGREED)

    def latest_of(self, person):
        return self.filter(person=person).order_by("-number").first()


@pghistory.track()
class CarePlan(PersonRow):
    """What matters to one person and how their needs will be met; at most one is in force.

    Source: Care Act 2014 s25 (contents), s27 (review).
    """

    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    prevention = models.TextField(blank=True)
    if_things_go_wrong = models.TextField(blank=True)
    health_watched_by = models.CharField(max_length=120, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=28)
    review_due_on = models.DateField(null=True, blank=True)
    review_by = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    objects = CarePlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="careplan_numbered_once", fields=["person", "number"]),
            models.UniqueConstraint(
                name="careplan_one_agreed_per_person",
                fields=["person"],
                condition=Q(status=PlanStatus.AGREED),
                violation_error_message=_("This person already has an agreed plan."),
            ),
            models.UniqueConstraint(
                name="careplan_one_draft_per_person",
                fields=["person"],
                condition=Q(status=PlanStatus.DRAFT),
                violation_error_message=_("This person's next plan is already being written."),
            ),
        ]

    def __str__(self):
        return f"plan {self.number}"


class PlanPart(PersonRow):
    """A line of a plan."""

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class NeedQuerySet(AccessQuerySet):
    def as_a_tree(self):
        """Each need with its goals, their actions and what these are in the directory: four queries."""
        entries = models.Prefetch("goals__actions__service", Service.objects.defer("search"))
        return self.prefetch_related(entries)


@pghistory.track()
class Need(PlanPart):
    """What the person needs. ``is_eligible`` says whether the council must meet it (Care Act s25(1)(b))."""

    words = models.CharField(max_length=500)
    is_eligible = models.BooleanField(null=True, blank=True)
    objects = NeedQuerySet.as_manager()

    class Meta(PlanPart.Meta):
        pass

    def __str__(self):
        return self.words[:60]


class GoalKind(models.TextChoices):
    HEALTH = "health", _("Health")
    WELLBEING = "wellbeing", _("Wellbeing")
    LEARNING = "learning", _("Learning")


@pghistory.track()
class Goal(PlanPart):
    """What the person wants to reach. Importance and confidence are theirs, from 1 to 10."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="goals")
    kind = models.CharField(max_length=10, choices=GoalKind)
    words = models.CharField(max_length=500)
    importance = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    confidence = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )

    class Meta(PlanPart.Meta):
        constraints = [
            models.CheckConstraint(
                name="goal_scores_from_1_to_10",
                condition=(Q(importance=None) | Q(importance__range=(1, 10)))
                & (Q(confidence=None) | Q(confidence__range=(1, 10))),
            ),
        ]

    def __str__(self):
        return self.words[:60]


@pghistory.track()
class Action(PlanPart):
    """What will be done for a goal: what, who, when. ``service`` is an entry of the directory.

    ``is_paid`` says that a budget pays for it; otherwise it is free, and says so beside the paid ones.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions")
    words = models.CharField(max_length=500)
    who = models.CharField(max_length=120)
    when = models.CharField(max_length=120)
    is_paid = models.BooleanField(default=False)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="actions")

    class Meta(PlanPart.Meta):
        pass

    def __str__(self):
        return self.words[:60]


class AgreementParty(models.TextChoices):
    PERSON = "person", _("The person")
    REPRESENTATIVE = "representative", _("Somebody who acts for the person")
    PROFESSIONAL = "professional", _("Professional")


class Agreement(PersonRow):
    """That one party agreed a plan: who, in what part, how and when. Only ever added.

    ``revision`` is that of the plan they agreed: what was changed later, they have not agreed.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="agreements")
    party = models.CharField(max_length=15, choices=AgreementParty)
    name = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=HowGiven)
    revision = models.PositiveIntegerField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="agreement_once_each", fields=["plan", "agreed_by", "party", "revision"]
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_party_display()})"


class PlanVersion(PersonRow):
    """The plan as it was agreed, word for word, with the SHA-256 of its canonical JSON. Never changes."""

    plan = models.OneToOneField(CarePlan, models.PROTECT, related_name="version")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    def __str__(self):
        return f"plan version {self.content_hash[:8]}"
