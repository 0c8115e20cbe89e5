"""What somebody reads of the meetings of their groups: when, where, whether they come."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ipc.kernel.dates import in_words, today
from peersupport import facts, times
from peersupport.groups import days
from peersupport.groups.attendance import AFTERWARDS
from peersupport.groups.sessions import COMES
from peersupport.models import Attendance, Frequency, Introduction, Presence, ServiceStatus, Session

MOST = 30


class Meetings(NamedTuple):
    """Meetings to come of the groups of one person, and what was said about each, by its id."""

    sessions: list[Session]
    said: dict[int, str]


def to_come(person, user) -> Meetings:
    """Return the meetings to come of the groups ``person`` is in, as ``user`` may see them: three queries."""
    groups = Introduction.objects.visible_to(user).filter(person=person, status__in=COMES)
    theirs = list(groups.values_list("service_id", flat=True))
    sessions = Session.objects.filter(service__in=theirs, ends_at__gt=timezone.now())
    found = list(sessions.select_related("service__site").defer("service__search")[:MOST])
    seen = Attendance.objects.visible_to(user).filter(person=person, session__in=found)
    return Meetings(found, dict(seen.values_list("session_id", "presence")))


def of_person(person, user) -> list[dict]:
    """Return what the page lists, the next meeting first."""
    meetings = to_come(person, user)
    return [row(one, meetings.said.get(one.pk, "")) for one in meetings.sessions]


def attended(person, user) -> list[dict]:
    """Return for a colleague how often somebody came to each group, as it is written down: one query."""
    written = Attendance.objects.visible_to(user).filter(person=person, presence__in=AFTERWARDS)
    counted = written.values("session__service__name").annotate(
        came=Count("pk", filter=Q(presence=Presence.CAME)), all=Count("pk")
    )
    return [
        {
            "name": one["session__service__name"],
            "words": _("came to %(came)s of %(all)s meetings") % {"came": one["came"], "all": one["all"]},
        }
        for one in counted.order_by("session__service__name")
    ]


def row(session, presence="") -> dict:
    """Return one meeting in words. What a person said last stays said when it is called off."""
    return {
        "id": session.public_id,
        "name": session.service.name,
        "day": in_words(session.starts_at),
        "time": hours(session),
        "where": where(session),
        "words": session.words,
        "is_cancelled": session.is_cancelled,
        "why": session.why_cancelled,
        "is_coming": presence == Presence.COMING,
        "is_sorry": presence == Presence.SORRY,
    }


def hours(session) -> str:
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return times.hours(begins.time(), ends.time())


def where(session) -> str:
    """Return where it is this time. A place that must stay secret is not written down anywhere."""
    service = session.service
    if session.place and service.has_public_place:
        return _("This time: %(place)s") % {"place": session.place}
    return facts.where(service)


class InTheWeek(NamedTuple):
    """A group on a day of the week, which counts from Monday, 0; ``often`` where it is not every week."""

    service_id: int
    weekday: int
    begins: dt.time | None
    ends: dt.time | None
    often: str
    name: str
    who: str
    cost: str


def of_the_week(person_id, user) -> list[InTheWeek]:
    """Return the groups somebody is in, on the days they meet, as ``user`` may see them: two queries."""
    groups = Introduction.objects.visible_to(user).filter(person_id=person_id, status__in=COMES)
    groups = groups.select_related("service__organisation").prefetch_related("service__schedules")
    groups = groups.filter(service__status=ServiceStatus.ACTIVE).defer("service__search")
    found = [
        InTheWeek(
            service_id=one.service_id,
            weekday=days.NUMBER[schedule.weekday],
            begins=schedule.opens_at,
            ends=schedule.closes_at,
            often=_often(schedule),
            name=one.service.name,
            who=one.service.organisation_name,
            cost=facts.cost(one.service),
        )
        for one in groups
        for schedule in one.service.schedules.all()
        if schedule.weekday and (schedule.ends_on is None or schedule.ends_on >= today())
    ]
    return sorted(found, key=lambda one: (one.weekday, one.begins or dt.time.min))


def _often(schedule):
    is_weekly = schedule.frequency == Frequency.WEEKLY and schedule.every == 1
    return "" if is_weekly else _("not every week")
