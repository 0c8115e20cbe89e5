"""The page of one budget for one funder: what for, how much, which rules speak, whether a panel is needed."""

from django.utils.translation import gettext as _

from budgets import contribution, funder_questions, limits, panels, rules, signatories
from budgets.pages.approvals import purposes, what_changed
from budgets.pages.budget import budget_facts, in_all
from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import pounds
from people.models import Funder


def to_answer(budget, user, asked=None) -> dict:
    """Return what ``user`` reads before answering for a funder about ``budget``.

    ``asked`` is the funder that was chosen, where somebody signs for several. ``why_not`` says why this
    user cannot answer; ``funder`` is None where they speak for nobody.
    """
    funder, why_not = _whose(budget, user, asked)
    facts = budget_facts(budget)
    page = {"facts": facts, "funder": funder, "why_not": why_not, "questions": funder_questions.of(budget)}
    if funder is None:
        return page
    fundings = contribution.funding(budget)
    own = contribution.by_funder(fundings).get(funder, contribution.Money())
    return {
        **page,
        "yours": in_all(*own),
        "purposes": purposes(budget, funder, fundings),
        "changed": what_changed(budget, funder, own),
        **checks(budget, funder, facts["found"].points),
        "limit": _limit(user, funder),
        "panel": _panel(budget, user, funder, facts["found"]),
    }


def lines_to_answer(page) -> list[tuple[str, str]]:
    """Return the funder's lines as choices of the form."""
    return [(one["id"], f"{one['line']}: {one['yours']} {one['often']}") for one in page.get("purposes", [])]


def _whose(budget, user, asked):
    """Return the funder that ``user`` speaks for and why they cannot answer, or nothing."""
    asked = asked if asked in Funder.values else None
    try:
        return signatories.refuse_others(budget, user, asked), ""
    except RuleBroken as broken:
        why_not = broken.message
    try:
        return signatories.funder_of(budget, user, asked), why_not
    except RuleBroken:
        own = limits.signs_for(user)
        return (own[0] if len(own) == 1 else None), why_not


def checks(budget, funder, points) -> dict:
    """Return what each rule says at sign-off: what speaks against it or asks for care, and what holds."""
    said = [
        {
            "words": one.words,
            "source": one.source,
            "verdict": ("stop" if one.blocks else "") if one.is_broken else "good",
        }
        for one in rules.speaking(rules.Stage.SIGN, budget=budget, funder=funder)
    ]
    said += [{"words": one.words, "source": one.source, "verdict": one.verdict} for one in points]
    said.sort(key=lambda one: one["verdict"] != "stop")
    return {
        "speaking": [one for one in said if one["verdict"] != "good"],
        "holding": [one for one in said if one["verdict"] == "good"],
    }


def _limit(user, funder) -> str:
    limit = limits.of(user, funder)
    if limit is None:
        return _("No limit is set here for what you may sign for alone.")
    return _("You may sign for up to %(weekly)s a week, and %(once)s that is paid once.") % {
        "weekly": pounds(limit.weekly_up_to),
        "once": pounds(limit.one_off_up_to),
    }


def _panel(budget, user, funder, found) -> dict:
    """Return whether a panel is needed and why, and what it decided."""
    decided = panels.decision(budget, funder)
    return {
        "why": panels.why_needed(budget, user, funder, found),
        "decided": decided
        and {
            "words": _decided(decided) % {"day": in_words(decided.met_on)},
            "who": decided.who,
            "is_agreed": decided.is_agreed,
            "reason": decided.reason,
        },
    }


def _decided(decided) -> str:
    return _("The panel agreed on %(day)s.") if decided.is_agreed else _("The panel said no on %(day)s.")
