"""The plan in Easy Read, made from the same data: one idea a line, a drawing for each, no hard words.

Our sentences are short and frame the person's own words, which stand as they were said. A line is
``{"picture", "shows", "sentence", "words"}``: ours is the sentence, theirs are the words.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans import easy_actions
from careplans.easy_lines import line, own
from careplans.models import AboutHeading, AgreementParty, LineKind, Stage
from careplans.telling import day_in_words, helpers
from ipc.kernel.money import pounds
from people.models import Funder

GOES_LIKE_THIS = {
    Stage.NOT_STARTED: ("clock", gettext_lazy("I have not started yet.")),
    Stage.STARTED: ("walk", gettext_lazy("I have started.")),
    Stage.NEARLY: ("star", gettext_lazy("I am nearly there.")),
    Stage.REACHED: ("tick", gettext_lazy("I have done it.")),
    Stage.STOPPED: ("question", gettext_lazy("I have stopped this for now.")),
}
PAYS = {
    Funder.NHS: gettext_lazy("The NHS pays %(amount)s a week."),
    Funder.COUNCIL: gettext_lazy("The council pays %(amount)s a week."),
    Funder.EDUCATION: gettext_lazy("The education service pays %(amount)s a week."),
    Funder.PERSON: gettext_lazy("I pay %(amount)s a week."),
}


def sections(told) -> list[dict]:
    """Return the sections of the plan: ``{"heading", "lines"}``, those with nothing to say left out."""
    found = [
        (_("This is my plan"), _beginning(told)),
        *_about(told),
        *_goals(told),
        (_("If things go wrong"), _wrong(told)),
        (_("What could go wrong"), _risks(told)),
        (_("How I stay well"), own(told["plan"]["prevention"], LineKind.STATEMENT)),
        (_("People I can call"), _people(told)),
        (_("My money"), _money(told)),
        (_("Who said yes"), _agreed(told)),
        (_("What happens next"), _next(told)),
    ]
    return [{"heading": heading, "lines": lines} for heading, lines in found if lines]


def _beginning(told):
    lines = [line("plan", _("This plan is about me: %(name)s.") % {"name": told["name"]})]
    agreed = day_in_words(told["plan"]["agreed_on"])
    if told["is_draft"]:
        return [
            *lines,
            line("write", _("We are still writing it.")),
            line("question", _("Nobody has agreed it yet.")),
        ]
    if told["has_ended"]:
        lines.append(line("clock", _("This is an old plan.")))
    return [*lines, line("tick", _("We agreed it on %(day)s.") % {"day": agreed})]


def _in_order(about_me):
    order = list(AboutHeading)
    return sorted(about_me, key=lambda one: order.index(AboutHeading(one["heading"])))


def _about(told):
    """Return a section for each heading; who helped throughout is named once, at the end."""
    helped = helpers(told)
    for one in _in_order(told["about_me"]):
        lines = own(one["words"], LineKind.STATEMENT)
        if len(helped) > 1:
            lines += _helped(one["helped_by"])
        yield AboutHeading(one["heading"]).label, lines
    if len(helped) == 1:
        yield _("How I wrote about me"), _helped(helped[0])


def _helped(by):
    return [line("write", _("This is how I had help:"), by)] if by else []


def _goals(told):
    """Return a section for each goal, in the order that the person gave them."""
    pairs = [(need, goal) for need in told["needs"] for goal in need["goals"]]
    pairs.sort(key=lambda pair: (not pair[1].get("rank"), pair[1].get("rank") or 0))
    stages = {one["line"]: one for one in told.get("progress", [])}
    for place, (need, goal) in enumerate(pairs, start=1):
        yield (
            _("My goal number %(place)s") % {"place": place},
            _goal(need, goal, stages.get(goal["id"]), told),
        )


def _goal(need, goal, progress, told):
    lines = [
        *own(goal["words"], LineKind.GOAL, _("My goal is:"), goal.get("picture")),
        *own(need["words"], LineKind.NEED, _("I need help because:"), need.get("picture")),
    ]
    if goal["importance"]:
        matters = _("It matters %(score)s out of 10 to me.") % {"score": goal["importance"]}
        lines.append(line("heart", matters))
    for action in goal["actions"]:
        lines += easy_actions.lines(action, told)
    return lines + _progress(progress)


def _progress(progress):
    if progress is None:
        return []
    picture, sentence = GOES_LIKE_THIS[Stage(progress["stage"])]
    said = own(progress["words"], LineKind.GOAL, _("How it goes:"))
    return [line(picture, str(sentence)), *said]


def _wrong(told):
    lines = []
    for one in told["contingencies"]:
        lines += own(one["trigger"], LineKind.CONTINGENCY, _("If this happens:"), one.get("picture"))
        lines += own(one["what_to_do"], LineKind.ACTION, _("Do this:"))
        lines += _call(one["who_to_call"], one["phone"])
    lines += own(told["plan"]["if_things_go_wrong"], LineKind.CONTINGENCY)
    lines += own(told["plan"].get("coping"), LineKind.STATEMENT, _("This helps me:"))
    if told["plan"].get("advance_statement"):
        lines.append(line("letter", _("My wishes for care are here:"), told["plan"]["advance_statement"]))
    return lines


def _risks(told):
    lines = []
    for one in told["risks"]:
        lines += own(one["words"], LineKind.RISK, _("This could go wrong:"), one.get("picture"))
        lines += own(one["why_worth_it"], LineKind.STATEMENT, _("I still want it because:"))
        lines += own(one["what_we_do"], LineKind.ACTION, _("So we do this:"))
    return lines


def _call(name, phone):
    if not name:
        return []
    lines = [line("phone", _("Call %(name)s.") % {"name": name})]
    return [*lines, line("phone", _("The number is %(number)s.") % {"number": phone})] if phone else lines


def _people(told):
    lines = []
    for one in told["circle"]:
        if one["phone"]:
            lines.append(line("person", f"{one['name']}: {one['phone']}"))
    coordinator = told["coordinator"]
    if coordinator:
        lines.append(line("person", _("%(name)s looks after my plan.") % {"name": coordinator["name"]}))
        if coordinator["phone"]:
            lines.append(line("phone", _("The number is %(number)s.") % {"number": coordinator["phone"]}))
    return lines


def _money(told):
    money = told["money"]
    if not money:
        return []
    lines = [line("money", _("I have %(amount)s a week.") % {"amount": pounds(Decimal(money["weekly"]))})]
    paying = [row for row in money["funders"] if row["weekly"] != "0.00"]
    return lines + [
        line("card", PAYS[row["funder"]] % {"amount": pounds(Decimal(row["weekly"]))}) for row in paying
    ]


def _agreed(told):
    lines = []
    for one in told["agreed_by"]:
        if one["party"] == AgreementParty.BEST_INTERESTS:
            lines += [
                line("question", _("I could not decide this myself.")),
                line("people", _("It was decided for me.")),
                line("heart", _("It was decided in my best interests.")),
            ]
        lines.append(line("tick", _("%(name)s said yes.") % {"name": one["name"]}))
    for one in told["disagreements"]:
        lines.append(
            line("question", _("%(name)s did not agree to this:") % {"name": one["who"]}, one["words"])
        )
        lines += own(one["reason"], LineKind.STATEMENT, _("This is why:"))
    return lines


def _next(told):
    plan, lines = told["plan"], []
    if plan["review_due_on"] and not told["has_ended"]:
        day = day_in_words(plan["review_due_on"])
        lines.append(line("calendar", _("We look at my plan again.")))
        lines.append(line("calendar", _("We do this by %(day)s.") % {"day": day}))
        if plan["review_by"]:
            lines.append(line("person", _("%(name)s does this with me.") % {"name": plan["review_by"]}))
    lines.append(line("talk", _("I can ask for a change.")))
    return [*lines, line("tick", _("I can do this at any time."))]
