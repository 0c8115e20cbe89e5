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
from people.models import PersonRow, User


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

    ``coping`` is what helps when it gets hard, ``advance_statement`` where the person's wishes for care are
    kept, ``risks_talked_about`` that the person and the team looked at what could go wrong.

    Source: Care Act 2014 s25 (contents), s27 (review).
    """

    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    prevention = models.TextField(blank=True)
    if_things_go_wrong = models.TextField(blank=True)
    coping = models.TextField(blank=True)
    advance_statement = models.CharField(max_length=300, blank=True)
    risks_talked_about = models.BooleanField(default=False)
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
    """A line of a plan.

    ``revision`` counts savings, so that nobody overwrites what they have not seen. ``came_from`` is the
    same line of the plan before. ``picture`` is the drawing the person chose for it, for Easy Read.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    came_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="went_on_as")
    picture = models.CharField(max_length=30, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

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
    """What the person wants to reach. Importance and confidence are theirs, from 1 to 10.

    ``rank`` is the place the person gives it among their goals, 1 the first. ``ehc_reference`` says which
    outcome of the education, health and care plan a learning goal belongs to.
    """

    need = models.ForeignKey(Need, models.PROTECT, related_name="goals")
    kind = models.CharField(max_length=10, choices=GoalKind)
    words = models.CharField(max_length=500)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    ehc_reference = models.CharField(max_length=200, blank=True)
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


class ByWhom(models.TextChoices):
    PERSON = "person", _("The person")
    FAMILY = "family", _("Family or friends")
    COMMUNITY = "community", _("A group, peer or neighbour")
    PROFESSIONAL = "professional", _("A professional")
    PAID = "paid", _("Somebody who is paid")


@pghistory.track()
class Action(PlanPart):
    """What will be done for a goal: what, who, when, how often. ``service`` is an entry of the directory.

    ``is_paid`` says that a budget pays for it; otherwise it is free, and says so beside the paid ones.
    ``brings`` is what it does for the person: what is free is as much a part of the plan.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="actions")
    words = models.CharField(max_length=500)
    who = models.CharField(max_length=120)
    by_whom = models.CharField(max_length=12, choices=ByWhom, blank=True)
    when = models.CharField(max_length=120)
    how_often = models.CharField(max_length=120, blank=True)
    brings = models.CharField(max_length=300, blank=True)
    is_paid = models.BooleanField(default=False)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="actions")

    class Meta(PlanPart.Meta):
        pass

    def __str__(self):
        return self.words[:60]


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class PartOfDay(models.TextChoices):
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
    NIGHT = "night", _("Night")


@pghistory.track()
class WeekSlot(PersonRow):
    """That an action happens on a weekday, in a part of the day; at clock times where they are known."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    part = models.CharField(max_length=9, choices=PartOfDay)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["weekday", "from_time", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="weekslot_once",
                fields=["action", "weekday", "part", "from_time"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {self.get_part_display()}"
