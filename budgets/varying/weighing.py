"""What a change means: who pays how much before and after, who has to answer, whether there is less."""

import datetime as dt
from copy import copy
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Sum
from django.utils import timezone

from budgets import accruing, balancing, contribution, figures
from budgets.contribution import WEEKS_A_YEAR, Money
from budgets.models import (
    BudgetLine,
    Frequency,
    LineShare,
    MoneyFigure,
    VariationKind,
    VariationLine,
    VariationStatus,
)
from budgets.varying.asking import DAY
from ipc.kernel.money import NOTHING
from people.models import Funder

# A line of the budget as no change makes it: one thing is carried on, and its figures are not.
CARRIED_ON = (
    "budget_id",
    "person_id",
    "site_id",
    "position",
    "frequency",
    "charge_exempt_reason",
    "kind",
    "connection",
    "is_same_household",
    "connection_reason",
    "is_on_school_premises",
    "school_agreed_on",
)
MOVES = (VariationKind.MOVE, VariationKind.AMOUNT)
FIGURES = ("price_id", "unit", "unit_amount", "quantity", "every")


class Weighed(NamedTuple):
    """What a change means. ``before`` and ``after`` are the weekly and one-off money by funder on its day;
    ``year`` is by how much each public funder's money for the open years changes; ``funders`` are those
    that must agree, none where it is within what a coordinator may change alone; ``is_less`` says that the
    person would have less, or pay more.
    """

    before: dict[Funder, Money]
    after: dict[Funder, Money]
    year: dict[Funder, Decimal]
    funders: list[Funder]
    is_less: bool


def weigh(variation) -> Weighed:
    """Return what ``variation`` would mean, worked out from the lines as they are now."""
    budget, day = variation.budget, variation.effective_on
    rows = list(variation.lines.select_related("line").prefetch_related("shares", "line__shares"))
    lines = contribution.lines_of(budget)
    later = _afterwards(budget, variation)
    changed = with_changes(lines, rows, day)
    before = contribution.by_funder(contribution.funded(budget, lines, day))
    after = contribution.by_funder(contribution.funded(later, changed, day))
    return Weighed(
        before,
        after,
        _years(budget, lines, later, changed, day),
        _who_answers(variation, rows),
        _is_less(before, after),
    )


def successor(row, day) -> BudgetLine | None:
    """Return the line, not saved yet, that takes the place of what ``row`` changes; None where it ends."""
    if not row.amount:
        return None
    old = row.line
    new = BudgetLine(
        action_id=row.action_id,
        words=row.words,
        option=row.option,
        holder_id=row.holder_id,
        amount=row.amount,
        starts_on=begins(row, day),
        replaces=old,
    )
    if old is None:
        new.budget_id = row.variation.budget_id
        new.person_id, new.site_id = row.person_id, row.site_id
        return new
    names = CARRIED_ON if old.amount != row.amount else (*CARRIED_ON, *FIGURES)
    for name in names:
        setattr(new, name, getattr(old, name))
    new.ends_on = old.ends_on
    return new


def begins(row, day):
    """Return the day a change of a line begins: what comes once is replaced from its own day on."""
    old = row.line
    if old is None or old.frequency == Frequency.WEEKLY:
        return day
    return old.starts_on or row.variation.budget.starts_on


def with_changes(lines, rows, day) -> list[BudgetLine]:
    """Return ``lines`` as they would be with the changes of ``rows``; nothing is saved."""
    replaced = {row.line_id: row for row in rows if row.line_id}
    after = [_ended(line, begins(replaced[line.pk], day)) if line.pk in replaced else line for line in lines]
    for number, row in enumerate(rows, start=1):
        new = successor(row, day)
        if new is not None:
            after.append(_as_if_saved(new, -number, {one.funder: one.amount for one in row.shares.all()}))
    return after


def _ended(line, begins_on):
    ended = copy(line)
    ended.ends_on = begins_on - DAY
    return ended


def _as_if_saved(line, number, shares):
    """Give a line that is only thought of an id and its shares, for the sums to take it like any other."""
    line.pk = number
    known = [LineShare(funder=funder, amount=amount) for funder, amount in shares.items()]
    line._prefetched_objects_cache = {"shares": known}
    return line


def _afterwards(budget, variation):
    """Return the budget as it would be, with what the person is assessed to pay from that day on."""
    later = copy(budget)
    if variation.weekly_contribution is not None:
        newer = [*budget.assessed_from, (variation.effective_on, variation.weekly_contribution)]
        later.assessed_from = sorted(newer, key=lambda one: one[0])
    return later


def _years(budget, lines, later, changed, day):
    difference: dict[Funder, Decimal] = {}
    for year in balancing.open_years(budget):
        if year.ends_on < day:
            continue
        before = accruing.over(budget, year.starts_on, year.ends_on, lines=lines)
        after = accruing.over(later, year.starts_on, year.ends_on, lines=changed)
        for funder in {*before, *after} - {Funder.PERSON}:
            more = after.get(funder, NOTHING) - before.get(funder, NOTHING)
            difference[funder] = difference.get(funder, NOTHING) + more
    return {funder: difference[funder] for funder in Funder if difference.get(funder)}


def _who_answers(variation, rows) -> list[Funder]:
    """Return the funders whose money for a line rises, or whose line would be in other hands."""
    if _is_within_limits(variation, rows):
        return []
    is_assessed = variation.kind == VariationKind.CONTRIBUTION or variation.weekly_contribution is not None
    asked = {Funder.COUNCIL} if is_assessed else set()
    for row in rows:
        before, after = shares_before(row), shares_after(row)
        asked |= {funder for funder, amount in after.items() if amount > before.get(funder, NOTHING)}
        if row.line and after and (row.option, row.holder_id) != (row.line.option, row.line.holder_id):
            asked |= {*before, *after}
    return [funder for funder in Funder if funder in asked]


def _is_within_limits(variation, rows) -> bool:
    """Return whether a coordinator may move this much alone: weekly money of the same funders and option."""
    if variation.kind not in MOVES or not rows:
        return False
    if variation.weekly_contribution is not None:
        return False
    limits = figures.values(
        [MoneyFigure.MOVE_PERCENT, MoneyFigure.MOVE_WEEKLY], site_id=variation.site_id, on=None
    )
    moved = NOTHING
    difference: dict[Funder, Decimal] = {}
    for row in rows:
        before, after = shares_before(row), shares_after(row)
        if not _is_the_same_but_for_money(row, before, after):
            return False
        change = row.amount - row.line.amount
        if abs(change) * 100 > limits[MoneyFigure.MOVE_PERCENT] * row.line.amount:
            return False
        moved += max(change, NOTHING)
        for funder in before:
            more = after.get(funder, NOTHING) - before[funder]
            difference[funder] = difference.get(funder, NOTHING) + more
    if any(more > 0 for more in difference.values()):
        return False
    return not moved or moved + _moved_alone(variation) <= limits[MoneyFigure.MOVE_WEEKLY]


def _moved_alone(variation) -> Decimal:
    """Return how much a week was moved in this budget in the last year without asking a funder."""
    alone = VariationLine.objects.filter(
        variation__budget=variation.budget_id,
        variation__status=VariationStatus.IN_FORCE,
        variation__kind__in=MOVES,
        variation__answers=None,
        variation__settled_at__gte=timezone.now() - dt.timedelta(weeks=WEEKS_A_YEAR),
        amount__gt=F("line__amount"),
    )
    return alone.aggregate(moved=Sum(F("amount") - F("line__amount"), default=NOTHING))["moved"]


def _is_the_same_but_for_money(row, before, after) -> bool:
    line = row.line
    return bool(
        line
        and after
        and line.frequency == Frequency.WEEKLY
        and set(after) <= set(before)
        and (row.option, row.holder_id) == (line.option, line.holder_id)
    )


def shares_before(row) -> dict[Funder, Decimal]:
    return {Funder(one.funder): one.amount for one in row.line.shares.all()} if row.line else {}


def shares_after(row) -> dict[Funder, Decimal]:
    return {Funder(one.funder): one.amount for one in row.shares.all()}


def _is_less(before, after) -> bool:
    """Return whether the funders pay less in all, or the person pays more."""
    own = (before.get(Funder.PERSON, Money()), after.get(Funder.PERSON, Money()))
    public = [
        sum((sum(money) for funder, money in one.items() if funder != Funder.PERSON), NOTHING)
        for one in (before, after)
    ]
    return public[1] < public[0] or own[1].weekly > own[0].weekly
