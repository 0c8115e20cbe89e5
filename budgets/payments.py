"""Direct payments: prepared by one, released by another, paid in advance for whole weeks."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import accruing, ledger, opening
from budgets.acts import Act
from budgets.models import (
    AccountKind,
    Budget,
    BudgetStatus,
    ManagementOption,
    Payment,
    PaymentShare,
    PaymentStatus,
    PostingKind,
)
from careplans import reviews
from careplans.models import ReviewStream
from ipc.kernel import audit, outbox
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken, StrOrPromise
from ipc.kernel.money import NOTHING
from people.models import LEFT, Funder

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


def is_paid_out(line) -> bool:
    """Return whether the money of ``line`` is paid to the person: a direct payment, and not kept back."""
    return line.option == ManagementOption.DIRECT_PAYMENT and not line.is_contingency


def direct_lines(budget, on=None):
    """Return the lines paid as a direct payment on a day (today), each with who pays what."""
    return [funded for funded in opening.paid_by(budget, on) if is_paid_out(funded.line)]


def worked_out(budget, starts_on, *, payment=None) -> Due:
    """Return what is due from ``starts_on`` to the end of the payment period that day lies in.

    Periods are of ``budget.payment_weeks`` from the budget's first day. Somebody who starts in the
    middle of one gets the days that are left of it: 10 of 28 days at £280 a week are £400. What comes
    once comes with the first payment after it begins.

    The days paid for before are reckoned again as the budget says today: what a change back in time made
    more comes with this payment, and what it made less is taken off it, never below nothing; the rest
    waits for the next. ``payment`` is the one that is looked at again, which does not count as paid.
    """
    cycle = budget.payment_weeks * WEEK
    days = cycle - (starts_on - (budget.starts_on or starts_on)).days % cycle
    ends_on = starts_on + dt.timedelta(days=days - 1)
    if budget.ends_on:
        ends_on = min(ends_on, budget.ends_on)
    earlier = budget.payments.exclude(status=PaymentStatus.CANCELLED)
    if payment is not None:
        earlier = earlier.filter(pk__lt=payment.pk)
    spans = list(earlier.values_list("starts_on", "ends_on"))
    owed = accruing.exactly(
        budget,
        [*spans, (starts_on, ends_on)],
        once=(dt.date.min, max(ends_on, *(last for _first, last in spans)) if spans else ends_on),
        which=is_paid_out,
    )
    shares = _not_paid_yet(accruing.to_the_penny(owed), _paid(earlier))
    return Due(starts_on, ends_on, shares)


def _paid(payments) -> dict[str, Decimal]:
    """Return what each funder, and the person, put into ``payments``."""
    shares = PaymentShare.objects.filter(payment__in=payments).values_list("funder").order_by()
    return dict(shares.annotate(Sum("amount")))


def _not_paid_yet(owed, paid):
    """Return what is left to pay by funder; whoever paid too much pays nothing now."""
    return {funder: max(amount - paid.get(funder, NOTHING), NOTHING) for funder, amount in owed.items()}


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
    paid_for = budget.payments.exclude(status=PaymentStatus.CANCELLED)
    last = paid_for.order_by("-ends_on").values_list("ends_on", flat=True).first()
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
    same_days = budget.payments.filter(starts_on__lte=due.ends_on, ends_on__gte=starts_on)
    if same_days.exclude(status=PaymentStatus.CANCELLED).exists():
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
    PaymentShare.objects.bulk_create(
        PaymentShare(
            payment=payment,
            person_id=payment.person_id,
            site_id=payment.site_id,
            funder=funder,
            amount=amount,
        )
        for funder, amount in due.shares.items()
        if amount
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
    due = worked_out(budget, payment.starts_on, payment=payment)
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
    if budget.person.status in LEFT:
        raise NoLongerSupported
