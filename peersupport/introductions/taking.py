"""The next steps that somebody can choose on a page: which there are from here, in words, and taking one."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import StrOrPromise
from peersupport.introductions import answering, ending, going_on, states
from peersupport.models import IntroductionStatus as Status
from peersupport.models import ServiceKind


class Choice(NamedTuple):
    """A step on a page: where it leads, its words for a navigator, a hint, and from where it makes sense."""

    to: Status
    label: StrOrPromise
    hint: StrOrPromise
    of: tuple


CHOICES = {
    "receive": Choice(
        Status.RECEIVED, _("I am looking at it"), _("They read that somebody does."), (Status.ASKED,)
    ),
    "reached": Choice(
        Status.TRYING, _("We talked"), _("You reached them. It is being looked at."), states.UNANSWERED
    ),
    "not_reached": Choice(
        Status.TRYING, _("I tried and did not reach them"), _("It counts as one try."), states.LOOKED_AT
    ),
    "put_on_waiting_list": Choice(
        Status.WAITING, _("Put them on the waiting list"), _("They keep their turn."), states.UNANSWERED
    ),
    "offer_place": Choice(
        Status.ACCEPTED, _("There is a place now"), _("They read that they are welcome."), (Status.WAITING,)
    ),
    "match": Choice(
        Status.MATCHED,
        _("Somebody was found for them"),
        _("They read about them, and say yes or no."),
        (*states.LOOKED_AT, Status.ACCEPTED),
    ),
    "begin": Choice(Status.ACTIVE, _("They came"), _("It is going on."), (Status.ACCEPTED, Status.MATCHED)),
    "look_further": Choice(
        Status.RECEIVED,
        _("Look for somebody else"),
        _("It was not the right one. Nobody need say why."),
        (Status.MATCHED,),
    ),
    "pause": Choice(
        Status.PAUSED, _("Pause it"), _("Their place is kept."), (Status.ACCEPTED, Status.ACTIVE)
    ),
    "go_on": Choice(Status.ACTIVE, _("Go on"), _("It goes on where it was paused."), (Status.PAUSED,)),
    "finish": Choice(
        Status.ENDED,
        _("It has come to its end"),
        _("Say what came of it. Their plan hears of it."),
        states.BEGUN,
    ),
    "stop": Choice(
        Status.STOPPED,
        _("They stopped coming"),
        _("Their coordinator is asked to talk with them."),
        states.BEGUN,
    ),
    "end_without_reason": Choice(
        Status.ENDED, _("End it"), _("Either side may, and need not say why."), states.BEGUN
    ),
}
OF_THE_PERSON = ("begin", "look_further", "pause", "go_on")
_VERBS = {
    "receive": answering.receive,
    "reached": answering.try_to_reach,
    "not_reached": answering.try_to_reach,
    "put_on_waiting_list": answering.put_on_waiting_list,
    "offer_place": answering.offer_place,
    "match": answering.match,
    "begin": going_on.begin,
    "look_further": answering.look_further,
    "pause": going_on.pause,
    "go_on": going_on.go_on,
    "finish": ending.finish,
    "stop": ending.stop,
    "end_without_reason": ending.end_without_reason,
}


def choices(introduction, by) -> dict[str, Choice]:
    """Return the steps that ``by`` can choose from where ``introduction`` stands."""
    side, now = states.side_of(by), Status(introduction.status)
    is_peer = introduction.service.kind == ServiceKind.PEER
    return {
        step: one
        for step, one in CHOICES.items()
        if now in one.of and states.may(introduction, one.to, side) and (is_peer or step != "match")
    }


def take(introduction, *, by, step, words="", outcome=""):
    """Take the ``step`` that was chosen; what it refuses is refused by its own verb."""
    facts = {"words": words}
    if step in ("reached", "not_reached"):
        facts["was_reached"] = step == "reached"
    elif step == "finish":
        facts["outcome"] = outcome
    elif step == "end_without_reason":
        facts = {}
    return _VERBS[step](introduction, by=by, **facts)
