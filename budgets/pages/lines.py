"""A line of a budget: what its form begins with, and what is said once it is written."""

from budgets import prices, rules
from budgets.models import LineKind

SAME = (
    "words", "frequency", "option", "quantity", "every", "unit", "unit_amount", "charge_exempt_reason",
    "starts_on", "connection", "is_same_household", "connection_reason", "is_on_school_premises",
    "school_agreed_on",
)  # fmt: skip
AMOUNTS = {"H": "nhs_amount", "C": "council_amount", "E": "education_amount"}


def as_written(line) -> dict:
    """Return what the form of ``line`` begins with: what is there now, with a price that rises."""
    later = line.replaced_by.first()
    shown = {name: getattr(line, name) for name in SAME}
    shown |= {AMOUNTS[share.funder]: share.amount for share in line.shares.all()}
    shown["kind"] = line.kind or LineKind.OTHER
    shown["action"] = str(line.action.public_id) if line.action_id else ""
    shown["holder"] = str(line.holder.public_id) if line.holder_id else ""
    shown["price"] = str(line.price.public_id) if line.price_id else ""
    shown["ends_on"] = later.ends_on if later else line.ends_on
    if later:
        shown |= {"rises_on": later.starts_on, **_rise(line, later)}
    return shown


def _rise(line, later):
    if later.unit_amount is not None:
        return {"rises_to": later.unit_amount}
    return {"rises_percent": ((later.amount / line.amount - 1) * 100).quantize(line.amount)}


def said(line) -> list[str]:
    """Return how the amount of ``line`` comes about, and what the rules warn of, each a sentence."""
    sums = (line.unit, line.unit_amount, line.quantity, line.every, line.amount)
    told = [prices.in_words(*sums)] if line.unit_amount is not None else []
    warned = [one for one in rules.speaking(rules.Stage.LINE, line=line) if one.is_broken]
    return [*told, *(str(one.words) for one in warned)]
