"""Releasing a payment: the rules that speak before it, and the money on its way."""

import uuid
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import balancing, ledger
from budgets import rules as rule_book
from budgets.acts import Act
from budgets.models import AccountKind, Budget, BudgetStatus, Payment, PaymentStatus, PostingKind
from budgets.payments.refusals import (
    AlreadyCancelled,
    AlreadyReleased,
    BudgetHasChanged,
    NeedsASecondPerson,
    refuse_unless_payable,
)
from budgets.payments.working_out import worked_out
from careplans import reviews
from careplans.models import ReviewStream
from ipc.kernel import audit, outbox
from ipc.kernel.dates import today
from ipc.kernel.errors import StrOrPromise
from people.models import LEFT, Funder

STREAMS = {
    Funder.NHS: ReviewStream.NHS,
    Funder.COUNCIL: ReviewStream.COUNCIL,
    Funder.EDUCATION: ReviewStream.EDUCATION,
}


class Rule(NamedTuple):
    """A rule that speaks about a payment, whether it is kept, and whether that stops the payment."""

    is_kept: bool
    words: StrOrPromise
    source: StrOrPromise = ""
    stops: bool = True


def rules(payment, *, by) -> list[Rule]:
    """Return the rules that speak before ``by`` may release ``payment``, the broken ones first."""
    budget, due = payment.budget, worked_out(payment.budget, payment.starts_on, payment=payment)
    waiting = ledger.balances(budget)[AccountKind.AVAILABLE]
    found = [
        Rule(
            budget.status == BudgetStatus.ACTIVE,
            _("Everybody has agreed the plan, and the budget is in use."),
            _("Care Act 2014 s25 and s31; SI 2013/1617 reg 8"),
        ),
        Rule(budget.person.status not in LEFT, _("The person is supported here.")),
        Rule(payment.prepared_by_id != by.pk, _("Somebody else prepared this payment.")),
        Rule(_is_as_prepared(payment, due), _("The amount is what the budget says today.")),
        Rule(
            all(
                amount <= waiting.get(funder, 0) + balancing.ROUNDING for funder, amount in due.public.items()
            ),
            _("Each funder has set aside enough for its own part."),
        ),
        *(
            Rule(not one.is_broken, one.words, one.source, one.blocks)
            for one in rule_book.speaking(rule_book.Stage.PAY, payment=payment)
        ),
    ]
    return sorted(found, key=lambda rule: (rule.is_kept, not rule.stops))


@transaction.atomic
def release(payment, *, by, key) -> Payment:
    """Pay: the funders' money, and the person's own part beside it, into the account, in one act.

    The same ``key`` again (a double click) is the same payment. The first payment starts the clocks
    of the reviews that the law asks for.

    Raises:
        AlreadyReleased, AlreadyCancelled, NeedsASecondPerson, BudgetNotInUse, NoLongerSupported,
        BudgetHasChanged, rules.AgainstTheRules, ledger.Overdrawn
    """
    # The budget first, as everywhere: what it says must not change, nor its year end, while it is paid.
    budget = Budget.objects.select_for_update(no_key=True).get(pk=payment.budget_id)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    payment.budget = budget
    if payment.status == PaymentStatus.RELEASED:
        if payment.posting.key == key:
            return payment
        raise AlreadyReleased
    if payment.status == PaymentStatus.CANCELLED:
        raise AlreadyCancelled
    if payment.prepared_by_id == by.pk:
        raise NeedsASecondPerson
    refuse_unless_payable(budget)
    due = worked_out(budget, payment.starts_on, payment=payment)
    if not _is_as_prepared(payment, due):
        raise BudgetHasChanged
    rule_book.refuse(rule_book.Stage.PAY, payment=payment)
    payment.posting = _pay(budget, due, by=by, key=key)
    payment.status, payment.released_at, payment.released_by = PaymentStatus.RELEASED, timezone.now(), by
    payment.save()
    for funder in due.public:
        reviews.start_clock(payment.person, STREAMS[funder], today())
    audit.record(Act.RELEASE_PAYMENT, payment, by=by)
    outbox.add("budgets.tell_of_payment", payment, key=f"tell of payment {payment.public_id}")
    return payment


def _is_as_prepared(payment, due):
    """Return whether the budget says the same today, funder by funder, as when it was prepared."""
    prepared = {Funder(share.funder): share.amount for share in payment.shares.all()}
    said_today = {funder: amount for funder, amount in due.shares.items() if amount}
    return (due.ends_on, said_today) == (payment.ends_on, prepared)


def own_part_key(key) -> uuid.UUID:
    """Return the key under which the person's own part of the payment with ``key`` is posted."""
    return uuid.uuid5(key, "own part")


def _pay(budget, due, *, by, key):
    what = {"value_on": today(), "by": by}
    balancing.make_up_pennies(budget, due.public, key=key, by=by)
    posting = ledger.move_between(
        budget, AccountKind.AVAILABLE, AccountKind.HELD, due.public, key=key, kind=PostingKind.PAYMENT, **what
    )
    if due.contribution_amount:
        ledger.move_between(
            budget,
            AccountKind.FUNDER,
            AccountKind.HELD,
            {Funder.PERSON: due.contribution_amount},
            key=own_part_key(key),
            kind=PostingKind.CONTRIBUTION,
            **what,
        )
    return posting
