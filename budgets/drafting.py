"""Writing a budget: opened once the person has seen the indicative one, line by line beside the plan."""

from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    IndicativeBudget,
    LineShare,
    ManagementOption,
)
from budgets.models.indicative import PUBLIC_FUNDERS
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING
from people.models import Funder

MOST = Decimal("9999999.99")


class ChargeExemption(models.TextChoices):
    """Why nobody may be charged for a line. Source: Care Act 2014 s14; SI 2014/2672 reg 3; MHA 1983 s117."""

    AFTERCARE = "s117", _("After-care under section 117")
    EQUIPMENT = "equipment", _("Equipment or a small change to the home, under £1,000")
    CJD = "cjd", _("Care because of Creutzfeldt-Jakob disease")


class IndicativeNotShown(RuleBroken):
    message = _(
        "The person has not seen an indicative budget yet. Work one out and share it first: "
        "people plan better when they know about how much there might be."
    )
    source = _("Care and support statutory guidance, chapter 11")


class PlanNotBeingWritten(RuleBroken):
    message = _("This plan is no longer being written, so a new budget cannot be opened for it.")


class BudgetAlreadyOpen(RuleBroken):
    message = _("This person already has a budget. It must end before the next one is opened.")


class BudgetNotDraft(RuleBroken):
    message = _("This budget is with the funders or agreed. Take it back to change it.")


class BudgetInUse(RuleBroken):
    message = _("This budget is in use or has ended. It can no longer be taken back.")


class ActionOfAnotherPlan(RuleBroken):
    message = _("Choose an action of this person's own plan.")


class SharesWrong(RuleBroken):
    message = _("Enter how much the NHS, the council or education pays. Each must be more than nothing.")


class TooMuch(RuleBroken):
    message = _("No line costs more than £9,999,999.99. Check the amounts again.")


class HolderMissing(RuleBroken):
    message = _("Choose the organisation that will hold the money.")


class ReablementIsOutside(RuleBroken):
    message = _("Reablement is free and stays outside the personal budget. Write it in the plan as free.")
    source = _("Care Act 2014 section 26(4); SI 2014/2840")


class ContributionBelowNothing(RuleBroken):
    message = _("What the person pays cannot be less than nothing.")


@transaction.atomic
def open_budget(plan, *, by) -> Budget:
    """Open the budget of a plan that is being written; two at the same moment open one.

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
    if Budget.objects.running().filter(person_id=plan.person_id).exists():
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
    return budget


@transaction.atomic
def add_line(
    budget, *, by, action, words, option, frequency, shares, holder=None, charge_exempt_reason=""
) -> BudgetLine:
    """Add what one action costs and who pays it; the action is then a paid one.

    ``shares`` is ``{funder: amount}``, pounds a week or once; the line's amount is their sum.

    Raises:
        BudgetNotDraft, ActionOfAnotherPlan, TooMuch, SharesWrong, HolderMissing, ReablementIsOutside
    """
    budget = _draft(budget)
    if action.plan_id != budget.plan_id:
        raise ActionOfAnotherPlan
    if charge_exempt_reason == "reablement":
        raise ReablementIsOutside
    is_held = option == ManagementOption.THIRD_PARTY
    if is_held and (holder is None or holder.site_id != budget.site_id):
        raise HolderMissing
    paid = _checked(shares)
    line = BudgetLine.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        action=action,
        position=budget.lines.count(),
        words=words,
        option=option,
        holder=holder if is_held else None,
        frequency=frequency,
        amount=sum(paid.values(), NOTHING),
        charge_exempt_reason=charge_exempt_reason,
    )
    LineShare.objects.bulk_create(
        LineShare(line=line, person_id=budget.person_id, site_id=budget.site_id, funder=funder, amount=amount)
        for funder, amount in paid.items()
    )
    _mark(action, is_paid=True)
    _changed(budget, by)
    return line


@transaction.atomic
def remove_line(line, *, by, is_free=False) -> Budget:
    """Take a line off; with ``is_free`` its action is from now on one that costs nothing."""
    budget = _draft(line.budget)
    action = line.action
    line.delete()
    if is_free and not action.budget_lines.filter(budget=budget).exists():
        _mark(action, is_paid=False)
    return _changed(budget, by)


@transaction.atomic
def set_contribution(budget, *, by, weekly_amount: Decimal, payment_basis=None) -> Budget:
    """Write down the result of the council's financial assessment, in pounds a week.

    What is really paid may be less (``contribution.funding``): free lines and children are not charged.
    """
    if weekly_amount < 0:
        raise ContributionBelowNothing
    if weekly_amount > MOST:
        raise TooMuch
    budget = _draft(budget)
    budget.weekly_assessed_contribution = weekly_amount
    budget.payment_basis = payment_basis or budget.payment_basis
    budget.save(update_fields=["weekly_assessed_contribution", "payment_basis"])
    return _changed(budget, by)


@transaction.atomic
def take_back(budget, *, by) -> Budget:
    """Take a budget back from the funders to change it: what they signed was for other figures."""
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status not in (BudgetStatus.PROPOSED, BudgetStatus.AGREED):
        raise BudgetInUse
    budget.status = BudgetStatus.DRAFT
    budget.save(update_fields=["status"])
    return _changed(budget, by)


def _draft(budget) -> Budget:
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.DRAFT:
        raise BudgetNotDraft
    return budget


def _changed(budget, by) -> Budget:
    budget.revision += 1
    budget.save(update_fields=["revision"])
    audit.record(Act.WRITE_BUDGET, budget, by=by)
    return budget


def _mark(action, *, is_paid):
    if action.is_paid != is_paid:
        action.is_paid = is_paid
        action.save(update_fields=["is_paid"])


def _checked(shares) -> dict[Funder, Decimal]:
    """Return the shares that are something, in the steady order; refuse others than public money."""
    given = {Funder(funder): amount for funder, amount in shares.items() if amount}
    if sum(given.values(), NOTHING) > MOST:
        raise TooMuch
    if not given or min(given.values()) < 0 or not set(given) <= set(PUBLIC_FUNDERS):
        raise SharesWrong
    return {funder: given[funder] for funder in Funder if funder in given}
