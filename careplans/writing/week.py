"""When in the week an action happens."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from careplans.models import Action, PartOfDay, WeekSlot
from careplans.writing.draft import being_written, written
from careplans.writing.lines import LineGone, counted
from ipc.kernel.errors import Changed, RuleBroken

FACTS = ("weekday", "part", "from_time", "until_time")


class EndsBeforeItBegins(RuleBroken):
    message = _("The time it ends must be after the time it begins.")


class SameTimeTwice(RuleBroken):
    message = _("Write one time for each part of a day. A second visit can be a line of its own.")


@transaction.atomic
def set_week(action, *, by, slots, revision=None):
    """Say when in the week ``action`` happens; ``slots`` take the place of those before. Return the action.

    A slot is ``{"weekday", "part", "from_time", "until_time"}``, the times where they are known. At night
    a time may end on the next morning. ``revision`` is that of the action as it was read.

    Raises:
        PlanNotDraft, LineGone, Changed, EndsBeforeItBegins, SameTimeTwice
    """
    plan = being_written(action.plan)
    action = Action.objects.select_for_update().filter(pk=action.pk).first()
    if action is None:
        raise LineGone
    if revision not in (None, action.revision):
        raise Changed
    wanted = [tuple(slot.get(name) for name in FACTS) for slot in slots]
    before = set(action.slots.values_list(*FACTS))
    if before == set(wanted) and len(wanted) == len(before):
        return action
    _check(wanted)
    _replace(action, before, wanted)
    counted(action, by, [])
    written(plan, action, by)
    return action


def _check(wanted):
    for _weekday, part, begins, ends in wanted:
        if ends and (not begins or (ends <= begins and part != PartOfDay.NIGHT)):
            raise EndsBeforeItBegins
    if len({slot[:2] for slot in wanted}) != len(wanted):
        raise SameTimeTwice


def _replace(action, before, wanted):
    """Take out what is no longer wanted and add what is new; what stays keeps its id."""
    for slot in action.slots.all():
        if tuple(getattr(slot, name) for name in FACTS) not in wanted:
            slot.delete()
    WeekSlot.objects.bulk_create(
        WeekSlot(
            site_id=action.site_id,
            person_id=action.person_id,
            action=action,
            **dict(zip(FACTS, slot, strict=True)),
        )
        for slot in wanted
        if slot not in before
    )
