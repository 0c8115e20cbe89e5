"""What is read before a plan is agreed: its goals and actions, its money, what still lacks."""

from django.utils.translation import gettext as _

from budgets import agreeing, contribution
from budgets.models import Budget
from budgets.pages.budget import budget_facts
from careplans import agreement, completeness
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from people.models import Funder


def plan_to_agree(plan, *, you="") -> dict:
    """Return what is read before a plan is agreed: its goals and actions, its money, what still lacks."""
    goals = [
        {
            "words": goal.words,
            "kind": goal.get_kind_display(),
            "actions": [
                {"words": a.words, "who": a.who, "when": a.when, "is_paid": a.is_paid}
                for a in goal.actions.all()
            ],
        }
        for goal in plan.goals.prefetch_related("actions")
    ]
    budget = Budget.objects.running().filter(plan=plan).first()
    money = budget_facts(budget, you=you) if budget and budget.lines.exists() else None
    return {
        "goals": goals,
        "money": money,
        "split": _split(budget, you) if money else None,
        "lacking": _lacking(plan, budget),
        "review_on": in_words(plan.review_due_on),
    }


def revisions(plan) -> dict:
    """Return which revisions of the plan and of its money a page shows; 0 where there is no budget."""
    running = Budget.objects.running().filter(plan=plan).values_list("revision", flat=True).first()
    return {"revision": plan.revision, "budget_revision": running or 0}


def _split(budget, you):
    totals = contribution.by_funder(contribution.funding(budget))
    names = {**dict(Funder.choices), Funder.PERSON: you or budget.person.called}
    return charts.split_bar(
        name="plan-money",
        title=_("Who pays, each week"),
        parts=[(str(f), names[f], money.weekly) for f, money in totals.items() if money.weekly],
    )


def _lacking(plan, budget) -> list[str]:
    """Return in words what must still happen before the plan can be agreed."""
    paid = plan.actions.filter(is_paid=True).exists()
    words = []
    fundings = contribution.funding(budget) if budget else []
    if budget and (fundings or paid):
        try:
            agreeing.ready(budget)
        except RuleBroken as broken:
            words.append(str(broken.message))
    elif paid:
        words.append(str(agreement.MoneyNotSettled.message))
    funders = [funder for funder in contribution.by_funder(fundings) if funder != Funder.PERSON]
    direct_from = agreeing.direct_from(fundings)
    stopping = completeness.blocking(plan, funders=funders, direct_from=direct_from, is_settled=True)
    return [*words, *(one.words for one in stopping)]
