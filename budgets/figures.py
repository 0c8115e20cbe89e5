"""The figures that rules about money turn on: dated data, for every site or for one of them."""

from decimal import Decimal

from django.db.models import F

from budgets.models import MoneyFigure, MoneyRule
from ipc.kernel import dates


def value(figure, *, site_id=None, on=None) -> Decimal:
    """Return the ``figure`` in force on a day (today), the site's own where it has one.

    Raises:
        MoneyRule.DoesNotExist: no such figure was in force then.
    """
    return values([figure], site_id=site_id, on=on)[MoneyFigure(figure)]


def values(figures, *, site_id=None, on=None) -> dict[MoneyFigure, Decimal]:
    """Return several ``figures`` at once: one query. See ``value``."""
    found = MoneyRule.objects.on(on or dates.today()).filter(figure__in=figures)
    found = found.filter(site_id=site_id) | found.filter(site_id=None)
    # What comes later takes the place of what came before: the site's own, and the newest.
    ordered = found.order_by(F("site_id").asc(nulls_first=True), "starts_on")
    in_force = {MoneyFigure(rule.figure): rule.value for rule in ordered}
    for figure in figures:
        if figure not in in_force:
            raise MoneyRule.DoesNotExist(f"No rule says {figure}.")
    return in_force
