"""What was bought: written down line by line, taken from the pockets that pay for the line, put right."""

from budgets.spending.correcting import (
    AlreadyHasAReceipt,
    AlreadyPutRight,
    BudgetIsSettled,
    FinanceMustPutItRight,
    add_receipt,
    put_right,
)
from budgets.spending.costs import (
    NotThatMuchPromised,
    PaidToThePerson,
    cost_lines,
    is_cost,
    record_cost,
)
from budgets.spending.recording import (
    NotADirectPayment,
    NotInThePlanThen,
    NotThatMuchLeft,
    SpentBeforeTheBudget,
    SpentInTheFuture,
    choices,
    record,
)
from budgets.spending.sharing import split

__all__ = [
    "AlreadyHasAReceipt",
    "AlreadyPutRight",
    "BudgetIsSettled",
    "FinanceMustPutItRight",
    "NotADirectPayment",
    "NotInThePlanThen",
    "NotThatMuchLeft",
    "NotThatMuchPromised",
    "PaidToThePerson",
    "SpentBeforeTheBudget",
    "SpentInTheFuture",
    "add_receipt",
    "choices",
    "cost_lines",
    "is_cost",
    "put_right",
    "record",
    "record_cost",
    "split",
]
