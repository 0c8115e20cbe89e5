"""The plan as it was agreed, word for word, sealed with a hash that anybody can work out again."""

import hashlib
import json

from django.utils import timezone

from careplans.models import Observation, PlanVersion, Statement

FORM = 1


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
    """Return the whole plan as plain data. Days are ISO dates; amounts inside ``money`` are texts."""
    person = plan.person
    return {
        "form": FORM,
        "person": {"id": str(person.public_id), "name": person.name, "born_on": _day(person.born_on)},
        "plan": {
            "id": str(plan.public_id),
            "number": plan.number,
            "agreed_on": _day(plan.agreed_at and timezone.localtime(plan.agreed_at).date()),
            "prevention": plan.prevention,
            "if_things_go_wrong": plan.if_things_go_wrong,
            "health_watched_by": plan.health_watched_by,
            "notice_days": plan.notice_days,
            "review_due_on": _day(plan.review_due_on),
            "review_by": plan.review_by,
        },
        "about_me": [_statement(one) for one in Statement.objects.filter(person=person).order_by("heading")],
        "working_and_not": [_observation(one) for one in Observation.objects.filter(person=person)],
        "needs": [_need(need) for need in plan.needs.as_a_tree()],
        "agreed_by": [
            {"party": one.party, "name": one.name, "how": one.how}
            for one in plan.agreements.filter(revision=plan.revision).order_by("pk")
        ],
        "money": money,
    }


def _day(day):
    return day.isoformat() if day else None


def _statement(statement):
    return {
        "heading": statement.heading,
        "words": statement.words,
        "helped_by": statement.helped_by,
        "written_on": _day(timezone.localtime(statement.written_at).date()),
    }


def _observation(observation):
    return {
        "view": observation.view,
        "is_working": observation.is_working,
        "words": observation.words,
        "noted_on": _day(timezone.localtime(observation.noted_at).date()),
    }


def _need(need):
    return {
        "id": str(need.public_id),
        "words": need.words,
        "is_eligible": need.is_eligible,
        "goals": [_goal(goal) for goal in need.goals.all()],
    }


def _goal(goal):
    return {
        "id": str(goal.public_id),
        "kind": goal.kind,
        "words": goal.words,
        "importance": goal.importance,
        "confidence": goal.confidence,
        "actions": [_action(action) for action in goal.actions.all()],
    }


def _action(action):
    service = action.service
    return {
        "id": str(action.public_id),
        "words": action.words,
        "who": action.who,
        "when": action.when,
        "is_paid": action.is_paid,
        "service": {"id": str(service.public_id), "name": service.name} if service else None,
    }
