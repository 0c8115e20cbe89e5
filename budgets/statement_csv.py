"""The statement for a spreadsheet: every movement of some days, with what there was and what there is."""

import csv
import io
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import statement_account
from budgets.models import AccountKind, Entry, PostingKind
from budgets.statement_account_words import HEADINGS
from ipc.kernel.charts import FUNDERS
from ipc.kernel.money import NOTHING

# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def file(budget, days) -> str:
    """Return the file of one budget; see ``file_of``."""
    return file_of([budget], days)


def file_of(budgets, days) -> str:
    """Return the file: day, kind, what, account, whose, in, out. Pounds without a sign or commas.

    Each account opens with what there was and closes with what there is; in between, in and out add up.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([_("Day"), _("What happened"), _("What for"), _("Account"), _("Whose"), _("In"), _("Out")])
    pots = statement_account.account_of(budgets, days)
    for row in _balances(pots, "opening", days.first, _("At the start")):
        rows.writerow(row)
    for row in _movements(budgets, days):
        rows.writerow(row)
    for row in _balances(pots, "closing", days.last, _("At the end")):
        rows.writerow(row)
    return out.getvalue()


def _balances(pots, column, day, words):
    """Yield what each pot holds by funder: in at the beginning, out at the end, so that all adds up."""
    for pot in pots:
        for row in pot["funders"]:
            *told, _into, _out_of = _line(day, words, "", pot["name"], row["funder"], NOTHING, NOTHING)
            amount = f"{row[column]:.2f}"
            yield [*told, *((amount, "") if column == "opening" else ("", amount))]


def _movements(budgets, days):
    """Yield a line for each side of each entry that lies in a pot; what stays within one is left out."""
    of = {kind: pot.name for pot in statement_account.POTS for kind in pot.kinds}
    kinds = dict(PostingKind.choices)
    for entry in _entries(budgets, days):
        source, target = (of.get(AccountKind(entry[f"{side}__kind"])) for side in ("debit", "credit"))
        if source == target:
            continue
        what = entry["posting__spend__what"] or entry["posting__reverses__spend__what"] or ""
        told = (entry["posting__value_on"], str(kinds[entry["posting__kind"]]), what)
        if source:
            yield _line(*told, source, entry["debit__funder"], NOTHING, entry["amount"])
        if target:
            yield _line(*told, target, entry["credit__funder"], entry["amount"], NOTHING)


def _entries(budgets, days):
    entries = Entry.objects.filter(posting__budget__in=budgets, posting__value_on__range=days)
    return entries.order_by("posting__value_on", "pk").values(
        "amount", "debit__kind", "credit__kind", "debit__funder", "credit__funder", "posting__kind",
        "posting__value_on", "posting__spend__what", "posting__reverses__spend__what",
    )  # fmt: skip


def _line(day, kind, what, pot, funder, into, out_of):
    return [
        day.isoformat(),
        kind,
        _plain(what),
        str(HEADINGS[pot]),
        str(FUNDERS[funder]),
        _amount(into),
        _amount(out_of),
    ]


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount else ""


def _plain(words):
    """Return ``words`` so that no spreadsheet reads them as a formula."""
    return f"'{words}" if words.startswith(FORMULAS) else words
