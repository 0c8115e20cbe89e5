"""That a peer supporter and a person were in touch: when, how and how long. Nothing they said is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import ContactNote, Introduction, IntroductionStatus
from peersupport.peers.pausing import MEETING


class NotInTouch(RuleBroken):
    message = _(
        "They are not matched, so they should not be in touch. If they were, say that you are worried."
    )


class InTouchWhilePaused(RuleBroken):
    message = _("It was paused then. If they were in touch, say that you are worried.")


class InTouchOnAnotherDay(RuleBroken):
    message = _("The day must be between the day they asked and today.")


@transaction.atomic
def note(introduction, *, by, on, mode, minutes, words="") -> ContactNote:
    """Write down that they were in touch.

    Raises:
        InTouchOnAnotherDay, NotInTouch, InTouchWhilePaused
    """
    introduction = Introduction.objects.select_for_update(of=["self"]).get(pk=introduction.pk)
    if not timezone.localdate(introduction.asked_at) <= on <= today():
        raise InTouchOnAnotherDay
    _check_they_met(introduction, on)
    kept = ContactNote.objects.create(
        site_id=introduction.site_id,
        person_id=introduction.person_id,
        introduction=introduction,
        on=on,
        mode=mode,
        minutes=minutes,
        words=words.strip(),
        written_at=timezone.now(),
        written_by=by,
    )
    audit.record(Act.NOTE_CONTACT, kept, by=by)
    return kept


def _check_they_met(introduction, on):
    if introduction.status in MEETING:
        return
    if introduction.status != IntroductionStatus.PAUSED:
        raise NotInTouch
    since = introduction.status_since
    if since is not None and on > timezone.localdate(since):
        raise InTouchWhilePaused
