"""If things go wrong: one page that tells anybody, in large type, who to call and what to do.

The page of the plan in force is the one that counts; before there is one, that of the draft, which says
that it is not agreed yet. Nobody who must not be contacted is ever on it.
"""

from django.utils.translation import gettext as _

from careplans import dangers
from careplans.models import CarePlan, PlanStatus
from ipc.kernel.dates import in_words
from people.models import Allocation, InformationNeeds, Relationship

MOST_TO_CALL = 3
STATUSES_FIRST = (PlanStatus.AGREED, PlanStatus.DRAFT, PlanStatus.ENDED)


def plan_that_counts(user, person) -> CarePlan | None:
    """Return the plan whose page is the one to use now: in force, else being written, else the last one."""
    plans = CarePlan.objects.visible_to(user).filter(person=person).order_by("-number")
    return min(plans, key=lambda plan: STATUSES_FIRST.index(plan.status), default=None)


def shown(plan, person, user) -> dict:
    """Return the page as ``user`` may read it; ``plan`` is None where there is no plan yet. Five queries."""
    coordinator = _coordinator(user, person)
    return {
        "name": person.name,
        "called": person.called,
        "how_to_talk": _how_to_talk(user, person),
        "callers": [*_circle(user, person), *coordinator],
        **(_of_plan(plan, user, coordinator) if plan else {}),
    }


def _of_plan(plan, user, coordinator):
    lines = [_instead(line, coordinator) for line in dangers.contingencies(plan, user)]
    return {
        "is_draft": plan.status == PlanStatus.DRAFT,
        "has_ended": plan.status == PlanStatus.ENDED,
        "agreed": in_words(plan.agreed_at),
        "signs": [line for line in lines if line["is_sign"]],
        "lines": [line for line in lines if not line["is_sign"]],
        "coping": plan.coping,
        "advance_statement": plan.advance_statement,
        "words": plan.if_things_go_wrong,
    }


def _instead(line, coordinator):
    """Return ``line``; where whoever it named must not be called, the care coordinator in their place."""
    if not line["is_stopped"] or not coordinator:
        return line
    return {**line, "who": coordinator[0]["name"], "phone": coordinator[0]["phone"]}


def _circle(user, person):
    """Return whom of the circle to call first: who looks after the person, then who is nearest."""
    around = Relationship.objects.visible_to(user).contactable().filter(person=person).exclude(phone="")
    nearest = around.order_by("-is_carer", "ring", "pk")[:MOST_TO_CALL]
    return [{"name": one.name, "role": one.get_kind_display(), "phone": one.phone} for one in nearest]


def _coordinator(user, person):
    now = Allocation.objects.visible_to(user).live().filter(person=person)
    return [
        {"name": name, "role": _("Care coordinator"), "phone": own or of_site}
        for name, own, of_site in now.values_list("worker__name", "worker__phone", "site__phone")[:1]
    ]


def _how_to_talk(user, person):
    needs = InformationNeeds.objects.visible_to(user).filter(person=person).first()
    return needs.how_to_talk if needs else ""
