"""Meetings for a calendar on a telephone or computer: of one group for everybody, or of one person.

Source: RFC 5545 (iCalendar).
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ipc.kernel import icalendar
from ipc.kernel.icalendar import escaped
from peersupport import facts
from peersupport.groups import days
from peersupport.models import Frequency
from peersupport.pages import meetings


def of_group(service) -> bytes:
    """Return when a public entry happens. A secret place, and why a meeting is off, are not in it."""
    said = list(service.sessions.filter(Q(is_cancelled=True) | ~Q(words="", place="")))
    for one in said:
        one.service = service
    lines, in_step = [], set()
    for number, schedule in enumerate(service.schedules.all(), start=1):
        theirs = [one for one in said if _is_of(schedule, one)]
        in_step.update(theirs)
        lines += _repeating(schedule, f"{service.public_id}-{number}", theirs)
    for session in said:
        if session not in in_step and not session.is_cancelled:
            lines += _single(session, uid=session.public_id, called=_called(session))
    return icalendar.file(service.name, lines)


def _called(session):
    return f"{session.service.name}: {session.words}" if session.words else session.service.name


def of_person(person, user) -> bytes:
    """Return the meetings to come of the groups of ``person``; those called off say so."""
    lines = event_lines(person, user)
    return icalendar.file(_("My meetings"), lines)


def event_lines(person, user) -> list[str]:
    """Return the same as events, for a calendar that holds more."""
    lines = []
    for session in meetings.to_come(person, user).sessions:
        called = _called(session)
        if session.is_cancelled:
            called = _("Called off: %(name)s") % {"name": called}
        lines += _single(session, uid=session.public_id, called=called, is_private=True)
    return lines


def _repeating(schedule, uid, said):
    """Return a schedule as one event that repeats; what is different on a day stands beside it."""
    service = schedule.service
    first = days.first_day(schedule, schedule.begins_on or service.added_on)
    if first is None or schedule.opens_at is None:
        return []
    (time,) = days.times(schedule, first, first)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{icalendar.stamp()}",
        f"DTSTART;{icalendar.local(time.starts_at)}",
        f"DTEND;{icalendar.local(time.ends_at)}",
        f"RRULE:{_rule(schedule, first)}",
        *(f"EXDATE;{icalendar.local(one.starts_at)}" for one in said if one.is_cancelled),
        f"SUMMARY:{escaped(service.name)}",
        f"LOCATION:{escaped(facts.where(service))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    for session in said:
        if not session.is_cancelled:
            lines += _single(session, uid=uid, called=_called(session), is_instead=True)
    return lines


def _is_of(schedule, session):
    day = timezone.localdate(session.starts_at)
    return any(time.starts_at == session.starts_at for time in days.times(schedule, day, day))


def _rule(schedule, first):
    every = f";INTERVAL={schedule.every}" if schedule.every > 1 else ""
    until = f";UNTIL={_last_moment(schedule.ends_on)}" if schedule.ends_on else ""
    if schedule.frequency == Frequency.WEEKLY:
        return f"FREQ=WEEKLY{every}{until}"
    if schedule.week and schedule.weekday:
        return f"FREQ=MONTHLY{every};BYDAY={schedule.week}{schedule.weekday}{until}"
    return f"FREQ=MONTHLY{every};BYMONTHDAY={first.day}{until}"


def _last_moment(day):
    return f"{days.at(day, dt.time(23, 59, 59)).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _single(session, *, uid, called, is_instead=False, is_private=False):
    """Return one meeting; ``is_instead``: it stands for that day of what repeats under the same ``uid``."""
    begins = icalendar.local(session.starts_at)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{icalendar.stamp()}",
        *([f"RECURRENCE-ID;{begins}"] if is_instead else []),
        f"DTSTART;{begins}",
        f"DTEND;{icalendar.local(session.ends_at)}",
        f"SUMMARY:{escaped(called)}",
        f"LOCATION:{escaped(meetings.where(session))}",
        *(["STATUS:CANCELLED"] if session.is_cancelled else []),
        *(["CLASS:PRIVATE"] if is_private else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
