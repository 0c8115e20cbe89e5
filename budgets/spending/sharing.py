"""Whose money pays for something that was bought: each funder's share of its line, and no more."""

from decimal import Decimal

from django.db.models import Sum

from budgets.models import Entry, Spend
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


def paid_so_far(line) -> dict[str, Decimal]:
    """Return what each has paid for ``line``, without what was put right.

    Where somebody else was paid for it, the person's own part went to the council, past these accounts:
    it is what is left of the amounts that were written down.
    """
    entries = Entry.objects.filter(posting__spend__line=line, posting__reversed_by=None)
    paid = dict(entries.values_list("debit__funder").annotate(Sum("amount")).order_by())
    written = Spend.objects.filter(line=line, put_right_at=None).aggregate(all=Sum("amount"))["all"]
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
