"""Payments: preparing one, the list of what is due, the story of one and its release."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import payments as verbs
from budgets.acts import Act
from budgets.forms.payments import PreparePaymentForm, ReleasePaymentForm
from budgets.models import Budget, Payment
from budgets.pages import payments as pages
from budgets.pages import site_money
from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from ipc.kernel.money import pounds
from ipc.kernel.paging import page_after

WHOSE = ("pk", "public_id", "person_id", "site_id")


@require_safe
@access.requires(Act.RELEASE_PAYMENT)
def payments(request):
    is_paid = request.GET.get("show") == "released"
    found = Payment.objects.visible_to(request.user)
    rows = found.released_newest_first() if is_paid else found.due_exceptions_first()
    order = ("newest",) if is_paid else ("rank", "starts_on", "pk")
    page, more = page_after(rows.for_list(), request.GET.get("after"), fields=order)
    looked_at = [Payment(**{name: one[name] for name in WHOSE}) for one in page]
    audit.read_each(Act.SEE_PAYMENTS, looked_at, by=request.user)
    context = {
        "rows": [pages.row(one, request.user) for one in page],
        "more": more and f"?show={'released' if is_paid else 'due'}&after={more}",
        "is_paid": is_paid,
        "tabs": pages.tabs(is_paid),
        "month": site_money.this_month(request.user),
    }
    return render(request, "budgets/payments.html", context)


@require_http_methods(["GET", "POST"])
@access.requires(Act.RELEASE_PAYMENT, Payment)
def release_payment(request, payment):
    form = ReleasePaymentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            verbs.release(payment, by=request.user, key=form.cleaned_data["key"])
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("%(amount)s is on its way.") % {"amount": pounds(payment.amount)})
            return redirect("release_payment", payment.public_id)
    audit.read(Act.SEE_PAYMENTS, payment, by=request.user)
    story = pages.story(payment, request.user)
    return render(request, "budgets/release_payment.html", {**story, "form": form})


@require_http_methods(["GET", "POST"])
@access.requires(Act.PREPARE_PAYMENT, Budget)
def prepare_payment(request, budget):
    typed = request.POST if request.method == "POST" else None
    form = PreparePaymentForm(typed, initial={"starts_on": verbs.next_due(budget).starts_on})
    if form.is_valid():
        try:
            _prepare_once(budget, request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The payment is prepared. Finance looks at it and releases it."))
            return redirect("prepare_payment", budget.public_id)
    audit.read(Act.SEE_PAYMENTS, budget, by=request.user)
    return render(request, "budgets/prepare_payment.html", {**pages.next_one(budget), "form": form})


def _prepare_once(budget, user, *, key, starts_on):
    def prepare():
        return str(verbs.prepare(budget, by=user, starts_on=starts_on).public_id)

    once(user, key, Act.PREPARE_PAYMENT, [str(budget.public_id), starts_on], prepare)
