"""The plan as it was agreed, word for word, sealed with a hash that anybody can work out again.

``FORM`` says how the content is laid out: form 1 had less in it, still verifies, and is still read.
"""

import hashlib
import json

from django.utils import timezone

from careplans import sealed_lines
from careplans.models import Media, Observation, Participant, PlanVersion, Statement

FORM = 2
DETAILS = (
    "prevention",
    "if_things_go_wrong",
    "coping",
    "advance_statement",
    "risks_talked_about",
    "health_watched_by",
    "notice_days",
    "review_by",
)


def seal(plan, *, by, money):
    """Keep ``plan`` as it is now, with ``money`` (its statement, ready for JSON); return the version."""
    sealed = content(plan, money)
    return PlanVersion.objects.create(
        site_id=plan.site_id,
        person_id=plan.person_id,
        plan=plan,
        content=sealed,
        content_hash=fingerprint(sealed),
        sealed_at=timezone.now(),
        sealed_by=by,
    )


def verify(version) -> bool:
    """Return whether a sealed plan still says what was agreed."""
    return fingerprint(version.content) == version.content_hash


def fingerprint(sealed: dict) -> str:
    """Return the SHA-256 of the canonical JSON: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def content(plan, money) -> dict:
    """Return the whole plan as plain data. Days are ISO dates; amounts inside ``money`` are texts.

    Every line carries its id and that of the line of the plan before from which it came, so that versions
    can be compared line by line.
    """
    person = plan.person
    return {
        "form": FORM,
        "person": {
            "id": str(person.public_id),
            "name": person.name,
            "born_on": sealed_lines.day(person.born_on),
        },
        "plan": {
            "id": str(plan.public_id),
            "number": plan.number,
            "agreed_on": sealed_lines.day(plan.agreed_at),
            "review_due_on": sealed_lines.day(plan.review_due_on),
            **{name: getattr(plan, name) for name in DETAILS},
        },
        "about_me": _about_me(person),
        "working_and_not": [_observation(one) for one in Observation.objects.filter(person=person)],
        "needs": sealed_lines.needs(plan),
        "contingencies": sealed_lines.contingencies(plan),
        "risks": sealed_lines.risks(plan),
        "participants": _participants(person),
        "disagreements": sealed_lines.disagreements(plan),
        "progress": sealed_lines.progress(plan),
        "agreed_by": [_agreement(one) for one in _agreements(plan)],
        "money": money,
    }


def _about_me(person):
    """Return what the person says about themselves, each heading with its photos, voices and films."""
    media: dict = {}
    for one in Media.objects.filter(person=person, removed_at=None):
        media.setdefault(one.statement_id, []).append(
            {"kind": one.kind, "sha256": one.sha256, "in_words": one.text_alternative}
        )
    return [
        {
            "heading": one.heading,
            "words": one.words,
            "helped_by": one.helped_by,
            "written_on": sealed_lines.day(one.written_at),
            "media": media.get(one.pk, []),
        }
        for one in Statement.objects.filter(person=person).order_by("heading")
    ]


def _observation(observation):
    return {
        "view": observation.view,
        "is_working": observation.is_working,
        "words": observation.words,
        "noted_on": sealed_lines.day(observation.noted_at),
    }


def _participants(person):
    taking_part = Participant.objects.taking_part().filter(person=person).order_by("pk")
    return [
        {"id": str(one.public_id), "name": one.name, "side": one.side, "organisation": one.organisation}
        for one in taking_part
    ]


def _agreements(plan):
    of_this_plan = plan.agreements.filter(revision=plan.revision)
    return of_this_plan.select_related("paper", "decision__assessment").order_by("pk")


def _agreement(agreement):
    decision = agreement.decision
    return {
        "party": agreement.party,
        "name": agreement.name,
        "how": agreement.how,
        "organisation": agreement.organisation,
        "witness": agreement.witness,
        "paper": agreement.paper and agreement.paper.sha256,
        "agreed_on": sealed_lines.day(agreement.agreed_at),
        "decision": decision
        and {
            "id": str(decision.public_id),
            "decided_on": sealed_lines.day(decision.decided_at),
            "about": decision.assessment.decision,
        },
    }
