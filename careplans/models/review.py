"""When a plan and its money must be looked at again."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from careplans.models.plan import CarePlan
from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import HowGiven, Person, PersonRow, Site, User


class ReviewStream(models.TextChoices):
    """Whose clock it is: each law has its own (domain.md §2.6)."""

    PLAN = "plan", _("The plan")
    LIGHT = "light", _("A first look, soon after the start")
    NHS = "nhs", _("NHS direct payment")
    COUNCIL = "council", _("Council direct payment")
    EDUCATION = "education", _("Education direct payment")


class ReviewRuleQuerySet(models.QuerySet):
    def in_force(self, stream, day):
        """Return the rule of ``stream`` on ``day``, or None before its first day."""
        return self.filter(stream=stream, effective_from__lte=day).order_by("-effective_from").first()


class ReviewRule(Identified):
    """In how many calendar months a law wants a review, from a day on. Added, never changed.

    ``first_weeks`` counts the first one in weeks instead; ``second_months`` counts the second one from the
    start too, whatever came between; ``is_once`` says that no other follows the first.
    """

    stream = models.CharField(max_length=10, choices=ReviewStream)
    first_months = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Calendar months from the start to the first review."),
    )
    later_months = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Calendar months from one review to the next."),
    )
    first_weeks = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("Weeks from the start to the first review, where it is not counted in months."),
    )
    second_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Calendar months from the start to the second review, where the law counts it so."),
    )
    is_once = models.BooleanField(default=False, help_text=_("Held one time only."))
    effective_from = models.DateField()
    source = models.CharField(max_length=200, help_text=_("The law or rule that says so."))
    objects = ReviewRuleQuerySet.as_manager()

    class Meta:
        ordering = ["stream", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                name="reviewrule_one_a_day",
                fields=["stream", "effective_from"],
                violation_error_message=_("There is already a rule from that day. Choose a later day."),
            ),
            models.CheckConstraint(
                name="reviewrule_waits_at_least_a_month",
                condition=Q(first_months__gte=1, later_months__gte=1),
            ),
        ]

    def __str__(self):
        return f"{self.get_stream_display()}: {self.first_months}, then {self.later_months} months"


class ReviewPracticeQuerySet(models.QuerySet):
    def in_force(self, site_id, day):
        """Return the site's own practice on ``day``, else the programme's."""
        begun = self.filter(Q(site_id=site_id) | Q(site=None), effective_from__lte=day)
        return begun.order_by(F("site").asc(nulls_last=True), "-effective_from").first()


class ReviewPractice(Identified):
    """How a site goes about reviews from a day on; without a site, how every site does by itself.

    ``remind_days`` is how long before a review its reminder goes out, ``answer_days`` within how many
    days somebody who asked for a change is answered. What is due within ``together_days`` of each other is
    looked at in one meeting, and told in one message.
    """

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="review_practices")
    remind_days = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    together_days = models.PositiveSmallIntegerField(default=42)
    effective_from = models.DateField()
    source = models.CharField(max_length=200)
    objects = ReviewPracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_from"]
        constraints = [
            models.UniqueConstraint(
                name="reviewpractice_one_a_day",
                fields=["site", "effective_from"],
                nulls_distinct=False,
                violation_error_message=_("There is already one from that day. Choose a later day."),
            ),
        ]

    def __str__(self):
        return f"{self.site or _('Every site')} from {self.effective_from}"


class ReviewQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(held_on=None)

    def to_remind(self, by_day):
        """Those due on or before ``by_day`` that nobody has been reminded of."""
        return self.open().filter(reminded_at=None, due_on__lte=by_day)

    def of_people_involved(self):
        """Those of people whom the programme still works with: nobody is written to about the dead."""
        return self.filter(person__in=Person.objects.involved())


class HowHeld(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("By video")
    PHONE = "phone", _("By telephone")


class MoneyWorks(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("In part")
    NO = "no", _("No")
    NO_MONEY = "no_money", _("There is no money in this plan")


class ReviewOutcome(models.TextChoices):
    STAYS = "stays", _("The plan stays as it is")
    NEXT = "next", _("We write the next plan")


class ReviewMeeting(PersonRow):
    """What was said when plan and money were looked at again. One meeting may serve several clocks.

    ``is_money_enough`` and ``is_money_as_agreed`` are answered where a direct payment was looked at.

    Source: domain.md §3.7 (tried, learned, pleased, concerned, next); SI 2013/1617 reg 14 (what is checked).
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="review_meetings")
    held_on = models.DateField()
    how = models.CharField(max_length=9, choices=HowHeld)
    who_came = models.CharField(max_length=500)
    person_said = models.TextField(max_length=2000, blank=True)
    working = models.TextField(max_length=2000)
    not_working = models.TextField(max_length=2000)
    tried = models.TextField(max_length=2000, blank=True)
    next_steps = models.TextField(max_length=2000)
    has_changed = models.TextField(max_length=2000, blank=True)
    money_works = models.CharField(max_length=8, choices=MoneyWorks)
    money_words = models.TextField(max_length=2000, blank=True)
    is_money_enough = models.BooleanField(null=True, blank=True)
    is_money_as_agreed = models.BooleanField(null=True, blank=True)
    is_coordinator_right = models.BooleanField(default=True)
    advocate = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=5, choices=ReviewOutcome)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"review held on {self.held_on}"


class Review(PersonRow):
    """One review that is due, by one clock; ``held_on`` when it has taken place, at which ``meeting``.

    ``started_on`` is when its clock began, where the law counts from that day: a direct payment's first
    payment.
    """

    stream = models.CharField(max_length=10, choices=ReviewStream)
    started_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    meeting = models.ForeignKey(ReviewMeeting, models.PROTECT, null=True, blank=True, related_name="reviews")
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


class Wish(models.TextChoices):
    CHANGE = "change", _("A change in the plan")
    REVIEW = "review", _("A review: to look at it all again")


class ChangeRequest(PersonRow):
    """What somebody asked to have changed in a plan, in their words, and the review it waits for.

    Where a colleague wrote it down for somebody, ``who`` asked and ``how`` they asked.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="change_requests")
    review = models.ForeignKey(Review, models.PROTECT, related_name="change_requests")
    wish = models.CharField(max_length=6, choices=Wish, default=Wish.CHANGE)
    words = models.CharField(max_length=2000)
    who = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=10, choices=HowGiven, blank=True)
    answer_due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"asked by {self.answer_due_on} about {self.plan}"


class TriggerKind(models.TextChoices):
    """What makes people look again at once, whatever the clocks say (domain.md §2.6)."""

    HOSPITAL = "hospital", _("Went into hospital")
    HEALTH = "health", _("Health has changed a lot")
    CAPACITY = "capacity", _("Can decide something again, or no longer")
    CARER = "carer", _("Who cares for them cannot go on")
    MISUSE = "misuse", _("Money may not be used as agreed")
    NOMINEE = "nominee", _("Somebody no longer acts for them")
    MOVE = "move", _("Moved")
    AGE = "age", _("Birthday that changes the rules")
    ASKED = "asked", _("Somebody asked")
    OTHER = "other", _("Something else")


class ReviewTrigger(PersonRow):
    """That something happened which brings the reviews forward. Only added, once for its ``key``."""

    kind = models.CharField(max_length=8, choices=TriggerKind)
    key = models.CharField(max_length=120)
    happened_on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    look_by = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="reviewtrigger_once_for_its_key", fields=["person", "key"]),
        ]

    def __str__(self):
        return self.get_kind_display()
