"""What if: another mix for the same plan, reckoned beside the one of now. Nothing here is ever saved.

A choice says for one line of the budget what it would be: at another price, so many hours, managed another
way. What each funder would pay of it stays in the proportion of now, and what the person pays is worked out
again, as it is for every budget.
"""

from copy import copy
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgets import contribution, prices, rules
from budgets.contribution import WEEKS_A_YEAR, Money
from budgets.drafting import HolderMissing
from budgets.models import (
    BudgetLine,
    Every,
    Frequency,
    LineShare,
    ManagementOption,
    PriceUnit,
    UnitPrice,
    VariationKind,
)
from budgets.varying import Change, NothingChanges
from ipc.kernel.money import NOTHING, rounded, shared_out
from people.models import Funder


class Choice(NamedTuple):
    """What one line would be; what is left out stays as it is. ``quantity`` is of units, as often as now."""

    price: UnitPrice | None = None
    quantity: Decimal | None = None
    amount: Decimal | None = None
    option: str = ""


class Mix(NamedTuple):
    """What a mix comes to: pounds a week and once, a year, hours a week, by funder, and what rules say."""

    lines: list[BudgetLine]
    money: Money
    year: Decimal
    hours: Decimal
    by_funder: dict[Funder, Money]
    findings: list[rules.Finding]

    @property
    def own(self) -> Decimal:
        return self.by_funder.get(Funder.PERSON, Money()).weekly


def lines_in_force(budget) -> list[BudgetLine]:
    """Return the lines of ``budget`` in force today, with their shares: what every mix begins with."""
    return [one.line for one in contribution.funding(budget)]


def to_try(lines) -> list[BudgetLine]:
    """Return those that another mix may change: all but what is kept for emergencies."""
    return [line for line in lines if not line.is_contingency]


def now(budget, lines) -> Mix:
    return _mix(budget, lines, changed=())


def tried(budget, lines, choices) -> Mix:
    """Return what ``{line's id: Choice}`` would come to; the other ``lines`` stay as they are."""
    after = [_with(line, choices[line.pk], budget) if line.pk in choices else line for line in lines]
    changed = [new for old, new in zip(lines, after, strict=True) if new is not old]
    return _mix(budget, after, changed=changed)


def changes(budget, lines, choices) -> tuple[VariationKind, list[Change]]:
    """Return what asking for these choices asks for: the kind of change, and each line that would differ.

    Raises:
        NothingChanges
    """
    before = {line.pk: line for line in to_try(lines)}
    asked, is_about_money = [], False
    for pk, choice in choices.items():
        old, new = before[pk], _with(before[pk], choice, budget)
        if (new.amount, new.option, new.words) == (old.amount, old.option, old.words):
            continue
        is_about_money = is_about_money or new.amount != old.amount
        shares = {Funder(share.funder): share.amount for share in new.shares.all()}
        asked.append(Change(line=old, shares=shares, option=new.option, words=new.words))
    if not asked:
        raise NothingChanges
    return VariationKind.AMOUNT if is_about_money else VariationKind.OPTION, asked


def hours_a_week(line) -> Decimal:
    """Return how many hours ``line`` buys a week, on average; nothing where it is not bought by the hour."""
    if line.unit != PriceUnit.HOUR or line.quantity is None or line.frequency != Frequency.WEEKLY:
        return NOTHING
    times = prices.times_a_year(how_often(line), site_id=line.site_id)
    exact = Fraction(line.quantity) * times / WEEKS_A_YEAR
    return rounded(Decimal(exact.numerator) / Decimal(exact.denominator))


def _with(line, choice, budget) -> BudgetLine:
    """Return a copy of ``line`` as the choice has it, with shares in the proportion of now; not saved.

    Raises:
        HolderMissing: nobody would hold the money of a third-party budget.
    """
    new = copy(line)
    if choice.option == ManagementOption.THIRD_PARTY and line.holder_id is None:
        raise HolderMissing
    new.option = choice.option or line.option
    if choice.price is not None:
        new.price, new.unit, new.unit_amount = choice.price, choice.price.unit, choice.price.amount
        new.kind, new.every = choice.price.kind, how_often(line)
    new.quantity = line.quantity if choice.quantity is None else choice.quantity
    new.amount = _amount(line, new, choice, budget)
    shares = list(line.shares.all())
    parts = shared_out(new.amount, [share.amount for share in shares])
    known = [
        LineShare(funder=share.funder, amount=part) for share, part in zip(shares, parts, strict=True) if part
    ]
    new._prefetched_objects_cache = {"shares": known}
    return new


def how_often(line) -> str:
    """Return how often the units of ``line`` are bought; a line that does not say buys them every week."""
    return Every.ONCE if line.frequency == Frequency.ONE_OFF else line.every or Every.WEEK


def _amount(line, new, choice, budget):
    is_repriced = choice.price is not None or choice.quantity is not None
    if is_repriced and new.unit_amount is not None and new.quantity is not None:
        return prices.weekly_amount(new.unit_amount, new.quantity, how_often(new), site_id=budget.site_id)
    return choice.amount if choice.amount is not None else line.amount


def _mix(budget, lines, *, changed) -> Mix:
    fundings = contribution.funded(budget, lines)
    money = contribution.whole(fundings)
    return Mix(
        lines=lines,
        money=money,
        year=contribution.annual(*money),
        hours=sum((hours_a_week(line) for line in lines), NOTHING),
        by_funder=contribution.by_funder(fundings),
        findings=[
            finding
            for line in changed
            for finding in rules.speaking(rules.Stage.LINE, budget=budget, line=line)
            if finding.is_broken
        ],
    )
