"""The rules about the money, in plain words: for the person, and for those who write the budget."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from budgets import rule_sheet
from budgets.acts import Act
from budgets.models import Budget
from budgets.views.frame import show
from ipc.kernel import access
from people import portal
from people.models import Role

ELSEWHERE = {Role.PERSON: "my_rules", Role.HOLDER: "held_budgets"}


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_rules(request, person):
    budget = Budget.objects.visible_to(request.user).running().filter(person=person).first()
    return render(
        request,
        "budgets/my_rules.html",
        {"person": person, "budget": budget, "sheet": rule_sheet.sheet(budget)},
    )


@require_safe
@access.requires(Act.SEE_BUDGET, Budget)
def budget_rules(request, budget):
    if elsewhere := ELSEWHERE.get(request.user.hat.role):
        return redirect(elsewhere)
    return show(
        request,
        "budgets/budget_rules.html",
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        sheet=rule_sheet.sheet(budget),
        spoken=rule_sheet.speaking(budget),
    )
