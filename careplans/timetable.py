"""The week as the plan has it: what happens on which day, with whom, free or paid."""

import datetime as dt

from django.utils.translation import gettext as _

from careplans.costs import cost_of
from careplans.models import Action, PartOfDay, Weekday
from peersupport.pages import meetings

PARTS = list(PartOfDay)
NOON, EVENING = dt.time(12), dt.time(17)


def week(plan, user):
    """Return the week of ``plan`` as ``user`` may see it: five queries.

    ``days`` are the seven, each with its four ``parts`` and their ``doings``; ``other`` are doings that
    have no time of the week yet; ``actions`` are all of them, each with its week in a sentence. The groups
    the person is in stand on their days, unless the plan says itself when they are.
    """
    actions = list(seen(plan, user))
    slots = [(slot, action) for action in actions for slot in action.slots.all()]
    groups = _groups(plan, user, {action.service_id for _slot, action in slots})
    days = [
        _day(
            day,
            [(slot, action) for slot, action in slots if slot.weekday == day],
            [one for one in groups if one.weekday == day],
        )
        for day in Weekday
    ]
    other = [{**_doing(action), "when": action.when} for action in actions if not action.slots.all()]
    written = [
        {"id": action.public_id, "words": action.words, "week": in_a_sentence(action.slots.all())}
        for action in actions
    ]
    return {"days": days, "other": other, "actions": written, "is_empty": not (slots or groups)}


def _groups(plan, user, written):
    """Return the groups of the person that the plan does not put on a day (``written``: those it does)."""
    return [one for one in meetings.of_the_week(plan.person_id, user) if one.service_id not in written]


def seen(plan, user):
    """Return what will be done by ``plan``, with its times of the week."""
    actions = Action.objects.visible_to(user).filter(plan=plan)
    return actions.select_related("service").defer("service__search").prefetch_related("slots")


def _day(day, slots, groups):
    parts = [
        {
            "name": part.label,
            "slug": part.value,
            "doings": [
                {**_doing(action), "when": times(slot)}
                for slot, action in sorted(slots, key=_by_the_clock)
                if slot.part == part
            ]
            + [_going(group) for group in groups if _part_of_day(group.begins) == part],
        }
        for part in PartOfDay
    ]
    return {"name": day.label, "parts": parts, "is_free": not (slots or groups)}


def _part_of_day(time):
    if time is None or time < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if time < EVENING else PartOfDay.EVENING


def _going(group):
    """Return a group among what is done that day: it is not paid from the budget."""
    when = ", ".join(filter(None, [_hours(group.begins, group.ends), group.often]))
    return {"words": group.name, "who": group.who, "is_paid": False, "cost": group.cost, "when": when}


def _by_the_clock(pair):
    """Those with a time first, in their order; then the others as the plan has them."""
    slot, action = pair
    return slot.from_time is None, slot.from_time or dt.time.min, action.position


def _doing(action):
    return {
        "words": action.words,
        "who": action.who,
        "is_paid": action.is_paid,
        "cost": cost_of(action),
    }


def times(slot):
    """Return the clock times of a slot in words, ``9:00 am to 10:30 am``; empty where there are none."""
    return _hours(slot.from_time, slot.until_time)


def _hours(begins, ends):
    if begins is None:
        return ""
    if ends is None:
        return _("at %(time)s") % {"time": _clock(begins)}
    return _("%(begins)s to %(ends)s") % {"begins": _clock(begins), "ends": _clock(ends)}


def _clock(time):
    return f"{time:%-I:%M} {'am' if time.hour < 12 else 'pm'}"


def in_a_sentence(slots):
    """Return when in the week, in words: ``Every day: morning, 8:00 am to 9:15 am; Friday: evening``."""
    days: dict[str, list[int]] = {}
    for slot in sorted(slots, key=lambda one: (one.weekday, PARTS.index(one.part))):
        part = slot.get_part_display().lower()
        days.setdefault(f"{part}, {times(slot)}" if slot.from_time else part, []).append(slot.weekday)
    return "; ".join(f"{_days(some)}: {when}" for when, some in days.items())


def _days(some):
    if some == list(Weekday):
        return _("Every day")
    if some == list(Weekday)[:5]:
        return _("Monday to Friday")
    return ", ".join(str(Weekday(day).label) for day in some)
