"""Whether somebody comes to a meeting, and whether they came."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.groups.sessions import COMES, CalledOffAlready, MeetingIsOver, locked
from peersupport.models import HAS_A_PLACE, Attendance, Introduction, Presence

AFTERWARDS = (Presence.CAME, Presence.MISSED)


class NotInThisGroup(RuleBroken):
    message = _("This is for those who are in the group. Ask to join it first.")


class NotBegunYet(RuleBroken):
    message = _("The meeting has not begun. Write down who came once it has.")


class WrittenDownAlready(RuleBroken):
    message = _("It is written down already whether you came.")


@transaction.atomic
def say(session, *, by, person, is_coming) -> Attendance:
    """Say for ``person`` whether they come; it may be said anew until the meeting begins.

    Raises:
        NotInThisGroup, CalledOffAlready, MeetingIsOver, WrittenDownAlready
    """
    session = locked(session)
    introduction = _member(session, person)
    if session.is_cancelled:
        raise CalledOffAlready
    if session.ends_at <= timezone.now():
        raise MeetingIsOver
    said = Attendance.objects.filter(session=session, person=person).first()
    if said is not None and said.presence in AFTERWARDS:
        raise WrittenDownAlready
    attendance = _write(session, introduction, Presence.COMING if is_coming else Presence.SORRY, by)
    audit.record(Act.SAY_COMING, attendance, by=by)
    return attendance


@transaction.atomic
def write_down(session, *, by, came, missed=()) -> list[Attendance]:
    """Write down who came to a meeting that has begun, by their introductions; it may be put right later.

    Raises:
        CalledOffAlready, NotBegunYet, NotInThisGroup
    """
    session = locked(session)
    if session.is_cancelled:
        raise CalledOffAlready
    if session.starts_at > timezone.now():
        raise NotBegunYet
    said = [(one, Presence.CAME) for one in came] + [(one, Presence.MISSED) for one in missed]
    if any(one.service_id != session.service_id or one.status not in HAS_A_PLACE for one, _said in said):
        raise NotInThisGroup
    written = [_write(session, introduction, presence, by) for introduction, presence in said]
    audit.record_each(Act.KEEP_ATTENDANCE, written, by=by)
    return written


def _member(session, person):
    members = Introduction.objects.filter(service_id=session.service_id, status__in=COMES)
    introduction = members.filter(person=person).first()
    if introduction is None:
        raise NotInThisGroup
    return introduction


def _write(session, introduction, presence, by):
    attendance, _is_new = Attendance.objects.update_or_create(
        session=session,
        person_id=introduction.person_id,
        defaults={
            "site_id": introduction.site_id,
            "introduction": introduction,
            "presence": presence,
            "written_at": timezone.now(),
            "written_by": by,
        },
    )
    return attendance
