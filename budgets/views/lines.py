"""The lines of a budget that is being written: added, changed, taken off; and what is kept back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgets import drafting, prices
from budgets.acts import Act
from budgets.forms.drafting import RemoveLineForm
from budgets.forms.lines import KeepBackForm, LineForm
from budgets.models import Budget, BudgetLine
from budgets.pages import lines as pages
from budgets.views.frame import show
from careplans.models import Action
from ipc.kernel import access
from people.models import Organisation, OrganisationKind

page = require_http_methods(["GET", "POST"])
HOLDERS = [OrganisationKind.PROVIDER, OrganisationKind.VOLUNTARY]


@page
@access.requires(Act.WRITE_BUDGET, Budget)
def add_budget_line(request, budget):
    form = _line_form(request, budget, {"action": request.GET.get("action", "")})
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WRITE_BUDGET,
            lambda: drafting.add_line(budget, by=request.user, **form.line()),
            about=budget,
        )
        if made:
            return _back_to_line(request, budget, made, _("The line is in the budget."))
    return _ask(request, "budgets/add_budget_line.html", budget, form)


@page
@access.requires(Act.WRITE_BUDGET, BudgetLine)
def change_budget_line(request, line):
    if line.is_contingency:
        return redirect("keep_back", line.budget.public_id)
    form = _line_form(request, line.budget, pages.as_written(line))
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WRITE_BUDGET,
            lambda: drafting.change_line(line, by=request.user, **form.line()),
            about=line,
        )
        if made:
            return _back_to_line(request, line.budget, made, _("The line is changed."))
    return _ask(request, "budgets/change_budget_line.html", line.budget, form, line=line)


@page
@access.requires(Act.WRITE_BUDGET, BudgetLine)
def remove_budget_line(request, line):
    form = RemoveLineForm(request.POST or None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.WRITE_BUDGET,
        lambda: drafting.remove_line(line, by=request.user, is_free=form.cleaned_data["is_free"]),
        about=line,
    ):
        return _back(request, line.budget, _("The line is no longer in the budget."))
    return _ask(request, "budgets/remove_budget_line.html", line.budget, form, line=line)


@page
@access.requires(Act.WRITE_BUDGET, Budget)
def keep_back(request, budget):
    form = KeepBackForm(request.POST or None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.WRITE_BUDGET,
        lambda: drafting.keep_back(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        return _back(request, budget, _("What is kept for emergencies is written down."))
    return _ask(request, "budgets/keep_back.html", budget, form)


def _line_form(request, budget, initial):
    return LineForm(
        request.POST or None,
        actions=Action.objects.visible_to(request.user).filter(plan=budget.plan_id),
        holders=Organisation.objects.filter(site=budget.site_id, kind__in=HOLDERS),
        prices=prices.in_force(budget.site_id),
        initial=initial,
    )


def _ask(request, template, budget, form, **more):
    return show(request, template, Act.SEE_BUDGET, budget, budget.person, budget=budget, form=form, **more)


def _back_to_line(request, budget, made, message):
    """Go back to the budget, and say how the amount comes about and what the rules warn of."""
    line = BudgetLine.objects.visible_to(request.user).select_related("budget__person").get(public_id=made)
    for words in pages.said(line):
        messages.warning(request, words)
    return _back(request, budget, message)


def _back(request, budget, message):
    messages.success(request, message)
    return redirect("budget", budget.public_id)
