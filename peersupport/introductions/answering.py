"""What whoever receives a wish to join does with it: look, ring, wait, welcome, find somebody, or say no."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import outbox
from ipc.kernel.errors import RuleBroken
from peersupport import answer_times, figures
from peersupport.acts import Act
from peersupport.introductions import asking, places, states, stepping
from peersupport.introductions.ending import ask_what_else
from peersupport.models import Introduction, IntroductionStatus, Route, SupportFigure


class AlreadyAnswered(RuleBroken):
    message = _("This has been answered or taken back in the meantime. There is nothing left to do.")


class RefusalWithoutReason(RuleBroken):
    message = _("Write why it is not possible. The person reads your words.")


class OfAnotherOrganisation(RuleBroken):
    message = _(
        "They agreed to be known by one organisation. For somebody of another one, ask the person first."
    )


@transaction.atomic
def receive(introduction, *, by, words="") -> Introduction:
    """Say that it arrived and is being looked at, or that they rang back.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    if introduction.status not in (IntroductionStatus.ASKED, IntroductionStatus.TRYING):
        raise states.NotTheNextStep
    step = stepping.move(
        introduction, IntroductionStatus.RECEIVED, by=by, act=Act.MOVE_INTRODUCTION, words=words
    )
    stepping.tell(step)
    return introduction


@transaction.atomic
def try_to_reach(introduction, *, by, was_reached, words="") -> Introduction:
    """Write down that the person was rung or visited. After the last try it ends, and the coordinator hears.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    if was_reached:
        _was_reached(introduction, by, words)
        return introduction
    tries = introduction.tries + 1
    is_last = tries >= most_tries(introduction)
    to = IntroductionStatus.UNREACHED if is_last else IntroductionStatus.TRYING
    if is_last:
        ask_what_else(introduction, by)
    step = stepping.move(introduction, to, by=by, act=Act.MOVE_INTRODUCTION, words=words, tries=tries)
    stepping.tell(step)
    return introduction


def _was_reached(introduction, by, words):
    """Talking is a try too: it is written down, and then it is being looked at again."""
    trying = IntroductionStatus.TRYING
    changed = {"tries": introduction.tries + 1}
    stepping.move(introduction, trying, by=by, act=Act.MOVE_INTRODUCTION, words=words, **changed)
    stepping.move(
        introduction, IntroductionStatus.RECEIVED, by=by, act=Act.MOVE_INTRODUCTION, words=words, tries=0
    )


def most_tries(introduction) -> int:
    return figures.value(SupportFigure.TRIES, site_id=introduction.site_id)


@transaction.atomic
def put_on_waiting_list(introduction, *, by, words="") -> Introduction:
    """Keep a turn for the person until there is room.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    _say(introduction, IntroductionStatus.WAITING, by=by, words=words, act=Act.MOVE_INTRODUCTION)
    return introduction


@transaction.atomic
def offer_place(introduction, *, by, words="") -> Introduction:
    """Give a place to somebody on the waiting list.

    Raises:
        NotTheNextStep, NotYoursToSay, NoPlaceLeft
    """
    introduction = stepping.locked(introduction)
    if introduction.status != IntroductionStatus.WAITING:
        raise states.NotTheNextStep
    places.check(introduction)
    _say(introduction, IntroductionStatus.ACCEPTED, by=by, words=words, act=Act.MOVE_INTRODUCTION)
    return introduction


@transaction.atomic
def match(introduction, *, by, service=None, words="") -> Introduction:
    """Say that somebody was found: the person looks, and says yes or no. ``service`` names another entry.

    Raises:
        NotTheNextStep, NotYoursToSay, OfAnotherOrganisation, NotOpenToAsk, AlreadyAsked, NoPlaceLeft
    """
    introduction = stepping.locked(introduction)
    changed = {}
    if service is not None and service.pk != introduction.service_id:
        if service.organisation_id != introduction.service.organisation_id:
            raise OfAnotherOrganisation
        asking.check_may_be_asked(introduction.person, service)
        changed["service"] = service
    states.check(introduction, IntroductionStatus.MATCHED, by)
    places.check(introduction, service.pk if service else None)
    with asking.once_for_each_service():
        _say(
            introduction, IntroductionStatus.MATCHED, by=by, words=words, act=Act.MOVE_INTRODUCTION, **changed
        )
    return introduction


@transaction.atomic
def look_further(introduction, *, by, words="") -> Introduction:
    """Say that it is not to be the one who was found; somebody else is looked for. No reason is asked.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    if introduction.status != IntroductionStatus.MATCHED:
        raise states.NotTheNextStep
    step = stepping.move(
        introduction, IntroductionStatus.RECEIVED, by=by, act=Act.MOVE_INTRODUCTION, words=words
    )
    asking.tell_navigators(introduction, step)
    return introduction


@transaction.atomic
def answer(introduction, *, by, is_welcome, answer) -> Introduction:
    """Say that the person is welcome, or why it is not possible; once, in words they will read.

    Raises:
        AlreadyAnswered, RefusalWithoutReason, NoPlaceLeft, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    if introduction.status not in states.LOOKED_AT:
        raise AlreadyAnswered
    answer = answer.strip()
    if is_welcome:
        places.check(introduction)
    elif not answer:
        raise RefusalWithoutReason
    elif introduction.route == Route.COLLEAGUE:
        ask_what_else(introduction, by)
    to = IntroductionStatus.ACCEPTED if is_welcome else IntroductionStatus.DECLINED
    _say(introduction, to, by=by, words=answer, act=Act.ANSWER_INTRODUCTION)
    return introduction


def _say(introduction, to, *, by, words, act, **changed):
    """Answer in words the person will read; the first answer counts for how long they are waited for."""
    now = timezone.now()
    if introduction.answered_at is None:
        answer_times.count(introduction, now)
    changed |= {"answer": words.strip()[:500], "answered_at": now, "answered_by": by}
    step = stepping.move(introduction, to, by=by, act=act, words=words, **changed)
    outbox.add("peersupport.tell_of_answer", introduction, key=_key(introduction, step))


def _key(introduction, step):
    """A second answer (a place after the waiting list) is told too."""
    return f"introduction-answered-{introduction.pk}-{step.pk}"
