"""A price that is known to rise: from a day on another line takes the place of the first."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from budgets import prices
from budgets.drafting.amounts import MOST, WHOLE, in_proportion
from budgets.drafting.refusals import TooMuch, UpliftOfNothing, UpliftOutsideTheLine
from budgets.models import BudgetLine, Frequency, LineShare
from ipc.kernel.money import PENNY


class Uplift(NamedTuple):
    """From which day on, and by how many percent, or what one unit costs then."""

    starts_on: dt.date
    percent: Decimal | None = None
    unit_amount: Decimal | None = None


def follow_with(line, shares, uplift) -> BudgetLine:
    """Make the line that takes the place of ``line`` on the day of ``uplift``; the parts stay in proportion.

    Raises:
        UpliftOutsideTheLine, UpliftOfNothing, TooMuch
    """
    first = line.starts_on or line.budget.starts_on
    is_inside = (first is None or uplift.starts_on > first) and (
        line.ends_on is None or uplift.starts_on <= line.ends_on
    )
    if line.frequency != Frequency.WEEKLY or not is_inside:
        raise UpliftOutsideTheLine
    after = BudgetLine(**{name: getattr(line, name) for name in _copied()})
    after.replaces, after.starts_on = line, uplift.starts_on
    _raise(after, uplift)
    after.save()
    keep = in_proportion(after.amount, shares)
    LineShare.objects.bulk_create(
        LineShare(line=after, person_id=line.person_id, site_id=line.site_id, funder=funder, amount=amount)
        for funder, amount in keep.items()
    )
    line.ends_on = uplift.starts_on - dt.timedelta(days=1)
    line.save(update_fields=["ends_on"])
    return after


def _copied():
    fields = BudgetLine._meta.concrete_fields
    return [
        field.attname for field in fields if field.name not in ("id", "public_id", "replaces", "starts_on")
    ]


def _raise(line, uplift):
    """Give ``line`` its new amount: of new units where it is known how it comes about, else by percent."""
    percent = uplift.percent or 0
    if line.unit_amount is not None and (uplift.unit_amount or percent > 0):
        # No price of the list any more: this one is what was agreed for then.
        line.price = None
        line.unit_amount = uplift.unit_amount or _risen(line.unit_amount, percent)
        line.amount = prices.weekly_amount(line.unit_amount, line.quantity, line.every, site_id=line.site_id)
    elif percent > 0:
        line.amount = _risen(line.amount, percent)
    else:
        raise UpliftOfNothing
    if line.amount > MOST:
        raise TooMuch


def _risen(amount, percent) -> Decimal:
    """Return ``amount`` raised by ``percent``, to the penny upwards: it has to be enough."""
    return math.ceil(Fraction(amount) * (1 + Fraction(percent) / Fraction(WHOLE)) / Fraction(PENNY)) * PENNY
