"""What is missing in an area, in words: for the page and for a spreadsheet. Nobody is in it."""

import csv
import io

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel.dates import today
from peersupport import gaps, missing
from peersupport.models import GapCause, Need, ServiceKind

# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def of(site_id) -> dict:
    """Return the three parts: searches, waits, and needs with the places that have nothing for them."""
    least = gaps.least_told(site_id)
    return {
        "searches": [_search(row) for row in _named(missing.searches(site_id))],
        "waits": [_wait(row, least) for row in gaps.waits(site_id)],
        "needs": [_need(row) for row in gaps.by_need(site_id)],
        "least": least,
        "weeks": missing.WEEKS,
    }


def _named(rows):
    names = dict(Need.objects.values_list("code", "name"))
    return [row | {"need": names.get(row["need"], "")} for row in rows]


def _search(row):
    kind = str(ServiceKind(row["kind"]).label) if row["kind"] else ""
    parts = [row["words"], row["need"], kind]
    return {
        "what": ", ".join(part for part in parts if part) or _("Other words"),
        "why": str(GapCause(row["cause"]).label),
        "times": row["total"],
    }


def _wait(row, least):
    few = _("Fewer than %(number)s") % {"number": least}
    return {
        "name": row["name"],
        "waiting": row["waiting"] or few,
        "longest": _days(row["since"]) if row["since"] else "",
        "usually": row["usually"],
        "is_full": row["is_full"],
    }


def _days(since):
    days = (today() - timezone.localdate(since)).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else _("Since today")


def _need(row):
    return {
        "name": row["need"],
        "entries": row["entries"],
        "is_empty": row["entries"] == 0,
        "without": ", ".join(row["without"]),
        "where": _where(row),
    }


def _where(row):
    if row["without"]:
        return ", ".join(row["without"])
    if not row["entries"]:
        return _("The whole area")
    return _("Every district has something") if row["knows_districts"] else _("Too few people to tell")


def sheet(site_id) -> str:
    """Return the same as a file for a spreadsheet: part, what, number, more about it."""
    told, out = of(site_id), io.StringIO()
    rows = csv.writer(out)
    rows.writerow([_("Part"), _("What"), _("Number"), _("More about it")])
    for one in told["searches"]:
        rows.writerow(_safe(_("Searched for in vain"), one["what"], one["times"], one["why"]))
    for one in told["waits"]:
        rows.writerow(_safe(_("People wait"), one["name"], one["waiting"], one["usually"]))
    for one in told["needs"]:
        rows.writerow(_safe(_("Entries that help"), one["name"], one["entries"], _nothing_in(one["without"])))
    return out.getvalue()


def _nothing_in(districts):
    return _("Nothing in %(districts)s") % {"districts": districts} if districts else ""


def _safe(*cells):
    return [f"'{cell}" if str(cell).startswith(FORMULAS) else cell for cell in cells]
