"""The budget as a draft: locked before it is changed, counted and audited after."""

from budgets.acts import Act
from budgets.drafting.refusals import BudgetNotDraft
from budgets.models import Budget, BudgetStatus
from ipc.kernel import audit


def locked(budget) -> Budget:
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.DRAFT:
        raise BudgetNotDraft
    return budget


def changed(budget, by) -> Budget:
    budget.revision += 1
    budget.save(update_fields=["revision"])
    audit.record(Act.WRITE_BUDGET, budget, by=by)
    return budget
