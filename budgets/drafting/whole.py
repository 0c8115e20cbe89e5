"""The budget as a whole: opened for a plan, what the person pays, and taken back from the funders."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from budgets import following
from budgets.acts import Act
from budgets.drafting import draft
from budgets.drafting.amounts import MOST
from budgets.drafting.refusals import (
    BudgetAlreadyOpen,
    BudgetInUse,
    ContributionBelowNothing,
    IndicativeNotShown,
    PlanNotBeingWritten,
    TooMuch,
)
from budgets.models import Budget, BudgetStatus, IndicativeBudget
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import audit


@transaction.atomic
def open_budget(plan, *, by) -> Budget:
    """Open the budget of a plan that is being written; two at the same moment open one.

    One that is to follow a budget in use begins with the lines that go on.

    Raises:
        IndicativeNotShown: the person was not told beforehand how much there might be.
        PlanNotBeingWritten, BudgetAlreadyOpen
    """
    plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status != PlanStatus.DRAFT:
        raise PlanNotBeingWritten
    indicative = IndicativeBudget.objects.shared().filter(person_id=plan.person_id).first()
    if indicative is None:
        raise IndicativeNotShown
    if Budget.objects.being_prepared().filter(person_id=plan.person_id).exists():
        raise BudgetAlreadyOpen
    budget = Budget.objects.create(
        person_id=plan.person_id,
        site_id=plan.site_id,
        plan=plan,
        indicative=indicative,
        opened_at=timezone.now(),
        opened_by=by,
    )
    audit.record(Act.OPEN_BUDGET, budget, by=by)
    return following.begin(budget, by=by)


@transaction.atomic
def set_contribution(budget, *, by, weekly_amount: Decimal, payment_basis=None) -> Budget:
    """Write down the result of the council's financial assessment, in pounds a week.

    What is really paid may be less (``contribution.funding``): free lines and children are not charged.
    """
    if weekly_amount < 0:
        raise ContributionBelowNothing
    if weekly_amount > MOST:
        raise TooMuch
    budget = draft.locked(budget)
    budget.weekly_assessed_contribution = weekly_amount
    budget.payment_basis = payment_basis or budget.payment_basis
    budget.save(update_fields=["weekly_assessed_contribution", "payment_basis"])
    return draft.changed(budget, by)


@transaction.atomic
def take_back(budget, *, by) -> Budget:
    """Take a budget back from the funders to change it: what they signed was for other figures."""
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status not in (BudgetStatus.PROPOSED, BudgetStatus.AGREED):
        raise BudgetInUse
    budget.status = BudgetStatus.DRAFT
    budget.save(update_fields=["status"])
    return draft.changed(budget, by)
