"""Decisions about deciding, in words for their pages. Each speaks of one decision at one time."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import dates
from people.models import BestInterestsDecision, CapacityAssessment, Outcome

ABILITIES = {
    "understands": gettext_lazy("Understands what it is about"),
    "retains": gettext_lazy("Remembers it long enough to decide"),
    "weighs": gettext_lazy("Weighs it up"),
    "communicates": gettext_lazy("Tells what they decided"),
}
LONGEST = 100


def list_of(user, person) -> list[dict]:
    """Return what ``user`` may read of the assessments about ``person``, the newest first: two queries."""
    seen = CapacityAssessment.objects.visible_to(user).filter(person=person).select_related("assessed_by")
    decided: dict = {}
    for one in BestInterestsDecision.objects.visible_to(user).filter(person=person).order_by("pk"):
        decided.setdefault(one.assessment_id, []).append(_decided(one))
    return [_in_words(one, decided.get(one.pk, [])) for one in seen.order_by("-pk")[:LONGEST]]


def whole(user, assessment) -> dict:
    """Return one assessment with its evidence and what was decided on it."""
    seen = BestInterestsDecision.objects.visible_to(user).filter(assessment=assessment)
    decided = [_decided(one) for one in seen.select_related("decided_by").order_by("-pk")]
    return {
        **_in_words(assessment, decided),
        "help_given": assessment.help_given,
        "abilities": [_ability(assessment, name, label) for name, label in ABILITIES.items()],
        "impairment": assessment.impairment,
        "causal_link": assessment.causal_link,
        "disagreement": assessment.disagreement,
    }


def _in_words(one, decided):
    can = one.outcome == Outcome.CAN
    return {
        "public_id": one.public_id,
        "decision": one.decision,
        "topic": one.get_topic_display(),
        "can": can,
        "outcome": one.get_outcome_display(),
        "colour": "green" if can else "yellow",
        "when": dates.in_words(one.assessed_at),
        "who": one.assessed_by.name if one.assessed_by else "",
        "again": dates.in_words(one.review_due_on),
        "is_due": bool(one.review_due_on and one.review_due_on <= dates.today()),
        "changes": one.is_fluctuating,
        "replaced": dates.in_words(one.replaced_at),
        "decided": decided,
    }


def _ability(assessment, name, label):
    has = getattr(assessment, name)
    return {
        "label": label,
        "has": has,
        "answer": _("Yes") if has else _("No"),
        "evidence": getattr(assessment, f"{name}_evidence"),
    }


def _decided(one):
    return {
        "outcome": one.outcome,
        "when": dates.in_words(one.decided_at),
        "who": one.decided_by.name if one.decided_by_id else "",
        "reconsider": dates.in_words(one.reconsider_on),
        "parts": [
            {"key": label, "value": words}
            for label, words in (
                (_("What the person wants"), one.wishes),
                (_("Ways there were"), one.options),
                (_("Who was asked"), one.consulted),
                (_("Independent advocate"), one.advocate),
                (_("Attorney or deputy, and what was seen"), one.authority_seen),
                (_("What the person decided before"), one.advance_decision),
                (_("The way that leaves most freedom"), one.less_restrictive),
                (_("Who does not agree"), one.dissent),
            )
            if words
        ],
    }
