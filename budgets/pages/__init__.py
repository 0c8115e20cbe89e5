"""What the pages of planning show, with days, money and rules already in words.

Each function asks a fixed number of queries, however long the budget.
"""

from budgets.pages.agreement import plan_to_agree, revisions
from budgets.pages.approvals import waiting
from budgets.pages.budget import budget_facts, in_all, signs
from budgets.pages.indicative import earlier_indicatives, indicative_facts, second_look_at

__all__ = [
    "budget_facts",
    "earlier_indicatives",
    "in_all",
    "indicative_facts",
    "plan_to_agree",
    "revisions",
    "second_look_at",
    "signs",
    "waiting",
]
