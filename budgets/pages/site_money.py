"""The money of a site on finance's first page: this month by who pays, from the totals of the months."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import periods
from budgets.models import MonthTotal, PeriodClose, PostingKind
from ipc.kernel import charts
from ipc.kernel.dates import month_in_words, today
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

COLUMNS = {
    PostingKind.ALLOCATION: gettext_lazy("Set aside"),
    PostingKind.PAYMENT: gettext_lazy("Paid out"),
    PostingKind.SPEND: gettext_lazy("Spent"),
}


def this_month(user) -> dict | None:
    """Return what moved this month in the sites of ``user``, by funder; two queries, however many entries."""
    first = today().replace(day=1)
    found = periods.months(
        MonthTotal.objects.visible_to(user), PeriodClose.objects.visible_to(user), since=first
    )
    month = next((one for one in found if one.first == first), None)
    if month is None:
        return None
    paid = {
        funder.value: amount
        for funder in Funder
        if (amount := month.amounts.get((PostingKind.PAYMENT, funder), NOTHING))
    }
    return {
        "heads": [str(head) for head in COLUMNS.values()],
        "rows": [
            {"letter": funder.value, "name": _name(funder), "cells": _cells(month, funder)}
            for funder in Funder
            if any((kind, funder) in month.amounts for kind in COLUMNS)
        ],
        "total": [{"label": str(head), "text": pounds(month.of(kind))} for kind, head in COLUMNS.items()],
        "split": charts.funder_split(
            name="month",
            title=_("Paid out this month, by who pays"),
            sentence=_("%(amount)s was paid out in %(month)s.")
            % {"amount": pounds(month.of(PostingKind.PAYMENT)), "month": month_in_words(first)},
            amounts=paid,
        ),
    }


def _name(funder):
    return _("The people themselves") if funder == Funder.PERSON else str(funder.label)


def _cells(month, funder):
    return [
        {"label": str(head), "text": pounds(month.amounts.get((kind, funder), NOTHING))}
        for kind, head in COLUMNS.items()
    ]
