"""What waits for a funder, and its answer: what the money is for comes before how much it is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import contribution, pages, signing
from budgets.acts import Act
from budgets.forms.approvals import SignForm
from budgets.models import Budget
from budgets.views.frame import show
from ipc.kernel import access, audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.paging import page_after
from people.models import Funder


@require_safe
@access.requires(Act.SIGN_BUDGET)
def approvals(request):
    """Show the budgets that wait for the funder of the user's organisation, the longest first."""
    funder = _funder(request.user)
    waiting = Budget.objects.visible_to(request.user).waiting_for(funder)
    rows, more = page_after(
        waiting.select_related("person", "proposed_by"),
        request.GET.get("after"),
        fields=("proposed_at", "pk"),
    )
    audit.read_each(Act.SEE_BUDGET, rows, by=request.user)
    rows = pages.waiting(rows, funder, today())
    return render(request, "budgets/approvals.html", {"funder": funder, "rows": rows, "more": more})


@require_http_methods(["GET", "POST"])
@access.requires(Act.SIGN_BUDGET, Budget)
def approve_budget(request, budget):
    form = SignForm(request.POST or None, initial={"revision": budget.revision})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SIGN_BUDGET,
        lambda: signing.sign(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        messages.success(request, _("Your answer is written down."))
        return redirect("approvals")
    if form.non_field_errors():
        form.now_based_on(revision=budget.revision)
    funder = _funder(request.user)
    own = contribution.by_funder(contribution.funding(budget)).get(funder, contribution.Money())
    return show(
        request,
        "budgets/approve_budget.html",
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        form=form,
        facts=pages.budget_facts(budget),
        funder=funder,
        yours=pages.in_all(*own),
        purposes=pages.purposes(budget, funder),
        changed=pages.what_changed(budget, funder),
        why_not=_why_not(budget, request.user),
    )


def _funder(user):
    if user.hat.funder is None:
        raise PermissionDenied
    return Funder(user.hat.funder)


def _why_not(budget, user):
    """Return why this user cannot answer, or nothing where they can."""
    try:
        signing.refuse_others(budget, user)
    except RuleBroken as broken:
        return broken.message
    return ""
