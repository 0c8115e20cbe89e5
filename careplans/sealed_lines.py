"""The lines of a plan as plain data, for its sealed version: what belongs to what, and from where it came."""

import datetime as dt

from django.db.models import Prefetch, Q
from django.utils import timezone

from careplans import dialogue
from careplans.models import (
    Action,
    Answer,
    Contingency,
    Goal,
    Need,
    Progress,
    Proposal,
    ProposalState,
    Risk,
    Verdict,
    WeekSlot,
)
from peersupport.models import Service


def day(moment):
    """Return a day, or the London day of a moment, as ISO text; None for none."""
    if isinstance(moment, dt.datetime):
        moment = timezone.localtime(moment).date()
    return moment.isoformat() if moment else None


def needs(plan) -> list[dict]:
    """Return the needs of ``plan`` with their goals, actions and times of the week: six queries."""
    slots = Prefetch("slots", WeekSlot.objects.order_by("weekday", "from_time", "pk"))
    services = Prefetch("service", Service.objects.defer("search"))
    actions = Action.objects.select_related("came_from").prefetch_related(services, slots)
    goals = Goal.objects.select_related("came_from").prefetch_related(Prefetch("actions", actions))
    found = Need.objects.filter(plan=plan).select_related("came_from")
    return [_need(need) for need in found.prefetch_related(Prefetch("goals", goals))]


def _line(line):
    return {
        "id": str(line.public_id),
        "came_from": str(line.came_from.public_id) if line.came_from_id else None,
        "picture": line.picture,
    }


def _need(need):
    return {
        **_line(need),
        "words": need.words,
        "is_eligible": need.is_eligible,
        "goals": [_goal(goal) for goal in need.goals.all()],
    }


def _goal(goal):
    return {
        **_line(goal),
        "kind": goal.kind,
        "words": goal.words,
        "rank": goal.rank,
        "ehc_reference": goal.ehc_reference,
        "importance": goal.importance,
        "confidence": goal.confidence,
        "actions": [_action(action) for action in goal.actions.all()],
    }


def _action(action):
    service = action.service
    return {
        **_line(action),
        "words": action.words,
        "who": action.who,
        "by_whom": action.by_whom,
        "when": action.when,
        "how_often": action.how_often,
        "brings": action.brings,
        "is_paid": action.is_paid,
        "service": {"id": str(service.public_id), "name": service.name} if service else None,
        "slots": [_slot(slot) for slot in action.slots.all()],
    }


def _slot(slot):
    return {
        "weekday": slot.weekday,
        "part": slot.part,
        "from": slot.from_time and slot.from_time.isoformat("minutes"),
        "until": slot.until_time and slot.until_time.isoformat("minutes"),
    }


def contingencies(plan) -> list[dict]:
    """Return what could happen, what is done then and who is called."""
    return [
        {
            **_line(one),
            "kind": one.kind,
            "trigger": one.trigger,
            "what_to_do": one.what_to_do,
            "who_to_call": one.who_to_call,
            "phone": one.phone,
        }
        for one in Contingency.objects.filter(plan=plan).select_related("came_from")
    ]


def risks(plan) -> list[dict]:
    """Return what could go wrong, why it is worth it, and what was agreed to do about it."""
    return [
        {
            **_line(one),
            "words": one.words,
            "why_worth_it": one.why_worth_it,
            "what_we_do": one.what_we_do,
            "watched_by": one.watched_by,
            "is_significant": one.is_significant,
        }
        for one in Risk.objects.filter(plan=plan).select_related("came_from")
    ]


def disagreements(plan) -> list[dict]:
    """Return who did not agree to what, and what somebody still asked for, when the plan was sealed.

    A no to a line goes on with the line from plan to plan. A no to what was proposed counts where it was
    taken in all the same. Of what somebody said more than once about the same line, the newest counts.
    """
    said = Answer.objects.filter(person_id=plan.person_id, plan__number__lte=plan.number)
    counts = said.filter(Q(proposal=None) | Q(proposal__state=ProposalState.ACCEPTED))
    answers = list(counts.select_related("answered_by", "proposal").order_by("pk"))
    is_earlier = any(one.plan_id != plan.pk for one in answers)
    place = dialogue.place_of_lines(plan) if is_earlier else {}
    newest: dict = {}
    for one in answers:
        line_id = one.line_id or (one.proposal and one.proposal.line_id)
        if one.plan_id == plan.pk or line_id in place:
            newest[place.get(line_id, line_id), one.answered_by_id] = one
    said_no = [(line, one) for (line, _who), one in newest.items() if one.verdict == Verdict.DISAGREES]
    still_open = Proposal.objects.open().filter(plan=plan).select_related("proposed_by").order_by("pk")
    return [*(_said_no(one, line) for line, one in said_no), *(_asked_for(one) for one in still_open)]


def _said_no(answer, line_id):
    return {
        "line": str(line_id) if line_id else None,
        "line_words": answer.line_words or (answer.proposal.line_words if answer.proposal else ""),
        "side": answer.side,
        "who": answer.answered_by.name if answer.answered_by_id else "",
        "reason": answer.reason,
        "asked_for": None,
        "on": day(answer.answered_at),
    }


def _asked_for(proposal):
    return {
        "line": str(proposal.line_id) if proposal.line_id else None,
        "line_words": proposal.line_words,
        "side": proposal.side,
        "who": proposal.proposed_by.name if proposal.proposed_by_id else "",
        "reason": proposal.reason,
        "asked_for": {**proposal.change, "is_removal": proposal.is_removal},
        "on": day(proposal.proposed_at),
    }


def progress(plan) -> list[dict]:
    """Return how it went with each goal and action until then, in the order in which it was said."""
    of_goals = Progress.objects.filter(goal__plan=plan) | Progress.objects.filter(action__goal__plan=plan)
    return [
        {
            "line": _line_of(one),
            "stage": one.stage,
            "how_near": one.how_near,
            "view": one.view,
            "words": one.words,
            "on": day(one.noted_at),
        }
        for one in of_goals.select_related("goal", "action").order_by("pk")
    ]


def _line_of(progress):
    return str((progress.goal or progress.action).public_id)
