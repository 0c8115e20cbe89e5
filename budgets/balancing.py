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
from ipc.kernel.money import NOTHING, PENNY
from people.models import Funder

FUNDER, AVAILABLE, COMMITTED = AccountKind.FUNDER, AccountKind.AVAILABLE, AccountKind.COMMITTED
# By how much what is shared out to the penny again and again may differ from what is shared out once.
ROUNDING = 2 * PENNY
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


def pennies_short(budget, public) -> dict[Funder, Decimal]:
    """Return by how many pennies what is set aside falls short of ``public``, if only by rounding."""
    free = ledger.balances(budget)[AVAILABLE]
    short = {funder: amount - free.get(funder, NOTHING) for funder, amount in public.items()}
    return {funder: amount for funder, amount in short.items() if NOTHING < amount <= ROUNDING}


def make_up_pennies(budget, public, *, key, by):
    """Let each funder set aside the penny that rounding makes its part of a payment more than the year's."""
    short = pennies_short(budget, public)
    if short:
        ledger.move_between(
            budget,
            FUNDER,
            AVAILABLE,
            short,
            key=uuid.uuid5(key, "pennies"),
            kind=PostingKind.ADJUSTMENT,
            value_on=today(),
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
        released, added, back, bound = _shifted(
            more[funder],
            more_promised[funder],
            balances[AVAILABLE].get(funder, NOTHING),
            balances[COMMITTED].get(funder, NOTHING),
        )
        legs += [
            (funder, COMMITTED, AVAILABLE, released),
            (funder, FUNDER, AVAILABLE, added),
            (funder, AVAILABLE, FUNDER, back),
            (funder, AVAILABLE, COMMITTED, bound),
        ]
    return [leg for leg in legs if leg[-1]]


def _shifted(more, promised, available, committed):
    """Return what is released, added, given back and newly promised, of one funder.

    Each part pays for itself: where others were paid more than is promised now, that is not taken out of
    what the person is still to be paid, nor the other way round.
    """
    free = more - promised
    released = min(max(-promised, NOTHING), committed)
    freed = min(max(-free, NOTHING), available)
    added = max(more, NOTHING)
    there = released + freed + added
    needed = max(promised, NOTHING) + max(free, NOTHING)
    back = min(max(-more, NOTHING), max(there - needed, NOTHING))
    return released, added, back, min(max(promised, NOTHING), there - back)
