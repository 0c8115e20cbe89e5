"""The audit cannot be changed unseen: its events are sealed in blocks, each on top of the one before.

The application may only add events (permissions, not habit). Whoever has more rights than that can change
rows, but then no hash fits any more; and the newest seal stands in the log, which is kept elsewhere, so that
a chain made anew from the beginning does not fit either (docs/decisions/0006).
"""

import datetime as dt
import hashlib
import logging
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from ipc.kernel.models import Seal

log = logging.getLogger("ipc.audit")
FIRST = hashlib.sha256(b"the first seal").hexdigest()
MOST_EVENTS = 10_000
STALE = dt.timedelta(hours=2)


@dataclass(frozen=True)
class Verdict:
    """Whether the audit is as it was sealed; ``place`` says where it is not."""

    seals: int
    events: int
    place: str = ""

    @property
    def is_whole(self):
        return not self.place


def seal(most=MOST_EVENTS) -> Seal:
    """Seal what has settled, in blocks of at most so many events; return the newest seal and log it."""
    more = True
    while more:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT app_seal_next(%s)", [most])
            (more,) = cursor.fetchone()
    with transaction.atomic():
        newest = Seal.objects.latest("pk")
    log.info("audit sealed: seal %s, events up to %s, hash %s", newest.pk, newest.up_to, newest.hash)
    return newest


def verify(known=()) -> Verdict:
    """Work out every seal anew, the first to the last, and stop where one does not fit.

    ``known`` are hashes noted elsewhere (in the log): each must be among the seals, which also finds a
    chain that was made anew or cut off at its end.
    """
    with transaction.atomic():
        seals = list(Seal.objects.all())
    missing = set(known) - {one.hash for one in seals}
    events, before = 0, None
    for one in seals:
        place = _misfit(one, before)
        if place:
            return Verdict(len(seals), events, place)
        events, before = events + one.events, one
    if missing:
        return Verdict(len(seals), events, f"no seal has the hash {missing.pop()}")
    if before is None or before.at < timezone.now() - STALE:
        return Verdict(len(seals), events, "nothing was sealed in the last two hours")
    return Verdict(len(seals), events)


def _misfit(one, before):
    """Return where a seal does not fit its events or the seal before it, or nothing."""
    if before is None:
        return "" if one.hash == FIRST else f"the first seals are gone: it begins with {one}"
    where = f"seal {one.pk} of {one.at:%Y-%m-%d %H:%M}, events {one.after + 1} to {one.up_to}"
    if one.after != before.up_to:
        return f"{where}: the seal before it is gone"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT app_seal_of(%s, %s, %s)", [before.hash, one.after, one.up_to])
        (found,) = cursor.fetchone()
    return "" if found == one.hash else f"{where}: an event was changed, added or taken away"
