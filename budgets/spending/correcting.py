"""What was written down by mistake is put right, and a receipt comes later: the first entry stays."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import ledger, receipts
from budgets.acts import Act
from budgets.models import Budget, BudgetStatus, Spend
from budgets.spending.costs import is_cost
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken


class AlreadyPutRight(RuleBroken):
    message = _("This has already been put right. The money is back where it was.")


class BudgetIsSettled(RuleBroken):
    message = _("This budget has ended and its account is settled. Ask your care team.")


class FinanceMustPutItRight(RuleBroken):
    message = _("This was paid for you by somebody else. Ask your care team: finance puts it right.")


class AlreadyHasAReceipt(RuleBroken):
    message = _("There is already a receipt for this.")


@transaction.atomic
def put_right(spend, *, because, by, key) -> Spend:
    """Put right what was written down by mistake: the money goes back to where it came from.

    The first entry stays to be seen; a second one, its mirror image, points at it. What was paid for the
    person is put right by those who write it down. The same ``key`` again is the same act.

    Raises:
        AlreadyPutRight, BudgetIsSettled, FinanceMustPutItRight
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=spend.budget_id)
    spend = Spend.objects.select_for_update(of=["self"]).select_related("posting", "line").get(pk=spend.pk)
    if spend.put_right_at:
        if spend.posting.reversed_by.key == key:
            return spend
        raise AlreadyPutRight
    if budget.status == BudgetStatus.ENDED:
        raise BudgetIsSettled
    if is_cost(spend) and by and not _writes_costs(budget, by):
        raise FinanceMustPutItRight
    ledger.reverse(spend.posting, key=key, value_on=today(), by=by)
    spend.put_right_at, spend.put_right_by, spend.put_right_because = timezone.now(), by, because
    spend.save(update_fields=["put_right_at", "put_right_by", "put_right_because"])
    audit.record(Act.PUT_SPEND_RIGHT, spend, by=by, why=because)
    return spend


def _writes_costs(budget, user):
    return Budget.objects.permitting(Act.RECORD_COST, user).filter(pk=budget.pk).exists()


@transaction.atomic
def add_receipt(spend, *, receipt, by) -> Spend:
    """Keep a receipt (an uploaded file) for something that was written down without one.

    Raises:
        AlreadyHasAReceipt, AlreadyPutRight, receipts.ReceiptTooLarge, ReceiptEmpty, ReceiptOfAnotherKind
    """
    spend = Spend.objects.select_for_update(of=["self"]).select_related("person").get(pk=spend.pk)
    if spend.receipt_id:
        raise AlreadyHasAReceipt
    if spend.put_right_at:
        raise AlreadyPutRight
    spend.receipt = receipts.keep(spend.person, receipt, by=by)
    spend.save(update_fields=["receipt"])
    audit.record(Act.RECORD_SPEND, spend, by=by)
    return spend
