"""Money from what help would cost: so many units × their price × how often. And fixed sums to choose from."""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import prices
from budgets.models import Every, PriceUnit
from ipc.kernel.money import NOTHING, pounds


def by_cost(way, facts) -> dict:
    """Return the sum of what was added for this funder, each to the penny upwards."""
    rows = [_row(cost) for cost in facts.costs if cost.funder == way.funder]
    return {"costs": rows, **_whole(rows, _("Nothing was added."))}


def by_tariff(way, facts) -> dict:
    """Return the fixed sums that were chosen."""
    chosen = {tariff.pk for tariff in facts.tariffs}
    rows = [_tariff(tariff) for tariff in way.tariffs if tariff.pk in chosen]
    return {"tariffs": rows, **_whole(rows, _("No fixed sum was chosen."))}


def _whole(rows, if_none) -> dict:
    weekly = sum((Decimal(row["weekly_amount"]) for row in rows), NOTHING)
    once = sum((Decimal(row["one_off_amount"]) for row in rows), NOTHING)
    words = _added_up(rows, weekly, once) if rows else if_none
    return {"in_words": words, "notes": [], "exact_weekly": weekly, "exact_once": once}


def _row(cost) -> dict:
    is_once = cost.every == Every.ONCE
    amount = prices.weekly_amount(cost.price.amount, cost.quantity, cost.every, site_id=cost.price.site_id)
    facts = {
        "what": cost.price.words,
        "quantity": f"{cost.quantity.normalize():f}",
        "price": pounds(cost.price.amount),
        "unit": PriceUnit(cost.price.unit).label,
        "every": Every(cost.every).label,
        "sum": pounds(amount),
    }
    words = _("%(what)s: %(quantity)s × %(price)s for each %(unit)s, %(every)s") % facts
    return {
        "words": cost.price.words,
        "price": {
            "id": str(cost.price.public_id),
            "amount": str(cost.price.amount),
            "unit": cost.price.unit,
            "effective_from": cost.price.effective_from.isoformat(),
            "source": cost.price.source,
        },
        "quantity": str(cost.quantity),
        "every": str(cost.every),
        "weekly_amount": str(NOTHING if is_once else amount),
        "one_off_amount": str(amount if is_once else NOTHING),
        "in_words": words,
        "sum_in_words": _once(facts) if is_once else _weekly(facts),
    }


def _tariff(tariff) -> dict:
    facts = {"sum": pounds(tariff.amount)}
    return {
        "words": tariff.words,
        "weekly_amount": str(NOTHING if tariff.is_one_off else tariff.amount),
        "one_off_amount": str(tariff.amount if tariff.is_one_off else NOTHING),
        "in_words": tariff.words,
        "sum_in_words": _once(facts) if tariff.is_one_off else _weekly(facts),
    }


def _weekly(facts):
    return _("%(sum)s a week") % facts


def _once(facts):
    return _("%(sum)s once") % facts


def _added_up(rows, weekly, once) -> str:
    """Return the sum of the rows, what comes every week and what comes once apart."""
    parts = []
    for total, name, words in ((weekly, "weekly_amount", _weekly), (once, "one_off_amount", _once)):
        amounts = [pounds(Decimal(row[name])) for row in rows if Decimal(row[name])]
        if total:
            all_of_it = words({"sum": pounds(total)})
            parts.append(f"{' + '.join(amounts)} = {all_of_it}." if len(amounts) > 1 else f"{all_of_it}.")
    return " ".join(parts)
