"""What a budget costs: as it begins, in its dearest week, over a year; what is kept for emergencies apart.

Lines begin and end and prices rise on days that are known. All of it is reckoned by ``accruing``.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from budgets import accruing, contribution
from budgets.contribution import WEEKS_A_YEAR, LineFunding, Money
from budgets.models import PREPARED, BudgetLine
from ipc.kernel.dates import today
from people.models import Funder


@dataclass(frozen=True)
class Cost:
    """What a budget comes to. ``weeks`` are the days from which a week comes to another sum, with that sum.

    ``plan`` and ``dearest`` leave out what is kept for emergencies; ``dearest_by_funder`` does not.
    """

    first: dt.date
    last: dt.date
    lines: list[BudgetLine]
    fundings: list[LineFunding]
    plan: Money
    contingency: Money
    dearest: Decimal
    dearest_by_funder: dict[Funder, Money] = field(default_factory=dict)
    year: dict[Funder, Decimal] = field(default_factory=dict)
    weeks: list[tuple[dt.date, Decimal]] = field(default_factory=list)


def cost_of(budget, fundings=None, lines=None) -> Cost:
    """Return what ``budget`` costs; what was fetched already is not asked for again."""
    lines = contribution.lines_of(budget) if lines is None else lines
    fundings = contribution.funded(budget, lines) if fundings is None else fundings
    first, last = span(budget)
    stretches = accruing.stretches(budget, first, last, lines)
    plan = contribution.whole(for_the_plan(fundings))
    weeks = [(one.first, contribution.whole(for_the_plan(one.fundings)).weekly) for one in stretches]
    return Cost(
        first=first,
        last=last,
        lines=lines,
        fundings=fundings,
        plan=plan,
        contingency=contribution.whole([one for one in fundings if one.line.is_contingency]),
        dearest=max([plan.weekly, *(weekly for _day, weekly in weeks)]),
        dearest_by_funder=_dearest([fundings, *(one.fundings for one in stretches)]),
        year=accruing.over(budget, first, last, which=is_for_the_plan, lines=lines),
        weeks=_where_it_changes(weeks),
    )


def span(budget) -> tuple[dt.date, dt.date]:
    """Return the days that are looked at: a year from the first, or from today; not past the last."""
    begins = today() if budget.status in PREPARED else budget.day_in_use(today())
    first = budget.starts_on if budget.starts_on and budget.status in PREPARED else begins
    last = first + dt.timedelta(weeks=WEEKS_A_YEAR) - dt.timedelta(days=1)
    return first, max(first, min(last, budget.ends_on)) if budget.ends_on else last


def is_for_the_plan(line) -> bool:
    return not line.is_contingency


def for_the_plan(fundings) -> list[LineFunding]:
    """Return ``fundings`` without what is kept for emergencies."""
    return [one for one in fundings if is_for_the_plan(one.line)]


def _dearest(several) -> dict[Funder, Money]:
    """Return each funder's highest week, and the most that it pays once."""
    most: dict[Funder, Money] = {}
    for fundings in several:
        for funder, money in contribution.by_funder(fundings).items():
            before = most.get(funder, Money())
            most[funder] = Money(max(before.weekly, money.weekly), max(before.one_off, money.one_off))
    return most


def _where_it_changes(weeks) -> list[tuple[dt.date, Decimal]]:
    changes: list[tuple[dt.date, Decimal]] = []
    for day, weekly in weeks:
        if not changes or changes[-1][1] != weekly:
            changes.append((day, weekly))
    return changes
