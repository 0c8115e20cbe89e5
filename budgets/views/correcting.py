"""Putting right what was written down, a receipt later, what was paid for somebody, a payment taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import payments, spending
from budgets.acts import Act
from budgets.forms.ledger import BecauseForm, CostForm, ReceiptForm
from budgets.models import Budget, Payment, Spend
from budgets.pages import spends as pages
from budgets.views.frame import show
from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from people import portal
from people.models import Role

page = require_http_methods(["GET", "POST"])


def _done(request, form, do, told) -> bool:
    """Do what ``form`` asks for and say so; where a rule refuses, the form says which."""
    if not form.is_valid():
        return False
    try:
        do(**form.cleaned_data)
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return False
    messages.success(request, told)
    return True


def _form(request, kind, **more):
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    return kind(*typed, **more)


@page
@access.requires(Act.PUT_SPEND_RIGHT, Spend)
def put_spend_right(request, spend):
    if request.user.hat.role == Role.PERSON:
        return redirect("put_my_spend_right", spend.public_id)
    form = _form(request, BecauseForm)
    if _done(request, form, lambda **facts: _put_right(request, spend, **facts), pages.put_right(spend)):
        return redirect("posting", spend.posting.public_id)
    shown = {"form": form, **pages.spend(spend)}
    return show(request, "budgets/put_spend_right.html", Act.SEE_BUDGET, spend, spend.person, **shown)


def _put_right(request, spend, *, key, because):
    spending.put_right(spend, because=because, by=request.user, key=key)


@page
@access.requires(Act.PUT_SPEND_RIGHT, Spend)
def add_receipt(request, spend):
    if request.user.hat.role == Role.PERSON:
        return redirect("add_my_receipt", spend.public_id)
    form = _form(request, ReceiptForm)
    if _done(request, form, lambda **facts: _add_receipt(request, spend, **facts), pages.RECEIPT_ADDED):
        return redirect("posting", spend.posting.public_id)
    shown = {"form": form, **pages.spend(spend)}
    return show(request, "budgets/add_receipt.html", Act.SEE_BUDGET, spend, spend.person, **shown)


def _add_receipt(request, spend, *, key, receipt):
    spending.add_receipt(spend, receipt=receipt, by=request.user)


@page
@access.requires(Act.RECORD_COST, Budget)
def record_cost(request, budget):
    form = _form(request, CostForm, lines=spending.cost_lines(budget))
    told = _("Written down as paid for the person.")
    if _done(request, form, lambda **facts: spending.record_cost(budget, by=request.user, **facts), told):
        return redirect("entries", budget.public_id)
    shown = {"form": form, "budget": budget, "promised": pages.promised(budget)}
    return show(request, "budgets/record_cost.html", Act.SEE_BUDGET, budget, budget.person, **shown)


@page
@access.requires(Act.CANCEL_PAYMENT, Payment)
def cancel_payment(request, payment):
    form = _form(request, BecauseForm)
    told = _("The payment is taken back. Its days can be prepared again.")
    if _done(request, form, lambda **facts: _cancel(request, payment, **facts), told):
        return redirect("entries", payment.budget.public_id)
    shown = {"form": form, **pages.payment(payment)}
    return show(request, "budgets/cancel_payment.html", Act.SEE_PAYMENTS, payment, payment.person, **shown)


def _cancel(request, payment, *, key, because):
    payments.cancel(payment, because=because, by=request.user)


def _my(request, person, public_id, act=Act.PUT_SPEND_RIGHT):
    return access.find(Spend, act, request.user, public_id, Spend.objects.filter(person=person))


@require_safe
@portal.my(Act.SEE_BUDGET, Spend)
def my_spend(request, person, public_id):
    spend = _my(request, person, public_id, Act.SEE_BUDGET)
    may = portal.may_for(Act.PUT_SPEND_RIGHT, Spend, request.user, person)
    shown = {"person": person, "may_put_right": may and pages.can_be_put_right(spend), **pages.spend(spend)}
    return render(
        request, "budgets/my_spend.html", {**shown, "may_add_receipt": may and shown["needs_receipt"]}
    )


@page
@portal.my(Act.PUT_SPEND_RIGHT, Spend)
def put_my_spend_right(request, person, public_id):
    spend = _my(request, person, public_id)
    form = _form(request, BecauseForm)
    if _done(request, form, lambda **facts: _put_right(request, spend, **facts), pages.put_right(spend)):
        return redirect("my_spend", spend.public_id)
    return render(
        request, "budgets/put_my_spend_right.html", {"form": form, "person": person, **pages.spend(spend)}
    )


@page
@portal.my(Act.PUT_SPEND_RIGHT, Spend)
def add_my_receipt(request, person, public_id):
    spend = _my(request, person, public_id)
    form = _form(request, ReceiptForm)
    if _done(request, form, lambda **facts: _add_receipt(request, spend, **facts), pages.RECEIPT_ADDED):
        return redirect("my_spend", spend.public_id)
    return render(
        request, "budgets/add_my_receipt.html", {"form": form, "person": person, **pages.spend(spend)}
    )
