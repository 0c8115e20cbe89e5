"""The week of a plan and the days of its reviews, for a calendar on a telephone or computer.

Source: RFC 5545 (iCalendar), RFC 7986.
"""

import datetime as dt
import unicodedata

from django.utils import timezone
from django.utils.translation import gettext as _

from careplans import timetable
from careplans.models import Review
from ipc.kernel.dates import today

OCTETS = 75
LONDON = "Europe/London"
# Clocks in the United Kingdom since 1996. Source: The Summer Time Order 2002 (SI 2002/262).
ZONE = f"""BEGIN:VTIMEZONE
TZID:{LONDON}
BEGIN:DAYLIGHT
DTSTART:19960331T010000
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


def ics(plan, user) -> bytes:
    """Return the week of ``plan`` and its reviews to come, as ``user`` may see them, as an iCalendar file."""
    stamp = f"{timezone.now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Integrated Personal Commissioning//Plan//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(_('My week'))}",
        f"X-WR-CALNAME:{escaped(_('My week'))}",
        *ZONE,
    ]
    begins_on = timezone.localdate(plan.agreed_at or plan.started_at)
    for action in timetable.seen(plan, user):
        for slot in action.slots.all():
            lines += _weekly(slot, action, begins_on, stamp)
    reviews = Review.objects.visible_to(user).filter(person=plan.person_id, held_on=None, due_on__gte=today())
    for review in reviews:
        lines += _review(review, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _weekly(slot, action, begins_on, stamp):
    """Return the lines of one slot, every week from the first such day on."""
    day = begins_on + dt.timedelta(days=(slot.weekday - begins_on.weekday()) % 7)
    what = action.words
    if slot.from_time is None:
        what = f"{slot.get_part_display()}: {what}"
    return [
        "BEGIN:VEVENT",
        f"UID:{slot.public_id}",
        f"DTSTAMP:{stamp}",
        *_when(slot, day),
        "RRULE:FREQ=WEEKLY",
        f"SUMMARY:{escaped(what)}",
        f"DESCRIPTION:{escaped(action.who)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _when(slot, day):
    if slot.from_time is None:
        return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}"]
    lines = [f"DTSTART;TZID={LONDON}:{day:%Y%m%d}T{slot.from_time:%H%M%S}"]
    if slot.until_time is not None:
        ends_on = day if slot.until_time > slot.from_time else day + dt.timedelta(days=1)
        lines.append(f"DTEND;TZID={LONDON}:{ends_on:%Y%m%d}T{slot.until_time:%H%M%S}")
    return lines


def _review(review, stamp):
    return [
        "BEGIN:VEVENT",
        f"UID:{review.public_id}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{review.due_on:%Y%m%d}",
        f"SUMMARY:{escaped(_('By this day: %(review)s') % {'review': review.get_stream_display()})}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(words: str) -> str:
    """Return ``words`` as a TEXT value. Source: RFC 5545 §3.3.11."""
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(letter for letter in words if unicodedata.category(letter) != "Cc" or letter == "\t")


def folded(line: str) -> str:
    """Return ``line`` in pieces of at most 75 octets, never cutting a letter. Source: RFC 5545 §3.1."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece])
