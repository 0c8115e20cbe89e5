"""What was looked at: each thing in a sentence, with how it went and whose rule it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import contribution
from budgets.models import Frequency
from careplans.models import GoalKind
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
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


def of(budget, cost, paid, *, is_above, unpaid, short, is_enough) -> list[Point]:
    """Return all that was looked at."""
    return [
        *_cost(cost, unpaid, short),
        *_range(budget, cost, is_above),
        *_dates(cost, paid),
        *_kept(cost),
        *_charge(budget, cost.fundings),
        *_learning(paid, cost.fundings),
    ]


def _cost(cost, unpaid, short):
    if not cost.lines:
        yield Point(_("No line has been added yet. Nothing is paid for."), "stop")
    for action in unpaid:
        yield Point(_("Nobody pays for “%(action)s” yet.") % {"action": action.words}, "stop", FULL_COST)
    for line in short:
        yield Point(
            _("What is paid for “%(line)s” is not what it costs.") % {"line": line.words}, "stop", FULL_COST
        )
    if cost.lines and not unpaid and not short:
        yield Point(_("Everything in the plan that costs money is paid in full."), source=FULL_COST)


def _range(budget, cost, is_above):
    indicative = budget.indicative
    if indicative is None:
        return
    facts = {
        "weekly": pounds(cost.dearest if is_above else cost.plan.weekly),
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
    elif cost.plan.weekly < indicative.weekly_low_amount:
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


def _dates(cost, paid):
    """Say from when a week comes to another sum, and what begins later or ends within the year."""
    for day, weekly in cost.weeks[1:]:
        yield Point(
            _("From %(day)s the plan comes to %(weekly)s a week.")
            % {"day": in_words(day), "weekly": pounds(weekly)},
            "",
        )
    for action in paid:
        lines = [line for line in cost.lines if line.action_id == action.pk and _is_weekly(line)]
        if not lines:
            continue
        begins = min(line.starts_on or cost.first for line in lines)
        if begins > cost.first:
            yield Point(
                _("“%(action)s” is paid from %(day)s.") % {"action": action.words, "day": in_words(begins)},
                "",
            )
        ends = [line.ends_on for line in lines]
        if None not in ends and max(ends) < cost.last:
            yield Point(
                _("“%(action)s” is paid until %(day)s. Is it not needed any more after that?")
                % {"action": action.words, "day": in_words(max(ends))},
                "",
            )


def _is_weekly(line) -> bool:
    """Return whether ``line`` comes every week and has at least one day."""
    is_empty = line.ends_on and line.starts_on and line.ends_on < line.starts_on
    return line.frequency == Frequency.WEEKLY and not is_empty


def _kept(cost):
    if cost.contingency.weekly:
        yield Point(
            _("%(amount)s a week is kept for emergencies. It does not count as paying for the plan.")
            % {"amount": pounds(cost.contingency.weekly)}
        )
    if cost.contingency.one_off:
        yield Point(
            _("%(amount)s is kept for emergencies. It does not count as paying for the plan.")
            % {"amount": pounds(cost.contingency.one_off)}
        )


def _charge(budget, fundings):
    assessed = contribution.assessed(budget)
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
