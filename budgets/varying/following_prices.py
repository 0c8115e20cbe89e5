"""When a price rises: every line that follows it is proposed anew, each a change of its own."""

from decimal import ROUND_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import prices
from budgets.acts import Act
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    Variation,
    VariationKind,
    VariationLine,
    VariationStatus,
)
from budgets.varying.asking import Change, ask
from budgets.varying.deciding import propose
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import PENNY, pounds, shared_out
from people.models import Funder


class NoLineFollows(RuleBroken):
    message = _("No budget of the people you work with follows this price.")


@transaction.atomic
def follow_price(price, *, by) -> list[Variation]:
    """Propose the new price for every line that follows it, of those whose budgets ``by`` may change.

    The funders that pay more answer each; a line with such a change open already is left alone.

    Raises:
        NoLineFollows
    """
    found = [
        ask(
            line.budget,
            by=by,
            kind=VariationKind.PRICE,
            reason=_reason(price),
            effective_on=max(price.effective_from, line.starts_on or line.budget.starts_on),
            changes=[Change(line, at_price(line, price))],
        )
        for line in lines_behind(price, by)
    ]
    if not found:
        raise NoLineFollows
    return [propose(variation, by=by) for variation in found]


def lines_behind(price, user) -> list[BudgetLine]:
    """Return the lines that follow an earlier price of the same thing, of budgets ``user`` may change."""
    budgets = Budget.objects.permitting(Act.PROPOSE_VARIATION, user).filter(status=BudgetStatus.ACTIVE)
    being_changed = VariationLine.objects.filter(
        variation__kind=VariationKind.PRICE, variation__status=VariationStatus.PROPOSED
    )
    found = BudgetLine.objects.on(price.effective_from).filter(
        budget__in=budgets,
        price__code=price.code,
        price__site=price.site_id,
        price__effective_from__lt=price.effective_from,
    )
    found = found.exclude(pk__in=being_changed.filter(line__isnull=False).values("line_id"))
    lines = found.exclude(unit_amount=None).select_related("budget__person").prefetch_related("shares")
    return [line for line in lines if line.unit_amount != price.amount]


def at_price(line, price) -> dict[Funder, Decimal]:
    """Return what each funder would pay for ``line`` at ``price``; the whole is rounded up to the penny."""
    if line.quantity and line.every:
        whole = prices.weekly_amount(
            price.amount, line.quantity, line.every, site_id=line.site_id, on=price.effective_from
        )
    else:
        whole = (line.amount * price.amount / line.unit_amount).quantize(PENNY, rounding=ROUND_UP)
    shares = {Funder(one.funder): one.amount for one in line.shares.all()}
    return dict(zip(shares, shared_out(whole, list(shares.values())), strict=True))


def _reason(price):
    return str(
        _("%(what)s costs %(amount)s from then on.")
        % {"what": price.words[:200], "amount": pounds(price.amount)}
    )
