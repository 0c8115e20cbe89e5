"""Money kept back for emergencies: so many weeks of the budget, given back to the funders if not needed."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from budgets import contribution, prices
from budgets.contribution import WEEKS_A_YEAR
from budgets.drafting import draft
from budgets.drafting.amounts import WHOLE, in_proportion
from budgets.drafting.refusals import KeepsTooMuchBack, NothingToKeepBack
from budgets.models import (
    PUBLIC_FUNDERS,
    Budget,
    BudgetLine,
    Every,
    Frequency,
    LineShare,
    ManagementOption,
    PriceUnit,
)
from ipc.kernel.money import NOTHING

LEAST, MOST = Decimal("0.1"), Decimal(12)


@transaction.atomic
def keep_back(budget, *, by, weeks=None, percent=None) -> BudgetLine | None:
    """Keep back ``weeks`` of the budget's money, or ``percent`` of a year's; nought of either keeps nothing.

    It follows the other lines: where they change while the budget is a draft, it is worked out again.

    Raises:
        BudgetNotDraft, KeepsTooMuchBack
        NothingToKeepBack: there are no weekly lines yet.
    """
    budget = draft.locked(budget)
    weeks = percent * WEEKS_A_YEAR / WHOLE if percent is not None else (weeks or NOTHING)
    if weeks and not LEAST <= weeks <= MOST:
        raise KeepsTooMuchBack
    of(budget).delete()
    line = _kept(budget, weeks) if weeks else None
    draft.changed(budget, by)
    return line


def _kept(budget, weeks) -> BudgetLine:
    line = BudgetLine(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        position=budget.lines.count(),
        is_contingency=True,
        option=ManagementOption.NOTIONAL,
        frequency=Frequency.ONE_OFF,
        unit=PriceUnit.WEEK,
        every=Every.ONCE,
        quantity=weeks.quantize(Decimal("0.01")),
    )
    _reckon(line)
    return line


def of(budget):
    return budget.lines.filter(is_contingency=True, unit=PriceUnit.WEEK)


def reckon_again(budget: Budget):
    """Work out what is kept back from the lines as they are now; without lines nothing is kept."""
    for line in of(budget):
        if _a_week(budget):
            line.shares.all().delete()
            _reckon(line)
        else:
            line.delete()


def _reckon(line):
    weekly = _a_week(line.budget)
    if not weekly:
        raise NothingToKeepBack
    line.unit_amount = sum(weekly.values(), NOTHING)
    line.amount = prices.weekly_amount(line.unit_amount, line.quantity, Every.ONCE, site_id=line.site_id)
    line.words = in_words(line.quantity)
    line.save()
    shares = in_proportion(line.amount, weekly)
    LineShare.objects.bulk_create(
        LineShare(line=line, person_id=line.person_id, site_id=line.site_id, funder=funder, amount=amount)
        for funder, amount in shares.items()
    )


def in_words(weeks) -> str:
    number = f"{Decimal(weeks).normalize():f}"
    if weeks == 1:
        return _("Kept for emergencies: 1 week of money")
    return _("Kept for emergencies: %(weeks)s weeks of money") % {"weeks": number}


def _a_week(budget) -> dict[str, Decimal]:
    """Return what each public funder puts into the weekly lines, before the person's part is taken off."""
    totals: dict[str, Decimal] = {}
    for line in contribution.lines_of(budget):
        if line.frequency == Frequency.WEEKLY and not line.is_contingency and not line.replaces_id:
            for share in line.shares.all():
                totals[share.funder] = totals.get(share.funder, NOTHING) + share.amount
    return {funder: totals[funder] for funder in PUBLIC_FUNDERS if funder in totals}
