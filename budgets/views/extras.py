"""What the person buys with their own money, beside the budget: seen, added, taken off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgets import own_extras
from budgets.acts import Act
from budgets.forms.extras import OwnExtraForm
from budgets.models import Budget, BudgetStatus, OwnExtra
from budgets.pages import extras as pages
from budgets.views.frame import show
from ipc.kernel import access
from people import portal
from people.forms import FactsForm, posted

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.WRITE_OWN_EXTRA, Budget)
def my_extras(request, person):
    budget = (
        Budget.objects.permitting(Act.WRITE_OWN_EXTRA, request.user).running().filter(person=person).first()
    )
    form = OwnExtraForm(posted(request))
    if budget and form.is_valid() and _added(request.user, budget, form):
        messages.success(request, _("It is written down. It is no part of your budget."))
        return redirect("my_extras")
    shown = pages.extras(budget, request.user) if budget else {}
    return render(
        request, "budgets/my_extras.html", {"person": person, "budget": budget, "form": form, **shown}
    )


@page
@portal.my(Act.WRITE_OWN_EXTRA, Budget)
def remove_my_extra(request, person, public_id):
    mine = (
        OwnExtra.objects.visible_to(request.user)
        .filter(person=person)
        .exclude(budget__status=BudgetStatus.ENDED)
    )
    extra = get_object_or_404(mine, public_id=public_id)
    form = FactsForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WRITE_OWN_EXTRA, lambda: own_extras.remove(extra, by=request.user), about=extra
    ):
        messages.success(request, _("It is taken off."))
        return redirect("my_extras")
    return render(request, "budgets/remove_my_extra.html", {"person": person, "extra": extra, "form": form})


@page
@access.requires(Act.WRITE_OWN_EXTRA, Budget)
def own_extras_of_budget(request, budget):
    form = OwnExtraForm(request.POST or None)
    if form.is_valid() and _added(request.user, budget, form):
        messages.success(request, _("It is written down, beside the budget."))
        return redirect("own_extras_of_budget", budget.public_id)
    return show(
        request,
        "budgets/own_extras_of_budget.html",
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        form=form,
        **pages.extras(budget, request.user),
    )


def _added(user, budget, form):
    return form.carry_out(
        user,
        Act.WRITE_OWN_EXTRA,
        lambda: own_extras.add(budget, by=user, **form.facts()),
        about=budget,
    )
