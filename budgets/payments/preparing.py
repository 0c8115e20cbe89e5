"""Preparing a payment for somebody else to release, and taking it back before it is paid."""

from django.db import transaction
from django.utils import timezone

from budgets import rules as rule_book
from budgets.acts import Act
from budgets.models import Budget, Payment, PaymentShare, PaymentStatus
from budgets.payments.refusals import (
    AllDaysPaid,
    AllTakenOff,
    AlreadyCancelled,
    AlreadyPrepared,
    AlreadyReleased,
    BeforeTheBudget,
    NoDirectPayment,
    TooFarAhead,
    refuse_unless_payable,
)
from budgets.payments.working_out import worked_out
from ipc.kernel import audit
from ipc.kernel.dates import in_words, plus_months, today
from ipc.kernel.money import pounds


@transaction.atomic
def prepare(budget, *, by, starts_on) -> Payment:
    """Prepare the payment for the period that begins on ``starts_on``, for somebody else to release.

    Raises:
        BudgetNotInUse, NoLongerSupported, NoDirectPayment, AllTakenOff, AllDaysPaid, BeforeTheBudget,
        TooFarAhead, AlreadyPrepared, rules.AgainstTheRules
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    refuse_unless_payable(budget)
    if budget.starts_on and starts_on < budget.starts_on:
        raise BeforeTheBudget
    if starts_on > plus_months(today(), 12):
        raise TooFarAhead
    due = worked_out(budget, starts_on)
    if due.amount <= 0:
        raise _nothing_due(budget, due)
    same_days = budget.payments.filter(starts_on__lte=due.ends_on, ends_on__gte=starts_on)
    if same_days.exclude(status=PaymentStatus.CANCELLED).exists():
        raise AlreadyPrepared
    rule_book.refuse(rule_book.Stage.PAY, budget=budget, on=starts_on, paying=due.public)
    payment = _written(budget, due, by)
    audit.record(Act.PREPARE_PAYMENT, payment, by=by)
    return payment


def _nothing_due(budget, due):
    if due.too_much:
        return AllTakenOff(amount=pounds(due.too_much))
    if budget.ends_on and due.starts_on > budget.ends_on:
        return AllDaysPaid(day=in_words(budget.ends_on))
    return NoDirectPayment()


def _written(budget, due, by):
    about = {"site_id": budget.site_id, "person_id": budget.person_id}
    payment = Payment.objects.create(
        **about,
        budget=budget,
        starts_on=due.starts_on,
        ends_on=due.ends_on,
        amount=due.amount,
        contribution_amount=due.contribution_amount,
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    PaymentShare.objects.bulk_create(
        PaymentShare(**about, payment=payment, funder=funder, amount=amount)
        for funder, amount in due.shares.items()
        if amount
    )
    return payment


@transaction.atomic
def cancel(payment, *, because, by) -> Payment:
    """Take back a payment that has not been paid; its days can be prepared again.

    Raises:
        AlreadyReleased: it was paid; what was paid too much is taken off the next one.
        AlreadyCancelled
    """
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.status == PaymentStatus.RELEASED:
        raise AlreadyReleased
    if payment.status == PaymentStatus.CANCELLED:
        raise AlreadyCancelled
    payment.status, payment.cancelled_because = PaymentStatus.CANCELLED, because
    payment.cancelled_at, payment.cancelled_by = timezone.now(), by
    payment.save(update_fields=["status", "cancelled_because", "cancelled_at", "cancelled_by"])
    audit.record(Act.CANCEL_PAYMENT, payment, by=by, why=because)
    return payment
