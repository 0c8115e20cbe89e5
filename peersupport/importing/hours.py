"""The times of an imported entry, in the shape of ``keeping.values``; and as CSV files write them."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from peersupport.models import Frequency, Weekday

MOST = 28
WEEKS = (-1, 1, 2, 3, 4)
_WRITTEN = re.compile(
    r"(?P<byday>-?[1-4]?(?:MO|TU|WE|TH|FR|SA|SU))"
    r"(?:\s+(?P<opens>\d{1,2}:\d\d)(?:\s*-\s*(?P<closes>\d{1,2}:\d\d))?)?"
)
_DAYS = list(Weekday.values)


def fit(given, left_out) -> list[dict]:
    """Return the times that can be used, in one order whatever order they came in."""
    fitting, wrong = {}, len(given) > MOST if isinstance(given, list) else True
    for one in given[:MOST] if isinstance(given, list) else []:
        try:
            for time in _times(one):
                fitting[repr(sorted(time.items()))] = time
        except (ValueError, TypeError, AttributeError):
            wrong = True
    if wrong:
        left_out.append(_("times"))
    return sorted(fitting.values(), key=_place)


def _place(time):
    day = _DAYS.index(time["weekday"]) if time["weekday"] else len(_DAYS)
    return day, time["week"] or 0, time["opens_at"] or "", repr(sorted(time.items()))


def _times(one):
    """Return a time for each day that one schedule of the standard names."""
    opens, closes = _hour(one.get("opens_at")), _hour(one.get("closes_at"))
    if opens and closes and closes <= opens:
        raise ValueError
    monthly = one.get("freq") == Frequency.MONTHLY
    shared = {
        "frequency": Frequency.MONTHLY.value if monthly else Frequency.WEEKLY.value,
        "every": _every(one.get("interval")),
        "opens_at": opens,
        "closes_at": closes,
        "begins_on": _day(one.get("dtstart")),
        "ends_on": _day(one.get("valid_to")),
    }
    days = [part.strip() for part in (one.get("byday") or "").split(",") if part.strip()]
    if not days and not opens:
        return []
    return [{**shared, **_weekday(part, monthly=monthly)} for part in days or [""]]


def _weekday(part, *, monthly):
    found = re.fullmatch(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)?", part)
    if not found:
        raise ValueError
    week = int(found[1]) if found[1] and monthly else None
    if week is not None and week not in WEEKS:
        raise ValueError
    return {"week": week, "weekday": found[2] or ""}


def _every(interval):
    every = int(interval or 1)
    if not 1 <= every <= 52:
        raise ValueError
    return every


def _hour(value):
    if not value:
        return None
    return f"{dt.time.fromisoformat(value[:5].rjust(5, '0')):%H:%M}"


def _day(value):
    return dt.date.fromisoformat(value[:10]).isoformat() if value else None


def written(text) -> list[dict]:
    """Return the schedules of ``MO 10:00-12:00; 1FR 14:00-16:00``: the first Friday of each month.

    What cannot be understood becomes a schedule that does not fit, so that it is said.
    """
    return [_of_words(part.strip()) for part in text.split(";") if part.strip()]


def _of_words(part):
    found = _WRITTEN.fullmatch(part.upper())
    if not found:
        return {"byday": "?"}
    monthly = len(found["byday"]) > 2
    return {
        "freq": Frequency.MONTHLY if monthly else Frequency.WEEKLY,
        "byday": found["byday"],
        "opens_at": found["opens"],
        "closes_at": found["closes"],
    }
