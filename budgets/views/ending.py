"""The year's end and the budget's end: finance begins the next year, sets the last day and settles."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import ending, years
from budgets.acts import Act
from budgets.forms import ending as forms
from budgets.models import Budget
from budgets.pages import ending as pages
from budgets.views.frame import show
from ipc.kernel import access
from people.forms import FactsForm, posted

page = require_http_methods(["GET", "POST"])


@page
@access.requires(Act.ROLL_YEAR, Budget)
def next_year(request, budget):
    year = budget.years.order_by("number").last()
    left = years.unused(budget, year) if year else {}
    form = forms.NextYearForm(posted(request), left=left)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ROLL_YEAR,
        lambda: years.begin_next(budget, carry=form.carry(), by=request.user),
        about=budget,
    ):
        messages.success(request, _("The next year is set aside."))
        return redirect("budget", budget.public_id)
    return _shown(request, "budgets/next_year.html", budget, form, facts=pages.year_end(budget, left))


@page
@access.requires(Act.END_BUDGET, Budget)
def end_budget(request, budget):
    form = forms.EndBudgetForm(posted(request), initial={"last_day": budget.ends_on})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.END_BUDGET,
        lambda: ending.set_last_day(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        messages.success(request, _("The last day is set. The person is told."))
        return redirect("budget", budget.public_id)
    return _shown(request, "budgets/end_budget.html", budget, form, facts=pages.last_day(budget))


@page
@access.requires(Act.SETTLE_BUDGET, Budget)
def settle_budget(request, budget):
    form = FactsForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SETTLE_BUDGET,
        lambda: ending.settle(budget, by=request.user),
        about=budget,
    ):
        messages.success(request, _("The account is settled."))
        return redirect("reckoning", budget.public_id)
    return _shown(request, "budgets/settle_budget.html", budget, form, facts=pages.before_settling(budget))


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def reckoning(request, budget):
    return _shown(request, "budgets/reckoning.html", budget, None, facts=pages.reckoning(budget))


def _shown(request, template, budget, form, **more):
    return show(request, template, Act.SEE_BUDGET, budget, budget.person, budget=budget, form=form, **more)
