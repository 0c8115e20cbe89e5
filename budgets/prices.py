"""What one unit of something costs, from a day on, and what units bought every so often come to in a week."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import figures, rates
from budgets.contribution import WEEKS_A_YEAR
from budgets.models import Every, MoneyFigure, PriceUnit, UnitPrice
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import PENNY, pounds

TIMES_A_YEAR = {
    Every.WEEK: Fraction(WEEKS_A_YEAR),
    Every.TWO_WEEKS: Fraction(WEEKS_A_YEAR, 2),
    Every.FOUR_WEEKS: Fraction(WEEKS_A_YEAR, 4),
    Every.MONTH: Fraction(12),
    Every.YEAR: Fraction(1),
}


class NotAPrice(RuleBroken):
    message = gettext_lazy("A price is more than nothing, and less than £10,000,000.")


class NoWayToKnowIt(RuleBroken):
    message = gettext_lazy("Say in a few words what the price is for.")


def add(price, *, by) -> UnitPrice:
    """Keep the new ``price`` of a unit; what was reckoned with an earlier one stays as it was.

    Its ``code`` is that of the same thing over the years; a new thing gets one from its words.

    Raises:
        NotAPrice, NoWayToKnowIt, rates.DayHasPassed, rates.AlreadyFromThatDay
    """
    if not 0 < price.amount < 10_000_000:
        raise NotAPrice
    price.code = price.code or slugify(price.words)[:40]
    if not price.code:
        raise NoWayToKnowIt
    return rates.add(price, by=by)


def in_force(site_id, on: dt.date | None = None) -> list[UnitPrice]:
    """Return the price of each thing in a site on a day (today), by its words: one query."""
    found = UnitPrice.objects.filter(site_id=site_id, effective_from__lte=on or today())
    newest = {price.code: price for price in found.order_by("effective_from")}
    return sorted(newest.values(), key=lambda price: (price.words, price.code))


def weekly_amount(unit_amount, quantity, every, *, site_id, on=None) -> Decimal:
    """Return what ``quantity`` units ``every`` so often come to in a week (or once), to the penny upwards.

    So 52 weeks always pay for the year, and never for a pound more.
    """
    each = Fraction(unit_amount) * Fraction(quantity)
    if every == Every.ONCE:
        return up_to_the_penny(each)
    return up_to_the_penny(each * times_a_year(every, site_id=site_id, on=on) / WEEKS_A_YEAR)


def times_a_year(every, *, site_id, on=None) -> Fraction:
    """Return how often in a year of 52 weeks something comes; school weeks are a figure with a date."""
    if every == Every.SCHOOL_WEEK:
        return Fraction(figures.value(MoneyFigure.SCHOOL_WEEKS, site_id=site_id, on=on))
    return TIMES_A_YEAR[Every(every)]


def up_to_the_penny(exact: Fraction) -> Decimal:
    return math.ceil(exact / Fraction(PENNY)) * PENNY


def in_words(unit, unit_amount, quantity, every, amount) -> str:
    """Return ``12 × £15.00 (hour), every week: £180.00 a week.``, the sum as people read it."""
    facts = {
        "quantity": f"{Decimal(quantity).normalize():f}",
        "unit": PriceUnit(unit).label,
        "price": pounds(unit_amount),
        "every": Every(every).label,
        "amount": pounds(amount),
    }
    if every == Every.ONCE:
        return _("%(quantity)s × %(price)s for each %(unit)s, once: %(amount)s.") % facts
    said = _("%(quantity)s × %(price)s for each %(unit)s, %(every)s: that is %(amount)s a week.") % facts
    if every in (Every.WEEK, Every.TWO_WEEKS):
        return said
    return f"{said} " + _("It is spread over the 52 weeks of a year, and rounded up to the next penny.")
