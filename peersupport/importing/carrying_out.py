"""Doing what a preview says, as far as it is chosen: in sets, compared again with what is there by now."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.importing import feeds, matching, values
from peersupport.keeping import values as kept
from peersupport.models import (
    ImportRun,
    RowAction,
    RunStatus,
    Schedule,
    Service,
    ServiceStatus,
)
from people.models import Organisation, OrganisationKind

AT_ONCE = 200
MOST_FROM_A_PAGE = 5_000
DECIDED = (RowAction.NEW, RowAction.CHANGED, RowAction.OURS, RowAction.TWIN, RowAction.GONE)
_OF_THE_SOURCE = ("feed", "source_id", "source_hash", "source_values", "source_seen_at")


class NothingWaits(RuleBroken):
    message = _("This was already decided, or is not read yet.")


class TooManyForAPage(RuleBroken):
    message = _("This is too much to do while you wait. Ask whoever runs the server to carry it out.")


@transaction.atomic
def choose(run, *, by, shown, chosen) -> ImportRun:
    """Say which of the rows ``shown`` are to be carried out: those in ``chosen``, both by their ids.

    Raises:
        NothingWaits
    """
    run = _waiting(run)
    rows = run.rows.filter(pk__in=shown, action__in=DECIDED)
    rows.filter(pk__in=chosen).update(is_chosen=True)
    rows.exclude(pk__in=chosen).update(is_chosen=False)
    audit.record(Act.IMPORT_ENTRIES, run, by=by)
    return run


@transaction.atomic
def choose_all(run, *, by, action, is_chosen) -> ImportRun:
    """Say of all rows that would do the same whether they are to be carried out.

    Raises:
        NothingWaits
    """
    run = _waiting(run)
    run.rows.filter(action=action).filter(action__in=DECIDED).update(is_chosen=is_chosen)
    audit.record(Act.IMPORT_ENTRIES, run, by=by)
    return run


@transaction.atomic
def drop(run, *, by) -> ImportRun:
    """Do nothing of what a preview says, and keep nothing of it.

    Raises:
        NothingWaits
    """
    run = _waiting(run)
    run.rows.all().delete()
    return _decided(run, RunStatus.DROPPED, by)


@transaction.atomic
def carry_out(run, *, by, most=MOST_FROM_A_PAGE) -> ImportRun:
    """Do what is chosen; what was changed here since the preview is kept.

    Raises:
        NothingWaits, TooManyForAPage
        feeds.FeedEnded
    """
    feed = feeds.open_one(run.feed)
    run = _waiting(run)
    if most and run.rows.count() > most:
        raise TooManyForAPage
    rows, now = run.rows.exclude(action=RowAction.WRONG).order_by("pk"), timezone.now()
    done = 0
    while some := list(rows.filter(pk__gt=done)[:AT_ONCE]):
        _Batch(feed, some, now).carry_out()
        done = some[-1].pk
    return _decided(run, RunStatus.DONE, by)


def _waiting(run):
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.status != RunStatus.PREVIEWED:
        raise NothingWaits
    return run


def _decided(run, status, by):
    run.status, run.decided_at, run.decided_by = status, timezone.now(), by
    run.save(update_fields=["status", "decided_at", "decided_by"])
    audit.record(Act.IMPORT_ENTRIES, run, by=by, why=str(RunStatus(status).label))
    return run


class _Batch:
    """Some rows of a run, and what they come to: entries to add, to change, and times to write anew."""

    def __init__(self, feed, rows, now):
        self.feed, self.rows, self.now = feed, rows, now
        ids = [row.service_id for row in rows if row.service_id]
        sources = [row.source_id for row in rows]
        entries = (
            Service.objects.select_for_update(of=("self",))
            .filter(Q(pk__in=ids, site_id=feed.site_id) | Q(feed=feed, source_id__in=sources))
            .select_related("organisation")
            .prefetch_related("schedules")
            .defer("search")
            .order_by("pk")
        )
        self.entries = {one.pk: one for one in entries}
        self.brought = {one.source_id: one for one in self.entries.values() if one.feed_id == feed.pk}
        self.run_by = _organisations(feed.site_id, [row.values.get("organisation", "") for row in rows])
        self.added, self.changed, self.seen, self.times = [], [], [], []
        self.fields = set()

    def carry_out(self):
        for row in self.rows:
            self._do(row)
        Service.objects.bulk_create(self.added)
        if self.changed:
            Service.objects.bulk_update(self.changed, sorted(self.fields))
        Service.objects.filter(pk__in=self.seen).update(source_seen_at=self.now)
        self._write_times()

    def _do(self, row):
        entry = self.brought.get(row.source_id)
        if row.action == RowAction.GONE:
            if row.is_chosen and entry:
                self._end(entry)
        elif entry:
            self._update(entry, row)
        elif row.is_chosen and row.action == RowAction.TWIN:
            self._link(self.entries.get(row.service_id), row)
        elif row.is_chosen and row.action == RowAction.NEW:
            self._add(row)

    def _add(self, row):
        entry = Service(site_id=self.feed.site_id, **matching.guards(row.values))
        self._take(entry, row.values)
        self._source(entry, row)
        self.added.append(entry)

    def _update(self, entry, row):
        merged = matching.merge(values.of(entry), entry.source_values, row.values)
        if row.action == RowAction.CHANGED and not row.is_chosen:
            self.seen.append(entry.pk)
            return
        wanted = merged.taken | (merged.clashing if row.action == RowAction.OURS and row.is_chosen else {})
        if not wanted and entry.source_values == row.values:
            self.seen.append(entry.pk)
            return
        flags = matching.guards(wanted)
        for name in flags:
            setattr(entry, name, True)
        self._take(entry, wanted)
        self._source(entry, row)
        self._change(entry, {*wanted, *flags, *(["assured_by"] if "assured_on" in wanted else [])})

    def _link(self, entry, row):
        """Let ours count as the feed's from now on; nothing in it changes."""
        if entry is None or entry.feed_id:
            return
        self._source(entry, row)
        self._change(entry, set())

    def _end(self, entry):
        entry.status = ServiceStatus.INACTIVE
        entry.source_values = entry.source_values | {"status": ServiceStatus.INACTIVE.value}
        entry.source_hash = ""
        self._change(entry, {"status"})

    def _take(self, entry, wanted):
        for name, value in wanted.items():
            if name == "organisation":
                entry.organisation = self.run_by[value.casefold()]
            elif name == "cost":
                entry.cost = Decimal(value)
            elif name == "assured_on":
                entry.assured_on, entry.assured_by = _day(value), self.feed.name if value else ""
            elif name == "schedules":
                self.times.append((entry, value))
            else:
                setattr(entry, name, value)

    def _source(self, entry, row):
        entry.feed, entry.source_id = self.feed, row.source_id
        entry.source_values, entry.source_hash = row.values, values.fingerprint(row.values)
        entry.source_seen_at = self.now

    def _change(self, entry, names):
        entry.changed_at = self.now
        self.changed.append(entry)
        self.fields |= (names - {"schedules"}) | {*_OF_THE_SOURCE, "changed_at"}

    def _write_times(self):
        Schedule.objects.filter(service__in=[entry.pk for entry, _times in self.times]).delete()
        rows = []
        for entry, times in self.times:
            for one in kept.times(times):
                one.service = entry
                rows.append(one)
        Schedule.objects.bulk_create(rows)


def _day(value):
    return dt.date.fromisoformat(value) if value else None


def _organisations(site_id, names):
    """Return the organisations of the site by name, however it is written; unknown ones are added."""
    wanted = {name.casefold(): name for name in names if name}
    known = {one.name.casefold(): one for one in Organisation.objects.filter(site_id=site_id)}
    missing = [
        Organisation(site_id=site_id, name=name, kind=OrganisationKind.VOLUNTARY)
        for folded, name in wanted.items()
        if folded not in known
    ]
    Organisation.objects.bulk_create(missing)
    return known | {one.name.casefold(): one for one in missing}
