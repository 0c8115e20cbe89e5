"""The account of a budget over some days: what there was, what came and went, what there is, to the penny.

Every number is a sum of the ledger's entries by the day they are for. What was put right stands in a
column of its own: what was written down before is never taken away.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from budgets.models import AccountKind, Entry, PostingKind
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING
from people.models import Funder

FOUR_WEEKS = dt.timedelta(weeks=4)
DAY = dt.timedelta(days=1)


class PeriodTheWrongWayRound(RuleBroken):
    message = _("The last day must be the first day or a day after it.")


class Period(NamedTuple):
    """Some days; both ends belong to them."""

    first: dt.date
    last: dt.date


class Pot(NamedTuple):
    """Accounts that are told of together, with what may come into them and go out of them."""

    name: str
    kinds: tuple[AccountKind, ...]
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    # Signed, and told of only where there is something.
    besides: tuple[str, ...] = ("carried", "put_right")


POTS = (
    Pot("held", (AccountKind.HELD,), ("came_in",), ("spent", "given_back")),
    Pot("paid_for", (AccountKind.PAID_FOR,), ("paid",), ("given_back",)),
    Pot(
        "aside",
        (AccountKind.AVAILABLE, AccountKind.COMMITTED),
        ("set_aside",),
        ("paid_out", "paid_for", "given_back"),
    ),
)
ALWAYS = {"opening", "came_in", "spent", "paid", "set_aside", "paid_out", "closing"}


def this_year(budget) -> Period:
    """Return the days of the budget's year that have been, up to today; its first day before it begins."""
    first = budget.starts_on or budget.opened_at.date()
    last = max(min(today(), budget.ends_on or today()), first)
    weeks = (last - first).days // 7 // 52 * 52
    return Period(first + dt.timedelta(weeks=weeks), last)


def last_four_weeks() -> Period:
    return Period(today() - FOUR_WEEKS + DAY, today())


def period(first, last) -> Period:
    """Return the days from ``first`` to ``last``.

    Raises:
        PeriodTheWrongWayRound
    """
    if last < first:
        raise PeriodTheWrongWayRound
    return Period(first, last)


def account(budget, days: Period) -> list[dict]:
    """Return the account of one budget; see ``account_of``."""
    return account_of([budget], days)


def account_of(budgets, days: Period) -> list[dict]:
    """Return each pot of ``budgets`` with what it held, by funder and together, over ``days``; one query.

    ``{"name", "columns", "funders": [{"funder", column: pounds}], "together": {column: pounds}}``; pots that
    never held anything are left out. ``opening`` plus what comes less what goes, with what was carried and
    put right, is ``closing``.
    """
    sums = _sums(budgets, days)
    return [told for pot in POTS if (told := _told(pot, sums))]


def _sums(budgets, days):
    """Return ``[(is before, kind of posting, from, to, funder from, funder to, pounds)]``."""
    entries = Entry.objects.filter(posting__budget__in=budgets, posting__value_on__lte=days.last)
    by = ("before", "posting__kind", "debit__kind", "credit__kind", "debit__funder", "credit__funder")
    entries = entries.annotate(before=Q(posting__value_on__lt=days.first)).order_by()
    return list(entries.values_list(*by).annotate(Sum(F("amount"))))


def _told(pot, sums):
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for before, kind, source, target, giver, taker, amount in sums:
        if (source in pot.kinds) == (target in pot.kinds):
            continue  # within the pot, or none of its business
        is_in = target in pot.kinds
        funder, other = (taker, source) if is_in else (giver, target)
        column = "opening" if before else _column(pot, kind, other)
        found[funder][column] += amount if is_in else -amount
    if not found:
        return None
    rows = [_row(pot, funder, found[funder]) for funder in Funder if funder in found]
    columns = [
        column
        for column in ("opening", *pot.comes, *pot.goes, *pot.besides, "closing")
        if column in ALWAYS or any(row[column] for row in rows)
    ]
    return {
        "name": pot.name,
        "columns": columns,
        "funders": [{"funder": row["funder"], **{column: row[column] for column in columns}} for row in rows],
        "together": {column: sum((row[column] for row in rows), NOTHING) for column in columns},
    }


def _column(pot, kind, other):
    """Return what a movement between ``pot`` and an account of ``other`` kind counts as."""
    if kind == PostingKind.REVERSAL:
        return "put_right"
    if kind == PostingKind.CARRIED:
        return "carried"
    if other == AccountKind.FUNDER and kind == PostingKind.RETURN:
        return "given_back"
    if pot.name == "aside" and other != AccountKind.FUNDER:
        return "paid_for" if other == AccountKind.PAID_FOR else "paid_out"
    if pot.name == "held" and other in (AccountKind.SPENT, AccountKind.PAID_FOR):
        return "spent"
    return pot.comes[0]


def _row(pot, funder, moved):
    row = {"funder": funder.value, "opening": moved["opening"]}
    row.update({column: moved[column] for column in (*pot.comes, *pot.besides)})
    row.update({column: -moved[column] for column in pot.goes})
    return {**row, "closing": sum(moved.values(), NOTHING)}
