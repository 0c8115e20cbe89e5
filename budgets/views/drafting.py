"""The budget beside its plan: one table, its rules, its signatures, and the ways to write in it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import contribution, drafting, pages, rule_sheet, signing, sufficiency
from budgets.acts import Act
from budgets.forms.drafting import ContributionForm, ProposeForm
from budgets.models import Budget, BudgetStatus, IndicativeBudget
from budgets.pages import running, varying
from budgets.views.frame import show
from careplans.acts import Act as PlanAct
from careplans.models import CarePlan
from ipc.kernel import access
from people.forms import FactsForm
from people.models import Role
from people.portal import may_for

page = require_http_methods(["GET", "POST"])
ELSEWHERE = {Role.PERSON: "my_money", Role.HOLDER: "held_budgets"}


@require_safe
@access.requires(Act.SEE_BUDGET, Budget)
def budget(request, budget):
    elsewhere = ELSEWHERE.get(request.user.hat.role)
    if elsewhere:
        return redirect(elsewhere)
    return show(
        request,
        "budgets/budget.html",
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        facts=running.with_states(budget, pages.budget_facts(budget)),
        running=running.running_facts(budget),
        closing=running.closing_links(budget, request.user),
        changes=varying.changes_of(budget, request.user),
        spoken=rule_sheet.speaking(budget),
        may_vary=budget.status == BudgetStatus.ACTIVE and access.may(Act.PROPOSE_VARIATION, request.user),
        may_try=access.may(Act.TRY_WHAT_IF, request.user),
        may_write=access.may(Act.WRITE_BUDGET, request.user),
        may_propose=access.may(Act.PROPOSE_BUDGET, request.user),
        may_prepare=access.may(Act.PREPARE_PAYMENT, request.user),
        may_take_statement=access.may(Act.TAKE_STATEMENT, request.user),
    )


@page
@access.requires(PlanAct.SEE_PLAN, CarePlan)
def budget_of_plan(request, plan):
    """Go to the plan's budget; where there is none yet, explain it and let the coordinator open it."""
    user, form = request.user, FactsForm(request.POST or None)
    found = Budget.objects.visible_to(user).filter(plan=plan).order_by("-pk").first()
    if found:
        return redirect("budget", found.public_id)
    if not may_for(Act.OPEN_BUDGET, Budget, user, plan.person):
        messages.info(request, _("The money of this plan is not shared with you."))
        return redirect("plan", plan.public_id)
    if form.is_valid():
        opened = form.carry_out(
            user, Act.OPEN_BUDGET, lambda: drafting.open_budget(plan, by=user), about=plan
        )
        if opened:
            return redirect("budget", opened)
    shown = IndicativeBudget.objects.visible_to(user).shared().filter(person=plan.person).first()
    return show(
        request,
        "budgets/budget_of_plan.html",
        PlanAct.SEE_PLAN,
        plan,
        plan.person,
        plan=plan,
        form=form,
        shown=shown and pages.indicative_facts(shown),
    )


@page
@access.requires(Act.WRITE_BUDGET, Budget)
def set_contribution(request, budget):
    form = ContributionForm(
        request.POST or None,
        initial={
            "weekly_amount": budget.weekly_assessed_contribution,
            "payment_basis": budget.payment_basis,
        },
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.WRITE_BUDGET,
        lambda: drafting.set_contribution(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        return _back(request, budget, _("What the person pays is written down."))
    is_child = contribution.is_a_child(budget)
    return _ask(request, "budgets/set_contribution.html", budget, form, is_child=is_child)


@page
@access.requires(Act.PROPOSE_BUDGET, Budget)
def propose_budget(request, budget):
    found = sufficiency.check(budget)
    form = ProposeForm(request.POST or None, is_above=found.is_above)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.PROPOSE_BUDGET,
        lambda: signing.propose(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        return _back(request, budget, _("The budget is with the funders."))
    return _ask(
        request,
        "budgets/propose_budget.html",
        budget,
        form,
        found=found,
        signs=pages.signs(budget),
    )


@page
@access.requires(Act.WRITE_BUDGET, Budget)
def take_back_budget(request, budget):
    form = FactsForm(request.POST or None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.WRITE_BUDGET,
        lambda: drafting.take_back(budget, by=request.user),
        about=budget,
    ):
        return _back(request, budget, _("You can change the budget now."))
    return _ask(request, "budgets/take_back_budget.html", budget, form)


def _ask(request, template, budget, form, **more):
    return show(request, template, Act.SEE_BUDGET, budget, budget.person, budget=budget, form=form, **more)


def _back(request, budget, message):
    messages.success(request, message)
    return redirect("budget", budget.public_id)
