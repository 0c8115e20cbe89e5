"""Whether a funder gives somebody money of their own: yes, in part or no, always with the reasons.

It is never a decision about a direct payment: that is one of three ways to manage the money.

Sources: SI 2012/2996 reg 32B (NHS: a request is granted save as far as it is not appropriate; written
reasons; a second look), Care Act 2014 s26, SI 2014/1652 (education).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import telling
from budgets.acts import Act
from budgets.models import EligibilityDecision, Outcome, SecondLook
from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import rights, todos
from people.models import Basis, LegalBasis, OrganisationKind, Person, Right, Todo, TodoKind

KIND_OF = {"H": OrganisationKind.NHS, "C": OrganisationKind.COUNCIL, "E": OrganisationKind.EDUCATION}


class NotAFunder(RuleBroken):
    message = _("Your organisation pays for nobody's budget here, so it cannot decide.")


class ReasonsMissing(RuleBroken):
    message = _("Say why, in words the person can read too.")
    source = "SI 2012/2996 reg 32B"


class NotSaidWhichPart(RuleBroken):
    message = _("Say which part is granted.")


class LawMissing(RuleBroken):
    message = _(
        "The law gives this person a right to a personal budget. If the answer is no,"
        " say which rule allows that here."
    )
    source = "SI 2012/2996 reg 32B(4)"


class DecidedAhead(RuleBroken):
    message = _("The day of the decision must be today or before.")


class SecondLookFirst(RuleBroken):
    message = _("Somebody asked for a second look at the decision in force. Answer that first.")


class OtherIsNewer(RuleBroken):
    message = _("A decision after that day is written down already. Choose a later day.")


@transaction.atomic
def decide(
    person, *, by, outcome, reason, what_is_granted="", law="", decided_on=None
) -> EligibilityDecision:
    """Decide for the funder of ``by``'s organisation; the decision before it is replaced, and kept.

    Raises:
        NotAFunder, ReasonsMissing, NotSaidWhichPart, LawMissing, DecidedAhead
        SecondLookFirst: a second look at the decision in force waits for its answer.
        OtherIsNewer: the decision in force is of a later day.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    decided_on = decided_on or dates.today()
    before = standing(person, by.hat.funder)
    _check(person, by, outcome, reason.strip(), what_is_granted.strip(), law.strip(), decided_on, before)
    decision = EligibilityDecision.objects.create(
        site_id=person.site_id,
        person=person,
        funder=by.hat.funder,
        organisation_id=by.hat.organisation_id,
        outcome=outcome,
        what_is_granted=what_is_granted.strip(),
        reason=reason.strip(),
        law=law.strip(),
        replaces=before,
        decided_on=decided_on,
        decided_at=timezone.now(),
        decided_by=by,
    )
    audit.record(Act.DECIDE_ELIGIBILITY, decision, by=by)
    _settle_what_asked_for_it(before, by)
    telling.readers(decision, "decision_to_read", page="my_decisions", by=by)
    return decision


def _check(person, by, outcome, reason, what_is_granted, law, decided_on, before):
    if by.hat.funder is None:
        raise NotAFunder
    if not reason:
        raise ReasonsMissing
    if outcome == Outcome.PART and not what_is_granted:
        raise NotSaidWhichPart
    if outcome == Outcome.REFUSE and not law and given_by_law(person, by.hat.funder):
        raise LawMissing
    if decided_on > dates.today():
        raise DecidedAhead
    if before is not None and before.decided_on > decided_on:
        raise OtherIsNewer
    if before is not None and SecondLook.objects.waiting().filter(eligibility=before).exists():
        raise SecondLookFirst


def standing(person, funder) -> EligibilityDecision | None:
    """Return the decision of ``funder`` about ``person`` that is in force."""
    return EligibilityDecision.objects.filter(person=person, funder=funder, replaced_by=None).first()


def given_by_law(person, funder) -> list[rights.Given]:
    """Return what rests with ``person`` and gives a right to have a budget of this funder's money."""
    with acting.for_the_site("see what the law gives", site_id=person.site_id):
        given = rights.of(person, among=LegalBasis.objects.all())
    return [
        one
        for one in given
        if one.right == Right.HAVE and KIND_OF[funder] in rights.DECIDED_BY[Basis(one.basis.basis)]
    ]


def _settle_what_asked_for_it(before, by):
    """Say that what second looks at ``before`` asked for is done: there is a new decision."""
    if before is None:
        return
    keys = [f"decide again {look.public_id}" for look in before.second_looks.filter(is_changed=True)]
    with acting.for_the_site("say that it is decided again", site_id=before.site_id):
        asked = Todo.objects.open().filter(
            person_id=before.person_id, kind=TodoKind.DECIDE_AGAIN, key__in=keys
        )
        for todo in asked:
            todos.settle(todo, by=by, outcome=str(_("Decided again")))
