"""My money: what I have, what came in, what I spent, what is left."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.acts import Act
from budgets.models import Budget
from budgets.pages import my_money as pages
from people import portal


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_money(request, person):
    budget = Budget.objects.visible_to(request.user).in_use().filter(person=person).first()
    if budget is None:
        return render(request, "budgets/my_money_before.html", {"person": person})
    may_spend = portal.may_for(Act.RECORD_SPEND, Budget, request.user, person)
    shown = pages.my_money(budget, request.user)
    return render(request, "budgets/my_money.html", {**shown, "person": person, "may_spend": may_spend})
