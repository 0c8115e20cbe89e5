"""What the pages of feeds and imports show."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel.dates import in_words, moment_in_words
from peersupport.importing import carrying_out, feeds, values
from peersupport.importing.reading_csv import COLUMNS
from peersupport.models import Feed, ImportRow, ImportRun, RowAction, RunStatus, Service
from peersupport.pages.entries import Words

A_PAGE = 50
NEWEST = 20
WHAT = {
    RowAction.NEW: gettext_lazy("These are not in our directory yet. Ticked ones are added."),
    RowAction.CHANGED: gettext_lazy("These changed there, and not here. Ticked ones are brought up to date."),
    RowAction.OURS: gettext_lazy(
        "Both sides changed the same words. Tick to take theirs. Without a tick, ours stay."
    ),
    RowAction.TWIN: gettext_lazy(
        "We have one of the same name and postcode. Tick if it is the same: ours stays as it is and follows "
        "the feed from now on. Without a tick nothing happens."
    ),
    RowAction.GONE: gettext_lazy("The feed has these no more. Ticked ones are no longer shown."),
    RowAction.WRONG: gettext_lazy("These cannot be taken over. Tell whoever runs the feed."),
    RowAction.SAME: gettext_lazy("Nothing changed here. They count as seen in the feed."),
}
HEADINGS = {
    RowAction.NEW: gettext_lazy("New"),
    RowAction.CHANGED: gettext_lazy("Changed there"),
    RowAction.OURS: gettext_lazy("Changed on both sides"),
    RowAction.TWIN: gettext_lazy("Like one of ours"),
    RowAction.GONE: gettext_lazy("Gone there"),
    RowAction.WRONG: gettext_lazy("Cannot be used"),
    RowAction.SAME: gettext_lazy("The same"),
}
ORDER = tuple(WHAT)
A_FEW_WORDS = 40
COLUMN_WORDS = {
    "id": gettext_lazy("Their own number for it, always the same. Without it, name and postcode count."),
    "kind": gettext_lazy("group, activity or service"),
    "status": gettext_lazy("active, inactive, defunct or temporarily closed"),
    "needs": gettext_lazy("What it helps with, in our words, parted by semicolons"),
    "groups": gettext_lazy("Who it is for, in our words, parted by semicolons"),
    "access": gettext_lazy("Ways in, in our words, parted by semicolons"),
    "times": gettext_lazy("Like MO 10:00-12:00; 1FR 14:00-16:00 (the first Friday of each month)"),
    "online": gettext_lazy("yes, or empty"),
    "checked_on": gettext_lazy("The day somebody checked it, like 2026-11-22"),
    "cost": gettext_lazy("Pounds, like 2.50. Empty means free."),
    "name": gettext_lazy("Must be there"),
    "organisation": gettext_lazy("Must be there: who runs it"),
}


def listed(user) -> list[dict]:
    """Return the feeds of the site, those that are read first."""
    rows = feeds.with_counts(Feed.objects.visible_to(user)).order_by("ended_at", "name", "pk")
    return [
        {
            "name": one.name,
            "url": reverse("feed", args=[one.public_id]),
            "kind": one.get_kind_display(),
            "entries": one.entries,
            "ended": in_words(one.ended_at) if one.ended_at else "",
        }
        for one in rows
    ]


def whole(feed, user) -> dict:
    """Return a feed, what came from it, and when it was read."""
    counted = feeds.with_counts(Feed.objects.filter(pk=feed.pk)).get()
    runs = ImportRun.objects.visible_to(user).filter(feed=feed).select_related("read_by").order_by("-pk")
    rows = [
        (_("How the entries come"), feed.get_kind_display()),
        (_("Address"), feed.url),
        (_("Licence"), feed.licence),
        (_("Entries from here"), str(counted.entries)),
        (_("Of these, anybody can find"), str(counted.shown)),
        (_("Ended"), in_words(feed.ended_at) if feed.ended_at else ""),
    ]
    return {
        "name": feed.name,
        "public_id": feed.public_id,
        "is_open": feed.ended_at is None,
        "rows": [{"key": key, "value": value} for key, value in rows if value],
        "runs": [_run(one) for one in runs[:NEWEST]],
    }


def _run(run):
    return {
        "when": moment_in_words(run.read_at),
        "who": str(run.read_by) if run.read_by else _("By itself"),
        "status": run.get_status_display(),
        "url": reverse("import_run", args=[run.public_id]),
    }


def columns() -> list[dict]:
    return [{"name": name, "words": COLUMN_WORDS.get(name, "")} for name in COLUMNS]


def shown_of(run, asked) -> tuple[RowAction, list[ImportRow]]:
    """Return which rows the address asks for: what they would do, and the next ones after a row."""
    action = asked.get("show", "")
    if action not in RowAction.values:
        present = set(run.rows.values_list("action", flat=True).distinct())
        action = next((one for one in ORDER if one in present), RowAction.NEW)
    after = asked.get("after", "")
    rows = run.rows.filter(action=action, pk__gt=int(after) if after.isdigit() and len(after) < 18 else 0)
    return RowAction(action), list(rows.select_related("service").order_by("pk")[: A_PAGE + 1])


def run(run, action, rows) -> dict:
    """Return a run, how many rows would do what, and those of one kind."""
    counts = _counts(run)
    waits, is_done = run.status == RunStatus.PREVIEWED, run.status == RunStatus.DONE
    words, shown = Words(), rows[:A_PAGE]
    came = _came(run, shown) if is_done else {}
    return {
        "feed": run.feed.name,
        "feed_url": reverse("feed", args=[run.feed.public_id]),
        "status": run.get_status_display(),
        "is_reading": run.status == RunStatus.READING,
        "waits": waits,
        "is_done": is_done,
        "problem": run.problem,
        "read": moment_in_words(run.read_at),
        "groups": [_group(one, counts[one], action) for one in ORDER if one in counts],
        "heading": HEADINGS[action],
        "what": str(WHAT[action]) if waits else "",
        "may_choose": waits and action in carrying_out.DECIDED,
        "was_decided": is_done and action in carrying_out.DECIDED,
        "rows": [_row(one, words, came) for one in shown],
        "more_url": f"?{urlencode({'show': action, 'after': rows[A_PAGE - 1].pk})}"
        if len(rows) > A_PAGE
        else "",
        "will": _will(counts) if waits else [],
    }


def _counts(run):
    told = run.rows.values("action").annotate(n=Count("pk"), chosen=Count("pk", filter=Q(is_chosen=True)))
    return {RowAction(one["action"]): one for one in told.order_by()}


def _group(action, count, current):
    return {
        "label": f"{HEADINGS[action]} ({count['n']:,})",
        "url": f"?{urlencode({'show': action.value})}",
        "current": action == current,
    }


def _will(counts):
    """Return what carrying out will do, in sentences."""
    sentences = {
        RowAction.NEW: lambda n: ngettext("%(n)s entry is added.", "%(n)s entries are added.", n),
        RowAction.CHANGED: lambda n: ngettext(
            "%(n)s entry is brought up to date.", "%(n)s entries are brought up to date.", n
        ),
        RowAction.OURS: lambda n: ngettext(
            "In %(n)s entry their words take the place of ours.",
            "In %(n)s entries their words take the place of ours.",
            n,
        ),
        RowAction.TWIN: lambda n: ngettext(
            "%(n)s entry of ours follows the feed from now on.",
            "%(n)s entries of ours follow the feed from now on.",
            n,
        ),
        RowAction.GONE: lambda n: ngettext(
            "%(n)s entry is no longer shown.", "%(n)s entries are no longer shown.", n
        ),
    }
    chosen = {action: counts[action]["chosen"] for action in sentences if action in counts}
    told = [sentences[action](n) % {"n": f"{n:,}"} for action, n in chosen.items() if n]
    return told or [_("Nothing in the directory changes.")]


def _came(run, rows):
    """Return the entries that new rows have become, by their id in the feed."""
    added = [one.source_id for one in rows if one.action == RowAction.NEW]
    return dict(
        Service.objects.filter(feed_id=run.feed_id, source_id__in=added).values_list("source_id", "public_id")
    )


def _row(row, words, came):
    entry = row.service.public_id if row.service else came.get(row.source_id)
    return {
        "pk": row.pk,
        "name": row.name or row.source_id,
        "organisation": row.values.get("organisation", ""),
        "place": ", ".join(
            row.values[name] for name in ("place", "city", "postcode") if row.values.get(name)
        ),
        "url": reverse("keep_entry", args=[entry]) if entry else "",
        "description": Truncator(row.values.get("description", "")).words(A_FEW_WORDS)
        if row.action == RowAction.NEW
        else "",
        "problem": row.problem,
        "is_chosen": row.is_chosen,
        "differences": _differences(row, words),
    }


def _differences(row, words):
    """Return ours and theirs, in the order of the entry; of a likeness, what theirs says at all."""
    names = [name for name in values.FIELDS if name in row.differences]
    if row.action == RowAction.TWIN:
        names = [name for name in names if row.differences[name]["theirs"] not in (None, "", [], False)]
    return [_difference(name, row.differences[name], words) for name in names]


def _difference(name, said, words):
    if name == "assured_on":
        ours, theirs = (_day(said[side]) for side in ("ours", "theirs"))
        return {"label": _("Checked on"), "ours": ours, "theirs": theirs}
    ours, theirs = (words.value(name, said[side]) for side in ("ours", "theirs"))
    return {"label": words.label(name), "ours": ours, "theirs": theirs}


def _day(written):
    return in_words(dt.date.fromisoformat(written)) if written else _("Nothing")
