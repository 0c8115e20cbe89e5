"""A plan as a tree: needs, the goals they lead to, what will be done, and when in the week."""

from django.utils.translation import gettext as _

from careplans import timetable
from careplans.costs import cost_of
from careplans.models import Need


def tree(plan, user):
    """Return the needs of ``plan`` that ``user`` may see, with their goals and actions: five queries."""
    seen = Need.objects.visible_to(user).filter(plan=plan)
    return [
        {
            "id": need.public_id,
            "words": need.words,
            "picture": need.picture,
            "eligible": _eligible(need),
            "goals": [_goal(goal) for goal in need.goals.all()],
        }
        for need in seen.as_a_tree().prefetch_related("goals__actions__slots")
    ]


def _eligible(need):
    if need.is_eligible is None:
        return _("Not decided yet if the council must meet this")
    return _("The council must meet this") if need.is_eligible else _("The council need not meet this")


def _goal(goal):
    own_words = [
        goal.rank and _("My number %(rank)s.") % {"rank": goal.rank},
        goal.importance and _("This matters %(score)s out of 10 to me.") % {"score": goal.importance},
        goal.confidence and _("I am %(score)s out of 10 sure that I can do it.") % {"score": goal.confidence},
    ]
    return {
        "id": goal.public_id,
        "words": goal.words,
        "picture": goal.picture,
        "kind": goal.get_kind_display(),
        "rank": goal.rank,
        "scores": " ".join(words for words in own_words if words),
        "ehc_reference": goal.ehc_reference,
        "actions": [_action(action) for action in goal.actions.all()],
    }


def _action(action):
    return {
        "id": action.public_id,
        "words": action.words,
        "picture": action.picture,
        "who": action.who,
        "by_whom": action.get_by_whom_display(),
        "when": action.when or ("" if action.how_often else _("Not decided yet")),
        "how_often": action.how_often,
        "brings": action.brings,
        "week": timetable.in_a_sentence(action.slots.all()),
        "is_paid": action.is_paid,
        "cost": cost_of(action),
        "service": str(action.service) if action.service else "",
        "service_id": action.service.public_id if action.service else None,
    }
