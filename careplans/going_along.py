"""What of this room goes along when somebody moves to another site, if they agreed to it."""

from careplans.models import Action, CarePlan, Goal, Need, PlanStatus, Statement
from people.going_along import came_from, copied, goes_along
from people.models import HandedOver


@goes_along(HandedOver.ABOUT_ME)
def about_me(move):
    """The person's own words, each marked with where it came from. They begin anew at revision 1."""
    for statement in Statement.objects.filter(person=move.old):
        marked = ". ".join(words for words in (statement.helped_by, came_from(move)) if words)
        copied(statement, move.new, helped_by=marked[:120], revision=1)


@goes_along(HandedOver.PLAN)
def plan(move):
    """The plan in force, as one that has ended: to read, not in force there. Its money stays behind."""
    agreed = CarePlan.objects.filter(person=move.old, status=PlanStatus.AGREED).first()
    if agreed is None:
        return
    ended = copied(agreed, move.new, number=1, status=PlanStatus.ENDED, review_due_on=None)
    needs = {need.pk: copied(need, move.new, plan_id=ended.pk) for need in Need.objects.filter(plan=agreed)}
    goals = {
        goal.pk: copied(goal, move.new, plan_id=ended.pk, need_id=needs[goal.need_id].pk)
        for goal in Goal.objects.filter(plan=agreed)
    }
    for action in Action.objects.filter(plan=agreed):
        copied(action, move.new, plan_id=ended.pk, goal_id=goals[action.goal_id].pk, service_id=None)
