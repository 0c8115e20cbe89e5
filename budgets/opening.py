"""What the funders set aside when a budget is agreed: the year's money, each from its own pocket."""

import datetime as dt
import uuid

from django.db import transaction

from budgets import accruing, ledger
from budgets.contribution import WEEKS_A_YEAR, LineFunding, funding, lines_of
from budgets.models import AccountKind, BudgetYear, ManagementOption, PostingKind
from people.models import Funder


def paid_by(budget, on=None) -> list[LineFunding]:
    """Return who pays what into each line of ``budget`` on a day (today), the way the money really moves."""
    return accruing.as_paid(budget, funding(budget, on))


def is_promised(line) -> bool:
    """Return whether somebody else is paid for ``line``: its money is promised, not paid to the person."""
    return line.option != ManagementOption.DIRECT_PAYMENT and not line.is_contingency


def last_day_of_year(first: dt.date) -> dt.date:
    """Return the last day of a budget's year: a whole number of weeks, so that four-week payments fill it."""
    return first + dt.timedelta(weeks=WEEKS_A_YEAR) - dt.timedelta(days=1)


@transaction.atomic
def set_aside(budget, *, by):
    """Set aside the first year's money of each public funder; doing it again moves nothing.

    Return the posting, or None where no public money is in the budget. The person's own part is not
    set aside: it comes in with each payment.
    """
    first = budget.starts_on or budget.opened_at.date()
    return for_the_year(budget, 1, first, by=by)


def for_the_year(budget, number, first, *, by):
    """Set aside one year's money, promise what others are paid for, and keep the year; once for each."""
    last, lines = last_day_of_year(first), lines_of(budget)
    posting = move(
        budget,
        AccountKind.FUNDER,
        AccountKind.AVAILABLE,
        accruing.over(budget, first, last, lines=lines),
        key=uuid.uuid5(budget.public_id, "set aside" if number == 1 else f"set aside {number}"),
        kind=PostingKind.ALLOCATION,
        value_on=first,
        by=by,
        may_be_late=True,
    )
    move(
        budget,
        AccountKind.AVAILABLE,
        AccountKind.COMMITTED,
        accruing.over(budget, first, last, which=is_promised, lines=lines),
        key=uuid.uuid5(budget.public_id, f"promised {number}"),
        kind=PostingKind.COMMITMENT,
        value_on=first,
        by=by,
        may_be_late=True,
    )
    BudgetYear.objects.get_or_create(
        budget=budget,
        number=number,
        defaults={
            "person_id": budget.person_id,
            "site_id": budget.site_id,
            "starts_on": first,
            "ends_on": last,
            "posting": posting,
            "opened_by": by,
        },
    )
    return posting


def move(budget, source, target, shares, **posting):
    """Move the public funders' shares between two kinds of account; None where there is nothing to move."""
    public = {funder: amount for funder, amount in shares.items() if amount and funder != Funder.PERSON}
    return ledger.move_between(budget, source, target, public, **posting) if public else None
