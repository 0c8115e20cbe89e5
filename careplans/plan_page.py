"""A plan with what was said about each line and how it goes: what the two pages of a plan show."""

from django.db.models import Case, When

from careplans import (
    agreed,
    completeness,
    dangers,
    dialogue,
    introduced,
    progress,
    readiness,
    reading,
    reviews,
)
from careplans.acts import Act
from careplans.models import CarePlan, LineKind, Observation, PlanStatus, Statement
from careplans.tree import tree
from ipc.kernel import access
from ipc.kernel.dates import in_words
from people.banner import banner_for
from people.models import Role
from people.portal import may_for

ON_THE_PAGE = (
    Act.WRITE_PLAN,
    Act.START_PLAN,
    Act.AGREE_PLAN,
    Act.ANSWER,
    Act.ASK_FOR_CHANGE,
    Act.RANK_GOALS,
    Act.INVOLVE,
    Act.CHECK_PLAN,
)


def lines(plan: CarePlan, user) -> dict:
    """Return the plan line by line, as ``user`` may read it; 21 queries, however long the plan is.

    One more where an action names an entry of the directory: it says how the introduction to it stands.

    ``needs`` is the tree of ``careplans.tree``, ``dangers`` what ``careplans.dangers`` shows; each line has
    its ``line_kind``, what it ``says``, what was ``said`` about it, and ``latest``, how it goes.
    ``said_of_new`` are proposals for lines that are not there yet.
    """
    said, latest = dialogue.said(plan, user), progress.latest(plan, user)
    needs, safety = tree(plan, user), dangers.shown(plan, user)
    introductions = introduced.standing_of(needs, plan.person, user)
    for kind, line in _each(needs, safety):
        line["line_kind"] = kind.value
        line["says"] = line.get("words") or line["trigger"]
        line["said"] = said.get(line["id"], [])
        line["latest"] = latest.get(line["id"])
        line["introduced"] = introductions.get(line.get("service_id"), "")
    return {"needs": needs, "dangers": safety, "said_of_new": said.get(dialogue.NEW, [])}


def _each(needs, safety):
    for need in needs:
        yield LineKind.NEED, need
        for goal in need["goals"]:
            yield LineKind.GOAL, goal
            yield from ((LineKind.ACTION, action) for action in goal["actions"])
    yield from ((LineKind.CONTINGENCY, one) for one in safety["contingencies"])
    yield from ((LineKind.RISK, one) for one in safety["risks"])


def for_colleagues(plan: CarePlan, user) -> dict:
    """Return what the page of ``plan`` shows to a colleague: the conversation, and what grew from it."""
    person, is_draft = plan.person, plan.status == PlanStatus.DRAFT
    may = acts_on(plan, user)
    may_write = Act.WRITE_PLAN in may
    missing = readiness.missing(plan, user)
    may_agree = Act.AGREE_PLAN in may and is_draft and not any(one["is_blocking"] for one in missing)
    return {
        "plan": plan,
        "person": person,
        "banner": banner_for(user, person),
        "status": plan.get_status_display(),
        "is_draft": is_draft,
        "sees_about": may_for(Act.SEE_ABOUT_ME, Statement, user, person),
        "may_observe": may_for(Act.NOTE_OBSERVATION, Observation, user, person),
        "sees_money": user.hat.role != Role.PARTNER,
        "may_talk": may_write and access.may(Act.WRITE_ABOUT_ME, user),
        "may_write": may_write and is_draft,
        "may_answer": Act.ANSWER in may and plan.status != PlanStatus.ENDED,
        "may_start_next": Act.START_PLAN in may and not is_draft and not draft_of(person),
        "may_agree": may_agree,
        "may_note_agreement": may_agree and user.hat.role == Role.COORDINATOR,
        "may_check": Act.CHECK_PLAN in may and plan.status == PlanStatus.AGREED,
        "started": in_words(plan.started_at),
        "agreed": in_words(plan.agreed_at),
        "review": in_words(_next_look(plan)),
        "headings": reading.headings(user, person),
        "observations": reading.observations(user, person),
        "asked": reading.change_requests(user, person),
        "missing": missing,
        "agreements": agreed.shown(plan, user),
        **lines(plan, user),
    }


def acts_on(plan: CarePlan, user) -> set:
    """Return which acts of a plan's page ``user`` may do on ``plan``: one query."""
    asked = {
        act.name.lower(): Case(When(access.rows(CarePlan, act, user), then=True), default=False)
        for act in ON_THE_PAGE
    }
    found = CarePlan.objects.annotate(**asked).values(*asked).get(pk=plan.pk)
    return {act for act in ON_THE_PAGE if found[act.name.lower()]}


def draft_of(person) -> bool:
    return CarePlan.objects.filter(person=person, status=PlanStatus.DRAFT).exists()


def plans_of(user, person):
    """Return ``(the plan in force or the last one, the one being written)``, as ``user`` may see them."""
    plans = list(CarePlan.objects.visible_to(user).filter(person=person).order_by("-number"))
    draft = next((one for one in plans if one.status == PlanStatus.DRAFT), None)
    agreed_one = next((one for one in plans if one.status == PlanStatus.AGREED), None)
    ended = next((one for one in plans if one.status == PlanStatus.ENDED), None)
    return agreed_one or ended, draft


def for_people(user, person, *, wants_next: bool) -> dict:
    """Return what the person or family reads: the plan in force; else, or on wish, the one being written."""
    in_force, draft = plans_of(user, person)
    plan = draft if draft and (wants_next or in_force is None) else in_force
    if plan is None:
        return {"plan": None}
    is_draft, may = plan.status == PlanStatus.DRAFT, acts_on(plan, user)
    return {
        "plan": plan,
        "is_draft": is_draft,
        "has_ended": plan.status == PlanStatus.ENDED,
        "another": draft if in_force and not is_draft else None,
        "is_ready": is_draft and Act.AGREE_PLAN in may and not completeness.blocking(plan),
        "may_answer": Act.ANSWER in may and plan.status != PlanStatus.ENDED,
        "may_involve": Act.INVOLVE in may,
        "may_rank": is_draft and Act.RANK_GOALS in may,
        "may_note": Act.ANSWER in may and plan.status != PlanStatus.ENDED,
        "agreed": in_words(plan.agreed_at),
        "review": in_words(_next_look(plan)),
        "called": person.called,
        "name": person.name,
        "headings": [one for one in reading.headings(user, person) if one["statement"]],
        "agreements": agreed.shown(plan, user),
        "asked": reading.change_requests(user, person),
        **lines(plan, user),
    }


def _next_look(plan):
    """Return the day by which somebody looks again: of a plan in force the next review, else its own."""
    waiting = reviews.next_review(plan.person) if plan.status == PlanStatus.AGREED else None
    return waiting.due_on if waiting else plan.review_due_on
