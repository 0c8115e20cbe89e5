"""Money: ``Decimal`` pounds with two places. There is no other kind."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")


def pounds(amount: Decimal) -> str:
    """Return ``amount`` as people write it: ``£1,285.20``, ``-£3.00``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}"


def rounded(amount: Decimal) -> Decimal:
    """Return ``amount`` to the penny, half to even. Only for results of rate calculations."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_EVEN)


def shared_out(amount: Decimal, weights: Sequence[Decimal | Fraction]) -> list[Decimal]:
    """Split ``amount`` in proportion to ``weights``, to the penny, losing nothing.

    Each share is rounded down; the pennies left over go one each to the largest shares, the first
    of equals first. So 100.00 in three equal parts is 33.34, 33.33 and 33.33.

    Raises:
        ValueError: the weights are empty, negative or all nothing.
    """
    parts = [Fraction(weight) for weight in weights]
    total = sum(parts, Fraction())
    if total <= 0 or any(weight < 0 for weight in parts):
        raise ValueError("Shares need weights above nothing.")
    pennies = int(amount / PENNY)
    exact = [pennies * weight / total for weight in parts]
    shares = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda place: (-parts[place], place))
    for place in order[: pennies - sum(shares)]:
        shares[place] += 1
    return [share * PENNY for share in shares]
