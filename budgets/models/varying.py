"""What changes in a budget in use: variations, years, and what the person is assessed to pay."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.budget import Budget, BudgetLine, ManagementOption
from budgets.models.indicative import PUBLIC_FUNDERS
from budgets.models.ledger import Posting
from careplans.models import Action
from ipc.kernel.access import AccessQuerySet
from people.models import Organisation, PersonRow, User


class VariationKind(models.TextChoices):
    OPTION = "option", _("Manage it another way")
    MOVE = "move", _("Move money between parts of the plan")
    AMOUNT = "amount", _("Change an amount")
    PRICE = "price", _("Follow a new price")
    CONTRIBUTION = "contribution", _("Change what the person pays")


class VariationStatus(models.TextChoices):
    ASKED = "asked", _("Asked for")
    PROPOSED = "proposed", _("With the funders")
    IN_FORCE = "in_force", _("In force")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class VariationQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(status__in=(VariationStatus.ASKED, VariationStatus.PROPOSED))


class Variation(PersonRow):
    """One change of a budget in use, from a day on (also one that is past), with why and who agreed.

    What it changes are its ``lines``: each ends a line of the budget the day before and says what takes its
    place. The lines of before stay as they were: no figure of a day that is past is ever rewritten.
    ``weekly_contribution`` is for a change of what the person pays alone.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="variations")
    kind = models.CharField(max_length=12, choices=VariationKind)
    status = models.CharField(max_length=10, choices=VariationStatus)
    effective_on = models.DateField()
    reason = models.CharField(max_length=500)
    weekly_contribution = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    agreed_with_person_on = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    settled_because = models.CharField(max_length=500, blank=True)
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, blank=True, related_name="variation")
    objects = VariationQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="variation_with_its_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} from {self.effective_on}"


class VariationLine(PersonRow):
    """What takes the place of one line of the budget (``line``), or comes new for an action of the plan.

    Without an amount the line only ends. ``made`` is the line of the budget that came of it.
    """

    variation = models.ForeignKey(Variation, models.PROTECT, related_name="lines")
    line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True, related_name="variations")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    option = models.CharField(max_length=12, choices=ManagementOption)
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    made = models.OneToOneField(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="made_by_variation"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="variationline_above_zero", condition=Q(amount=None) | Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="variationline_changes_something", condition=~Q(line=None, amount=None)
            ),
        ]

    def __str__(self):
        return self.words


class VariationShare(PersonRow):
    """What one public funder would put into the line that a variation makes."""

    line = models.ForeignKey(VariationLine, models.PROTECT, related_name="shares")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="variationshare_once_per_funder", fields=["line", "funder"]),
            models.CheckConstraint(name="variationshare_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.get_funder_display()} {self.amount}"


class VariationAnswer(PersonRow):
    """One funder's answer to a variation that changes what it pays. Only added."""

    variation = models.ForeignKey(Variation, models.PROTECT, related_name="answers")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_agreed = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="variationanswer_once_per_funder", fields=["variation", "funder"]),
            models.CheckConstraint(
                name="variationanswer_refused_with_a_reason", condition=Q(is_agreed=True) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.get_funder_display()}: {'agreed' if self.is_agreed else 'refused'}"


class BudgetYear(PersonRow):
    """One year of a budget's money: what was set aside for it, and what was carried into it. Numbered from 1.

    ``ends_on`` is the last day. A year is a whole number of weeks, so that thirteen payments of four weeks
    fill it. ``carried_in`` and ``given_back`` are pounds of all funders together; the ledger has each part.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="years")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="budget_year")
    carried_in = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    given_back = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="budgetyear_numbered_once", fields=["budget", "number"]),
            models.CheckConstraint(name="budgetyear_in_order", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    def __str__(self):
        return f"year {self.number} from {self.starts_on}"


class AssessedContribution(PersonRow):
    """What the council's financial assessment says somebody may be asked for a week, from a day on.

    Before the first of these the budget's own figure holds. Only added.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="assessments")
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    starts_on = models.DateField()
    variation = models.OneToOneField(
        Variation, models.PROTECT, null=True, blank=True, related_name="assessment"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assessedcontribution_not_below_zero", condition=Q(weekly_amount__gte=0)
            ),
        ]

    def __str__(self):
        return f"{self.weekly_amount} from {self.starts_on}"
