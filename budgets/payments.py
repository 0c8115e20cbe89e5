"""Direct payments: prepared by one, released by another, paid in advance for whole weeks."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import contribution, ledger, opening
from budgets.acts import Act
from budgets.models import (
    NO_LONGER_PAID,
    AccountKind,
    Budget,
    BudgetStatus,
    ManagementOption,
    Payment,
    PaymentStatus,
    PostingKind,
)
from careplans import reviews
from careplans.models import ReviewStream
from ipc.kernel import audit, outbox
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken, StrOrPromise
from ipc.kernel.money import shared_out
from people.models import Funder

WEEK = 7
STREAMS = {
    Funder.NHS: ReviewStream.NHS,
    Funder.COUNCIL: ReviewStream.COUNCIL,
    Funder.EDUCATION: ReviewStream.EDUCATION,
}


class BudgetNotInUse(RuleBroken):
    message = _("This budget is not in use. It can be paid once everybody has agreed the plan.")


class NoDirectPayment(RuleBroken):
    message = _("Nothing in this budget is a direct payment, so there is nothing to pay.")
    source = _("Care Act 2014 s31(1)(a); NHS (Direct Payments) Regulations 2013")


class BeforeTheBudget(RuleBroken):
    message = _("The budget starts on a later day. Choose its first day, or a day after it.")


class TooFarAhead(RuleBroken):
    message = _("A payment is prepared for a day within a year from now, and no later.")


class AlreadyPrepared(RuleBroken):
    message = _("There is already a payment for some of these days.")


class NoLongerSupported(RuleBroken):
    message = _("This person is no longer supported here, so nothing can be paid. Talk with the care team.")


class BudgetHasChanged(RuleBroken):
    message = _("The budget has changed since this payment was prepared. Ask the care team to look at it.")


class NeedsASecondPerson(RuleBroken):
    message = _("You prepared this payment. Somebody else must release it.")


class AlreadyReleased(RuleBroken):
    message = _("This payment has already been released. Nothing has been paid twice.")


class Rule(NamedTuple):
    """A rule that speaks about a payment, and whether it is kept."""

    is_kept: bool
    words: StrOrPromise
    source: StrOrPromise = ""


class Due(NamedTuple):
    """What is to be paid for some days, and by whom; the person's own part is ``Funder.PERSON``."""

    starts_on: dt.date
    ends_on: dt.date
    shares: dict[Funder, Decimal]

    @property
    def public(self):
        return {
            funder: amount for funder, amount in self.shares.items() if amount and funder != Funder.PERSON
        }

    @property
    def amount(self):
        return sum(self.public.values(), Decimal())

    @property
    def contribution_amount(self):
        return self.shares.get(Funder.PERSON, Decimal())


def direct_lines(budget):
    """Return the lines paid as a direct payment, each with who pays what."""
    return [
        funded for funded in opening.paid_by(budget) if funded.line.option == ManagementOption.DIRECT_PAYMENT
    ]


def worked_out(budget, starts_on) -> Due:
    """Return what is due from ``starts_on`` to the end of the payment period that day lies in.

    Periods are of ``budget.payment_weeks`` from the budget's first day. Somebody who starts in the
    middle of one gets the days that are left of it: 10 of 28 days at £280 a week are £400. What is
    paid once comes with the payment that was prepared first, whichever days it is for.
    """
    cycle = budget.payment_weeks * WEEK
    days = cycle - (starts_on - (budget.starts_on or starts_on)).days % cycle
    by = contribution.by_funder(direct_lines(budget))
    weekly = [money.weekly for money in by.values()]
    whole = contribution.weekly_to_period(sum(weekly, Decimal()), days=days)
    shares = dict(zip(by, shared_out(whole, weekly), strict=True)) if whole else dict.fromkeys(by, Decimal())
    first = budget.payments.order_by("pk").values_list("starts_on", flat=True).first()
    if first in (None, starts_on):
        shares = {funder: amount + by[funder].one_off for funder, amount in shares.items()}
    return Due(starts_on, starts_on + dt.timedelta(days=days - 1), shares)


def rules(payment, *, by) -> list[Rule]:
    """Return the rules that speak before ``by`` may release ``payment``, the broken ones first."""
    budget, due = payment.budget, worked_out(payment.budget, payment.starts_on)
    waiting = ledger.balances(budget)[AccountKind.AVAILABLE]
    found = [
        Rule(
            budget.status == BudgetStatus.ACTIVE,
            _("Everybody has agreed the plan, and the budget is in use."),
            _("Care Act 2014 s25 and s31; SI 2013/1617 reg 8"),
        ),
        Rule(budget.person.status not in NO_LONGER_PAID, _("The person is supported here.")),
        Rule(payment.prepared_by_id != by.pk, _("Somebody else prepared this payment.")),
        Rule(
            (due.amount, due.contribution_amount) == (payment.amount, payment.contribution_amount),
            _("The amount is what the budget says today."),
        ),
        Rule(
            all(amount <= waiting.get(funder, 0) for funder, amount in due.public.items()),
            _("Each funder has set aside enough for its own part."),
        ),
    ]
    return sorted(found, key=lambda rule: rule.is_kept)


def next_starts_on(budget) -> dt.date:
    """Return the first day that no payment is for yet."""
    last = budget.payments.order_by("-ends_on").values_list("ends_on", flat=True).first()
    return last + dt.timedelta(days=1) if last else budget.starts_on or today()


@transaction.atomic
def prepare(budget, *, by, starts_on) -> Payment:
    """Prepare the payment for the period that begins on ``starts_on``, for somebody else to release.

    Raises:
        BudgetNotInUse, NoLongerSupported, NoDirectPayment, BeforeTheBudget, TooFarAhead, AlreadyPrepared
    """
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    _refuse_unless_payable(budget)
    if budget.starts_on and starts_on < budget.starts_on:
        raise BeforeTheBudget
    if starts_on > plus_months(today(), 12):
        raise TooFarAhead
    due = worked_out(budget, starts_on)
    if due.amount <= 0:
        raise NoDirectPayment
    if budget.payments.filter(starts_on__lte=due.ends_on, ends_on__gte=starts_on).exists():
        raise AlreadyPrepared
    payment = Payment.objects.create(
        site_id=budget.site_id,
        person_id=budget.person_id,
        budget=budget,
        starts_on=starts_on,
        ends_on=due.ends_on,
        amount=due.amount,
        contribution_amount=due.contribution_amount,
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    audit.record(Act.PREPARE_PAYMENT, payment, by=by)
    return payment


@transaction.atomic
def release(payment, *, by, key) -> Payment:
    """Pay: the funders' money, and the person's own part beside it, into the account, in one act.

    The same ``key`` again (a double click) is the same payment. The first payment starts the clocks
    of the reviews that the law asks for.

    Raises:
        AlreadyReleased, NeedsASecondPerson, BudgetNotInUse, NoLongerSupported, BudgetHasChanged,
        ledger.Overdrawn
    """
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    budget = payment.budget
    if payment.status == PaymentStatus.RELEASED:
        if payment.posting.key == key:
            return payment
        raise AlreadyReleased
    if payment.prepared_by_id == by.pk:
        raise NeedsASecondPerson
    _refuse_unless_payable(budget)
    due = worked_out(budget, payment.starts_on)
    if (due.ends_on, due.amount, due.contribution_amount) != (
        payment.ends_on,
        payment.amount,
        payment.contribution_amount,
    ):
        raise BudgetHasChanged
    payment.posting = _pay(budget, due, by=by, key=key)
    payment.status, payment.released_at, payment.released_by = PaymentStatus.RELEASED, timezone.now(), by
    payment.save()
    for funder in due.public:
        reviews.start_clock(payment.person, STREAMS[funder], today())
    audit.record(Act.RELEASE_PAYMENT, payment, by=by)
    outbox.add("budgets.tell_of_payment", payment, key=f"tell of payment {payment.public_id}")
    return payment


def _pay(budget, due, *, by, key):
    what = {"value_on": today(), "by": by}
    posting = ledger.move_between(
        budget, AccountKind.AVAILABLE, AccountKind.HELD, due.public, key=key, kind=PostingKind.PAYMENT, **what
    )
    if due.contribution_amount:
        ledger.move_between(
            budget,
            AccountKind.FUNDER,
            AccountKind.HELD,
            {Funder.PERSON: due.contribution_amount},
            key=uuid.uuid5(key, "own part"),
            kind=PostingKind.CONTRIBUTION,
            **what,
        )
    return posting


def _refuse_unless_payable(budget):
    if budget.status != BudgetStatus.ACTIVE:
        raise BudgetNotInUse
    if budget.person.status in NO_LONGER_PAID:
        raise NoLongerSupported
