"""How an introduction ends: finished with what came of it, stopped, left without a reason, taken back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, outbox
from ipc.kernel.errors import RuleBroken
from peersupport import happenings
from peersupport.acts import Act
from peersupport.introductions import stepping
from peersupport.models import Introduction, IntroductionStatus, Outcome
from people import todos
from people.models import TodoKind


class NothingToTakeBack(RuleBroken):
    message = _("This is already over. There is nothing to take back.")


class FinishWithoutOutcome(RuleBroken):
    message = _("Choose what came of it.")


@transaction.atomic
def finish(introduction, *, by, outcome, words="") -> Introduction:
    """End what has come to its end, with what came of it; the plan's action hears of it.

    Raises:
        FinishWithoutOutcome, NotTheNextStep, NotYoursToSay
    """
    if outcome not in Outcome.values:
        raise FinishWithoutOutcome
    introduction = stepping.locked(introduction)
    happenings.tell_outcome(introduction, outcome=Outcome(outcome), words=words.strip(), by=by)
    step = stepping.move(
        introduction,
        IntroductionStatus.ENDED,
        by=by,
        act=Act.MOVE_INTRODUCTION,
        words=words,
        outcome=outcome,
        outcome_words=words.strip(),
    )
    stepping.tell(step)
    return introduction


@transaction.atomic
def stop(introduction, *, by, words="") -> Introduction:
    """Write down that the person does not come any more; their coordinator talks with them about what else.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    ask_what_else(introduction, by)
    step = stepping.move(
        introduction, IntroductionStatus.STOPPED, by=by, act=Act.MOVE_INTRODUCTION, words=words
    )
    stepping.tell(step)
    return introduction


@transaction.atomic
def end_without_reason(introduction, *, by) -> Introduction:
    """End it at once, whichever side wants that. Nobody is asked why.

    Raises:
        NotTheNextStep, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    step = stepping.move(introduction, IntroductionStatus.ENDED, by=by, act=Act.MOVE_INTRODUCTION)
    stepping.tell(step)
    outbox.add(
        "peersupport.tell_of_withdrawal", introduction, key=f"introduction-withdrawn-{introduction.pk}"
    )
    return introduction


@transaction.atomic
def withdraw(introduction, *, by) -> Introduction:
    """Take back the wish to join, or leave; what was shared for it is no longer shared.

    Raises:
        NothingToTakeBack, NotYoursToSay
    """
    introduction = stepping.locked(introduction)
    stepping.move(
        introduction,
        IntroductionStatus.WITHDRAWN,
        by=by,
        act=Act.WITHDRAW_INTRODUCTION,
        otherwise=NothingToTakeBack,
    )
    outbox.add(
        "peersupport.tell_of_withdrawal", introduction, key=f"introduction-withdrawn-{introduction.pk}"
    )
    return introduction


def ask_what_else(introduction, by):
    """Ask the coordinator to talk with the person: this did not work out."""
    with acting.for_the_site("ask the coordinator what else there is", site_id=introduction.site_id):
        todos.ask(
            introduction.person,
            TodoKind.INTRODUCTION_BACK,
            key=f"introduction:{introduction.public_id}",
            detail=introduction.service.name,
            by=by,
        )
