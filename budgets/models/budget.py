"""The IPC personal budget: one statement of NHS, council and education money and the person's part."""

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.indicative import PUBLIC_FUNDERS, IndicativeBudget
from careplans.models import Action, CarePlan
from ipc.kernel.access import AccessQuerySet
from people.models import Funder, Organisation, PersonRow, User


class BudgetStatus(models.TextChoices):
    DRAFT = "draft", _("Being worked out")
    PROPOSED = "proposed", _("With the funders to sign")
    AGREED = "agreed", _("Agreed by every funder")
    ACTIVE = "active", _("In use")
    ENDED = "ended", _("Ended")


class PaymentBasis(models.TextChoices):
    """Net: the person pays their part into the same account. Gross: they pay it back to the council."""

    NET = "net", _("Paid after taking off your part")
    GROSS = "gross", _("Paid in full; you pay your part to the council")


class BudgetQuerySet(AccessQuerySet):
    def running(self):
        return self.exclude(status=BudgetStatus.ENDED)

    def in_use(self):
        return self.filter(status=BudgetStatus.ACTIVE)

    def waiting_for(self, funder):
        """Those proposed that ``funder`` pays into and has not answered yet; sort by ``proposed_at``."""
        answered = Signature.objects.filter(
            budget=OuterRef("pk"), revision=OuterRef("revision"), funder=funder
        )
        pays = LineShare.objects.filter(line__budget=OuterRef("pk"), funder=funder)
        return self.filter(~Exists(answered), Exists(pays), status=BudgetStatus.PROPOSED)


@pghistory.track()
class Budget(PersonRow):
    """The money for one agreed plan. At most one runs at a time.

    ``weekly_assessed_contribution`` is the result of the council's own financial assessment, imported,
    never worked out here; what is really paid never exceeds the chargeable council cost.
    ``above_reason`` says why the plan costs more than the indicative range; ``revision`` counts changes,
    so that a signature is for the figures its funder saw and for no others.
    """

    plan = models.ForeignKey(CarePlan, models.PROTECT, related_name="budgets")
    indicative = models.ForeignKey(IndicativeBudget, models.PROTECT, null=True, related_name="budgets")
    status = models.CharField(max_length=10, choices=BudgetStatus, default=BudgetStatus.DRAFT)
    weekly_assessed_contribution = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    payment_basis = models.CharField(max_length=5, choices=PaymentBasis, default=PaymentBasis.NET)
    payment_weeks = models.PositiveSmallIntegerField(default=4)
    starts_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    above_reason = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    objects = BudgetQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["site", "proposed_at", "id"],
                name="budget_waiting_for_funders",
                condition=Q(status=BudgetStatus.PROPOSED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="budget_one_running_per_person",
                fields=["person"],
                condition=~Q(status=BudgetStatus.ENDED),
                violation_error_message=_("This person already has a budget."),
            ),
            models.CheckConstraint(
                name="budget_contribution_not_below_zero", condition=Q(weekly_assessed_contribution__gte=0)
            ),
            models.CheckConstraint(name="budget_pays_some_weeks", condition=Q(payment_weeks__gt=0)),
        ]

    def __str__(self):
        return f"budget {self.public_id}"


class ManagementOption(models.TextChoices):
    """The three ways to manage the money; a mix is one for each line."""

    DIRECT_PAYMENT = "direct", _("Direct payment")
    NOTIONAL = "notional", _("Notional budget")
    THIRD_PARTY = "third_party", _("Third-party budget")


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    ONE_OFF = "one_off", _("One time only")


class BudgetLineQuerySet(AccessQuerySet):
    def held_by(self, organisation_id):
        """Those of budgets in use that an organisation holds for somebody; none for no organisation."""
        return self.filter(
            holder=organisation_id,
            option=ManagementOption.THIRD_PARTY,
            budget__status=BudgetStatus.ACTIVE,
        )


@pghistory.track()
class BudgetLine(PersonRow):
    """What one action of the plan costs, who pays it and how it is managed.

    ``amount`` is pounds a week, or once for a one-off; it always equals the sum of its shares.
    ``charge_exempt_reason`` says why nobody may be charged for it (s117 after-care, reablement …).
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    action = models.ForeignKey(Action, models.PROTECT, related_name="budget_lines")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    option = models.CharField(max_length=12, choices=ManagementOption)
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="lines_held")
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    charge_exempt_reason = models.CharField(max_length=120, blank=True)
    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="budgetline_costs_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="budgetline_third_party_has_a_holder",
                condition=~Q(option=ManagementOption.THIRD_PARTY) | Q(holder__isnull=False),
                violation_error_message=_("Choose the organisation that will hold the money."),
            ),
        ]

    def __str__(self):
        return self.words


class LineShare(PersonRow):
    """What one public funder puts into a line, before the person's own part is taken off."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="shares")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="lineshare_once_per_funder", fields=["line", "funder"]),
            models.CheckConstraint(name="lineshare_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.get_funder_display()} {self.amount}"


class Signature(PersonRow):
    """One funder's answer to its own lines of a budget: agreed, or refused with reasons. Only added."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="signatures")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    one_off_amount = models.DecimalField(max_digits=12, decimal_places=2)
    is_agreed = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="signature_once_per_funder_and_revision", fields=["budget", "revision", "funder"]
            ),
            models.CheckConstraint(
                name="signature_refused_with_a_reason", condition=Q(is_agreed=True) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{Funder(self.funder).label}: {'agreed' if self.is_agreed else 'refused'}"
