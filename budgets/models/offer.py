"""What money there may be and for whom, what was decided about it, and asking to look at it again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.budget import Budget, Signature
from budgets.models.indicative import PUBLIC_FUNDERS, IndicativeBudget
from budgets.models.varying import VariationAnswer
from ipc.kernel.access import AccessQuerySet
from ipc.kernel.models import Identified
from people.models import Cohort, Organisation, PersonRow, Site, User


class StatementStatus(models.TextChoices):
    DRAFT = "draft", _("Being written")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a newer one")


class StatementOfResources(Identified):
    """Which money a site may bring together for one group (blank: all), and what there is without money.

    A published one is kept for ever, with its number and the day from which the next one holds.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="statements_of_resources")
    group = models.CharField(max_length=15, choices=Cohort, blank=True)
    number = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=StatementStatus, default=StatementStatus.DRAFT)
    what_is_included = models.TextField()
    who_can_get_it = models.TextField()
    who_cannot_and_why = models.TextField()
    what_there_is_without_money = models.TextField()
    who_to_ask = models.TextField()
    written_at = models.DateTimeField(auto_now=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "statements of resources"
        ordering = ["site", "group", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="statementofresources_one_draft",
                fields=["site", "group"],
                condition=Q(status=StatementStatus.DRAFT),
                violation_error_message=_("There is already a draft for this group. Change that one."),
            ),
            models.UniqueConstraint(
                name="statementofresources_one_published",
                fields=["site", "group"],
                condition=Q(status=StatementStatus.PUBLISHED),
            ),
            models.UniqueConstraint(
                name="statementofresources_numbered_once",
                fields=["site", "group", "number"],
                condition=~Q(status=StatementStatus.DRAFT),
            ),
        ]

    def __str__(self):
        return f"{self.site}: {self.get_group_display() or _('everybody')} {self.number}"


class Outcome(models.TextChoices):
    GRANT = "grant", _("Yes")
    PART = "part", _("Yes, in part")
    REFUSE = "refuse", _("No")


class EligibilityDecision(PersonRow):
    """Whether one funder gives somebody money of their own, and why. Only added: a new one takes its place.

    It is never a decision about a direct payment (a right to a budget is none to a direct payment).
    """

    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=6, choices=Outcome)
    what_is_granted = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=1000)
    law = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="eligibilitydecision_with_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="eligibilitydecision_part_says_which",
                condition=~Q(outcome="part") | ~Q(what_is_granted=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_funder_display()}: {self.get_outcome_display()}"


class SecondLookQuerySet(AccessQuerySet):
    def waiting(self):
        return self.filter(answered_at=None)


class SecondLook(PersonRow):
    """Somebody asks for a decision or a figure to be looked at again: by somebody else, within a time.

    It is about exactly one of: a decision whether there is money, a first idea of the money, a funder's
    answer to a budget, or to a change of it.
    """

    eligibility = models.ForeignKey(
        EligibilityDecision, models.PROTECT, null=True, blank=True, related_name="second_looks"
    )
    indicative = models.ForeignKey(
        IndicativeBudget, models.PROTECT, null=True, blank=True, related_name="second_looks"
    )
    signature = models.ForeignKey(
        Signature, models.PROTECT, null=True, blank=True, related_name="second_looks"
    )
    answer = models.ForeignKey(
        VariationAnswer, models.PROTECT, null=True, blank=True, related_name="second_looks"
    )
    words = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    due_on = models.DateField()
    is_changed = models.BooleanField(null=True, blank=True)
    answer_words = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = SecondLookQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="secondlook_about_one_thing",
                condition=Q(eligibility__isnull=False, indicative=None, signature=None, answer=None)
                | Q(eligibility=None, indicative__isnull=False, signature=None, answer=None)
                | Q(eligibility=None, indicative=None, signature__isnull=False, answer=None)
                | Q(eligibility=None, indicative=None, signature=None, answer__isnull=False),
            ),
            models.CheckConstraint(
                name="secondlook_answered_with_words",
                condition=Q(answered_at=None) | (Q(is_changed__isnull=False) & ~Q(answer_words="")),
            ),
        ]

    def __str__(self):
        return f"second look {self.public_id}"


class Regime(models.TextChoices):
    """Whose rules about direct payments a declaration is for."""

    NHS = "H", _("NHS")
    COUNCIL = "C", _("Council")
    EDUCATION = "E", _("Education")


class PaymentDeclaration(PersonRow):
    """That somebody is, or is not, on the law's list of those who are paid no direct payment. Never why.

    Sources: SI 2013/1617 Schedule; SI 2014/2871 Schedule 1; SI 2014/1652 Schedule. Only added.
    """

    regime = models.CharField(max_length=1, choices=Regime)
    is_excluded = models.BooleanField()
    declared_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self):
        return f"{self.get_regime_display()}: {'yes' if self.is_excluded else 'no'}"


class RequestWindow(models.TextChoices):
    """When education money may be asked for (SI 2014/1652 reg 4)."""

    DRAFT_PLAN = "draft", _("while the education, health and care plan is being written")
    REVIEW = "review", _("during a review or a new assessment of the plan")
    OUTSIDE = "outside", _("at another time")


class EducationRequest(PersonRow):
    """That a parent or young person asked for education money, and whether it was the time. Only added."""

    asked_on = models.DateField()
    window = models.CharField(max_length=8, choices=RequestWindow)
    words = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-asked_on", "-pk"]

    def __str__(self):
        return f"asked on {self.asked_on}"


class OwnExtra(PersonRow):
    """Something the person chooses to buy with their own money beside the budget: never in its total."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="own_extras")
    words = models.CharField(max_length=200)
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="ownextra_above_zero", condition=Q(weekly_amount__gt=0))]

    def __str__(self):
        return self.words
