from budgets.models.budget import (
    Budget,
    BudgetLine,
    BudgetStatus,
    Frequency,
    LineShare,
    ManagementOption,
    PaymentBasis,
    Signature,
)
from budgets.models.indicative import (
    AllocationAnswer,
    AllocationPolicy,
    AllocationQuestion,
    AllocationRate,
    IndicativeBudget,
    IndicativeShare,
    IndicativeStatus,
)
from budgets.models.ledger import Account, AccountKind, Entry, Posting, PostingKind
from budgets.models.money import NO_LONGER_PAID, Payment, PaymentStatus, Receipt, Spend

__all__ = [
    "NO_LONGER_PAID",
    "Account",
    "AccountKind",
    "AllocationAnswer",
    "AllocationPolicy",
    "AllocationQuestion",
    "AllocationRate",
    "Budget",
    "BudgetLine",
    "BudgetStatus",
    "Entry",
    "Frequency",
    "IndicativeBudget",
    "IndicativeShare",
    "IndicativeStatus",
    "LineShare",
    "ManagementOption",
    "Payment",
    "PaymentBasis",
    "PaymentStatus",
    "Posting",
    "PostingKind",
    "Receipt",
    "Signature",
    "Spend",
]
