"""What the person bought: written down line by line, and taken from the pockets that pay for the line."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import ledger, payments, receipts
from budgets.acts import Act
from budgets.models import AccountKind, Budget, BudgetLine, Entry, PostingKind, Spend
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import KeyUsedForSomethingElse
from ipc.kernel.money import PENNY, pounds, shared_out


class NotADirectPayment(RuleBroken):
    message = _("This is paid for you, so there is nothing to write down. Choose something else.")


class SpentInTheFuture(RuleBroken):
    message = _("The day you spent it must be today or a day before today.")


class SpentBeforeTheBudget(RuleBroken):
    message = _("The day you spent it must not be before your budget started.")


class NotThatMuchLeft(ledger.Overdrawn):
    message = _(
        "You can spend up to %(left)s on this. Write down %(left)s or less, or talk with your care team."
    )


def choices(budget) -> list[BudgetLine]:
    """Return the lines the person may spend on: those of the direct payment."""
    return [funded.line for funded in payments.direct_lines(budget)]


@transaction.atomic
def record(budget, *, by, key, line, amount, spent_on, what="", receipt=None) -> Spend:
    """Write down that ``amount`` was spent for ``line``, with a ``receipt`` (an uploaded file) or without.

    The same ``key`` again is the same spend. Each funder's money pays only its own share of the line:
    NHS money never quietly pays for the council's part, nor the other way round.

    Raises:
        NotADirectPayment, SpentInTheFuture, SpentBeforeTheBudget, NotThatMuchLeft,
        KeyUsedForSomethingElse, receipts.ReceiptTooLarge, ReceiptEmpty, ReceiptOfAnotherKind
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    done = Spend.objects.filter(budget=budget, posting__key=key).first()
    if done:
        if (done.line_id, done.amount, done.spent_on) != (line.pk, amount, spent_on):
            raise KeyUsedForSomethingElse
        return done
    if spent_on > today():
        raise SpentInTheFuture
    if budget.starts_on and spent_on < budget.starts_on:
        raise SpentBeforeTheBudget
    if receipt:
        receipts.look_at(receipt)
    posting = ledger.move_between(
        budget,
        AccountKind.HELD,
        AccountKind.SPENT,
        _shares(budget, line, amount),
        key=key,
        kind=PostingKind.SPEND,
        value_on=spent_on,
        by=by,
    )
    spend = Spend.objects.create(
        site_id=budget.site_id,
        person_id=budget.person_id,
        budget=budget,
        line=line,
        amount=amount,
        spent_on=spent_on,
        what=what or line.words,
        receipt=receipts.keep(budget.person, receipt, by=by) if receipt else None,
        posting=posting,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    audit.record(Act.RECORD_SPEND, spend, by=by)
    return spend


def _shares(budget, line, amount):
    """Return ``{funder: pounds}`` of ``amount``, refused where a funder's money does not reach."""
    funded = next((one for one in payments.direct_lines(budget) if one.line.pk == line.pk), None)
    if funded is None:
        raise NotADirectPayment
    weights = {funder: share for funder, share in funded.shares.items() if share}
    paid = _paid_so_far(line)
    held = ledger.balances(budget)[AccountKind.HELD]
    shares = split(amount, weights, paid)
    if not _reaches(shares, held):
        raise NotThatMuchLeft(left=pounds(_most(weights, paid, held)))
    return shares


def split(amount, weights, paid) -> dict[str, Decimal]:
    """Share ``amount`` among funders so that all they ever paid for the line is in proportion.

    Many small amounts shared one by one would leave every odd penny to the same funder; shared as
    parts of the whole they leave none. ``paid`` is what each has paid for the line so far.
    """
    so_far = sum(paid.values(), Decimal())
    fair = shared_out(so_far + amount, list(weights.values()))
    owed = [
        max(share - paid.get(funder, Decimal()), Decimal())
        for funder, share in zip(weights, fair, strict=True)
    ]
    return dict(zip(weights, shared_out(amount, owed), strict=True))


def _paid_so_far(line):
    entries = Entry.objects.filter(posting__spend__line=line, posting__reversed_by=None)
    return dict(entries.values_list("debit__funder").annotate(Sum("amount")).order_by())


def _reaches(shares, held):
    return all(amount <= held.get(funder, Decimal()) for funder, amount in shares.items())


def _most(weights, paid, held) -> Decimal:
    """Return the most that can be spent on a line: the largest amount whose shares all reach."""
    least, most = 0, int(sum(held.values(), Decimal()) / PENNY) + 1
    while most - least > 1:
        middle = (least + most) // 2
        if _reaches(split(middle * PENNY, weights, paid), held):
            least = middle
        else:
            most = middle
    return least * PENNY
