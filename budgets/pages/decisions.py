"""Every decision about somebody's money in words, with what came of asking to look at it again."""

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import funder_answers
from budgets.models import (
    EligibilityDecision,
    IndicativeBudget,
    IndicativeStatus,
    Outcome,
    SecondLook,
    Signature,
    VariationAnswer,
)
from budgets.second_looks import ABOUT, about
from ipc.kernel import dates
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Role

MOST = 50
OUTCOMES = {Outcome.GRANT: "green", Outcome.PART: "yellow", Outcome.REFUSE: "red"}


def of_person(person, user) -> list[dict]:
    """Return all that was decided about the money of ``person``, as ``user`` may read it, newest first."""
    found = [
        *(eligibility(row) for row in _rows(EligibilityDecision, person, user, "organisation", "decided_by")),
        *(
            _indicative(row)
            for row in IndicativeBudget.objects.visible_to(user)
            .exclude(status=IndicativeStatus.DRAFT)
            .filter(person=person)
            .select_related("shared_by")[:MOST]
        ),
        *(_signature(row) for row in _rows(Signature, person, user, "organisation", "signed_by", "budget")),
        *(_change(row) for row in _rows(VariationAnswer, person, user, "organisation", "answered_by")),
    ]
    looks = SecondLook.objects.visible_to(user).filter(person=person)
    by_subject = _by_subject(looks.select_related("asked_by", "answered_by"))
    for one in found:
        one["looks"] = by_subject.get(one.pop("subject"), [])
        is_waiting = any(look["is_waiting"] for look in one["looks"])
        one["may_ask"] = not one["is_over"] and not is_waiting
    return sorted(found, key=lambda one: one.pop("sorted_by"), reverse=True)


def _rows(model, person, user, *along):
    found = model.objects.visible_to(user).filter(person=person).select_related(*along)
    if model is EligibilityDecision:
        found = found.select_related("replaced_by")
    return found.order_by("-pk")[:MOST]


def _by_subject(looks) -> dict:
    found: dict = {}
    for row in looks:
        subject = next((name, getattr(row, f"{name}_id")) for name in ABOUT if getattr(row, f"{name}_id"))
        found.setdefault(subject, []).append(look(row))
    return found


def eligibility(row) -> dict:
    return {
        "subject": ("eligibility", row.pk),
        "sorted_by": row.decided_at,
        "public_id": row.public_id,
        "title": _("Whether there is money from %(who)s") % {"who": row.organisation.name},
        "answer": row.get_outcome_display(),
        "colour": OUTCOMES[Outcome(row.outcome)],
        "part": row.what_is_granted,
        "reason": row.reason,
        "who": row.decided_by.name if row.decided_by else row.organisation.name,
        "law": row.law,
        "on": in_words(row.decided_on),
        "letter": reverse("eligibility_letter", args=[row.public_id]),
        "is_over": hasattr(row, "replaced_by"),
    }


def _indicative(row) -> dict:
    return {
        "subject": ("indicative", row.pk),
        "sorted_by": row.shared_at or row.worked_out_at,
        "public_id": row.public_id,
        "title": _("The first idea of the money"),
        "answer": _("about %(amount)s a week") % {"amount": pounds(row.weekly_amount)},
        "colour": "blue",
        "who": row.shared_by.name if row.shared_by else "",
        "on": in_words(row.shared_at),
        "more": reverse("indicative", args=[row.public_id]),
        "is_over": row.status == IndicativeStatus.REPLACED,
    }


def _signature(row) -> dict:
    said = _answered("signature", row, row.signed_at, row.signed_by, "signature_letter")
    if row.is_part:
        part = "; ".join(funder_answers.lines_in_words(row, agreed=True))
        said |= {"answer": str(Outcome.PART.label), "colour": OUTCOMES[Outcome.PART], "part": part}
    return {
        **said,
        "title": _("What %(who)s says about the budget") % {"who": row.organisation.name},
        "is_over": row.revision != row.budget.revision and row.is_agreed,
    }


def _change(row) -> dict:
    said = _answered("answer", row, row.answered_at, row.answered_by, "change_letter")
    return {
        **said,
        "title": _("What %(who)s says about the change of the budget") % {"who": row.organisation.name},
        "is_over": False,
    }


def _answered(name, row, at, by, letter) -> dict:
    return {
        "subject": (name, row.pk),
        "sorted_by": at,
        "public_id": row.public_id,
        "answer": _("Yes") if row.is_agreed else _("No"),
        "colour": "green" if row.is_agreed else "red",
        "reason": row.reason,
        "who": by.name if by else row.organisation.name,
        "on": in_words(at),
        "letter": reverse(letter, args=[row.public_id]),
    }


def look(row) -> dict:
    """Return one second look in words, with how far it is."""
    is_waiting = row.answered_at is None
    due = in_words(row.due_on)
    return {
        "public_id": row.public_id,
        "words": row.words,
        "asked_by": row.asked_by.name if row.asked_by else "",
        "asked_on": in_words(row.asked_at),
        "due_on": due,
        "is_waiting": is_waiting,
        "is_late": is_waiting and row.due_on < dates.today(),
        "answer": "" if is_waiting else _("Something changes") if row.is_changed else _("It stays as it was"),
        "colour": "green" if row.is_changed else "grey",
        "answer_words": row.answer_words,
        "answered_by": row.answered_by.name if row.answered_by else "",
        "answered_on": in_words(row.answered_at),
        "steps": [
            {"label": _("Asked"), "detail": in_words(row.asked_at), "done": True},
            {
                "label": _("Somebody else looks at it") if is_waiting else _("Somebody else looked at it"),
                "detail": _("By %(day)s at the latest") % {"day": due} if is_waiting else "",
                "done": not is_waiting,
                "now": is_waiting,
            },
            {"label": _("Answered"), "detail": in_words(row.answered_at), "done": not is_waiting},
        ],
    }


def row_of(look_row) -> dict:
    """Return one second look for the list of those who answer: who asks, about what, by when."""
    return {
        **look(look_row),
        "name": look_row.person.name,
        "url": reverse("second_look", args=[look_row.public_id]),
        "about": str(kind_of(look_row)),
    }


def kind_of(look_row) -> str:
    """Return in words what a second look is about."""
    if look_row.eligibility_id:
        return _("Whether there is money: %(funder)s") % {"funder": look_row.eligibility.get_funder_display()}
    if look_row.indicative_id:
        return _("The first idea of the money")
    if look_row.signature_id:
        return _("The answer to the budget: %(funder)s") % {"funder": look_row.signature.get_funder_display()}
    return _("The answer to a change of the budget")


def to_do_after(look_row, user) -> dict | None:
    """Return what follows from a second look that changed something, with its page where it is the user's."""
    if not look_row.is_changed:
        return None
    person, decided = look_row.person, about(look_row)
    if look_row.eligibility_id:
        is_theirs = user.hat.role == Role.APPROVER and user.hat.funder == decided.funder
        words, page, row = _("The funder decides anew."), "decide_eligibility", person
        is_done = hasattr(decided, "replaced_by")
    elif look_row.indicative_id:
        is_theirs = user.hat.role == Role.COORDINATOR
        words, page, row = _("The money is worked out anew."), "work_out_indicative", person
        is_done = decided.status == IndicativeStatus.REPLACED
    else:
        budget = decided.budget if look_row.signature_id else decided.variation.budget
        is_theirs = user.hat.role == Role.COORDINATOR
        words, page, row, is_done = _("The budget is changed and sent again."), "budget", budget, False
    if is_done:
        return {"words": _("That has been done."), "url": ""}
    return {"words": words, "url": reverse(page, args=[row.public_id]) if is_theirs else ""}
