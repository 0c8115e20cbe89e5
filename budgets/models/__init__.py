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
from budgets.models.money import Payment, PaymentStatus, Receipt, Spend

__all__ = [
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
