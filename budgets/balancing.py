"""What is set aside and promised for a budget's years, kept equal to what its lines come to.

Nothing of before is rewritten: what a change makes more or less for a year is one adjustment. What was
paid out already cannot be taken back here; it is offset against the next payments (``payments``).
"""

import uuid
from decimal import Decimal

from django.db.models import Max, Sum

from budgets import accruing, ledger, opening
from budgets.contribution import lines_of
from budgets.models import AccountKind, BudgetYear, Entry, PeriodClose, Posting, PostingKind
from budgets.models.indicative import PUBLIC_FUNDERS
from ipc.kernel.dates import today
from ipc.kernel.money import NOTHING
from people.models import Funder

FUNDER, AVAILABLE, COMMITTED = AccountKind.FUNDER, AccountKind.AVAILABLE, AccountKind.COMMITTED
OF_A_YEAR = (PostingKind.ALLOCATION, PostingKind.COMMITMENT, PostingKind.ADJUSTMENT)


def open_years(budget) -> list[BudgetYear]:
    """Return the years that can still change, in order: those not over, and the newest until the next."""
    years = list(budget.years.order_by("number"))
    return [year for year in years if year.ends_on >= today() or year == years[-1]]


def closed_through(site_id):
    """Return the last day of the site's closed books, or None."""
    return PeriodClose.objects.filter(site_id=site_id).aggregate(Max("through"))["through__max"]


def in_line(budget, *, since, key, by) -> Posting | None:
    """Adjust each open year that has days from ``since`` on; return the first posting, if money moved."""
    postings = [
        adjust(budget, year, key=uuid.uuid5(key, f"year {year.number}"), by=by)
        for year in open_years(budget)
        if year.ends_on >= since
    ]
    return next((posting for posting in postings if posting), None)


def adjust(budget, year, *, key, by, last=None) -> Posting | None:
    """Set aside and promise for ``year`` what its lines come to now, to its ``last`` day that is paid for."""
    last, lines = last or year.ends_on, lines_of(budget)
    wanted = accruing.over(budget, year.starts_on, last, lines=lines)
    promised = accruing.over(budget, year.starts_on, last, which=opening.is_promised, lines=lines)
    more, more_promised = _not_yet(wanted, promised, budget, year)
    legs = _legs(budget, more, more_promised)
    if not legs:
        return None
    return ledger.move(
        budget,
        key=key,
        kind=PostingKind.ADJUSTMENT,
        legs=[
            ledger.Leg(ledger.account(budget, source, funder), ledger.account(budget, to, funder), amount)
            for funder, source, to, amount in legs
        ],
        value_on=min(max(today(), year.starts_on), year.ends_on),
        by=by,
    )


def of_the_year(budget, year) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Return ``{(from kind, to kind): {funder: pounds}}`` of what was set aside and promised for a year."""
    rows = Entry.objects.filter(
        posting__budget=budget,
        posting__kind__in=OF_A_YEAR,
        posting__value_on__range=(year.starts_on, year.ends_on),
    ).values_list("debit__kind", "credit__kind", "credit__funder")
    moved: dict[tuple[str, str], dict[str, Decimal]] = {}
    for source, target, funder, amount in rows.annotate(Sum("amount")).order_by():
        moved.setdefault((source, target), {})[funder] = amount
    return moved


def _not_yet(wanted, promised, budget, year):
    """Return by how much each funder's money, and what is promised of it, differs from what is wanted."""
    moved = of_the_year(budget, year)

    def net(source, target, funder):
        there, back = moved.get((source, target), {}), moved.get((target, source), {})
        return there.get(funder, NOTHING) - back.get(funder, NOTHING)

    return (
        {one: wanted.get(one, NOTHING) - net(FUNDER, AVAILABLE, one) for one in PUBLIC_FUNDERS},
        {one: promised.get(one, NOTHING) - net(AVAILABLE, COMMITTED, one) for one in PUBLIC_FUNDERS},
    )


def _legs(budget, more, more_promised) -> list[tuple[Funder, AccountKind, AccountKind, Decimal]]:
    """Return the movements, as far as what is there reaches; what has gone out already stays out."""
    balances = ledger.balances(budget)
    legs = []
    for funder in PUBLIC_FUNDERS:
        free = balances[AVAILABLE].get(funder, NOTHING)
        released = min(max(-more_promised[funder], NOTHING), balances[COMMITTED].get(funder, NOTHING))
        added = max(more[funder], NOTHING)
        free += released + added
        back = min(max(-more[funder], NOTHING), free)
        bound = min(max(more_promised[funder], NOTHING), free - back)
        legs += [
            (funder, COMMITTED, AVAILABLE, released),
            (funder, FUNDER, AVAILABLE, added),
            (funder, AVAILABLE, FUNDER, back),
            (funder, AVAILABLE, COMMITTED, bound),
        ]
    return [leg for leg in legs if leg[-1]]
