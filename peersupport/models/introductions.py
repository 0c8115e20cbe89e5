"""How people are introduced to somebody or something, step by step, and what stays of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from peersupport.models.directory import Service
from people.models import Consent, PersonRow, PersonStatus, User


class IntroductionStatus(models.TextChoices):
    """Where an introduction stands, in the words of whoever asked (domain.md §7)."""

    DRAFT = "draft", _("Not sent yet")
    ASKED = "asked", _("Asked, waiting for an answer")
    RECEIVED = "received", _("Being looked at")
    TRYING = "trying", _("They are trying to reach you")
    WAITING = "waiting", _("On the waiting list")
    ACCEPTED = "accepted", _("Welcome to join")
    MATCHED = "matched", _("Somebody was found for you")
    ACTIVE = "active", _("Going on")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Finished")
    STOPPED = "stopped", _("You stopped coming")
    DECLINED = "declined", _("Not possible")
    WITHDRAWN = "withdrawn", _("You changed your mind")
    UNREACHED = "unreached", _("They could not reach you")


OPEN = [
    IntroductionStatus.ASKED,
    IntroductionStatus.RECEIVED,
    IntroductionStatus.TRYING,
    IntroductionStatus.WAITING,
    IntroductionStatus.ACCEPTED,
    IntroductionStatus.MATCHED,
    IntroductionStatus.ACTIVE,
    IntroductionStatus.PAUSED,
]


class Route(models.TextChoices):
    """Who asked, in which way (PRSB social prescribing: method of referral)."""

    PERSON = "self", _("By themselves")
    FAMILY = "family", _("By somebody who acts for them")
    COLLEAGUE = "colleague", _("By a colleague")


class Outcome(models.TextChoices):
    """What came of it, as both sides see it."""

    HELPED = "helped", _("It helped")
    HELPED_A_LITTLE = "a_little", _("It helped a little")
    NO_CHANGE = "no_change", _("Nothing changed")
    NOT_RIGHT = "not_right", _("It was not the right thing")


class IntroductionQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(status__in=OPEN)

    def shared_now(self):
        """Open ones for which what the person agreed to share is still shared today; nobody who died."""
        shared = self.filter(status__in=OPEN, consent__in=Consent.objects.live())
        return shared.exclude(person__status=PersonStatus.DIED)

    def awaiting_answer(self):
        """Those nobody has answered yet, the longest wait first."""
        asked = [IntroductionStatus.ASKED, IntroductionStatus.RECEIVED, IntroductionStatus.TRYING]
        return self.filter(status__in=asked).order_by("asked_at", "pk")

    def for_reading(self):
        entries = self.select_related("service__organisation", "service__site", "consent", "answered_by")
        return entries.prefetch_related("service__schedules").defer(
            "service__search", "service__source_values"
        )


class Introduction(PersonRow):
    """A person asks to join a group or meet a peer, or is referred; it goes on step by step.

    ``consent`` is what the person agreed to share for it; it ends with the introduction. ``shared`` is
    the same in the words the person saw. ``why`` and ``risks`` are a colleague's, for whoever receives it.
    ``status_since`` is when the present step began, ``tries`` how often somebody was tried to be reached.
    A refusal has a reason.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="introductions")
    route = models.CharField(max_length=10, choices=Route, default=Route.PERSON)
    status = models.CharField(max_length=10, choices=IntroductionStatus, default=IntroductionStatus.ASKED)
    status_since = models.DateTimeField(null=True)
    wish = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=1000, blank=True)
    risks = models.CharField(max_length=1000, blank=True)
    shared = models.CharField(max_length=300)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="introductions")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_words = models.CharField(max_length=1000, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="introduction_open_once_per_service",
                fields=["person", "service"],
                condition=Q(status__in=OPEN),
                violation_error_message=_("You have already asked to join this."),
            ),
            models.CheckConstraint(
                name="introduction_declined_with_a_reason",
                condition=~Q(status=IntroductionStatus.DECLINED) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="introduction_sent_with_consent",
                condition=Q(status=IntroductionStatus.DRAFT, consent=None)
                | ~Q(status=IntroductionStatus.DRAFT) & Q(consent__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.service}: {self.get_status_display()}"


class Step(PersonRow):
    """One step of an introduction: from where to where, when, by whom, in which words. Only ever added."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="steps")
    from_status = models.CharField(max_length=10, choices=IntroductionStatus, blank=True)
    status = models.CharField(max_length=10, choices=IntroductionStatus)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.get_status_display()


class Sides(models.TextChoices):
    PERSON = "person", _("The person")
    PROVIDER = "provider", _("Whoever gives the support")


class Feedback(PersonRow):
    """What one side says afterwards. ``score`` is 1 (bad) to 5 (good); words are shown only where allowed."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="feedback")
    side = models.CharField(max_length=10, choices=Sides)
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.CharField(max_length=500, blank=True)
    may_be_shown = models.BooleanField(default=False)
    is_shown = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="feedback_once_a_side", fields=["introduction", "side"]),
            models.CheckConstraint(
                name="feedback_score_from_1_to_5", condition=Q(score=None) | Q(score__range=(1, 5))
            ),
            models.CheckConstraint(
                name="feedback_shown_where_allowed", condition=Q(is_shown=False) | Q(may_be_shown=True)
            ),
        ]

    def __str__(self):
        return self.get_side_display()


class Signpost(PersonRow):
    """An entry somebody was told of: one way, with nothing shared and no answer expected."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="signposts")
    words = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "-id"], name="signpost_of_person")]

    def __str__(self):
        return f"{self.service}"


class Shortlisted(PersonRow):
    """An entry that a person keeps for later, with a word about why."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(name="shortlisted_once", fields=["person", "service"])]

    def __str__(self):
        return f"{self.service}"
