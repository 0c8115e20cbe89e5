"""The lines of a sealed plan in words, each a few labelled facts, whatever form it was sealed in.

What a form had not yet is simply not there.
"""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from careplans.models import AboutHeading, AgreementParty, ByWhom, GoalKind, PartOfDay, Side, Weekday
from ipc.kernel import dates
from ipc.kernel.money import pounds
from people.models import Funder, HowGiven


class Line(NamedTuple):
    """One line: its id, from which it came, what it is, how deep it hangs, and what it says."""

    id: str
    came_from: str | None
    what: str
    depth: int
    says: dict[str, str]

    @property
    def words(self):
        return next(iter(self.says.values()), "")


def sections(content, *, with_money=False, with_agreements=True) -> list[tuple[str, list[Line]]]:
    """Return the parts of a sealed plan in order, each with its lines; parts with nothing in them too.

    Who agreed is of each plan by itself: two plans are compared without it.
    """
    return [
        (_("What matters to me"), list(_about_me(content))),
        (_("What I need, what I want, what we do"), list(_needs(content))),
        (_("If things go wrong"), list(_contingencies(content))),
        (_("What could go wrong, and why it is worth it"), list(_risks(content))),
        (_("For the whole plan"), list(_details(content))),
        (_("Who takes part"), list(_participants(content))),
        (_("Who did not agree to something"), list(_disagreements(content))),
        *([(_("Who agreed"), list(_agreed(content)))] if with_agreements else []),
        *([(_("The money"), list(_money(content)))] if with_money else []),
    ]


def day(text):
    """Return a sealed day in words."""
    return dates.in_words(dt.date.fromisoformat(text)) if text else ""


def _line(row, what, depth, **says):
    said = {label: str(words) for label, words in says.pop("says").items() if words not in (None, "")}
    return Line(row.get("id", ""), row.get("came_from"), what, depth, said)


def _about_me(content):
    in_order = list(AboutHeading)
    for one in sorted(content.get("about_me", []), key=lambda one: in_order.index(one["heading"])):
        label = str(AboutHeading(one["heading"]).label)
        says = {label: one["words"], _("Helped to write it"): one.get("helped_by")}
        for number, media in enumerate(one.get("media", []), 1):
            says[_("Photo, voice or film %(number)s") % {"number": number}] = media["in_words"]
        yield _line({"id": f"about:{one['heading']}"}, label, 0, says=says)


def _needs(content):
    for need in content.get("needs", []):
        decided = {True: _("The council must meet this"), False: _("The council need not meet this")}
        says = {_("What I need"): need["words"], _("The council"): decided.get(need["is_eligible"])}
        yield _line(need, _("What I need"), 0, says=says)
        for goal in need["goals"]:
            yield _line(goal, _("Goal"), 1, says=_goal(goal))
            for action in goal["actions"]:
                yield _line(action, _("What we do"), 2, says=_action(action))


def _goal(goal):
    out_of_ten = _("%(score)s out of 10")
    return {
        _("Goal"): goal["words"],
        _("About"): GoalKind(goal["kind"]).label,
        _("Place among my goals"): goal.get("rank"),
        _("How important it is to me"): goal["importance"] and out_of_ten % {"score": goal["importance"]},
        _("How sure I am that I can"): goal["confidence"] and out_of_ten % {"score": goal["confidence"]},
        _("Outcome of the education, health and care plan"): goal.get("ehc_reference"),
    }


def _action(action):
    service = action.get("service")
    by_whom = action.get("by_whom")
    return {
        _("What we do"): action["words"],
        _("Who does it"): action["who"],
        _("They are"): ByWhom(by_whom).label if by_whom else "",
        _("When"): action["when"],
        _("How often"): action.get("how_often"),
        _("In the week"): "; ".join(_slot(slot) for slot in action.get("slots", [])),
        _("What it brings"): action.get("brings"),
        _("Where"): service["name"] if service else "",
        _("Cost"): _("Paid from the budget") if action["is_paid"] else _("Not paid from the budget"),
    }


def _slot(slot):
    times = "–".join(time for time in (slot["from"], slot["until"]) if time)
    words = f"{Weekday(slot['weekday']).label}, {str(PartOfDay(slot['part']).label).lower()}"
    return f"{words}, {times}" if times else words


def _contingencies(content):
    for one in content.get("contingencies", []):
        says = {
            _("If this happens"): one["trigger"],
            _("What to do"): one["what_to_do"],
            _("Who to call"): one["who_to_call"],
            _("Telephone"): one["phone"],
        }
        yield _line(one, _("If this happens"), 0, says=says)


def _risks(content):
    for one in content.get("risks", []):
        says = {
            _("What could go wrong"): one["words"],
            _("Why it is worth it"): one["why_worth_it"],
            _("What we agreed to do"): one["what_we_do"],
            _("Who watches it"): one["watched_by"],
            _("How serious"): _("Serious") if one["is_significant"] else "",
        }
        yield _line(one, _("What could go wrong"), 0, says=says)


def _details(content):
    plan = content.get("plan", {})
    days = plan.get("notice_days")
    told = {
        "if_things_go_wrong": (_("If things go wrong"), plan.get("if_things_go_wrong")),
        "coping": (_("What helps when it gets hard"), plan.get("coping")),
        "advance_statement": (_("Where my wishes for care are kept"), plan.get("advance_statement")),
        "prevention": (_("Staying well"), plan.get("prevention")),
        "health": (_("Who keeps an eye on my health"), plan.get("health_watched_by")),
        "notice": (_("Days of notice before money is reduced or stopped"), days),
        "review_on": (_("We look at it again by"), day(plan.get("review_due_on"))),
        "review_by": (_("Who does that"), plan.get("review_by")),
    }
    for name, (label, words) in told.items():
        if words:
            yield _line({"id": f"plan:{name}"}, label, 0, says={label: words})


def _participants(content):
    for one in content.get("participants", []):
        speaks_for = one["organisation"] or Side(one["side"]).label
        yield _line(one, _("Takes part"), 0, says={_("Takes part"): one["name"], _("Speaks for"): speaks_for})


def _disagreements(content):
    for number, one in enumerate(content.get("disagreements", [])):
        asked = one["asked_for"] or {}
        says = {
            _("About"): one["line_words"],
            _("Who said so"): one["who"],
            _("Why"): one["reason"],
            _("Asked for instead"): asked.get("words"),
            _("On"): day(one["on"]),
        }
        yield _line({"id": f"no:{number}:{one['line']}"}, _("Does not agree"), 0, says=says)


def _agreed(content):
    for one in content.get("agreed_by", []):
        best = one["party"] == AgreementParty.BEST_INTERESTS
        says = {
            _("Who"): one["name"],
            _("As"): AgreementParty(one["party"]).label,
            _("How"): HowGiven(one["how"]).label if one.get("how") else "",
            _("For"): one.get("organisation"),
            _("Why somebody else decided"): _("The person could not decide this at that time.")
            if best
            else "",
            _("Heard by"): one.get("witness"),
        }
        yield _line({"id": f"agreed:{one['party']}:{one['name']}"}, _("Agreed"), 0, says=says)


def _money(content):
    money = content.get("money")
    if money:
        says = {_("Each week"): pounds(Decimal(money["weekly"]))}
        for one in money.get("funders", []):
            says[str(Funder(one["funder"]).label)] = pounds(Decimal(one["weekly"]))
        yield _line({"id": "money"}, _("The money"), 0, says=says)
