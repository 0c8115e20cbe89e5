"""Who looked at a person's record: by name and role, when, and at what. Machines are named too."""

from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext

from ipc.kernel import dates
from ipc.kernel.models import Event
from ipc.programme.timeline import ACTS
from people.models import Role

PAGE = 50


def at(person, user, *, before=None, own_too=False):
    """Return ``(looks, token of the next page or "")``: looks at ``person``, newest first.

    Looks by the reader are left out unless ``own_too``. The same look by the same hand on the same day
    is one row. ``before`` is the token of the page before; one that is none starts at the beginning.
    """
    events = Event.objects.filter(person_id=person.pk, is_read=True).order_by("-pk")
    if not own_too:
        events = events.exclude(actor_id=user.pk)
    if before and before.isdecimal():
        events = events.filter(pk__lt=int(before[:18]))
    rows = list(
        events.values("pk", "at", "act", "actor_id", "actor__name", "role", "why", "way_in")[: PAGE + 1]
    )
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return [_look(user, list(same)) for _key, same in groupby(rows, key=_alike)], (
        str(rows[-1]["pk"]) if more else ""
    )


def _alike(event):
    day = timezone.localdate(event["at"])
    return event["act"], event["actor_id"], event["role"], event["why"], event["way_in"], day


def _look(user, same):
    newest = same[0]
    return {
        "who": _who(user, newest),
        "role": Role(newest["role"]).label if newest["role"] in Role.values else "",
        "what": _what(newest["act"]),
        "when": dates.moment_in_words(newest["at"]),
        "iso": newest["at"].isoformat(),
        "times": len(same),
        "why": newest["why"],
        "by_machine": newest["way_in"] == "api",
    }


def _who(user, event):
    if event["actor_id"] is None:
        return gettext("This service itself")
    return gettext("You") if event["actor_id"] == user.pk else event["actor__name"]


def _what(act):
    words = str(ACTS.get(act, "")) or gettext("looked at the record")
    return words[:1].upper() + words[1:]
