"""A whole plan as one reader may see it: what every document that leaves the house is made from.

Each row comes through the access table of its own model, so that a line kept from a reader is in no
document they take. How many queries it costs does not depend on how long the plan is.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from careplans import calling
from careplans.models import (
    Action,
    Agreement,
    CarePlan,
    Contingency,
    Goal,
    Need,
    Participant,
    PlanStatus,
    Progress,
    Review,
    ReviewStream,
    Risk,
    Statement,
    WeekSlot,
)
from people.models import Allocation, InformationNeeds, Person, Relationship, User


@dataclass(frozen=True)
class Whole:
    """``statements`` by heading, ``slots`` by the key of their action.

    ``progress`` by what it is about, a goal or an action, with the newest last. ``stopped`` are those who
    must not be contacted, also where the reader is not told of them. ``again_on`` is when the plan is looked
    at again: by its clock while it is in force, which goes on after each review.
    """

    person: Person
    plan: CarePlan | None
    statements: dict[str, Statement]
    circle: list[Relationship]
    coordinator: User | None
    information_needs: InformationNeeds | None
    participants: list[Participant]
    needs: list[Need] = field(default_factory=list)
    slots: dict[int, list[WeekSlot]] = field(default_factory=dict)
    progress: dict[tuple[type, int], list[Progress]] = field(default_factory=dict)
    contingencies: list[Contingency] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    stopped: list[calling.KeptOff] = field(default_factory=list)
    again_on: dt.date | None = None

    def may_be_called(self, who, phone):
        """Return whether these words and this number mean nobody who must not be contacted."""
        return not calling.is_kept_off(who, phone, self.stopped)

    @property
    def goals(self):
        """All goals, in the order that the person gave them; those without a place last."""
        found = [goal for need in self.needs for goal in need.goals.all()]
        return sorted(found, key=lambda goal: (goal.rank is None, goal.rank or 0))

    def of_goal(self, goal):
        return self.progress.get((Goal, goal.pk), [])

    def of_action(self, action):
        return self.progress.get((Action, action.pk), [])


def read(person, plan, user) -> Whole:
    """Return all of ``plan`` and of what was said about ``person`` that ``user`` may see.

    ``plan`` may be None: what somebody says about themselves is worth handing on before there is one.
    """
    about = Statement.objects.visible_to(user).filter(person=person).select_related("written_by")
    allocated = Allocation.objects.visible_to(user).live().filter(person=person).select_related("worker")
    first = allocated.first()
    circle = Relationship.objects.visible_to(user).live().filter(person=person)
    return Whole(
        person=person,
        plan=plan,
        statements={one.heading: one for one in about},
        circle=list(circle.with_ways_to_reach().order_by("ring", "pk")),
        coordinator=first and first.worker,
        information_needs=InformationNeeds.objects.visible_to(user).filter(person=person).first(),
        participants=list(Participant.objects.visible_to(user).taking_part().filter(person=person)),
        stopped=calling.kept_off(person),
        **(_lines(plan, user) if plan else {}),
    )


def _lines(plan, user):
    slots, progress = defaultdict(list), defaultdict(list)
    for slot in WeekSlot.objects.visible_to(user).filter(action__plan=plan):
        slots[slot.action_id].append(slot)
    noted = Progress.objects.visible_to(user).filter(person=plan.person_id).order_by("pk")
    for one in noted:
        progress[(Goal, one.goal_id) if one.goal_id else (Action, one.action_id)].append(one)
    return {
        "needs": list(Need.objects.visible_to(user).filter(plan=plan).as_a_tree()),
        "slots": dict(slots),
        "progress": dict(progress),
        "contingencies": list(Contingency.objects.visible_to(user).filter(plan=plan)),
        "again_on": _again_on(plan, user),
        "risks": list(Risk.objects.visible_to(user).filter(plan=plan)),
        "agreements": list(
            Agreement.objects.visible_to(user).filter(plan=plan, revision=plan.revision).order_by("pk")
        ),
    }


def _again_on(plan, user):
    if plan.status != PlanStatus.AGREED:
        return plan.review_due_on
    waiting = Review.objects.visible_to(user).open().filter(person=plan.person_id, stream=ReviewStream.PLAN)
    return waiting.values_list("due_on", flat=True).first() or plan.review_due_on
