"""Every balance of a budget, in one place: each page, letter and answer of the API takes it from here."""

from decimal import Decimal

from django.db.models import F, Max, Min, Q, Sum

from budgets import ledger
from budgets.models import AccountKind, PaymentStatus
from people.models import Funder


def money(budget) -> dict:
    """Return what was set aside, came in, was spent and is left; in all, and by funder. Two queries.

    ``allocated`` is the funders' money set aside for the year. Of it, ``committed`` is promised to those who
    give support, ``pending`` is in payments that are prepared and not released yet, ``available`` is free,
    and ``waiting`` is all three: what has not been paid out. ``paid_out`` has; ``contributed`` is the
    person's own part; ``came_in`` is both. ``left`` is in the person's account; ``lasts_until`` is the last
    day that it is meant for. ``spent`` is what the person spent, ``paid_for_you`` what was paid for them.
    """
    balances = ledger.balances(budget)
    by_funder = [one for funder in Funder if (one := _of_funder(funder, balances))]
    totals = {
        name: sum((one[name] for one in by_funder), Decimal("0.00"))
        for name in ("allocated", "waiting", "committed", "came_in", "spent", "paid_for_you", "left")
    }
    dates = _dates(budget)
    pending = dates["pending"] or Decimal("0.00")
    own = next((one for one in by_funder if one["funder"] == Funder.PERSON), None)
    contributed = own["came_in"] if own else Decimal("0.00")
    return {
        **dates,
        **totals,
        "pending": pending,
        "available": totals["waiting"] - totals["committed"] - pending,
        "contributed": contributed,
        "paid_out": totals["came_in"] - contributed,
        "by_funder": by_funder,
    }


def _of_funder(funder, balances):
    kinds = (AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD, AccountKind.SPENT)
    known = [balances[kind].get(funder) for kind in (*kinds, AccountKind.PAID_FOR)]
    if not any(amount is not None for amount in known):
        return None
    free, committed, left, spent, paid_for = (amount or Decimal("0.00") for amount in known)
    waiting = free + committed
    is_own = funder == Funder.PERSON
    return {
        "funder": funder.value,
        "name": funder.label,
        "allocated": Decimal("0.00") if is_own else waiting + left + spent + paid_for,
        "waiting": waiting,
        "committed": committed,
        "paid_for_you": paid_for,
        "came_in": left + spent,
        "spent": spent,
        "left": left,
    }


def _dates(budget):
    released, due = Q(status=PaymentStatus.RELEASED), Q(status=PaymentStatus.DUE)
    return budget.payments.aggregate(
        lasts_until=Max("ends_on", filter=released),
        next_payment_on=Min(F("starts_on"), filter=due),
        pending=Sum("amount", filter=due),
    )
