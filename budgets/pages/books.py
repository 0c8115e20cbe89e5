"""The months of a site's books, as finance reads them."""

from django.utils.translation import gettext_lazy as _

from budgets import periods
from budgets.models import MonthTotal, PeriodClose, PostingKind
from budgets.pages.entries import what, whose
from ipc.kernel.dates import in_words, month_in_words, plus_months, today
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder

SHOWN = 13
COLUMNS = (
    (PostingKind.ALLOCATION, _("Set aside")),
    (PostingKind.PAYMENT, _("Paid")),
    (PostingKind.SPEND, _("Spent")),
    (PostingKind.RETURN, _("Given back")),
    (PostingKind.REVERSAL, _("Put right")),
)


def books(user, asked="") -> dict:
    """Return the last months with what moved in them, and one month by funder: two queries."""
    since = plus_months(today().replace(day=1), 1 - SHOWN)
    found = periods.months(
        MonthTotal.objects.visible_to(user), PeriodClose.objects.visible_to(user), since=since
    )
    chosen = next((month for month in found if f"{month.first:%Y-%m}" == asked), found[0] if found else None)
    return {
        "columns": [str(label) for _kind, label in COLUMNS],
        "months": [_month(month) for month in found],
        "is_some_open": any(month.last < today() and not month.closed for month in found),
        "chosen": chosen and _by_funder(chosen),
    }


def _month(month):
    closed = month.closed
    return {
        "name": month_in_words(month.first),
        "asked": f"{month.first:%Y-%m}",
        "cells": [{"label": label, "amount": pounds(month.of(kind))} for kind, label in COLUMNS],
        "entries": month.entries,
        "closed": in_words(closed.closed_at) if closed else "",
        "is_over": month.last < today(),
    }


def _by_funder(month):
    funders = [funder for funder in Funder if any(paid == funder for _kind, paid in month.amounts)]
    kinds = [kind for kind in PostingKind if any(moved == kind for moved, _funder in month.amounts)]
    return {
        "name": month_in_words(month.first),
        "funders": [{"letter": funder.value, "name": whose(funder)} for funder in funders],
        "rows": [
            {
                "kind": what(kind),
                "cells": [
                    {"letter": funder.value, "label": whose(funder),
                     "amount": pounds(month.amounts.get((kind, funder), NOTHING))}
                    for funder in funders
                ],
                "all": pounds(month.of(kind)),
            }
            for kind in kinds
        ],
    }  # fmt: skip
