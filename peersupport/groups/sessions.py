"""The meetings of a group on their days: made ahead from its times, added, changed, called off."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, letters
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.groups import days
from peersupport.models import (
    HAS_A_PLACE,
    Introduction,
    IntroductionStatus,
    Presence,
    Route,
    Schedule,
    Service,
    ServiceStatus,
    Session,
)
from people import notices
from people.models import PersonStatus

# How far ahead people can plan: two months of a weekly group. Not a figure of any law.
AHEAD = dt.timedelta(weeks=8)
# Whoever is in a group and not paused comes to its meetings.
COMES = [status for status in HAS_A_PLACE if status != IntroductionStatus.PAUSED]


class MeetingInThePast(RuleBroken):
    message = _("That day is over. Choose a day and a time to come.")


class MeetsThenAlready(RuleBroken):
    message = _("The group already meets at that time. Look at its meetings.")


class EndsBeforeItStarts(RuleBroken):
    message = _("It must end after it starts.")


class NothingSaidAboutIt(RuleBroken):
    message = _("Say what is different about this meeting, like “Summer picnic”.")


class CalledOffWithoutReason(RuleBroken):
    message = _("Write why it does not take place. Those who come read your words.")


class CalledOffAlready(RuleBroken):
    message = _("This meeting has been called off.")


class MeetingIsOver(RuleBroken):
    message = _("This meeting is over, so it cannot be changed any more.")


@transaction.atomic
def make_ahead(service) -> int:
    """Make the meetings of the next two months from the times of ``service``; return how many are new.

    What is in its times no longer goes, unless somebody said something about it: a word, a place, whether
    they come. Safe to run again and again.
    """
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    first = today()
    wanted = _wanted(service, first)
    _let_go(service, wanted)
    before = service.sessions.count()
    Session.objects.bulk_create(
        [
            Session(site_id=service.site_id, service=service, starts_at=time.starts_at, ends_at=time.ends_at)
            for time in wanted
        ],
        ignore_conflicts=True,
    )
    return service.sessions.count() - before


def _wanted(service, first):
    """Return the times to come, one for each beginning."""
    if service.status != ServiceStatus.ACTIVE:
        return []
    found = [time for one in service.schedules.all() for time in days.times(one, first, first + AHEAD)]
    return list({time.starts_at: time for time in found if time.starts_at > timezone.now()}.values())


def _let_go(service, wanted):
    """Delete meetings to come that the times no longer have and of which nobody has said anything."""
    untouched = service.sessions.filter(
        starts_at__gt=timezone.now(), is_cancelled=False, place="", words="", attendances=None
    )
    wanted_until = dict(wanted)
    for session in untouched:
        if wanted_until.get(session.starts_at) != session.ends_at:
            session.delete()


def make_all_ahead(site):
    """Make the meetings of every group of ``site`` that people are in or wait for; runs nightly."""
    theirs = Introduction.objects.filter(site_id=site.pk).exclude(person__status=PersonStatus.DIED)
    kept = theirs.open().values("service_id")
    meets = Exists(Schedule.objects.filter(service=OuterRef("pk")))
    met = Exists(Session.objects.filter(service=OuterRef("pk"), starts_at__gt=timezone.now()))
    for service in Service.objects.filter(meets | met, site_id=site.pk, pk__in=kept):
        make_ahead(service)


@transaction.atomic
def add(service, *, by, starts_at, ends_at, place="", words="") -> Session:
    """Add a meeting outside the usual times; ``words`` say what it is.

    Raises:
        MeetingInThePast, EndsBeforeItStarts, NothingSaidAboutIt, MeetsThenAlready
    """
    if starts_at <= timezone.now():
        raise MeetingInThePast
    if ends_at <= starts_at:
        raise EndsBeforeItStarts
    if not words.strip():
        raise NothingSaidAboutIt
    facts = {"starts_at": starts_at, "ends_at": ends_at, "place": place.strip(), "words": words.strip()}
    try:
        with transaction.atomic():
            session = Session.objects.create(site_id=service.site_id, service=service, **facts)
    except IntegrityError as error:
        if "session_once_at_a_time" not in str(error):
            raise
        raise MeetsThenAlready from error
    audit.record(Act.KEEP_SESSION, session, by=by)
    return session


@transaction.atomic
def change(session, *, by, place, words) -> Session:
    """Say where it is this time, or what is different, and tell those who come.

    Raises:
        CalledOffAlready, MeetingIsOver
    """
    session = locked(session)
    if session.is_cancelled:
        raise CalledOffAlready
    if session.ends_at <= timezone.now():
        raise MeetingIsOver
    is_elsewhere = session.place != place.strip()
    session.place, session.words = place.strip(), words.strip()
    session.save(update_fields=["place", "words"])
    audit.record(Act.KEEP_SESSION, session, by=by)
    if is_elsewhere:
        _tell(session, "meeting_changed", by, key=f"{timezone.now():%Y%m%d%H%M%S}")
    return session


@transaction.atomic
def cancel(session, *, by, why) -> Session:
    """Call a meeting off, and tell everybody in the group who has not said that they cannot come.

    Raises:
        CalledOffWithoutReason, CalledOffAlready, MeetingIsOver
    """
    session = locked(session)
    if session.is_cancelled:
        raise CalledOffAlready
    if session.ends_at <= timezone.now():
        raise MeetingIsOver
    if not why.strip():
        raise CalledOffWithoutReason
    session.is_cancelled, session.why_cancelled = True, why.strip()
    session.save(update_fields=["is_cancelled", "why_cancelled"])
    audit.record(Act.KEEP_SESSION, session, by=by, why=why.strip()[:200])
    _tell(session, "meeting_cancelled", by)
    return session


def locked(session) -> Session:
    return Session.objects.select_for_update(of=("self",)).select_related("service").get(pk=session.pk)


def expected(session) -> list[Introduction]:
    """Return who is in the group and has not said sorry, with the person. Looks at the whole site."""
    with acting.for_the_site("know who expects a meeting", site_id=session.site_id):
        sorry = session.attendances.filter(presence=Presence.SORRY).values("person_id")
        members = Introduction.objects.filter(service_id=session.service_id, status__in=COMES)
        return list(members.exclude(person__in=sorry).select_related("person__site", "asked_by"))


def _tell(session, letter, by, key=""):
    """Tell those who are expected, the way each of them is told; whoever asked for one is told instead."""
    for member in expected(session):
        notices.tell(
            member.person,
            letter,
            key=f"{letter}:{session.public_id}{key}",
            facts={"link": letters.link("my_meetings")},
            to=member.asked_by if member.route == Route.FAMILY else None,
            by=by,
        )
