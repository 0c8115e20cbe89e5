"""The person agrees the plan and its money together; from that day the money is set aside."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import opening, signing, statement, sufficiency
from budgets.models import Budget, BudgetStatus
from careplans import agreement
from careplans.models import CarePlan
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class NotSignedByAll(RuleBroken):
    message = _("Not every funder has signed this budget yet. The plan can be agreed when they all have.")


@transaction.atomic
def agree(plan, *, by, party, how, review_due_on, review_by) -> CarePlan:
    """Put ``plan`` in force with its money; a plan that costs nothing needs no budget.

    Raises:
        NotSignedByAll: a funder has not signed the budget as it is now.
        signing.NotEnough: the plan has something that costs money and nobody pays for it.
        RuleBroken: whatever ``careplans.agreement`` refuses.
    """
    agreed = {
        "by": by,
        "party": party,
        "how": how,
        "review_due_on": review_due_on,
        "review_by": review_by,
    }
    budget = Budget.objects.select_for_update().running().filter(plan_id=plan.pk).first()
    if budget is None or _is_empty(budget):
        return agreement.agree(plan, money=None, **agreed)
    found = sufficiency.check(budget)
    if not found.is_enough:
        raise signing.NotEnough(why=found.for_staff)
    if budget.status != BudgetStatus.AGREED or not signing.is_signed_by_all(budget):
        raise NotSignedByAll
    budget.status, budget.starts_on = BudgetStatus.ACTIVE, today()
    budget.save(update_fields=["status", "starts_on"])
    plan = agreement.agree(plan, money=statement.content(budget), **agreed)
    opening.set_aside(budget, by=by)
    return plan


def _is_empty(budget) -> bool:
    """End a budget that was opened for a plan which then cost nothing; return whether it was one."""
    if budget.lines.exists() or budget.plan.actions.filter(is_paid=True).exists():
        return False
    budget.status = BudgetStatus.ENDED
    budget.save(update_fields=["status"])
    return True
