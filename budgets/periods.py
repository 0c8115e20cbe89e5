"""The months of a site's books: what moved in each, and closing one for good."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from budgets import ledger
from budgets.acts import Act
from budgets.models import MonthTotal, PeriodClose, PostingKind
from ipc.kernel import audit
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from people.models import Funder

DAY = dt.timedelta(days=1)


class NotTheEndOfAMonth(RuleBroken):
    message = _("The books are closed month by month. Choose a month.")


class MonthNotOver(RuleBroken):
    message = _("This month is not over yet. It can be closed from the first day of the next one.")


class MonthAlreadyClosed(RuleBroken):
    message = _("This month is already closed. Nothing has changed.")


class Month(NamedTuple):
    """One month of a site: what moved by kind of posting and funder, and since when it is closed."""

    first: dt.date
    amounts: dict[tuple[PostingKind, Funder], Decimal]
    entries: int
    closed: PeriodClose | None

    @property
    def last(self):
        return last_day(self.first)

    def of(self, kind) -> Decimal:
        return sum((amount for (one, _), amount in self.amounts.items() if one == kind), Decimal("0.00"))


def last_day(day: dt.date) -> dt.date:
    """Return the last day of the month that ``day`` is in."""
    return plus_months(day.replace(day=1), 1) - DAY


def closed_through(site_id) -> dt.date | None:
    """Return the last day that is closed in a site's books, if any."""
    return PeriodClose.objects.filter(site_id=site_id).values_list("through", flat=True).first()


@transaction.atomic
def close(site, *, through, by) -> PeriodClose:
    """Close the books of ``site`` up to ``through``, the last day of a month; it is never opened again.

    Nothing is posted with a day in it or before it from then on. Whoever is posting at that moment is
    waited for.

    Raises:
        NotTheEndOfAMonth, MonthNotOver, MonthAlreadyClosed
    """
    if through != last_day(through):
        raise NotTheEndOfAMonth
    if through >= today():
        raise MonthNotOver
    made = ledger.close_books(site, through, by=by)
    if made is None:
        raise MonthAlreadyClosed
    closed = PeriodClose.objects.get(pk=made)
    audit.record(Act.CLOSE_PERIOD, closed, by=by)
    return closed


def months(totals, closes, *, since=None) -> list[Month]:
    """Return the months of ``totals``, the newest first, with those of ``closes`` that closed them."""
    totals = totals.filter(month__gte=since) if since else totals
    moved = totals.values("month", "kind", "funder").order_by()
    found: dict[dt.date, Month] = {}
    ends = sorted(closes, key=lambda one: one.through)
    for row in moved.annotate(amount=Sum("amount"), entries=Sum("entries")):
        first = row["month"]
        known = found.get(first) or Month(first, {}, 0, _closing(ends, last_day(first)))
        known.amounts[PostingKind(row["kind"]), Funder(row["funder"])] = row["amount"]
        found[first] = known._replace(entries=known.entries + row["entries"])
    return sorted(found.values(), reverse=True, key=lambda month: month.first)


def open_months(user, *, most=12) -> list[dt.date]:
    """Return the first days of the months of the user's site that are over and not closed, oldest first."""
    through = PeriodClose.objects.visible_to(user).values_list("through", flat=True).first()
    moved = MonthTotal.objects.visible_to(user).filter(month__lt=today().replace(day=1))
    moved = moved.filter(month__gt=through) if through else moved
    return list(moved.values_list("month", flat=True).distinct().order_by("month")[:most])


def _closing(ends, last):
    return next((one for one in ends if one.through >= last), None)
