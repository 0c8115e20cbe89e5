"""Reading a feed or a file into a preview. Nothing in the directory changes."""

from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.importing import (
    feeds,
    fetching,
    matching,
    reading_csv,
    reading_oruk,
    values,
    words,
)
from peersupport.models import (
    OPEN_RUNS,
    FeedKind,
    ImportRow,
    ImportRun,
    RowAction,
    RunStatus,
    Service,
    ServiceStatus,
)

AT_ONCE = 500
# Less than Celery gives a task.
A_TASK = 200
# Where more than this share of a feed is gone, something is wrong with it rather than with the entries.
MOST_GONE = 0.5


class NotAFeed(RuleBroken):
    message = gettext_lazy("This is a file that somebody sends, not an address to read.")


class NotAFile(RuleBroken):
    message = gettext_lazy("This is a feed to read from the internet, not a file that somebody sends.")


@transaction.atomic
def of_file(feed, *, by, content) -> ImportRun:
    """Read a CSV file and keep what it would do.

    Raises:
        feeds.FeedEnded, NotAFile
        reading_csv.FileCannotBeRead
    """
    if feed.kind != FeedKind.CSV:
        raise NotAFile
    run = _begun(feed, by=by, status=RunStatus.PREVIEWED)
    needs = words.Needs()
    _keep(run, reading_csv.read(content, known_needs=needs), needs)
    audit.record(Act.IMPORT_ENTRIES, run, by=by)
    return run


@transaction.atomic
def ask_for(feed, *, by) -> ImportRun:
    """Let a feed be read as soon as there is somebody free to do it; the preview is there after that.

    Raises:
        feeds.FeedEnded, NotAFeed
    """
    if feed.kind != FeedKind.ORUK:
        raise NotAFeed
    run = _begun(feed, by=by, status=RunStatus.READING)
    outbox.add("peersupport.read_feed", run, key=f"read_feed:{run.public_id}")
    audit.record(Act.IMPORT_ENTRIES, run, by=by)
    return run


@transaction.atomic
def of_feed(run_id, *, seconds=A_TASK) -> None:
    """Read the feed of a run that waits for it; why it could not be read is kept with the run."""
    run = ImportRun.objects.select_for_update().select_related("feed", "site").filter(pk=run_id).first()
    if run is None or run.status != RunStatus.READING:
        return
    needs = words.Needs()
    try:
        with transaction.atomic(), fetching.Reader(seconds=seconds, between=_still_here) as reader:
            _keep(run, reading_oruk.read(run.feed.url, reader=reader, known_needs=needs), needs)
            run.status = RunStatus.PREVIEWED
    except fetching.CannotBeRead as broken:
        run.status, run.problem = RunStatus.FAILED, str(broken.message)
    run.read_at = timezone.now()
    run.save(update_fields=["status", "problem", "read_at"])


def _still_here():
    """Say something to the database, which gives up a transaction that is silent for long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _begun(feed, *, by, status):
    """Return a new run of ``feed``; an older one that waits is dropped."""
    feed, now = feeds.open_one(feed), timezone.now()
    ImportRun.objects.filter(feed=feed, status__in=OPEN_RUNS).update(
        status=RunStatus.DROPPED, decided_at=now, decided_by=by
    )
    return ImportRun.objects.create(site_id=feed.site_id, feed=feed, status=status, read_at=now, read_by=by)


def _keep(run, entries, needs):
    """Keep what each of ``entries`` would do, in the order they come, and what is no longer there."""
    known, seen = _Known(run.feed), set()
    entries = iter(entries)
    while some := list(islice(entries, AT_ONCE)):
        rows = [_fitted(run, source_id, facts, needs, seen) for source_id, facts in some]
        known.compare([row for row in rows if row.action != RowAction.WRONG])
        ImportRow.objects.bulk_create(rows)
    ImportRow.objects.bulk_create(_gone(run, known, seen), batch_size=AT_ONCE)


def _fitted(run, source_id, facts, needs, seen):
    """Return a row of what can be used of ``facts``, new until it is compared; or of why it cannot."""
    row = ImportRow(run=run, source_id=source_id, action=RowAction.NEW)
    try:
        if source_id in seen:
            row.source_id = f"{source_id[:80]} ({len(seen) + 1})"
            raise values.CannotBeUsed(_("The same id comes twice."))
        row.values, row.problem = values.fit(facts, needs.codes)
        row.name = row.values["name"]
    except values.CannotBeUsed as why:
        name = facts.get("name")
        row.action, row.problem, row.is_chosen = RowAction.WRONG, str(why), False
        row.name = values.short(name, 120)
    seen.add(row.source_id)
    return row


class _Known:
    """Our entries a feed may be about: those it brought, by their id there; others by name and postcode."""

    def __init__(self, feed):
        self._entries = Service.objects.filter(site_id=feed.site_id)
        self.brought = dict(self._entries.filter(feed=feed).values_list("source_id", "pk"))
        self._by_place = {
            matching.place_of(name, postcode): pk
            for pk, name, postcode in self._entries.exclude(feed=feed).values_list("pk", "name", "postcode")
            if postcode
        }

    def compare(self, rows):
        """Say of each of ``rows`` what it would do to the entry it is about."""
        ours = {id(row): self._about(row) for row in rows}
        whole = (
            self._entries.filter(pk__in={pk for pk in ours.values() if pk})
            .select_related("organisation", "feed")
            .prefetch_related("schedules")
            .defer("search")
            .in_bulk()
        )
        for row in rows:
            row.service = whole.get(ours[id(row)])
            if row.service is None:
                row.problem = f"{row.problem} {_kept_back(row.values)}".strip()[:300]
            elif row.source_id in self.brought:
                _compare(row)
            else:
                _beside(row)

    def _about(self, row):
        twin = self._by_place.get(matching.place_of(row.name, row.values["postcode"]))
        return self.brought.get(row.source_id) or twin


def _compare(row):
    ours = values.of(row.service)
    merged = matching.merge(ours, row.service.source_values, row.values)
    row.action, row.differences = merged.action, matching.differences(merged, ours)
    row.is_chosen = merged.action != RowAction.OURS


def _beside(row):
    ours = values.of(row.service)
    row.action, row.is_chosen = RowAction.TWIN, False
    row.differences = {
        name: {"ours": ours[name], "theirs": new, "choose": False}
        for name, new in row.values.items()
        if new != ours[name]
    }
    if row.service.feed_id:
        row.problem = _("It already comes from another place: %(name)s.") % {"name": row.service.feed.name}


def _kept_back(theirs):
    flags = matching.guards(theirs)
    if not flags:
        return ""
    if "is_refuge" in flags:
        return _("It may be a refuge: nobody finds it until you have looked at it.")
    if "has_sensitive_place" in flags:
        return _("Its place may have to stay secret: it is not shown until you have looked at it.")
    return _("Its number may be somebody's own: it is not shown until you have looked at it.")


def _gone(run, known, seen):
    missing = [source_id for source_id in known.brought if source_id not in seen]
    gone = (
        Service.objects.filter(feed=run.feed, source_id__in=missing)
        .exclude(status__in=(ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT))
        .order_by("pk")
    )
    few = len(missing) <= MOST_GONE * len(known.brought)
    return [
        ImportRow(
            run=run,
            source_id=one.source_id,
            action=RowAction.GONE,
            service=one,
            name=one.name,
            is_chosen=few,
        )
        for one in gone.only("pk", "source_id", "name")
    ]
