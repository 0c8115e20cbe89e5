"""What one unit of something costs, from a day on, and what units bought every so often come to in a week."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import figures
from budgets.acts import Act
from budgets.contribution import WEEKS_A_YEAR
from budgets.models import Every, MoneyFigure, PriceUnit, UnitPrice
from budgets.rates import AlreadyFromThatDay, check_day
from ipc.kernel import audit
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


@transaction.atomic
def add(site, *, by, words, kind, unit, amount, effective_from, source, code="") -> UnitPrice:
    """Add what one unit costs from a day on; what was reckoned with an earlier price stays as it was.

    ``code`` is that of the same thing over the years; a new thing gets one from its words.

    Raises:
        NotAPrice, NoWayToKnowIt, DayHasPassed, AlreadyFromThatDay
    """
    if not 0 < amount < 10_000_000:
        raise NotAPrice
    code = code or slugify(words)[:40]
    if not code:
        raise NoWayToKnowIt
    check_day(effective_from)
    price = UnitPrice(
        site=site,
        code=code,
        words=words,
        kind=kind,
        unit=unit,
        amount=amount,
        effective_from=effective_from,
        source=source,
    )
    try:
        with transaction.atomic():
            price.save(force_insert=True)
    except IntegrityError as error:
        if "unitprice_one_a_day" not in str(error):
            raise
        raise AlreadyFromThatDay from error
    audit.record(Act.ADD_ALLOCATION_RULE, price, by=by)
    return price


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
