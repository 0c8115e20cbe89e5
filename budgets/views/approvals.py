"""What waits for a funder, its answer and its panel: what the money is for comes before how much it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import funder_questions, limits, pages, panels, signing
from budgets.acts import Act
from budgets.forms.approvals import PanelForm, SignForm
from budgets.models import Budget
from budgets.pages import answering
from budgets.pages.varying import changes_waiting
from budgets.views.frame import show
from ipc.kernel import access, audit
from ipc.kernel.dates import today
from ipc.kernel.paging import page_after
from people.models import Role

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SIGN_BUDGET)
def approvals(request):
    """Show the budgets that wait for whom the user signs for, the longest first."""
    user, funders = request.user, limits.signs_for(request.user)
    if not funders and user.hat.role != Role.MANAGER:
        raise PermissionDenied
    waiting = Budget.objects.visible_to(user).waiting_for(*funders)
    rows, more = page_after(
        waiting.select_related("person", "proposed_by"),
        request.GET.get("after"),
        fields=("proposed_at", "pk"),
    )
    audit.read_each(Act.SEE_BUDGET, rows, by=user)
    rows = pages.waiting(rows, user, funders, today())
    found = {"funders": funders, "rows": rows, "more": more, "changes": changes_waiting(user)}
    return render(request, "budgets/approvals.html", found)


@page
@access.requires(Act.SIGN_BUDGET, Budget)
def approve_budget(request, budget):
    user = request.user
    asked = request.POST.get("funder") or request.GET.get("funder")
    read = answering.to_answer(budget, user, asked)
    form = SignForm(
        request.POST or None,
        lines=answering.lines_to_answer(read),
        initial={"revision": budget.revision, "funder": read["funder"]},
    )
    if form.is_valid() and _answer(form, budget, user):
        messages.success(
            request, _("Your question is sent.") if form.is_question else _("Your answer is written down.")
        )
        return redirect("approvals")
    if form.non_field_errors():
        form.now_based_on(revision=budget.revision)
    return _show(request, "budgets/approve_budget.html", budget, form, **read)


def _answer(form, budget, user):
    """Carry out the answer, or send the question."""
    if form.is_question:
        act, verb = Act.ASK_ABOUT_BUDGET, lambda: funder_questions.ask(budget, by=user, **form.asked())
    else:
        act, verb = Act.SIGN_BUDGET, lambda: signing.sign(budget, by=user, **form.signed())
    return form.carry_out(user, act, verb, about=budget)


@page
@access.requires(Act.RECORD_PANEL, Budget)
def record_panel(request, budget):
    user = request.user
    asked = request.POST.get("funder") or request.GET.get("funder")
    read = answering.to_answer(budget, user, asked)
    form = PanelForm(request.POST or None, initial={"funder": read["funder"]})
    if form.is_valid() and form.carry_out(
        user, Act.RECORD_PANEL, lambda: panels.record(budget, by=user, **form.facts()), about=budget
    ):
        messages.success(request, _("What the panel decided is written down."))
        return redirect(f"{reverse('approve_budget', args=[budget.public_id])}?funder={read['funder']}")
    return _show(request, "budgets/record_panel.html", budget, form, **read)


def _show(request, template, budget, form, **read):
    return show(request, template, Act.SEE_BUDGET, budget, budget.person, budget=budget, form=form, **read)
