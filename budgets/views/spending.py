"""Writing down what was spent, and looking at a receipt."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import receipts, spending, summary
from budgets.acts import Act
from budgets.forms.spending import SpendForm
from budgets.models import Budget, Receipt
from budgets.views.frame import show
from ipc.kernel import access, audit, serving
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import pounds
from people import portal
from people.models import Role


@require_http_methods(["GET", "POST"])
@portal.my(Act.RECORD_SPEND, Budget)
def record_spend(request, person):
    budget = get_object_or_404(
        Budget.objects.permitting(Act.RECORD_SPEND, request.user).in_use(), person=person
    )
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SpendForm(*typed, lines=spending.choices(budget))
    if form.is_valid():
        try:
            spend = spending.record(budget, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("amount" if isinstance(broken, spending.NotThatMuchLeft) else None, broken.message)
        else:
            messages.success(request, _told(spend))
            return redirect("my_money")
    return render(
        request, "budgets/record_spend.html", {"form": form, "person": person, "left": _left(budget)}
    )


@require_http_methods(["GET", "POST"])
@access.requires(Act.RECORD_SPEND, Budget)
def note_spend(request, budget):
    """Write down what the person said on paper that they spent; they see who wrote it down."""
    if request.user.hat.role == Role.PERSON:
        return redirect("record_spend")
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SpendForm(*typed, lines=spending.choices(budget))
    if form.is_valid() and _noted(request, budget, form):
        return redirect("budget", budget.public_id)
    shown = {"form": form, "budget": budget, "left": _left(budget)}
    return show(request, "budgets/note_spend.html", Act.SEE_BUDGET, budget, budget.person, **shown)


def _noted(request, budget, form):
    try:
        spend = spending.record(budget, by=request.user, **form.cleaned_data)
    except RuleBroken as broken:
        form.add_error("amount" if isinstance(broken, spending.NotThatMuchLeft) else None, broken.message)
        return False
    told = {"amount": pounds(spend.amount), "what": spend.what, "left": _left(budget)}
    messages.success(request, _("Written down: %(amount)s for %(what)s. There is %(left)s left.") % told)
    return True


def _told(spend):
    return _("Written down: %(amount)s for %(what)s. You have %(left)s left.") % {
        "amount": pounds(spend.amount),
        "what": spend.what,
        "left": _left(spend.budget),
    }


def _left(budget):
    return pounds(summary.money(budget)["left"])


@require_safe
@access.requires(Act.SEE_RECEIPT, Receipt)
def receipt(request, receipt):
    audit.read(Act.SEE_RECEIPT, receipt, by=request.user)
    try:
        content = receipts.content(receipt)
    except receipts.ReceiptNotFound as broken:
        return render(request, "budgets/receipt_not_found.html", {"sentence": broken.message}, status=404)
    ending = receipts.KINDS[receipt.content_type].ending
    return serving.as_a_file(content, receipt.content_type, f"receipt{ending}")
