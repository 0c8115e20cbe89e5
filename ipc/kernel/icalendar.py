"""Files for calendars on telephones and computers.

Source: RFC 5545 (iCalendar), RFC 7986.
"""

import datetime as dt
import unicodedata

from django.utils import timezone

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


def file(name, events) -> bytes:
    """Return a calendar called ``name`` with the lines of its ``events``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Integrated Personal Commissioning//Plan//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        *ZONE,
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def stamp() -> str:
    """Return when this was written, in UTC."""
    return f"{timezone.now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def local(moment: dt.datetime) -> str:
    """Return ``moment`` by the clock in London, as a parameter and a value."""
    return f"TZID={LONDON}:{timezone.localtime(moment):%Y%m%dT%H%M%S}"


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
