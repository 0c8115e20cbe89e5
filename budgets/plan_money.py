"""What a plan must know about its money to say what it still lacks: who pays, how, and whether all signed."""

from budgets import agreeing, contribution
from budgets.models import Budget, BudgetLine, BudgetStatus, Frequency, ManagementOption
from careplans import completeness
from careplans.completeness import Money
from careplans.models import ByWhom
from ipc.kernel.errors import RuleBroken
from people.models import Funder


@completeness.knows_money
def money_of(plan) -> Money:
    """Return whose money ``plan`` uses, as far as the reader may see its budget."""
    budget = Budget.objects.running().filter(plan=plan).first()
    if budget is None:
        return Money()
    fundings = contribution.funding(budget)
    why_not = _why_not(budget)
    return Money(
        funders=frozenset(contribution.by_funder(fundings)) - {Funder.PERSON},
        direct_from=frozenset(agreeing.direct_from(fundings)),
        pays_helpers=pays_helpers(budget),
        is_settled=not why_not,
        why_not=why_not,
    )


def pays_helpers(budget) -> bool:
    """Return whether a direct payment pays somebody every week: when they do not come, somebody else must."""
    lines = BudgetLine.objects.filter(budget=budget, option=ManagementOption.DIRECT_PAYMENT)
    return lines.filter(frequency=Frequency.WEEKLY, action__by_whom=ByWhom.PAID).exists()


def _why_not(budget):
    """Return in words what still has to happen with the money before the plan can be agreed."""
    if budget.status == BudgetStatus.ACTIVE:
        return ""
    try:
        agreeing.ready(budget)
    except RuleBroken as broken:
        return str(broken.message)
    return ""
