"""The figures that rules about money turn on: dated data, for every site or for one of them."""

from decimal import Decimal

from budgets.models import MoneyFigure, MoneyRule
from ipc.kernel import dated


def value(figure, *, site_id=None, on=None) -> Decimal:
    """Return the ``figure`` in force on a day (today), the site's own where it has one.

    Raises:
        MoneyRule.DoesNotExist: no such figure was in force then.
    """
    return values([figure], site_id=site_id, on=on)[MoneyFigure(figure)]


def values(figures, *, site_id=None, on=None) -> dict[MoneyFigure, Decimal]:
    """Return several ``figures`` at once: one query. See ``value``."""
    return dated.values(MoneyRule, figures, site_id=site_id, on=on)
