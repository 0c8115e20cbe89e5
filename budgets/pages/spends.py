"""One thing that was bought, as its pages show it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import spending, summary
from budgets.models import BudgetStatus
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds

RECEIPT_ADDED = gettext_lazy("Thank you. The receipt is there.")


def spend(one) -> dict:
    """Return what was bought, when, whose money it was, and what became of it."""
    entries = one.posting.entries.values_list("debit__funder", "amount").order_by("pk")
    is_cost = spending.is_cost(one)
    return {
        "spend": one,
        "amount": pounds(one.amount),
        "what": one.what,
        "line": one.line.words,
        "day": in_words(one.spent_on),
        "is_cost": is_cost,
        "has_receipt": one.receipt_id is not None,
        "receipt": one.receipt,
        "needs_receipt": not (is_cost or one.receipt_id or one.put_right_at),
        "put_right": in_words(one.put_right_at),
        "because": one.put_right_because,
        "put_right_by": one.put_right_by.name if one.put_right_by else "",
        "whose": charts.funder_split(name="whose", title=_("Whose money it was"), amounts=dict(entries)),
    }


def can_be_put_right(one) -> bool:
    """Return whether the person can put it right themselves."""
    is_over = one.put_right_at or one.budget.status == BudgetStatus.ENDED
    return not (is_over or spending.is_cost(one))


def put_right(one) -> str:
    return _("%(amount)s is back where it was.") % {"amount": pounds(one.amount)}


def promised(budget) -> str:
    return pounds(summary.money(budget)["committed"])


def payment(one) -> dict:
    """Return what a payment is, for the page that takes it back."""
    return {
        "payment": one,
        "amount": pounds(one.amount),
        "starts": in_words(one.starts_on),
        "ends": in_words(one.ends_on),
    }
