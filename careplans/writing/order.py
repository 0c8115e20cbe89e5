"""The order of the lines, and which goals the person puts first."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import Action, Goal
from careplans.writing.draft import being_written, written
from careplans.writing.lines import LineGone
from ipc.kernel.errors import RuleBroken


class RankedTwice(RuleBroken):
    message = _("Give each goal a place of its own: 1 for the first, 2 for the next.")


@transaction.atomic
def move_line(line, *, by, up):
    """Move a line one place up or down among its own; the first cannot go further up. Return the line.

    The words of the line stay, and so does its revision: who writes in it just now goes on.

    Raises:
        PlanNotDraft, LineGone
    """
    plan = being_written(line.plan)
    lines = list(_beside(line).select_for_update())
    if line not in lines:
        raise LineGone
    place = lines.index(line)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(lines):
        return line
    lines[place], lines[other] = lines[other], lines[place]
    _put_in_order(lines)
    written(plan, line, by)
    return lines[other]


@transaction.atomic
def rank_goals(plan, order, *, by):
    """Put the goals in the order the person gives them: ``order`` are public ids, the first first.

    A goal that is not among them has no place. Returns the plan.

    Raises:
        PlanNotDraft
        RankedTwice: a goal comes twice, or is none of this plan.
    """
    plan = being_written(plan)
    goals = {goal.public_id: goal for goal in Goal.objects.filter(plan=plan).select_for_update()}
    if len(set(order)) != len(order) or not set(order) <= set(goals):
        raise RankedTwice
    places = {public_id: place for place, public_id in enumerate(order, 1)}
    moved = [goal for goal in goals.values() if goal.rank != places.get(goal.public_id)]
    for goal in moved:
        goal.rank = places.get(goal.public_id)
    if moved:
        Goal.objects.bulk_update(moved, ["rank"])
        written(plan, plan, by, Act.RANK_GOALS)
    return plan


def _beside(line):
    """Return the lines among which ``line`` has its place: those under the same need or goal."""
    if isinstance(line, Action):
        return Action.objects.filter(goal_id=line.goal_id)
    if isinstance(line, Goal):
        return Goal.objects.filter(need_id=line.need_id)
    return type(line).objects.filter(plan_id=line.plan_id)


def _put_in_order(lines):
    """Give ``lines`` their old positions in their new order; no two have the same."""
    last = -1
    for line, position in zip(lines, sorted(line.position for line in lines), strict=True):
        last = max(position, last + 1)
        if line.position != last:
            line.position = last
            line.save(update_fields=["position"])
