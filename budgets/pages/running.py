"""A budget in use as staff see it: where its money is, what is worth a look, how each line stands."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import alerts, outlook, summary
from budgets.acts import Act
from budgets.models import BudgetStatus, VariationLine, VariationStatus
from budgets.pages.outlook import outlook_in_words
from ipc.kernel import access
from ipc.kernel.dates import in_words, today
from ipc.kernel.money import pounds
from people.models import Funder

COLUMNS = {
    "allocated": gettext_lazy("Set aside"),
    "committed": gettext_lazy("Promised"),
    "came_in": gettext_lazy("Paid out"),
    "spent": gettext_lazy("Spent"),
    "paid_for_you": gettext_lazy("Paid for them"),
    "left": gettext_lazy("Left in the account"),
}
OPEN = (VariationStatus.ASKED, VariationStatus.PROPOSED)


def running_facts(budget) -> dict | None:
    """Return where the money of a budget that is or was in use stands; the entries are never counted."""
    if budget.status not in (BudgetStatus.ACTIVE, BudgetStatus.ENDED):
        return None
    money, stands = summary.money(budget), outlook.of(budget)
    return {
        "sentence": _sentence(money),
        "heads": [str(head) for head in COLUMNS.values()],
        "rows": [
            {"letter": one["funder"], "name": _name(one["funder"]), "cells": _cells(one)}
            for one in money["by_funder"]
        ],
        "total": _cells(money),
        "alerts": [alert.words for alert in alerts.of(budget, stands)],
        "outlook": outlook_in_words(stands, money) if money["came_in"] and stands.first_in_on else None,
    }


IN_USE = [
    ("follow_price", gettext_lazy("Follow a new price"), Act.PROPOSE_VARIATION),
    ("next_year", gettext_lazy("Begin the next year"), Act.ROLL_YEAR),
    ("end_budget", gettext_lazy("Set the last day"), Act.END_BUDGET),
]


def closing_links(budget, user) -> list[dict]:
    """Return the pages that ``user`` may open to carry a budget on, end it, settle it or read its end."""
    if budget.status == BudgetStatus.ENDED:
        pages = [("reckoning", gettext_lazy("The last reckoning"), Act.TAKE_STATEMENT)]
    elif budget.status != BudgetStatus.ACTIVE:
        pages = []
    elif budget.ends_on and budget.ends_on < today():
        pages = [("settle_budget", gettext_lazy("Settle the account"), Act.SETTLE_BUDGET)]
    else:
        pages = IN_USE
    return [
        {"label": label, "url": reverse(name, args=[] if name == "follow_price" else [budget.public_id])}
        for name, label, act in pages
        if access.may(act, user)
    ]


def _sentence(money):
    told = _(
        "%(allocated)s is set aside. %(pending)s is in payments not released yet. %(available)s is free."
    )
    return told % {name: pounds(money[name]) for name in ("allocated", "pending", "available")}


def _name(letter):
    return _("The person") if letter == Funder.PERSON else str(Funder(letter).label)


def _cells(row):
    return [
        {"label": str(head), "text": pounds(row[name]) if row[name] else "–"}
        for name, head in COLUMNS.items()
    ]


def with_states(budget, facts) -> dict:
    """Return the table of a budget with how each line stands, and the lines that are not in force today."""
    asked = VariationLine.objects.filter(line__budget=budget, variation__status__in=OPEN)
    changing = set(asked.values_list("line_id", flat=True))
    lines = {line.pk: line for line in budget.lines.all()}
    rows = [
        {**row, "states": _states(budget, lines.pop(row["id"]), changing)}
        for row in facts["rows"]
        if row["id"] in lines
    ]
    others = [
        {
            "words": line.words,
            "amount": pounds(line.amount),
            "often": line.get_frequency_display(),
            "states": _states(budget, line, changing),
        }
        for line in lines.values()
    ]
    return {**facts, "rows": rows, "others": others, "has_states": True}


def _states(budget, line, changing):
    """Return how a line stands, from when, until when, and whether something else is asked for."""
    words = [_stage(budget, line)]
    if line.starts_on:
        words.append(_("from %(day)s") % {"day": in_words(line.starts_on)})
    if line.ends_on:
        words.append(_("until %(day)s") % {"day": in_words(line.ends_on)})
    if line.pk in changing:
        words.append(_("a change is asked for"))
    return words


def _stage(budget, line):
    if line.is_contingency:
        return _("Kept for emergencies")
    if budget.status != BudgetStatus.ACTIVE:
        return str(budget.get_status_display())
    if line.starts_on and line.starts_on > today():
        return _("Still to begin")
    if line.ends_on and line.ends_on < today():
        return _("Over")
    return _("In use")
