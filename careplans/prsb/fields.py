"""The shapes of the standard: how long a field may be, and that nothing is sent empty."""

import textwrap

from django.utils import timezone

NAME, ROLE_HOLDER, CONTACT, NOTE = 35, 70, 35, 150


def known(value):
    """Return ``value`` without what is unknown: None, empty text, and groups and lists of nothing."""
    if isinstance(value, dict):
        kept = {name: known(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if not _is_empty(one)}
    if isinstance(value, list):
        return [one for one in map(known, value) if not _is_empty(one)]
    return value


def _is_empty(value):
    return value is None or value == "" or value == {} or value == []


def fits(words, limit):
    """Return ``words`` as long as the field allows; what is cut off shows that it was."""
    words = str(words or "").strip()
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def pieces(words, limit):
    """Return ``words`` in pieces that fit, broken between words where there are any."""
    return [piece for line in words.splitlines() for piece in textwrap.wrap(line, limit)]


def text(words):
    """Return words that have no code of their own."""
    return {"free_text": str(words or "").strip()}


def reach(*ways, limit=CONTACT):
    """Return as many ways to reach somebody as fit whole: a number cut off reaches nobody."""
    said = ""
    for way in filter(None, ways):
        longer = f"{said}, {way}" if said else way
        said = longer if len(longer) <= limit else said
    return said


def day(moment):
    """Return the calendar day of a date or a moment, as ISO text."""
    if moment is None:
        return None
    return (timezone.localtime(moment).date() if hasattr(moment, "hour") else moment).isoformat()
