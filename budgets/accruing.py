"""What a budget comes to over some days: exact by the day, rounded once at the end.

Lines begin and end, the person's part is assessed anew, a child turns 18: between such days nothing
changes, and a day is a seventh of a week. Whatever is set aside, paid or made up for afterwards is
worked out here, so that no two sums can differ. Source: ``domain.md`` T7 and T9.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgets import contribution
from budgets.contribution import ADULT_AT, LineFunding
from budgets.models import Frequency, PaymentBasis
from ipc.kernel.money import NOTHING, rounded, shared_out
from people.models import Funder
from people.rules import birthday

DAY = dt.timedelta(days=1)
WEEK = 7


class Stretch(NamedTuple):
    """Some days (both ends belong to them) on which nothing changes, with who pays what."""

    first: dt.date
    last: dt.date
    fundings: list[LineFunding]

    @property
    def days(self):
        return (self.last - self.first).days + 1


def stretches(budget, first, last, lines=None) -> list[Stretch]:
    """Return the days from ``first`` to ``last`` cut where something changes; ``lines`` saves asking."""
    lines = contribution.lines_of(budget) if lines is None else lines
    begins = sorted({first, *(day for day in _changes(budget, lines) if first < day <= last)})
    return [
        Stretch(begin, end, as_paid(budget, contribution.funded(budget, lines, begin)))
        for begin, end in zip(begins, [*(day - DAY for day in begins[1:]), last], strict=True)
        if begin <= end
    ]


def as_paid(budget, fundings) -> list[LineFunding]:
    """Return who pays what the way the money really moves.

    Net: the person pays their part into the account beside the council's. Gross: the council pays the
    whole and the person pays their part back to the council, outside these accounts.
    """
    if budget.payment_basis == PaymentBasis.NET:
        return fundings
    return [LineFunding(one.line, _paid_in_full(one.shares)) for one in fundings]


def exactly(budget, spans, *, once=None, which=lambda line: True, lines=None) -> dict[Funder, Fraction]:
    """Return what each funder owes for the days of ``spans``, as exact fractions of a pound.

    ``spans`` are ``(first, last)``, both included; what comes once counts where its line begins in the span
    ``once``. ``which`` chooses lines.
    """
    lines = contribution.lines_of(budget) if lines is None else lines
    owed: dict[Funder, Fraction] = {}
    for first, last in spans:
        for stretch in stretches(budget, first, last, lines):
            for line, shares in stretch.fundings:
                if which(line) and line.frequency == Frequency.WEEKLY:
                    _add(owed, shares, Fraction(stretch.days, WEEK))
    for line in lines:
        if once and which(line) and is_owed_once(budget, line, *once):
            _add(owed, {Funder(share.funder): share.amount for share in line.shares.all()}, Fraction(1))
    return {funder: owed[funder] for funder in Funder if owed.get(funder)}


def is_owed_once(budget, line, first, last) -> bool:
    """Return whether ``line`` comes once, and in these days; one that ended before it began never comes."""
    begins = line.starts_on or budget.starts_on or first
    if line.frequency != Frequency.ONE_OFF or not first <= begins <= last:
        return False
    return not (line.ends_on and line.ends_on < begins)


def to_the_penny(owed) -> dict[Funder, Decimal]:
    """Return the exact amounts rounded once in all, and shared out to the penny."""
    exact = sum(owed.values(), Fraction())
    if not exact:
        return {}
    whole = rounded(Decimal(exact.numerator) / Decimal(exact.denominator))
    return dict(zip(owed, shared_out(whole, list(owed.values())), strict=True))


def over(budget, first, last, *, which=lambda line: True, lines=None) -> dict[Funder, Decimal]:
    """Return what each funder owes from ``first`` to ``last``, with what comes once in these days."""
    return to_the_penny(exactly(budget, [(first, last)], once=(first, last), which=which, lines=lines))


def _changes(budget, lines):
    """Yield each day from which on something is another."""
    for line in lines:
        if line.starts_on:
            yield line.starts_on
        if line.ends_on:
            yield line.ends_on + DAY
    for starts_on, _ in budget.assessed_from:
        yield starts_on
    yield birthday(budget.person.born_on, ADULT_AT)


def _add(owed, shares, times):
    for funder, amount in shares.items():
        owed[funder] = owed.get(funder, Fraction()) + Fraction(amount) * times


def _paid_in_full(shares):
    whole = dict(shares)
    own = whole.pop(Funder.PERSON, NOTHING)
    if own:
        whole[Funder.COUNCIL] = whole.get(Funder.COUNCIL, NOTHING) + own
    return whole
