"""What a person pays towards their own budget: a part of the council's money, and of nobody else's.

The council's financial assessment gives the most they can be asked for; this works out what they are
asked for. NHS and education money is never charged. Source: Care Act 2014 s14, s17 and s26.
"""

from decimal import Decimal
from typing import NamedTuple

from budgets.models import PREPARED, BudgetLine, Frequency
from ipc.kernel.dates import age_on, today
from ipc.kernel.money import NOTHING, rounded, shared_out
from people.models import Funder

WEEKS_A_YEAR = 52
ADULT_AT = 18


class LineFunding(NamedTuple):
    """A line with what each funder really pays for it; ``Funder.PERSON`` is the person's own part.

    In pounds a week, or once for a one-off line, in the funders' steady order, nothing left at nought.
    """

    line: BudgetLine
    shares: dict[Funder, Decimal]


class CouncilFigures(NamedTuple):
    """The three figures a council must state: a = b + c. Source: Care Act 2014 s26(1)."""

    cost: Decimal
    contribution: Decimal
    council: Decimal


class Money(NamedTuple):
    """An amount a week and amounts that come once; they are never added up but over a year."""

    weekly: Decimal = NOTHING
    one_off: Decimal = NOTHING


def funding(budget, on=None) -> list[LineFunding]:
    """Return each line of ``budget`` in force on a day, with who pays what after the person's part.

    Without a day: as it is today; of a budget that is prepared, as it will begin. The part is spread over
    the chargeable lines in proportion to the council's shares, to the penny. Plan and actions are left
    alone: whoever may see only the money must get the same answer.
    """
    return funded(budget, lines_of(budget), on)


def lines_of(budget) -> list[BudgetLine]:
    """Return every line that ``budget`` ever had, with its shares: two queries."""
    return list(budget.lines.select_related("holder").prefetch_related("shares"))


def funded(budget, lines, on=None) -> list[LineFunding]:
    """Return ``funding`` for ``lines`` that were fetched with their shares already."""
    if on is None and budget.status in PREPARED:
        lines = [line for line in lines if line.replaces_id is None]
    else:
        day = on or budget.day_in_use(today())
        lines = [line for line in lines if is_in_force(line, day)]
    gross = [{Funder(share.funder): share.amount for share in line.shares.all()} for line in lines]
    charged = contribution_by_line(budget, list(zip(lines, gross, strict=True)), on)
    return [
        LineFunding(line, _in_order(shares, charged.get(line.pk, NOTHING)))
        for line, shares in zip(lines, gross, strict=True)
    ]


def is_in_force(line, day) -> bool:
    """Return whether ``line`` has begun by ``day`` and has not ended before it."""
    return not (line.starts_on and line.starts_on > day) and not (line.ends_on and line.ends_on < day)


def contribution_by_line(budget, lines, on=None) -> dict[int, Decimal]:
    """Return ``{line's id: the person's weekly part}`` for the chargeable ones of ``(line, shares)``."""
    chargeable = {
        line.pk: shares[Funder.COUNCIL]
        for line, shares in lines
        if may_be_charged(line) and Funder.COUNCIL in shares
    }
    whole = sum(chargeable.values(), NOTHING)
    paid = weekly_contribution(assessed(budget, on), whole)
    if is_a_child(budget, on) or not paid:
        return {}
    return dict(zip(chargeable, shared_out(paid, list(chargeable.values())), strict=True))


def may_be_charged(line) -> bool:
    """Return whether the council's share of ``line`` counts: every week, and not free by law."""
    return line.frequency == Frequency.WEEKLY and not (line.charge_exempt_reason or line.is_contingency)


def is_a_child(budget, on=None) -> bool:
    """Return whether the person is under 18 on a day (today; the first one): children's services are free."""
    return age_on(budget.person.born_on, on or budget.day_in_use(today())) < ADULT_AT


def assessed(budget, on=None) -> Decimal:
    """Return what the newest financial assessment by a day (today) says somebody may be asked for a week."""
    day = on or budget.day_in_use(today())
    amount = budget.weekly_assessed_contribution
    for starts_on, later in budget.assessed_from:
        amount = later if starts_on <= day else amount
    return amount


def weekly_contribution(assessed: Decimal, chargeable: Decimal) -> Decimal:
    """Return what is really asked for a week: what was assessed, never above the chargeable cost."""
    return min(assessed, chargeable)


def care_act_figures(fundings: list[LineFunding]) -> CouncilFigures:
    """Return the council's weekly figures of ``fundings``; what is kept for emergencies costs nothing yet."""
    totals = by_funder([one for one in fundings if not one.line.is_contingency])
    contribution = totals.get(Funder.PERSON, Money()).weekly
    council = totals.get(Funder.COUNCIL, Money()).weekly
    return CouncilFigures(council + contribution, contribution, council)


def by_funder(fundings: list[LineFunding]) -> dict[Funder, Money]:
    """Return what each funder pays in all, in the steady order, only those who pay something."""
    totals: dict[Funder, Money] = {}
    for funder in Funder:
        weekly = _sum(fundings, funder, Frequency.WEEKLY)
        one_off = _sum(fundings, funder, Frequency.ONE_OFF)
        if weekly or one_off:
            totals[funder] = Money(weekly, one_off)
    return totals


def whole(fundings: list[LineFunding]) -> Money:
    """Return the cost of all lines, whoever pays."""
    totals = by_funder(fundings).values()
    return Money(
        sum((money.weekly for money in totals), NOTHING), sum((money.one_off for money in totals), NOTHING)
    )


def weekly_to_period(weekly: Decimal, *, weeks: int = 0, days: int = 0) -> Decimal:
    """Return ``weekly`` pounds over some weeks and days; a day is a seventh of a week."""
    return rounded(weekly * weeks + weekly * days / 7)


def annual(weekly: Decimal, one_off: Decimal = NOTHING) -> Decimal:
    """Return a year's money: 52 weeks, and what comes once, once."""
    return rounded(weekly * WEEKS_A_YEAR + one_off)


def _in_order(shares, charged) -> dict[Funder, Decimal]:
    net = {
        **shares,
        Funder.COUNCIL: shares.get(Funder.COUNCIL, NOTHING) - charged,
        Funder.PERSON: charged,
    }
    return {funder: net[funder] for funder in Funder if net.get(funder)}


def _sum(fundings, funder, frequency) -> Decimal:
    return sum(
        (one.shares.get(funder, NOTHING) for one in fundings if one.line.frequency == frequency), NOTHING
    )
