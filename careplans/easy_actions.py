"""What will be done, in Easy Read: what, who helps, when, and what it costs."""

from django.utils.translation import gettext as _

from careplans.easy_lines import line, own
from careplans.models import ByWhom, LineKind, PartOfDay, Weekday
from careplans.telling import clock_time, when_of
from ipc.kernel.money import pounds

MYSELF = {"me", "i", "myself"}
# Who is named with one of these needs no "my" before it.
NAMED = {"my", "our", "the", "a", "an"}
MANY = {"both", "all", "everybody"}
LONGEST_NAME = 4
PICTURE_OF = {
    PartOfDay.MORNING: "morning",
    PartOfDay.AFTERNOON: "sun",
    PartOfDay.EVENING: "evening",
    PartOfDay.NIGHT: "night",
}


def lines(action, told) -> list[dict]:
    """Return the lines of one action."""
    return [
        *own(action["words"], LineKind.ACTION, _("What we do:"), action.get("picture")),
        *_who(action, told),
        *_when(action),
        *own(action.get("brings"), LineKind.STATEMENT, _("What I get from it:")),
        *_cost(action),
    ]


def _who(action, told):
    who = action["who"].strip().rstrip(".")
    mine = {told["called"], told["name"], told["name"].split(" ")[0]}
    if who.casefold() in MYSELF | {name.casefold() for name in mine}:
        return [line("person", _("I do this myself."))]
    return [line("together", _helps(who, action))] if who else []


def _helps(who, action):
    """Return who does it, as somebody would say it; who is told at length is told as they were written."""
    words = who.split()
    is_long = "," in who or len(words) > LONGEST_NAME or words[0].casefold() in MANY
    if is_long or action.get("by_whom") == ByWhom.PERSON:
        return _("Who does this: %(who)s.") % {"who": who}
    if words[0].casefold() in NAMED or all(word[0].isupper() for word in words):
        return _("%(who)s helps me.") % {"who": who}
    return _("My %(who)s helps me.") % {"who": who[0].lower() + who[1:]}


def _when(action):
    slots = action.get("slots") or []
    if not slots:
        said = when_of(action)
        return [line("calendar", _("When: %(when)s.") % {"when": said})] if said else []
    found = []
    for part in PartOfDay:
        days = sorted({slot["weekday"] for slot in slots if slot["part"] == part})
        if days:
            found.append(line(PICTURE_OF[part], _on(days, part)))
        times = sorted({slot["from"] for slot in slots if slot["part"] == part and slot["from"]})
        if len(times) == 1:
            found.append(line("clock", _("It starts at %(time)s.") % {"time": clock_time(times[0])}))
    return found


def _on(days, part):
    name = PartOfDay(part).label.lower()
    if len(days) == len(Weekday):
        return _("This is every %(part)s.") % {"part": name}
    *first, last = [str(Weekday(day).label) for day in days]
    named = _("%(days)s and %(last)s") % {"days": ", ".join(first), "last": last} if first else last
    return _("This is on %(days)s %(part)s.") % {"days": named, "part": name}


def _cost(action):
    if action["is_paid"]:
        return [line("money", _("My budget pays for it."))]
    if action["cost"]:
        return [line("money", _("It costs %(amount)s.") % {"amount": pounds(action["cost"])})]
    return [line("free", _("It is free."))]
