"""Every balance of a budget, in one place: each page, letter and answer of the API takes it from here."""

from decimal import Decimal

from django.db.models import F, Max, Min, Q

from budgets import ledger
from budgets.models import AccountKind, PaymentStatus
from people.models import Funder


def money(budget) -> dict:
    """Return what was set aside, came in, was spent and is left; in all, and by funder. Two queries.

    ``allocated`` is the funders' money set aside for the year, ``waiting`` what of it has not been
    paid out, ``paid_out`` what has; ``contributed`` is the person's own part; ``came_in`` is both.
    ``left`` is in the person's account; ``lasts_until`` is the last day that it is meant for.
    """
    balances = ledger.balances(budget)
    by_funder = [one for funder in Funder if (one := _of_funder(funder, balances))]
    totals = {
        name: sum((one[name] for one in by_funder), Decimal("0.00"))
        for name in ("allocated", "waiting", "came_in", "spent", "left")
    }
    own = next((one for one in by_funder if one["funder"] == Funder.PERSON), None)
    contributed = own["came_in"] if own else Decimal("0.00")
    return {
        **totals,
        "contributed": contributed,
        "paid_out": totals["came_in"] - contributed,
        "by_funder": by_funder,
        **_dates(budget),
    }


def _of_funder(funder, balances):
    waiting, left, spent = (
        balances[kind].get(funder) for kind in (AccountKind.AVAILABLE, AccountKind.HELD, AccountKind.SPENT)
    )
    if waiting is left is spent is None:
        return None
    waiting, left, spent = (amount or Decimal("0.00") for amount in (waiting, left, spent))
    is_own = funder == Funder.PERSON
    return {
        "funder": funder.value,
        "name": funder.label,
        "allocated": Decimal("0.00") if is_own else waiting + left + spent,
        "waiting": waiting,
        "came_in": left + spent,
        "spent": spent,
        "left": left,
    }


def _dates(budget):
    released, due = Q(status=PaymentStatus.RELEASED), Q(status=PaymentStatus.DUE)
    return budget.payments.aggregate(
        lasts_until=Max("ends_on", filter=released), next_payment_on=Min(F("starts_on"), filter=due)
    )
