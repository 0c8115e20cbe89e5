"""When something happens, in words: Mondays, every other Tuesday, the last Friday of the month."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.models import Frequency, Weekday

EVERY = {
    Weekday.MONDAY: gettext_lazy("Mondays"),
    Weekday.TUESDAY: gettext_lazy("Tuesdays"),
    Weekday.WEDNESDAY: gettext_lazy("Wednesdays"),
    Weekday.THURSDAY: gettext_lazy("Thursdays"),
    Weekday.FRIDAY: gettext_lazy("Fridays"),
    Weekday.SATURDAY: gettext_lazy("Saturdays"),
    Weekday.SUNDAY: gettext_lazy("Sundays"),
}
WHICH = {
    1: gettext_lazy("The first %(day)s of the month"),
    2: gettext_lazy("The second %(day)s of the month"),
    3: gettext_lazy("The third %(day)s of the month"),
    4: gettext_lazy("The fourth %(day)s of the month"),
    -1: gettext_lazy("The last %(day)s of the month"),
}


def when(service) -> str:
    """Return ``Mondays, 10am to 12 noon``; several times one after another."""
    return of_all(service.schedules.all())


def of_all(schedules) -> str:
    """Return the words for several times, those that are not saved too."""
    return "; ".join(_time(one) for one in schedules) or _("Ask about days and times")


def _time(schedule):
    parts = (_days(schedule), hours(schedule.opens_at, schedule.closes_at))
    return ", ".join(part for part in parts if part) or _("Ask about days and times")


def _days(schedule):
    if schedule.frequency == Frequency.MONTHLY:
        return _in_a_month(schedule)
    if not schedule.weekday:
        return ""
    days = str(EVERY[Weekday(schedule.weekday)])
    if schedule.every == 1:
        return days
    if schedule.every == 2:
        return _("%(days)s, every other week") % {"days": days}
    return _("%(days)s, every %(number)s weeks") % {"days": days, "number": schedule.every}


def _in_a_month(schedule):
    if schedule.weekday and schedule.week:
        day = Weekday(schedule.weekday).label
        words = str(WHICH[schedule.week]) % {"day": day}
        if schedule.every == 1:
            return words
        return _("%(words)s, every %(number)s months") % {"words": words, "number": schedule.every}
    return (
        _("Every month") if schedule.every == 1 else _("Every %(number)s months") % {"number": schedule.every}
    )


def hours(opens_at, closes_at) -> str:
    """Return ``10am to 12 noon`` or ``from 2:30pm``; nothing where nobody has said."""
    if opens_at and closes_at:
        return _("%(start)s to %(end)s") % {"start": clock(opens_at), "end": clock(closes_at)}
    return _("from %(start)s") % {"start": clock(opens_at)} if opens_at else ""


def clock(time: dt.time) -> str:
    """Return ``10am``, ``2:30pm`` or ``12 noon``."""
    if (time.hour, time.minute) == (12, 0):
        return _("12 noon")
    minutes = f":{time.minute:02d}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"
