"""From the first meeting on: it begins, is paused, and goes on where it was."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.introductions import meeting, states, stepping
from peersupport.models import HAS_A_PLACE, Introduction, IntroductionStatus


class WorryStillOpen(RuleBroken):
    message = _("Somebody is worried about this introduction. It stays paused until a manager has looked.")


@transaction.atomic
def begin(introduction, *, by, words="") -> Introduction:
    """Write down that it goes on now: the person said yes to who was found, or came for the first time.

    Raises:
        NotTheNextStep, NotYoursToSay, and what others refuse who look whether two people may meet
    """
    introduction = stepping.locked(introduction)
    states.check(introduction, IntroductionStatus.ACTIVE, by)
    meeting.check_again(introduction)
    stepping.move(introduction, IntroductionStatus.ACTIVE, by=by, act=Act.MOVE_INTRODUCTION, words=words)
    return introduction


@transaction.atomic
def pause(introduction, *, by, words="") -> Introduction:
    """Stop for a while, whichever side asks for it; what is shared stays shared.

    Raises:
        NotTheNextStep: it is paused or over.
    """
    introduction = stepping.locked(introduction)
    step = stepping.move(
        introduction, IntroductionStatus.PAUSED, by=by, act=Act.MOVE_INTRODUCTION, words=words
    )
    stepping.tell(step)
    return introduction


@transaction.atomic
def go_on(introduction, *, by, words="") -> Introduction:
    """Go on from the step at which it was paused.

    Raises:
        NotTheNextStep: it is not paused.
        WorryStillOpen, NotYoursToSay, and what others refuse who look whether two people may meet
    """
    introduction = stepping.locked(introduction)
    if introduction.status != IntroductionStatus.PAUSED:
        raise states.NotTheNextStep
    with acting.for_the_site("ask whether a worry is open", site_id=introduction.site_id):
        if introduction.concerns.filter(closed_at=None).exists():
            raise WorryStillOpen
    paused = introduction.steps.filter(status=IntroductionStatus.PAUSED).last()
    to = IntroductionStatus(paused.from_status) if paused else IntroductionStatus.ACTIVE
    states.check(introduction, to, by)
    if to in HAS_A_PLACE:
        meeting.check_again(introduction)
    step = stepping.move(introduction, to, by=by, act=Act.MOVE_INTRODUCTION, words=words)
    stepping.tell(step)
    return introduction
