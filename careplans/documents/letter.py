"""The plan as a letter about a life: what matters, the goals and what is done, who to call, who agreed."""

from django.utils.translation import gettext as _

from careplans.documents import parts
from careplans.documents.blocks import bullets, card, heading, quote, says, section
from careplans.documents.week import week
from careplans.models import AboutHeading, AgreementParty
from careplans.telling import day_in_words, helpers
from people.models import HowGiven


def sections(told, *, is_large) -> list[dict]:
    """Return the sections of the letter, those with nothing to say left out."""
    plan = told["plan"]
    found = [
        *_about(told),
        section(_("My goals, and what we will do"), _goals(told)),
        section(_("What else I need"), _needs_alone(told)),
        section(_("My week"), week(told["needs"], is_large=is_large)),
        section(_("If things go wrong"), parts.wrong(told)),
        section(_("What could go wrong, and why it is worth it"), parts.risks(told)),
        section(_("How I stay well"), [quote(plan["prevention"]), _watched(plan)]),
        section(_("The people around me"), parts.people(told)),
        section(_("The money"), parts.money(told)),
        section(_("Who agreed"), _agreed(told)),
        section(_("Looking at it again"), _again(told)),
    ]
    return [one for one in found if one["blocks"]]


def opening(told) -> list[str]:
    """Return what this document is, in its first sentences."""
    agreed = day_in_words(told["plan"]["agreed_on"])
    if told["is_draft"]:
        return [_("This is a draft. It is still being written, and nobody has agreed it yet.")]
    if told["has_ended"]:
        return [_("This plan was agreed on %(day)s. It has ended.") % {"day": agreed}]
    return [_("This plan was agreed on %(day)s.") % {"day": agreed}]


def _in_order(about_me):
    order = list(AboutHeading)
    return sorted(about_me, key=lambda one: order.index(AboutHeading(one["heading"])))


def _about(told):
    """Return a section for each heading; who helped throughout is named once, at the end."""
    helped = helpers(told)
    for statement in _in_order(told["about_me"]):
        by = _helped(statement["helped_by"]) if len(helped) > 1 else ""
        yield section(AboutHeading(statement["heading"]).label, [quote(statement["words"], by)])
    if len(helped) == 1 and helped[0]:
        yield section(_("How I wrote about me"), [says(_helped(helped[0]))])


def _helped(by):
    return _("Help with writing this: %(who)s") % {"who": by} if by else ""


def _goals(told):
    pairs = [(need, goal) for need in told["needs"] for goal in need["goals"]]
    pairs.sort(key=lambda pair: (not pair[1].get("rank"), pair[1].get("rank") or 0))
    progress = {one["line"]: one for one in told.get("progress", [])}
    return [block for need, goal in pairs for block in parts.goal(need, goal, progress.get(goal["id"]))]


def _needs_alone(told):
    return [quote(need["words"]) for need in told["needs"] if not need["goals"]]


def _watched(plan):
    who = plan["health_watched_by"]
    return says(_("Who watches over my health: %(who)s.") % {"who": who.rstrip(".")}) if who else {}


def _agreed(told):
    blocks = [bullets([_agreement(one) for one in told["agreed_by"]])]
    if any(one["party"] == AgreementParty.BEST_INTERESTS for one in told["agreed_by"]):
        facts = {"name": told["called"]}
        blocks.append(says(_("%(name)s could not decide about this plan at that time.") % facts))
        blocks.append(says(_("It was decided in their best interests, by the Mental Capacity Act 2005.")))
    if not told["agreed_by"]:
        blocks.append(says(_("Nobody has agreed this plan yet.")))
    if told["disagreements"]:
        blocks.append(heading(_("What was not agreed")))
        blocks += [card(one["words"], [(one["who"], one["reason"])]) for one in told["disagreements"]]
    return blocks


def _agreement(one):
    said = [
        one["name"],
        one.get("organisation"),
        AgreementParty(one["party"]).label,
        day_in_words(one.get("agreed_on")),
        HowGiven(one["how"]).label.lower(),
        one.get("witness") and _("heard by %(name)s") % {"name": one["witness"]},
    ]
    return ", ".join(str(words) for words in said if words)


def _again(told):
    plan, blocks = told["plan"], []
    if plan["review_due_on"] and not told["has_ended"]:
        facts = {"day": day_in_words(plan["review_due_on"]), "who": plan["review_by"]}
        by_day = _("We look at this plan again by %(day)s, with %(who)s.")
        blocks.append(says((by_day if plan["review_by"] else _("We look at it again by %(day)s.")) % facts))
    return [
        *blocks,
        says(_("I can ask for a change at any time. I can also say that I do not agree with something.")),
    ]
