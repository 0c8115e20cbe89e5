"""The directories and files that entries come from."""

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.importing import fetching
from peersupport.models import OPEN_RUNS, Feed, FeedKind, ImportRun, RunStatus, ServiceStatus


class FeedKnown(RuleBroken):
    message = gettext_lazy("There is already one of this name here.")


class FeedEnded(RuleBroken):
    message = gettext_lazy("Nothing more is taken over from here: it has ended.")


class AddressMissing(RuleBroken):
    message = gettext_lazy("Enter the address of the feed.")


@transaction.atomic
def add(site_id, *, by, name, kind, url="", licence="") -> Feed:
    """Write down where entries of a site may come from.

    Raises:
        FeedKnown, AddressMissing
        fetching.NotAnAddress
    """
    if kind == FeedKind.ORUK:
        if not url:
            raise AddressMissing
        fetching.check(url)
    feed = Feed(site_id=site_id, name=name, kind=kind, licence=licence)
    feed.url = url if kind == FeedKind.ORUK else ""
    try:
        with transaction.atomic():
            feed.save()
    except IntegrityError as error:
        raise FeedKnown from error
    audit.record(Act.IMPORT_ENTRIES, feed, by=by)
    return feed


@transaction.atomic
def end(feed, *, by) -> Feed:
    """Take nothing more over from ``feed``. Its entries stay, and are from now on kept by hand.

    Raises:
        FeedEnded
    """
    feed = open_one(feed)
    feed.ended_at, feed.ended_by = timezone.now(), by
    feed.save(update_fields=["ended_at", "ended_by"])
    ImportRun.objects.filter(feed=feed, status__in=OPEN_RUNS).update(
        status=RunStatus.DROPPED, decided_at=feed.ended_at, decided_by=by
    )
    audit.record(Act.IMPORT_ENTRIES, feed, by=by)
    return feed


def open_one(feed) -> Feed:
    """Return the feed, locked until the end of the transaction.

    Raises:
        FeedEnded
    """
    feed = Feed.objects.select_for_update().select_related("site").get(pk=feed.pk)
    if feed.ended_at:
        raise FeedEnded
    return feed


def with_counts(feeds):
    """Return ``feeds`` with how many entries come from each, and how many of those anybody may find."""
    return feeds.annotate(
        entries=Count("services"),
        shown=Count(
            "services",
            filter=Q(
                services__status=ServiceStatus.ACTIVE,
                services__is_internal=False,
                services__is_refuge=False,
                services__is_out_of_date=False,
            ),
        ),
    )


def provenance(service) -> str:
    """Return where an entry comes from, and under which licence; nothing for one of our own."""
    if service.feed_id is None:
        return ""
    feed = service.feed
    if feed.licence:
        return _("From %(name)s. %(licence)s") % {"name": feed.name, "licence": feed.licence}
    return _("From %(name)s") % {"name": feed.name}
