"""The week of the plan: a table where there is room for one, else day by day."""

from collections import defaultdict

from django.utils.translation import gettext as _

from careplans.documents.blocks import bullets, heading, table
from careplans.models import PartOfDay, Weekday
from careplans.telling import clock_time


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
    here.sort(key=lambda pair: (not pair[0]["from"], pair[0]["from"] or ""))
    return [_doing(slot, action) for slot, action in here]


def _doing(slot, action):
    if not slot["from"]:
        return action["words"]
    return _("%(time)s: %(what)s") % {"time": clock_time(slot["from"]), "what": action["words"]}


def times_of(action) -> str:
    """Return the days and times of an action: ``Every morning, 8 am to 9:15 am; Friday evening``."""
    days = defaultdict(set)
    for slot in action.get("slots", []):
        days[list(PartOfDay).index(slot["part"]), slot["from"] or "", slot["until"] or ""].add(
            slot["weekday"]
        )
    return "; ".join(_group(key, found) for key, found in sorted(days.items()))


def _group(key, days):
    part, begins, ends = key
    name = list(PartOfDay)[part].label.lower()
    when = _("%(days)s %(part)s") % {"days": _days(sorted(days)), "part": name}
    if not begins:
        return when
    clock = (
        _("%(begins)s to %(ends)s") % {"begins": clock_time(begins), "ends": clock_time(ends)}
        if ends
        else clock_time(begins)
    )
    return f"{when}, {clock}"


def _days(days):
    if len(days) == len(Weekday):
        return _("Every")
    *first, last = [str(Weekday(day).label) for day in days]
    return _("%(days)s and %(last)s") % {"days": ", ".join(first), "last": last} if first else last
