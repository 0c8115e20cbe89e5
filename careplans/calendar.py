"""The week of a plan, meetings of groups and days of reviews, for a calendar on a telephone or computer.

Source: RFC 5545 (iCalendar), RFC 7986.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from careplans import timetable
from careplans.models import Review
from ipc.kernel import icalendar
from ipc.kernel.dates import today
from ipc.kernel.icalendar import LONDON, escaped
from peersupport.pages import calendar as of_groups


def ics(plan, user) -> bytes:
    """Return the week of ``plan`` and what comes up, as ``user`` may see it, as an iCalendar file."""
    stamp, lines = icalendar.stamp(), week_lines(plan, user)
    reviews = Review.objects.visible_to(user).filter(person=plan.person_id, held_on=None, due_on__gte=today())
    for review in reviews:
        lines += _review(review, stamp)
    lines += of_groups.event_lines(plan.person, user)
    return icalendar.file(_("My week"), lines)


def week_lines(plan, user) -> list[str]:
    """Return what the plan says happens every week as events that repeat, from its first day on."""
    stamp, lines = icalendar.stamp(), []
    begins_on = timezone.localdate(plan.agreed_at or plan.started_at)
    for action in timetable.seen(plan, user):
        for slot in action.slots.all():
            lines += _weekly(slot, action, begins_on, stamp)
    return lines


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
