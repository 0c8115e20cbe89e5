"""Asking for a decision or a figure about money to be looked at again, and answering.

Whoever answers is never who decided. Where the answer is that something changes, a new decision or a new
figure is asked for: what was decided stays as it was, and what is new comes beside it.

Sources: SI 2012/2996 reg 32B; SI 2013/1617 regs 7, 8 and 13 as amended; SI 2014/1652 reg 7; the days to
answer are a dated figure (``MoneyFigure.SECOND_LOOK_DAYS``).
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import figures, telling
from budgets.acts import Act
from budgets.models import (
    EligibilityDecision,
    IndicativeBudget,
    IndicativeStatus,
    MoneyFigure,
    SecondLook,
    Signature,
    VariationAnswer,
)
from ipc.kernel import acting, audit, dates, working_days
from ipc.kernel.errors import RuleBroken
from people import todos
from people.models import Person, Role, Todo, TodoKind

FIELD_OF = {
    EligibilityDecision: "eligibility",
    IndicativeBudget: "indicative",
    Signature: "signature",
    VariationAnswer: "answer",
}
DECIDED_BY = {
    EligibilityDecision: ("decided_by_id",),
    IndicativeBudget: ("worked_out_by_id", "shared_by_id"),
    Signature: ("signed_by_id",),
    VariationAnswer: ("answered_by_id",),
}
ABOUT = tuple(FIELD_OF.values())


class AlreadyAsked(RuleBroken):
    message = _("Somebody is looking at this again already. You will get an answer.")


class NotShownYet(RuleBroken):
    message = _("This has not been shown to the person yet, so it can still be changed.")


class NewerOne(RuleBroken):
    message = _("There is a newer one by now. Ask for a second look at that one.")


class SayWhatIsWrong(RuleBroken):
    message = _("Write what we should look at again.")


class AlreadyAnswered(RuleBroken):
    message = _("Somebody has already answered this.")


class DecidedItYourself(RuleBroken):
    message = _("You decided this yourself. Somebody else must look at it again.")


class AskedItYourself(RuleBroken):
    message = _("You asked for this second look yourself. Somebody else must answer it.")


class AnotherFunders(RuleBroken):
    message = _("Another organisation decided this. Somebody from there, or a manager, answers.")


class AnswerWithoutWords(RuleBroken):
    message = _("Say what you looked at and what you found, in words the person can read.")


def about(look):
    """Return the decision or the figure that a second look is about."""
    return next(found for found in (getattr(look, name) for name in ABOUT) if found is not None)


def days(site_id) -> int:
    """Return how many working days there are to answer."""
    return int(figures.value(MoneyFigure.SECOND_LOOK_DAYS, site_id=site_id))


@transaction.atomic
def ask(about, *, words, by) -> SecondLook:
    """Ask for ``about`` (one of ``FIELD_OF``) to be looked at again, by the day that is then written down.

    Raises:
        SayWhatIsWrong, NotShownYet, NewerOne
        AlreadyAsked: a second look at it waits for its answer.
    """
    person = Person.objects.select_for_update().get(pk=about.person_id)
    if not words.strip():
        raise SayWhatIsWrong
    _check_in_force(about)
    same = {FIELD_OF[type(about)]: about}
    if SecondLook.objects.waiting().filter(**same).exists():
        raise AlreadyAsked
    look = SecondLook.objects.create(
        site_id=person.site_id,
        person=person,
        words=words.strip(),
        asked_at=timezone.now(),
        asked_by=by,
        due_on=working_days.after(dates.today(), days(person.site_id)),
        **same,
    )
    with acting.for_the_site("ask the managers to see to it", site_id=person.site_id):
        todos.ask(
            person, TodoKind.SECOND_LOOK, key=_to_answer(look), due_on=look.due_on, role=Role.MANAGER, by=by
        )
    audit.record(Act.ASK_SECOND_LOOK, look, by=by)
    return look


def _check_in_force(about):
    if isinstance(about, IndicativeBudget) and about.status == IndicativeStatus.DRAFT:
        raise NotShownYet
    is_replaced = isinstance(about, IndicativeBudget) and about.status == IndicativeStatus.REPLACED
    if is_replaced or (isinstance(about, EligibilityDecision) and hasattr(about, "replaced_by")):
        raise NewerOne


@transaction.atomic
def answer(look, *, is_changed, words, by) -> SecondLook:
    """Answer a second look; where something changes, whoever decides it is asked to decide again.

    Raises:
        AlreadyAnswered, AnswerWithoutWords, DecidedItYourself, AskedItYourself, AnotherFunders
    """
    looks = SecondLook.objects.select_for_update(of=["self"]).select_related("person", *ABOUT)
    look = looks.get(pk=look.pk)
    refuse_others(look, by)
    if not words.strip():
        raise AnswerWithoutWords
    look.is_changed, look.answer_words = is_changed, words.strip()
    look.answered_at, look.answered_by = timezone.now(), by
    look.save(update_fields=["is_changed", "answer_words", "answered_at", "answered_by"])
    audit.record(Act.ANSWER_SECOND_LOOK, look, by=by)
    _carry_on(look, by)
    telling.readers(look, "second_look_answered", page="my_decisions", by=by)
    return look


def refuse_others(look, user):
    """Refuse whoever may not answer ``look``: who decided, who asked, and another funder's approver.

    Raises:
        AlreadyAnswered, DecidedItYourself, AskedItYourself, AnotherFunders
    """
    decided = about(look)
    if look.answered_at:
        raise AlreadyAnswered
    if user.pk in {getattr(decided, name) for name in DECIDED_BY[type(decided)]}:
        raise DecidedItYourself
    if user.pk == look.asked_by_id:
        raise AskedItYourself
    if user.hat.role == Role.APPROVER and getattr(decided, "funder", user.hat.funder) != user.hat.funder:
        raise AnotherFunders


def _carry_on(look, by):
    """Settle what asked for the answer; ask for the new decision where something changes."""
    with acting.for_the_site("settle what asked for the answer", site_id=look.site_id):
        asked = Todo.objects.open().filter(person_id=look.person_id, key=_to_answer(look)).first()
        if asked is not None:
            todos.settle(asked, by=by, outcome=str(_("Answered")))
        if look.is_changed:
            # An approver decides about eligibility and finds it in the list; a manager sees that it is done.
            role = Role.MANAGER if look.eligibility_id else Role.COORDINATOR
            todos.ask(look.person, TodoKind.DECIDE_AGAIN, key=_to_decide(look), role=role, by=by)


def waiting_for(user):
    """Return what waits for an answer that ``user`` may give: of an approver, what their funder decided."""
    waiting = SecondLook.objects.permitting(Act.ANSWER_SECOND_LOOK, user).waiting()
    if user.hat.role != Role.APPROVER:
        return waiting
    theirs = Q(indicative__isnull=False)
    for name in ("eligibility", "signature", "answer"):
        theirs |= Q(**{f"{name}__funder": user.hat.funder})
    return waiting.filter(theirs)


def to_decide_again(user):
    """Return what changes whether there is money, and nobody has decided anew: for an approver, their own."""
    changed = SecondLook.objects.permitting(Act.ANSWER_SECOND_LOOK, user).filter(is_changed=True)
    changed = changed.filter(eligibility__isnull=False, eligibility__replaced_by=None)
    if user.hat.role == Role.APPROVER:
        changed = changed.filter(eligibility__funder=user.hat.funder)
    return changed


def _to_answer(look):
    return f"second look {look.public_id}"


def _to_decide(look):
    return f"decide again {look.public_id}"
