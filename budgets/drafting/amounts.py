"""What a line costs and who pays which part: to the penny, and always enough."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from budgets import prices
from budgets.drafting.refusals import (
    NothingBought,
    PercentsDoNotAddUp,
    PriceOfAnotherSite,
    SharesDoNotAddUp,
    SharesWrong,
    TooMuch,
)
from budgets.models import PUBLIC_FUNDERS, Every, PriceUnit, UnitPrice
from ipc.kernel.money import NOTHING, pounds, shared_out
from people.models import Funder

MOST = Decimal("9999999.99")
WHOLE = Decimal(100)


class Bought(NamedTuple):
    """How an amount comes about: ``quantity`` units at ``unit_amount``, ``every`` so often.

    With a ``price`` of the site's list, its unit and its amount hold; ``unit_amount`` is then left out.
    """

    quantity: Decimal
    every: Every
    price: UnitPrice | None = None
    unit: PriceUnit | str = ""
    unit_amount: Decimal | None = None


def reckoned(bought, site_id) -> tuple[Decimal, dict]:
    """Return what ``bought`` comes to, a week or once, and the fields of a line that say how.

    Raises:
        PriceOfAnotherSite, NothingBought, TooMuch
    """
    price = bought.price
    if price is not None and price.site_id != site_id:
        raise PriceOfAnotherSite
    unit = price.unit if price else bought.unit
    unit_amount = price.amount if price else bought.unit_amount
    if not unit or not unit_amount or unit_amount <= 0 or bought.quantity <= 0:
        raise NothingBought
    amount = prices.weekly_amount(unit_amount, bought.quantity, bought.every, site_id=site_id)
    if amount > MOST:
        raise TooMuch
    return amount, {
        "price": price,
        "unit": unit,
        "unit_amount": unit_amount,
        "quantity": bought.quantity,
        "every": bought.every,
    }


def by_percent(amount, percents: Mapping) -> dict[Funder, Decimal]:
    """Share ``amount`` out by percents that make 100: every penny goes to somebody.

    Raises:
        SharesWrong, PercentsDoNotAddUp
    """
    given = _only_public(percents)
    if sum(given.values()) != WHOLE:
        raise PercentsDoNotAddUp(percents=f"{sum(given.values(), NOTHING).normalize():f}")
    return given_something(dict(zip(given, shared_out(amount, list(given.values())), strict=True)))


def by_amount(shares: Mapping, amount=None) -> dict[Funder, Decimal]:
    """Return what each pays, in the steady order; where the ``amount`` is known, it is their sum.

    Raises:
        TooMuch, SharesWrong, SharesDoNotAddUp
    """
    if sum((one for one in shares.values() if one), NOTHING) > MOST:
        raise TooMuch
    given = _only_public(shares)
    parts = sum(given.values(), NOTHING)
    if amount is not None and parts != amount:
        raise SharesDoNotAddUp(parts=pounds(parts), amount=pounds(amount))
    return given


def in_proportion(amount, shares: Mapping) -> dict[Funder, Decimal]:
    """Share ``amount`` out the way ``shares`` are to each other."""
    return given_something(dict(zip(shares, shared_out(amount, list(shares.values())), strict=True)))


def given_something(shares):
    return {funder: amount for funder, amount in shares.items() if amount}


def _only_public(parts) -> dict[Funder, Decimal]:
    """Return the parts that are something, in the steady order; refuse others than public money."""
    given = {Funder(funder): part for funder, part in parts.items() if part}
    if not given or min(given.values()) < 0 or not set(given) <= set(PUBLIC_FUNDERS):
        raise SharesWrong
    return {funder: given[funder] for funder in Funder if funder in given}
