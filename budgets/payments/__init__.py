"""Direct payments: prepared by one, released by another, paid in advance for whole weeks."""

from budgets.payments.preparing import cancel, prepare
from budgets.payments.refusals import (
    AllDaysPaid,
    AllTakenOff,
    AlreadyCancelled,
    AlreadyPrepared,
    AlreadyReleased,
    BeforeTheBudget,
    BudgetHasChanged,
    BudgetNotInUse,
    NeedsASecondPerson,
    NoDirectPayment,
    NoLongerSupported,
    TooFarAhead,
)
from budgets.payments.releasing import STREAMS, Rule, release, rules
from budgets.payments.working_out import (
    Due,
    MadeUp,
    direct_lines,
    is_paid_out,
    made_up,
    next_due,
    next_starts_on,
    still_owed,
    worked_out,
)

__all__ = [
    "STREAMS",
    "AllDaysPaid",
    "AllTakenOff",
    "AlreadyCancelled",
    "AlreadyPrepared",
    "AlreadyReleased",
    "BeforeTheBudget",
    "BudgetHasChanged",
    "BudgetNotInUse",
    "Due",
    "MadeUp",
    "NeedsASecondPerson",
    "NoDirectPayment",
    "NoLongerSupported",
    "Rule",
    "TooFarAhead",
    "cancel",
    "direct_lines",
    "is_paid_out",
    "made_up",
    "next_due",
    "next_starts_on",
    "prepare",
    "release",
    "rules",
    "still_owed",
    "worked_out",
]
