"""What the funders set aside when a budget is agreed: the year's money, each from its own pocket."""

import uuid
from decimal import Decimal

from django.db import transaction

from budgets import ledger
from budgets.contribution import LineFunding, annual, by_funder, funding
from budgets.models import AccountKind, PaymentBasis, PostingKind
from people.models import Funder


def paid_by(budget) -> list[LineFunding]:
    """Return who pays what into each line of ``budget``, the way the money really moves.

    Net: the person pays their part into the account beside the council's. Gross: the council pays the
    whole and the person pays their part back to the council, outside these accounts.
    """
    lines = funding(budget)
    if budget.payment_basis == PaymentBasis.NET:
        return lines
    return [LineFunding(funded.line, _paid_in_full(funded.shares)) for funded in lines]


def _paid_in_full(shares):
    whole = dict(shares)
    own = whole.pop(Funder.PERSON, Decimal())
    if own:
        whole[Funder.COUNCIL] = whole.get(Funder.COUNCIL, Decimal()) + own
    return whole


@transaction.atomic
def set_aside(budget, *, by):
    """Set aside the year's money of each public funder; doing it again moves nothing.

    Return the posting, or None where no public money is in the budget. The person's own part is not
    set aside: it comes in with each payment.
    """
    public = {
        funder: annual(money.weekly, money.one_off)
        for funder, money in by_funder(paid_by(budget)).items()
        if funder != Funder.PERSON
    }
    if not public:
        return None
    return ledger.move_between(
        budget,
        AccountKind.FUNDER,
        AccountKind.AVAILABLE,
        public,
        key=uuid.uuid5(budget.public_id, "set aside"),
        kind=PostingKind.ALLOCATION,
        value_on=budget.starts_on or budget.opened_at.date(),
        by=by,
    )
