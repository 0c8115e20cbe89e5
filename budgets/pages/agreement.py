"""What is read before a plan is agreed: its goals and actions, its money, what still lacks."""

from django.utils.translation import gettext as _

from budgets import agreeing, contribution
from budgets.models import Budget
from budgets.pages.budget import budget_facts
from careplans import agreement, completeness
from ipc.kernel import acting, charts
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
    is_paid = any(action["is_paid"] for goal in goals for action in goal["actions"])
    lacking, is_hidden = _lacking_and_hidden(plan, budget)
    return {
        "goals": goals,
        "money": money,
        "is_set_aside": bool(money) or is_hidden,
        "without_money": _without_money(is_paid or is_hidden, is_hidden),
        "split": _split(budget, you) if money else None,
        "lacking": lacking,
        "review_on": in_words(plan.review_due_on),
    }


def _without_money(is_paid, is_hidden) -> list[str]:
    """Return what is said about the money where no figures are shown."""
    if is_hidden:
        return [
            _("Some of this plan is paid for. The amounts are not shared with you."),
            _("Each funder signs for them, and whoever looks after the money can read them."),
            _("You say yes to what will be done."),
        ]
    if is_paid:
        return [
            _("Some of this plan costs money, and nobody pays for it yet."),
            _("The coordinator works out the budget first. Then you read it here."),
        ]
    return [_("Everything in this plan is free. There is no budget, and nothing to pay.")]


def _lacking_and_hidden(plan, budget) -> tuple[list[str], bool]:
    """Return what must still happen, and whether there is money that whoever reads does not see."""
    with acting.for_the_site("see whether a plan can be agreed", site_id=plan.site_id):
        found = Budget.objects.running().filter(plan=plan).first()
        is_hidden = budget is None and found is not None and found.lines.exists()
        fundings = contribution.funding(found) if found else []
        words = _lacking_money(plan, found, fundings)
    stopping = completeness.blocking(
        plan,
        funders=[funder for funder in contribution.by_funder(fundings) if funder != Funder.PERSON],
        direct_from=agreeing.direct_from(fundings),
        is_settled=True,
    )
    return [*words, *(one.words for one in stopping)], is_hidden


def _lacking_money(plan, budget, fundings) -> list[str]:
    is_paid = plan.actions.filter(is_paid=True).exists()
    if budget and (fundings or is_paid):
        try:
            agreeing.ready(budget)
        except RuleBroken as broken:
            return [str(broken.message)]
    elif is_paid:
        return [str(agreement.MoneyNotSettled.message)]
    return []


def revisions(plan) -> dict:
    """Return which revisions of the plan and of its money a page shows; 0 where there is no budget."""
    with acting.for_the_site("know which money a plan is agreed with", site_id=plan.site_id):
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
