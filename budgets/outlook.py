"""How long the money in the account lasts: what goes out a week, beside what the plan gives for it.

Reckoned for many budgets at once, in a number of queries that does not grow with them: each page and the
nightly look at a whole site ask the same sums.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Max, Min, Q, Sum

from budgets import accruing
from budgets.accruing import WEEK
from budgets.models import (
    Account,
    AccountKind,
    AssessedContribution,
    BudgetLine,
    Frequency,
    LineKind,
    ManagementOption,
    Payment,
    PaymentStatus,
    Spend,
)
from budgets.payments import is_paid_out
from ipc.kernel.dates import today
from ipc.kernel.money import NOTHING, rounded

# Fewer weeks than the first say too little; more than the second are too long ago.
FEWEST_WEEKS, MOST_WEEKS = 8, 12
DAY = dt.timedelta(days=1)


class Pace(NamedTuple):
    """What went out in the last ``weeks`` on what comes every week, and what the plan gave for those days."""

    weeks: int
    spent: Decimal
    planned: Decimal

    @property
    def weekly(self) -> Decimal:
        return rounded(self.spent / self.weeks)


class Outlook(NamedTuple):
    """How an account stands today. ``pace`` is None while it is too early to tell.

    ``weekly`` is what the plan gives for direct payments a week, with the person's part; ``kept_back`` is
    what must stay for the costs of employing; ``lasts_until`` is the last day the money is meant for.
    """

    left: Decimal
    kept_back: Decimal
    weekly: Decimal
    first_in_on: dt.date | None
    lasts_until: dt.date | None
    last_spent_on: dt.date | None
    pace: Pace | None
    runs_out_on: dt.date | None

    @property
    def can_tell_from(self) -> dt.date | None:
        return self.first_in_on + dt.timedelta(weeks=FEWEST_WEEKS) if self.first_in_on else None


def of(budget, lines=None, *, left=None) -> Outlook:
    """Return the outlook of one budget; ``lines``, all it ever had, and what is ``left`` save asking."""
    if lines is None:
        return of_each([budget])[budget.pk]
    return _outlook(budget, lines, _Found([budget], left={budget.pk: left}))


def of_each(budgets) -> dict[int, Outlook]:
    """Return ``{budget's id: its outlook}``; each budget comes with its person."""
    lines, found = _lines(budgets), _Found(budgets)
    return {budget.pk: _outlook(budget, lines[budget.pk], found) for budget in budgets}


def _lines(budgets):
    """Return each budget's direct payment lines with their shares; what is assessed is fetched along."""
    of_budget, assessed = defaultdict(list), defaultdict(list)
    for line in BudgetLine.objects.filter(budget__in=budgets).prefetch_related("shares"):
        of_budget[line.budget_id].append(line)
    later = AssessedContribution.objects.filter(budget__in=budgets).order_by("starts_on", "pk")
    for budget_id, starts_on, amount in later.values_list("budget_id", "starts_on", "weekly_amount"):
        assessed[budget_id].append((starts_on, amount))
    for budget in budgets:
        budget.assessed_from = assessed[budget.pk]
    return of_budget


class _Found:
    """What the account, the payments and the spends of several budgets say: one query for each."""

    def __init__(self, budgets, left=None):
        held = Account.objects.filter(budget__in=budgets, kind=AccountKind.HELD)
        self.left = left or dict(held.values_list("budget").annotate(Sum("balance")).order_by())
        paid = Payment.objects.filter(budget__in=budgets, status=PaymentStatus.RELEASED)
        dates = paid.values_list("budget").annotate(Min("released_at__date"), Max("ends_on")).order_by()
        self.paid = {budget: (first, last) for budget, first, last in dates}
        spends = Spend.objects.filter(
            budget__in=budgets, put_right_at=None, line__option=ManagementOption.DIRECT_PAYMENT
        ).order_by()
        self.spent = {row["budget"]: row for row in spends.values("budget").annotate(**_spent_in_windows())}


def _spent_in_windows():
    every_week = Q(line__frequency=Frequency.WEEKLY)
    windows = {
        f"in_{weeks}": Sum(
            "amount", filter=every_week & Q(spent_on__gt=today() - dt.timedelta(weeks=weeks)), default=NOTHING
        )
        for weeks in range(FEWEST_WEEKS, MOST_WEEKS + 1)
    }
    employing = Sum("amount", filter=Q(line__kind=LineKind.EMPLOYING), default=NOTHING)
    return {**windows, "last": Max("spent_on"), "employing": employing}


def _outlook(budget, lines, found):
    left = found.left.get(budget.pk, NOTHING)
    first, until = found.paid.get(budget.pk, (None, None))
    spent = found.spent.get(budget.pk, {})
    pace = _pace(budget, lines, first, spent)
    weekly = accruing.exactly(budget, [(today(), today())], which=_comes_every_week, lines=lines)
    return Outlook(
        left=left,
        kept_back=_kept_back(budget, lines, until, left, spent),
        weekly=_pounds(sum(weekly.values(), Fraction()) * WEEK),
        first_in_on=first,
        lasts_until=until,
        last_spent_on=spent.get("last"),
        pace=pace,
        runs_out_on=_runs_out_on(left, pace),
    )


def _pace(budget, lines, first, spent):
    """Return the pace of the last whole weeks since money first came in; None while those are too few."""
    weeks = min((today() - first).days // WEEK, MOST_WEEKS) if first else 0
    if weeks < FEWEST_WEEKS:
        return None
    days = (today() - dt.timedelta(weeks=weeks) + DAY, today())
    planned = accruing.exactly(budget, [days], which=_comes_every_week, lines=lines)
    return Pace(weeks, spent.get(f"in_{weeks}", NOTHING), _pounds(sum(planned.values(), Fraction())))


def _runs_out_on(left, pace):
    """Return the last day that what is left reaches to; None where nothing goes out."""
    if pace is None or not pace.spent:
        return None
    days = left * pace.weeks * WEEK // pace.spent
    return today() + dt.timedelta(days=min(int(days), 3650))


def _kept_back(budget, lines, until, left, spent):
    """Return what came in for the costs of employing (holidays, sickness, redundancy) and is still there."""
    if until is None or budget.starts_on is None:
        return NOTHING
    came = accruing.over(budget, budget.starts_on, until, which=_is_for_employing, lines=lines)
    unspent = sum(came.values(), NOTHING) - spent.get("employing", NOTHING)
    return min(max(unspent, NOTHING), left)


def _comes_every_week(line):
    return is_paid_out(line) and line.frequency == Frequency.WEEKLY


def _is_for_employing(line):
    return is_paid_out(line) and line.kind == LineKind.EMPLOYING


def _pounds(exact):
    return rounded(Decimal(exact.numerator) / Decimal(exact.denominator))
