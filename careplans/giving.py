"""Giving an agreed plan to the person in the format they need: by themselves where it can go out so.

Source: Accessible Information Standard (DAPB1605), step 5: meet the needs.
"""

from django.utils.translation import gettext as _

from ipc.kernel import letters
from people import notices, reaching, todos
from people.models import (
    Allocation,
    Authority,
    InformationFormat,
    InformationNeeds,
    Notice,
    NoticeState,
    Role,
    TodoKind,
)

LETTER = "plan_agreed"


def give(plan, *, by) -> Notice | None:
    """Tell the person, and who decides for them, that the plan is agreed and where it is.

    Where their format needs somebody's hands (Braille, a recording, reading it out, large print or Easy Read
    on paper), the coordinator is asked once to give them the plan itself; no message is raised besides.
    Returns the notice to the person, if one was made.
    """
    person = plan.person
    facts = {"link": letters.link("my_plan")}
    rights = Authority.objects.deciding_the_plan().filter(person=person).select_related("holder")
    for holder in {right.holder for right in rights}:
        notices.tell(person, LETTER, key=_key(plan), facts=facts, to=holder, by=by)
    way = reaching.way_to(person, LETTER)
    if way.state in notices.BY_HAND and way.format != InformationFormat.STANDARD:
        _ask_for_hands(plan, way, by)
        return None
    if way.state == NoticeState.TO_TELL and rights and not _was_asked(person):
        return None  # a child whose parents were told
    return notices.tell(person, LETTER, key=_key(plan), facts=facts, by=by)


def _key(plan):
    return f"plan-agreed:{plan.public_id}"


def _was_asked(person):
    return InformationNeeds.objects.filter(person=person).exists()


def _ask_for_hands(plan, way, by):
    has_coordinator = Allocation.objects.live().filter(person_id=plan.person_id).exists()
    detail = _("%(format)s. %(why)s") % {"format": InformationFormat(way.format).label, "why": way.why}
    todos.ask(
        plan.person,
        TodoKind.PLAN_FORMAT,
        key=f"plan-format:{plan.public_id}",
        detail=detail[:300],
        role=Role.COORDINATOR if has_coordinator else Role.MANAGER,
        by=by,
    )
