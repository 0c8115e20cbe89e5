"""The week of the plan: a table where there is room for one, else day by day."""

import datetime as dt

from django.utils.translation import gettext as _

from careplans.documents.blocks import bullets, heading, table
from careplans.models import PartOfDay, Weekday


def week(needs, *, is_large) -> list[dict]:
    """Return the week: ``is_large`` print has no room for a table with seven rows and four columns."""
    slots = [
        (slot, action)
        for need in needs
        for goal in need["goals"]
        for action in goal["actions"]
        for slot in action.get("slots", [])
    ]
    if not slots:
        return []
    used = [part for part in PartOfDay if any(slot["part"] == part for slot, _action in slots)]
    days = [(day, [_doings(slots, day, part) for part in used]) for day in Weekday]
    if is_large:
        return [block for day, cells in days for block in _by_day(day, used, cells)]
    rows = [[str(day.label), *("\n".join(cell) for cell in cells)] for day, cells in days]
    return [table(_("What happens in my week"), [_("Day"), *(part.label for part in used)], rows)]


def _by_day(day, used, cells):
    said = [f"{part.label}: {doing}" for part, cell in zip(used, cells, strict=True) for doing in cell]
    return [heading(day.label), bullets(said)] if said else []


def _doings(slots, day, part):
    here = [pair for pair in slots if pair[0]["weekday"] == day and pair[0]["part"] == part]
    here.sort(key=lambda pair: pair[0]["from"] or "")
    return [", ".join(filter(None, (_clock(slot), action["words"], action["who"]))) for slot, action in here]


def times_of(action) -> str:
    """Return the days and times of an action: ``Monday morning, 9:00 am; Friday evening``."""
    slots = sorted(action.get("slots", []), key=lambda slot: (slot["weekday"], slot["from"] or ""))
    return "; ".join(", ".join(filter(None, (_day(slot), _clock(slot)))) for slot in slots)


def _day(slot):
    return _("%(day)s %(part)s") % {
        "day": Weekday(slot["weekday"]).label,
        "part": PartOfDay(slot["part"]).label.lower(),
    }


def _clock(slot):
    if not slot["from"]:
        return ""
    begins = _time(slot["from"])
    return (
        _("%(begins)s to %(ends)s") % {"begins": begins, "ends": _time(slot["until"])}
        if slot["until"]
        else begins
    )


def _time(iso):
    time = dt.time.fromisoformat(iso)
    return f"{time:%-I:%M} {'am' if time.hour < 12 else 'pm'}"
