"""What is due for some days: the days themselves, and what a change back in time makes up for."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum

from budgets import accruing, contribution, opening
from budgets.models import ManagementOption, PaymentShare, PaymentStatus
from ipc.kernel.dates import today
from ipc.kernel.money import NOTHING
from people.models import Funder

WEEK = 7
DAY = dt.timedelta(days=1)
A_YEAR = 13  # payments of four weeks


class Due(NamedTuple):
    """What is to be paid for some days, and by whom; the person's own part is ``Funder.PERSON``.

    ``too_much`` was paid for the days before and is more than this payment could take off.
    """

    starts_on: dt.date
    ends_on: dt.date
    shares: dict[Funder, Decimal]
    too_much: Decimal = NOTHING

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


class MadeUp(NamedTuple):
    """What a payment makes up for besides its own days, in pounds of all funders and the person.

    ``more`` was owed for days before and comes with it; ``less`` was paid too much and is taken off; and
    ``waits`` is still to be taken off later, because no payment falls below nothing.
    """

    own_days: Decimal
    more: Decimal
    less: Decimal
    waits: Decimal


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
    ends_on = _last_day(budget, starts_on)
    earlier = budget.payments.exclude(status=PaymentStatus.CANCELLED)
    if payment is not None:
        earlier = earlier.filter(pk__lt=payment.pk)
    spans, lines = list(earlier.values_list("starts_on", "ends_on")), contribution.lines_of(budget)
    owed = _owed(budget, [*spans, (starts_on, ends_on)], lines)
    paid = _added(_paid(earlier), paid_ahead(budget.came_from))
    net = {funder: owed.get(funder, NOTHING) - paid.get(funder, NOTHING) for funder in {**owed, **paid}}
    taken_off = _taken_off_already(budget, spans, starts_on, lines, paid)
    net = {funder: amount + taken_off.get(funder, NOTHING) for funder, amount in net.items()}
    return Due(
        starts_on,
        ends_on,
        {funder: max(net[funder], NOTHING) for funder in Funder if funder in net},
        too_much=sum((-amount for amount in net.values() if amount < 0), NOTHING),
    )


def _last_day(budget, starts_on):
    cycle = budget.payment_weeks * WEEK
    days = cycle - (starts_on - (budget.starts_on or starts_on)).days % cycle
    ends_on = starts_on + dt.timedelta(days=days - 1)
    # After the last day there are no more days to pay; what is still owed for those before needs one.
    return max(min(ends_on, budget.ends_on), starts_on) if budget.ends_on else ends_on


def _until_its_end(budget, spans):
    """Return ``spans`` as far as ``budget`` runs; nothing is owed for a day after its last one."""
    return [(first, min(last, budget.ends_on or last)) for first, last in spans]


def _owed(budget, spans, lines) -> dict[Funder, Decimal]:
    """Return what is owed for ``spans``, with whatever came once until the last of their days."""
    spans = _until_its_end(budget, spans)
    once = (dt.date.min, max(last for _first, last in spans)) if spans else None
    return accruing.to_the_penny(accruing.exactly(budget, spans, once=once, which=is_paid_out, lines=lines))


def _paid(payments) -> dict[Funder, Decimal]:
    """Return what each funder, and the person, put into ``payments``."""
    shares = PaymentShare.objects.filter(payment__in=payments).values_list("funder").order_by()
    return {Funder(funder): amount for funder, amount in shares.annotate(Sum("amount"))}


def still_owed(budget, until) -> dict[Funder, Decimal]:
    """Return what payments are still to bring for the days to ``until``, beside those that are prepared.

    That is the days nothing is paid for yet, and what a change back in time made more of the days before.
    """
    earlier = budget.payments.exclude(status=PaymentStatus.CANCELLED)
    spans = [*earlier.values_list("starts_on", "ends_on"), (next_starts_on(budget), until)]
    owed = _owed(budget, spans, contribution.lines_of(budget))
    paid = _added(_paid(earlier), paid_ahead(budget.came_from))
    net = {funder: amount - paid.get(funder, NOTHING) for funder, amount in owed.items()}
    return {funder: amount for funder, amount in net.items() if amount > 0}


def paid_ahead(before) -> dict[Funder, Decimal]:
    """Return what the budget ``before`` paid for days after its last one: they are the next budget's.

    Below nothing: it was still to pay that for its own days, and nobody pays from it any more. Days
    between its payments count as little as in one budget (``next_starts_on``).
    """
    if before is None or before.ends_on is None:
        return {}
    released = before.payments.filter(status=PaymentStatus.RELEASED)
    spans = [*released.values_list("starts_on", "ends_on"), (next_starts_on(before), before.ends_on)]
    owed = _owed(before, spans, contribution.lines_of(before))
    paid = _added(_paid(released), paid_ahead(before.came_from))
    ahead = {funder: paid.get(funder, NOTHING) - owed.get(funder, NOTHING) for funder in {**owed, **paid}}
    return {funder: amount for funder, amount in ahead.items() if amount}


def _added(paid, more):
    return {funder: paid.get(funder, NOTHING) + more.get(funder, NOTHING) for funder in {**paid, **more}}


def _taken_off_already(budget, spans, starts_on, lines, paid) -> dict[Funder, Decimal]:
    """Return what too much paid before was made up for by days that nothing was paid for at all.

    Where so much is to be taken off that a whole period is not paid, there is no payment for it; those
    days are between the last payment and this one.
    """
    paid_until = max((last for _first, last in spans if last < starts_on), default=None)
    if paid_until is None or paid_until + DAY >= starts_on:
        return {}
    before = _owed(budget, spans, lines)
    too_much = {funder: amount - before.get(funder, NOTHING) for funder, amount in paid.items()}
    if not any(amount > 0 for amount in too_much.values()):
        return {}
    days = _until_its_end(budget, [(paid_until + DAY, starts_on - DAY)])
    between = accruing.to_the_penny(accruing.exactly(budget, days, which=is_paid_out, lines=lines))
    return {
        funder: min(amount, between.get(funder, NOTHING)) for funder, amount in too_much.items() if amount > 0
    }


def made_up(budget, due) -> MadeUp:
    """Return what of ``due`` is for its own days, and what makes up for days before."""
    [own_days] = _until_its_end(budget, [(due.starts_on, due.ends_on)])
    own = accruing.over(budget, *own_days, which=is_paid_out)
    differs = [due.shares.get(funder, NOTHING) - own.get(funder, NOTHING) for funder in {**own, **due.shares}]
    return MadeUp(
        own_days=sum(own.values(), NOTHING),
        more=sum((amount for amount in differs if amount > 0), NOTHING),
        less=sum((-amount for amount in differs if amount < 0), NOTHING),
        waits=due.too_much,
    )


def next_starts_on(budget) -> dt.date:
    """Return the first day that no payment is for yet."""
    paid_for = budget.payments.exclude(status=PaymentStatus.CANCELLED)
    last = paid_for.order_by("-ends_on").values_list("ends_on", flat=True).first()
    return last + DAY if last else budget.starts_on or today()


def next_due(budget) -> Due:
    """Return the next payment there is to prepare: past periods of which all is taken off, within a year."""
    due = worked_out(budget, next_starts_on(budget))
    for _period in range(A_YEAR):
        is_last = budget.ends_on is not None and due.ends_on >= budget.ends_on
        if due.amount or not due.too_much or is_last:
            break
        due = worked_out(budget, due.ends_on + DAY)
    return due
