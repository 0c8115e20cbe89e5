"""Whose money pays for something that was bought: each funder's share of its line, and no more."""

from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q, Sum

from budgets import accruing
from budgets.models import Entry, Spend
from ipc.kernel.dates import today
from ipc.kernel.money import NOTHING, PENNY, shared_out
from people.models import Funder


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


def paid_alike(budget, funded) -> dict[str, Decimal]:
    """Return what each has paid for a line on days when it was shared as in ``funded``; see ``split``.

    What the person pays changes without a new line: with an assessment, on the 18th birthday. What was
    bought before was paid for as it was then, and is not made up for by what is bought after.
    """
    line = funded.line
    first, last = line.starts_on or budget.starts_on or today(), today()
    alike = [
        (stretch.first, stretch.last)
        for stretch in accruing.stretches(budget, first, last)
        if any(one.line.pk == line.pk and one.shares == funded.shares for one in stretch.fundings)
    ]
    return _paid_on(line, alike)


def _paid_on(line, spans) -> dict[str, Decimal]:
    """Return what each paid for what was bought for ``line`` on some days, without what was put right.

    Where somebody else was paid for it, the person's own part went to the council, past these accounts:
    it is what is left of the amounts that were written down.
    """
    bought = Spend.objects.filter(line=line, put_right_at=None)
    bought = bought.filter(reduce(or_, (Q(spent_on__range=span) for span in spans), Q(pk=None)))
    entries = Entry.objects.filter(posting__spend__in=bought)
    paid = dict(entries.values_list("debit__funder").annotate(Sum("amount")).order_by())
    written = bought.aggregate(all=Sum("amount"))["all"]
    outside = (written or NOTHING) - sum(paid.values(), NOTHING)
    if outside:
        paid[Funder.PERSON] = paid.get(Funder.PERSON, NOTHING) + outside
    return paid


def most(amount, weights, paid, reaches) -> Decimal:
    """Return the largest amount below ``amount`` whose shares all ``reaches`` says are there, by halving."""
    least, too_much = 0, int(amount / PENNY)
    while too_much - least > 1:
        middle = (least + too_much) // 2
        if reaches(split(middle * PENNY, weights, paid)):
            least = middle
        else:
            too_much = middle
    return least * PENNY
