"""Looking at a budget against its plan and its indicative range, for each funder and in all."""

from dataclasses import dataclass
from decimal import Decimal

from budgets import contribution
from budgets.contribution import LineFunding, Money
from budgets.models import PREPARED, LineShare
from budgets.sufficiency import points, words
from budgets.sufficiency.figures import cost_of, for_the_plan
from budgets.sufficiency.points import Point
from careplans.models import Action
from ipc.kernel.money import NOTHING
from people.models import Funder


@dataclass(frozen=True)
class FunderCheck:
    """One funder's money beside what it said it might give; None where it said nothing.

    ``money`` is gross: the council's before the person's part is taken off. ``net`` is what it pays
    itself, ``year`` what the plan costs it in a year, ``contingency`` what it keeps for emergencies.
    """

    funder: Funder
    money: Money
    indicative_amount: Decimal | None
    net: Money
    year: Decimal
    contingency: Money

    @property
    def letter(self):
        return self.funder.value

    @property
    def words(self) -> str:
        return words.of_funder(self)


@dataclass(frozen=True)
class Sufficiency:
    """``money`` is all of it; ``plan_money`` without what is kept for emergencies (``contingency``).

    ``above`` are the funders whose part has grown beyond the range of the indicative budget, and
    ``dearest`` is each one's highest week of the year.
    """

    is_enough: bool
    is_above: bool
    money: Money
    funders: list[FunderCheck]
    unpaid: list[Action]
    points: list[Point]
    for_staff: str
    for_person: str
    next_for_staff: list[str]
    next_for_person: list[str]
    plan_money: Money
    contingency: Money
    above: frozenset[Funder]
    dearest: dict[Funder, Money]

    def dearest_of(self, funder) -> Money:
        return self.dearest.get(funder, Money())


def check(budget, fundings: list[LineFunding] | None = None, lines=None) -> Sufficiency:
    """Look at ``budget``; ``fundings`` and ``lines`` (``contribution.lines_of``) save asking twice."""
    cost = cost_of(budget, fundings, lines)
    paid = list(Action.objects.filter(plan_id=budget.plan_id, is_paid=True).select_related("goal"))
    unpaid = _unpaid(budget, paid, cost)
    short = [line for line in cost.lines if _shares_of(line) != line.amount]
    range_ = budget.indicative
    is_above = range_ is not None and cost.dearest > range_.weekly_high_amount
    funders = _beside_the_indicative(budget, cost)
    has_lines = any(not line.is_contingency for line in cost.lines)
    is_enough = has_lines and not unpaid and not short
    found = {
        "is_enough": is_enough,
        "is_above": is_above,
        "unpaid": unpaid,
        "short": short,
    }
    return Sufficiency(
        is_enough=is_enough,
        is_above=is_above,
        money=contribution.whole(cost.fundings),
        funders=funders,
        unpaid=unpaid,
        points=points.of(budget, cost, paid, **found),
        for_staff=words.for_staff(**found),
        for_person=words.for_person(cost, is_enough=is_enough),
        next_for_staff=words.next_for_staff(**found),
        next_for_person=words.next_for_person(cost, **found),
        plan_money=cost.plan,
        contingency=cost.contingency,
        above=_grown(range_, funders) if is_above else frozenset(),
        dearest=cost.dearest_by_funder,
    )


def _unpaid(budget, paid, cost) -> list[Action]:
    """Return the paid actions that nothing pays for, now or later in the year that is looked at.

    Of a budget in use also those count as paid whose line has run its time.
    """
    is_prepared = budget.status in PREPARED
    covered = {
        line.action_id
        for line in cost.lines
        if not (is_prepared and line.ends_on and line.ends_on < max(line.starts_on or cost.first, cost.first))
    }
    return [action for action in paid if action.pk not in covered]


def _shares_of(line) -> Decimal:
    return sum((share.amount for share in line.shares.all()), NOTHING)


def _beside_the_indicative(budget, cost) -> list[FunderCheck]:
    """Return each funder's gross and net money, its year, its contingency and its first idea."""
    said = {}
    if budget.indicative_id:
        said = dict(budget.indicative.shares.values_list("funder", "weekly_amount"))
    net = contribution.by_funder(for_the_plan(cost.fundings))
    kept = contribution.by_funder([one for one in cost.fundings if one.line.is_contingency])
    part = net.pop(Funder.PERSON, Money())
    gross = dict(net)
    if part.weekly:
        council = net.get(Funder.COUNCIL, Money())
        gross[Funder.COUNCIL] = Money(council.weekly + part.weekly, council.one_off)
    return [
        FunderCheck(
            funder,
            gross.get(funder, Money()),
            said.get(funder),
            net=net.get(funder, Money()),
            year=cost.year.get(funder, NOTHING),
            contingency=kept.get(funder, Money()),
        )
        for funder in Funder
        if funder in gross or funder in kept or said.get(funder)
    ]


def _grown(indicative, funders) -> frozenset[Funder]:
    """Return the funders whose part is above the same range of their own first idea; all, where none is."""
    whole, high = indicative.weekly_amount, indicative.weekly_high_amount
    paying = [one for one in funders if one.money.weekly]
    grown = [one for one in paying if one.money.weekly * whole > (one.indicative_amount or NOTHING) * high]
    return frozenset(one.funder for one in grown or paying)


def funders_of(budget) -> list[Funder]:
    """Return the public funders that pay into ``budget``, in the steady order."""
    paying = set(LineShare.objects.filter(line__budget=budget).values_list("funder", flat=True))
    return [funder for funder in Funder if funder in paying]
