"""The IPC personal budget: one statement of NHS, council and education money and the person's part."""

import datetime as dt

import pghistory
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from budgets.models.indicative import PUBLIC_FUNDERS, IndicativeBudget
from budgets.models.rules import LineKind, PriceUnit, UnitPrice
from careplans.models import Action, CarePlan
from ipc.kernel.access import AccessQuerySet
from people.models import Funder, Organisation, PersonRow, User


class BudgetStatus(models.TextChoices):
    DRAFT = "draft", _("Being worked out")
    PROPOSED = "proposed", _("With the funders to sign")
    AGREED = "agreed", _("Agreed by every funder")
    ACTIVE = "active", _("In use")
    ENDED = "ended", _("Ended")


PREPARED = (BudgetStatus.DRAFT, BudgetStatus.PROPOSED, BudgetStatus.AGREED)


class PaymentBasis(models.TextChoices):
    """Net: the person pays their part into the same account. Gross: they pay it back to the council."""

    NET = "net", _("Paid after taking off your part")
    GROSS = "gross", _("Paid in full; you pay your part to the council")


class EndedBecause(models.TextChoices):
    NEXT_PLAN = "next_plan", _("The next plan has a budget of its own")
    NO_LONGER_NEEDED = "not_needed", _("The money is no longer needed")
    PERSON_ASKED = "asked", _("The person asked for it")
    NOT_ENTITLED = "not_entitled", _("There is no longer a right to it")
    MOVED = "moved", _("The person moved away")
    DIED = "died", _("The person died")


class BudgetQuerySet(AccessQuerySet):
    def running(self):
        """Those that have not ended, the one in use before one that is prepared to follow it."""
        return self.exclude(status=BudgetStatus.ENDED).order_by(
            Case(When(status=BudgetStatus.ACTIVE, then=0), default=1), "pk"
        )

    def being_prepared(self):
        return self.filter(status__in=PREPARED)

    def in_use(self):
        return self.filter(status=BudgetStatus.ACTIVE)

    def waiting_for(self, *funders):
        """Those proposed that one of ``funders`` pays into and has not answered; sort by ``proposed_at``."""
        revision = OuterRef("line__budget__revision")
        answered = Signature.objects.filter(
            budget=OuterRef("line__budget"), revision=revision, funder=OuterRef("funder")
        )
        unanswered = LineShare.objects.filter(
            ~Exists(answered), line__budget=OuterRef("pk"), funder__in=funders
        )
        return self.filter(Exists(unanswered), status=BudgetStatus.PROPOSED)


@pghistory.track()
class Budget(PersonRow):
    """The money for one agreed plan. At most one is in use at a time, and one prepared to follow it.

    ``weekly_assessed_contribution`` is the result of the council's own financial assessment, imported,
    never worked out here; what is really paid never exceeds the chargeable council cost.
    ``above_reason`` says why the plan costs more than the indicative range; ``revision`` counts changes,
    so that a signature is for the figures its funder saw and for no others. ``ends_on`` is the last day
    that is paid for, once it is known; after it the account is settled and the budget ended.
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
    came_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="went_on_as")
    ends_on = models.DateField(null=True, blank=True)
    ends_because = models.CharField(max_length=12, choices=EndedBecause, blank=True)
    end_words = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
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
                name="budget_one_in_use_per_person",
                fields=["person"],
                condition=Q(status=BudgetStatus.ACTIVE),
                violation_error_message=_("This person already has a budget."),
            ),
            models.UniqueConstraint(
                name="budget_one_prepared_per_person",
                fields=["person"],
                condition=Q(status__in=PREPARED),
                violation_error_message=_("A budget is already being prepared for this person."),
            ),
            models.CheckConstraint(
                name="budget_ends_after_it_starts",
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=F("starts_on") - dt.timedelta(days=1)),
            ),
            models.CheckConstraint(
                name="budget_contribution_not_below_zero", condition=Q(weekly_assessed_contribution__gte=0)
            ),
            models.CheckConstraint(name="budget_pays_some_weeks", condition=Q(payment_weeks__gt=0)),
        ]

    def __str__(self):
        return f"budget {self.public_id}"

    @cached_property
    def assessed_from(self):
        """The assessed contributions that came later, oldest first: ``[(first day, pounds a week)]``."""
        if self.status in PREPARED:
            return []
        return list(self.assessments.values_list("starts_on", "weekly_amount"))

    def day_in_use(self, day):
        """Return ``day``, or where the budget does not run on it the day of it that is nearest."""
        if self.starts_on and day < self.starts_on:
            return self.starts_on
        return min(day, self.ends_on) if self.ends_on else day


class ManagementOption(models.TextChoices):
    """The three ways to manage the money; a mix is one for each line."""

    DIRECT_PAYMENT = "direct", _("Direct payment")
    NOTIONAL = "notional", _("Notional budget")
    THIRD_PARTY = "third_party", _("Third-party budget")


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    ONE_OFF = "one_off", _("One time only")


class Every(models.TextChoices):
    """How often the units of a line are bought; the line's amount is what that comes to in a week."""

    WEEK = "week", _("every week")
    TWO_WEEKS = "two_weeks", _("every two weeks")
    FOUR_WEEKS = "four_weeks", _("every four weeks")
    MONTH = "month", _("every month")
    SCHOOL_WEEK = "school_week", _("every school week")
    YEAR = "year", _("every year")
    ONCE = "once", _("one time only")


class Connection(models.TextChoices):
    """How whoever is paid is connected with the person (N-12, C-12 of ``domain.md``)."""

    NONE = "", _("Not connected")
    PARTNER = "partner", _("Husband, wife, civil partner or partner, wherever they live")
    RELATIVE = "relative", _("Close relative")
    FRIEND = "friend", _("Friend")


class BudgetLineQuerySet(AccessQuerySet):
    def on(self, day):
        """Those in force on a day: begun by then, and not ended before it."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))

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

    ``amount`` is pounds a week, or once for a one-off; it always equals the sum of its shares. Where it is
    known how it comes about, ``unit_amount`` × ``quantity`` units are bought ``every`` so often. It runs
    from ``starts_on`` (the budget's first day) to ``ends_on`` (its last); a change ends it and makes the
    next, which ``replaces`` it. ``charge_exempt_reason`` says why nobody may be charged for it (s117
    after-care, reablement …). A contingency has no action and is not paid out until it is needed.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="budget_lines")
    is_contingency = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    option = models.CharField(max_length=12, choices=ManagementOption)
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="lines_held")
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    charge_exempt_reason = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=LineKind, default=LineKind.OTHER)
    price = models.ForeignKey(UnitPrice, models.PROTECT, null=True, blank=True, related_name="lines")
    unit = models.CharField(max_length=8, choices=PriceUnit, blank=True)
    unit_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    quantity = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    every = models.CharField(max_length=12, choices=Every, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    connection = models.CharField(max_length=8, choices=Connection, blank=True)
    is_same_household = models.BooleanField(default=False)
    connection_reason = models.CharField(max_length=500, blank=True)
    is_on_school_premises = models.BooleanField(default=False)
    school_agreed_on = models.DateField(null=True, blank=True)
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
            models.CheckConstraint(
                name="budgetline_is_for_an_action",
                condition=Q(action__isnull=False) | Q(is_contingency=True),
            ),
            models.CheckConstraint(
                name="budgetline_in_order",
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=F("starts_on") - dt.timedelta(days=1)),
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
    """One funder's answer to its own lines of a budget: yes, in part or no, with reasons. Only added.

    ``is_part``: it says yes to some of its ``lines`` and no to the others, so not to the budget as it is.
    ``lines`` are those it answered about, as they were: words, amount, and whether it agreed to each.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="signatures")
    funder = models.CharField(max_length=1, choices=[(f.value, f.label) for f in PUBLIC_FUNDERS])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    weekly_amount = models.DecimalField(max_digits=12, decimal_places=2)
    one_off_amount = models.DecimalField(max_digits=12, decimal_places=2)
    is_agreed = models.BooleanField()
    is_part = models.BooleanField(default=False)
    lines = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    panel = models.ForeignKey(
        "budgets.PanelDecision", models.PROTECT, null=True, blank=True, related_name="signatures"
    )
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
            models.CheckConstraint(
                name="signature_whole_or_in_part", condition=Q(is_agreed=False) | Q(is_part=False)
            ),
        ]

    def __str__(self):
        return f"{Funder(self.funder).label}: {'agreed' if self.is_agreed else 'refused'}"
