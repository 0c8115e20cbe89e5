"""Whether a budget is enough for the plan it pays for: never clipped to a figure, always with reasons.

The indicative amount is a starting point. What the plan really costs decides; above the range somebody
says why. Sources: SI 2013/1617 reg 13 (NHS), Care Act 2014 s26, SI 2014/1652 (education).
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets import contribution
from budgets.contribution import LineFunding, Money
from budgets.models import LineShare
from careplans.models import Action, GoalKind
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

FULL_COST = gettext_lazy("SI 2013/1617 regulation 13; Care Act 2014 section 26")
CHARGING = gettext_lazy("Care Act 2014 sections 14 and 17")
NO_NHS_CHARGE = gettext_lazy("NHS Act 2006 section 1(4)")
FREE_CHILD = gettext_lazy("Care Act 2014 applies from 18")


@dataclass(frozen=True)
class Point:
    """One thing that was looked at: what was found, how it went (good, stop or nothing), whose rule."""

    words: str
    verdict: str = "good"
    source: str = ""


@dataclass(frozen=True)
class FunderCheck:
    """One funder's money beside what it said it might give; None where it said nothing."""

    funder: Funder
    money: Money
    indicative_amount: Decimal | None


@dataclass(frozen=True)
class Sufficiency:
    is_enough: bool
    is_above: bool
    money: Money
    funders: list[FunderCheck]
    unpaid: list[Action] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    for_staff: str = ""
    for_person: str = ""


def check(budget, fundings: list[LineFunding] | None = None) -> Sufficiency:
    """Look at ``budget`` against its plan and its indicative range; ``fundings`` saves asking twice."""
    if fundings is None:
        fundings = contribution.funding(budget)
    paid = list(Action.objects.filter(plan_id=budget.plan_id, is_paid=True).select_related("goal"))
    covered = {one.line.action_id for one in fundings}
    unpaid = [action for action in paid if action.pk not in covered]
    short = [one.line for one in fundings if sum(one.shares.values(), NOTHING) != one.line.amount]
    money = contribution.whole(fundings)
    indicative = budget.indicative
    is_above = indicative is not None and money.weekly > indicative.weekly_high_amount
    is_enough = bool(fundings) and not unpaid and not short
    return Sufficiency(
        is_enough=is_enough,
        is_above=is_above,
        money=money,
        funders=_beside_the_indicative(budget, fundings),
        unpaid=unpaid,
        points=[
            *_cost(fundings, unpaid, short),
            *_range(budget, money, is_above),
            *_charge(budget, fundings),
            *_learning(paid, fundings),
        ],
        for_staff=_for_staff(is_enough, is_above, unpaid, money),
        for_person=_for_person(is_enough, unpaid, money),
    )


def _beside_the_indicative(budget, fundings) -> list[FunderCheck]:
    """Return each funder's gross money (the council's before the person's part) and its first idea."""
    said = {}
    if budget.indicative_id:
        said = dict(budget.indicative.shares.values_list("funder", "weekly_amount"))
    net = contribution.by_funder(fundings)
    part = net.pop(Funder.PERSON, Money())
    if part.weekly:
        council = net.get(Funder.COUNCIL, Money())
        net[Funder.COUNCIL] = Money(council.weekly + part.weekly, council.one_off)
    return [
        FunderCheck(funder, net.get(funder, Money()), said.get(funder))
        for funder in Funder
        if funder in net or said.get(funder)
    ]


def _cost(fundings, unpaid, short):
    if not fundings:
        yield Point(_("No line has been added yet. Nothing is paid for."), "stop")
    for action in unpaid:
        yield Point(_("Nobody pays for “%(action)s” yet.") % {"action": action.words}, "stop", FULL_COST)
    for line in short:
        yield Point(
            _("What is paid for “%(line)s” is not what it costs.") % {"line": line.words}, "stop", FULL_COST
        )
    if fundings and not unpaid and not short:
        yield Point(_("Everything in the plan that costs money is paid in full."), source=FULL_COST)


def _range(budget, money, is_above):
    indicative = budget.indicative
    if indicative is None:
        return
    facts = {
        "weekly": pounds(money.weekly),
        "low": pounds(indicative.weekly_low_amount),
        "high": pounds(indicative.weekly_high_amount),
    }
    if is_above:
        words = _("%(weekly)s a week is more than the indicative range of %(low)s to %(high)s.") % facts
        if budget.above_reason:
            words += " " + _("The reason given: “%(reason)s”") % {"reason": budget.above_reason}
        else:
            words += " " + _("Say why when you send it to the funders. It will not be cut to fit.")
        yield Point(words, "")
    elif money.weekly < indicative.weekly_low_amount:
        yield Point(
            _(
                "%(weekly)s a week is less than the indicative range of %(low)s to %(high)s. "
                "Look again with the person: is everything they need here?"
            )
            % facts,
            "",
        )
    else:
        yield Point(_("%(weekly)s a week is within the indicative range of %(low)s to %(high)s.") % facts)


def _charge(budget, fundings):
    assessed = budget.weekly_assessed_contribution
    figures = contribution.care_act_figures(fundings)
    if contribution.is_a_child(budget):
        yield Point(_("Nobody under 18 pays towards their council support."), source=FREE_CHILD)
    elif assessed > figures.contribution:
        yield Point(
            _("Assessed to pay %(assessed)s, but asked for %(paid)s a week: all that may be charged for.")
            % {"assessed": pounds(assessed), "paid": pounds(figures.contribution)},
            source=CHARGING,
        )
    elif assessed:
        yield Point(
            _("The person pays %(paid)s of the council’s %(cost)s a week.")
            % {"paid": pounds(figures.contribution), "cost": pounds(figures.cost)},
            source=CHARGING,
        )
    if figures.contribution and not figures.council:
        yield Point(
            _("What the person pays covers the council’s whole weekly part, so the council pays nothing."),
            "",
            _("Care Act 2014 section 31"),
        )
    if any(Funder.NHS in one.shares for one in fundings):
        yield Point(_("No charge is made on NHS money."), source=NO_NHS_CHARGE)


def _learning(paid, fundings):
    goals = {action.pk: action.goal.kind for action in paid}
    for one in fundings:
        if Funder.EDUCATION in one.shares and goals.get(one.line.action_id) != GoalKind.LEARNING:
            yield Point(
                _("“%(line)s” has education money but is not for a learning goal. Check that it is meant.")
                % {"line": one.line.words},
                "",
                _("Children and Families Act 2014 section 49"),
            )


def _for_staff(is_enough, is_above, unpaid, money):
    if is_enough and is_above:
        return _("Enough for the plan, and above the indicative range. The funders need a reason.")
    if is_enough:
        return _("Enough: every paid action is covered.")
    if unpaid:
        return ngettext(
            "Not enough yet: %(count)s action that costs money has nobody to pay for it.",
            "Not enough yet: %(count)s actions that cost money have nobody to pay for them.",
            len(unpaid),
        ) % {"count": len(unpaid)}
    return _("Not enough yet.")


def _for_person(is_enough, unpaid, money):
    if not is_enough:
        return _("There is not enough money for your whole plan yet. We are still working on it.")
    sentence = _("There is enough money for everything in your plan: %(weekly)s a week.") % {
        "weekly": pounds(money.weekly)
    }
    if money.one_off and not money.weekly:
        return _("There is enough money for everything in your plan: %(once)s, paid once.") % {
            "once": pounds(money.one_off)
        }
    if money.one_off:
        sentence += " " + _("There is also %(once)s that is paid once.") % {"once": pounds(money.one_off)}
    return sentence


def funders_of(budget) -> list[Funder]:
    """Return the public funders that pay into ``budget``, in the steady order."""
    paying = set(LineShare.objects.filter(line__budget=budget).values_list("funder", flat=True))
    return [funder for funder in Funder if funder in paying]
