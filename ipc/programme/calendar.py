"""A person's calendar: what comes up, with whom and when, by month; and the same as a file for a telephone.

Source: RFC 5545 (iCalendar).
"""

from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from careplans import calendar as of_plan
from careplans import timetable
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import dates, icalendar
from ipc.programme import coming_up
from peersupport.pages import calendar as of_groups
from people.models import Allocation


def page(person, user) -> dict:
    """Return what comes up by month, and what happens every week: ten queries, however much there is."""
    plan = _plan(person, user)
    return {"months": _by_month(_everything(person, user)), "weekly": _weekly(plan, user) if plan else []}


def _everything(person, user):
    coming = coming_up.dated(person, user, today=dates.today(), coordinator=_coordinator(person))
    return sorted([*coming, *coming_up.all_meetings(person, user)], key=coming_up.in_order)


def _coordinator(person):
    """Return the name of whoever coordinates the support, if the reader may know it."""
    named = Allocation.objects.live().filter(person=person).values_list("worker__name", flat=True)
    return named.first() or ""


def _plan(person, user):
    """Return the plan in force; the week of one that is being written is not agreed yet."""
    return CarePlan.objects.visible_to(user).filter(person=person, status=PlanStatus.AGREED).first()


def _by_month(coming):
    """Return months of days of what comes up, in words."""
    months = []
    for first, of_month in groupby(coming, key=lambda one: one.day.replace(day=1)):
        days = [
            {"day": dates.in_words(day), "iso": day.isoformat(), "events": [as_row(one) for one in of_day]}
            for day, of_day in groupby(of_month, key=lambda one: one.day)
        ]
        months.append({"slug": f"{first:m%Y-%m}", "name": dates.month_in_words(first), "days": days})
    return months


def as_row(one) -> dict:
    """Return one thing that comes up, in words."""
    return {
        "what": one.what,
        "day": dates.in_words(one.day),
        "hours": one.hours,
        "where": one.where,
        "who": one.who,
        "icon": one.icon,
        "url": reverse(one.url_name),
    }


def _weekly(plan, user):
    """Return what the plan says happens every week: what, who, when. Two queries."""
    return [
        {"what": action.words, "who": action.who, "when": timetable.in_a_sentence(slots)}
        for action in timetable.seen(plan, user)
        if (slots := action.slots.all())
    ]


def ics(person, user) -> bytes:
    """Return all of it as an iCalendar file; what happens every week repeats."""
    plan, stamp = _plan(person, user), icalendar.stamp()
    lines = of_plan.week_lines(plan, user) if plan else []
    for one in coming_up.dated(person, user, today=dates.today()):
        lines += _all_day(one, stamp)
    return icalendar.file(_("My calendar"), [*lines, *of_groups.event_lines(person, user)])


def _all_day(one, stamp):
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"SUMMARY:{icalendar.escaped(one.what)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
