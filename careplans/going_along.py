"""What of this room goes along when somebody moves to another site, if they agreed to it."""

from contextlib import suppress

from careplans import calling, media
from careplans.models import (
    Action,
    CarePlan,
    Contingency,
    Goal,
    Need,
    PlanStatus,
    Risk,
    Statement,
    WeekSlot,
)
from people.going_along import came_from, copied, goes_along
from people.models import HandedOver


@goes_along(HandedOver.ABOUT_ME)
def about_me(move):
    """The person's own words, each marked with where it came from. They begin anew at revision 1.

    Photos, voice and video beside them come along, each with a file of its own.
    """
    for statement in Statement.objects.filter(person=move.old):
        marked = ". ".join(words for words in (statement.helped_by, came_from(move)) if words)
        there = copied(statement, move.new, helped_by=marked[:120], revision=1)
        for one in statement.media.filter(removed_at=None):
            with suppress(media.MediaNotFound):  # a file that is lost here cannot come along
                file = media.content(one)
                media.put(copied(one, move.new, statement_id=there.pk, file=""), file)


@goes_along(HandedOver.PLAN)
def plan(move):
    """The plan in force, as one that has ended: to read, not in force there. Its money stays behind."""
    agreed = CarePlan.objects.filter(person=move.old, status=PlanStatus.AGREED).first()
    if agreed is None:
        return
    ended = copied(agreed, move.new, number=1, status=PlanStatus.ENDED, review_due_on=None)
    there = {"plan_id": ended.pk, "came_from_id": None}
    _tree(agreed, move.new, there)
    for risk in Risk.objects.filter(plan=agreed):
        copied(risk, move.new, **there)
    stopped = calling.kept_off(move.old)
    for line in Contingency.objects.filter(plan=agreed):
        # Whom not to call may be known here alone: what names them stays behind.
        is_stopped = calling.is_kept_off(line.who_to_call, line.phone, stopped)
        copied(line, move.new, **there, **({"who_to_call": "", "phone": ""} if is_stopped else {}))


def _tree(agreed, new, there):
    """Copy the needs, goals and actions of a plan, and the week they make."""
    needs = {need.pk: copied(need, new, **there) for need in Need.objects.filter(plan=agreed)}
    goals = {
        goal.pk: copied(goal, new, **there, need_id=needs[goal.need_id].pk)
        for goal in Goal.objects.filter(plan=agreed)
    }
    actions = {
        action.pk: copied(action, new, **there, goal_id=goals[action.goal_id].pk, service_id=None)
        for action in Action.objects.filter(plan=agreed)
    }
    for slot in WeekSlot.objects.filter(action__plan=agreed):
        copied(slot, new, action_id=actions[slot.action_id].pk)
