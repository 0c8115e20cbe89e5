"""My money: what I have, what came in, what I spent, what is left, until when it lasts."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets.acts import Act
from budgets.models import Budget
from budgets.pages import my_money as pages
from budgets.pages.enough import enough_so_far
from ipc.kernel import easy
from people import portal


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_money(request, person):
    budget = Budget.objects.visible_to(request.user).in_use().filter(person=person).first()
    if budget is None:
        ended = Budget.objects.visible_to(request.user).filter(person=person).exclude(ended_at=None)
        facts = {"found": enough_so_far(person, request.user), "has_ended": ended.exists()}
        return render(request, "budgets/my_money_before.html", {"person": person, **facts})
    budget.person = person
    may_spend = portal.may_for(Act.RECORD_SPEND, Budget, request.user, person)
    shown = pages.my_money(budget, request.user)
    return easy.page(request, "budgets/my_money.html", {**shown, "person": person, "may_spend": may_spend})


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_spends(request, person):
    """Show everything that was written down as spent, page by page."""
    budget = get_object_or_404(Budget.objects.visible_to(request.user).in_use(), person=person)
    spends, more = pages.spends_after(budget, request.user, request.GET.get("after", ""), 50)
    context = {"spends": spends, "more": more and f"?after={more}", "person": person}
    return render(request, "budgets/my_spends.html", context)
