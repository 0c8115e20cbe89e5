"""What the person buys with their own money beside the budget: noted, and never in any of its sums."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from budgets.models import Budget, BudgetStatus, OwnExtra
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people.models import Funder


class NothingExtra(RuleBroken):
    message = _("Enter what it costs each week: more than nothing, and less than £10,000.")


class WordsMissing(RuleBroken):
    message = _("Enter what you buy yourself.")


class PlannedAlready(RuleBroken):
    message = _(
        "This is in your plan, and the NHS pays for it in full. You never add your own money to it. "
        "If it is not enough, tell your care team: the budget must be enough."
    )
    source = _("NHS Act 2006 section 1(4); NHS (Direct Payments) Regulations 2013, regulation 13")


class BudgetOver(RuleBroken):
    message = _("This budget has ended. Write it down beside the budget that you have now.")


@transaction.atomic
def add(budget, *, by, words, weekly_amount: Decimal) -> OwnExtra:
    """Note what the person chooses to buy themselves; nobody asks them to.

    Raises:
        WordsMissing, NothingExtra, BudgetOver
        PlannedAlready: care that the NHS pays for is never topped up (F-09).
    """
    budget = _going_on(budget)
    words = words.strip()
    if not words:
        raise WordsMissing
    if not 0 < weekly_amount < 10_000:
        raise NothingExtra
    if _same(words) in {_same(line.words) for line in budget.lines.filter(shares__funder=Funder.NHS)}:
        raise PlannedAlready
    extra = OwnExtra.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        words=words,
        weekly_amount=weekly_amount,
        recorded_by=by,
    )
    audit.record(Act.WRITE_OWN_EXTRA, extra, by=by)
    return extra


@transaction.atomic
def remove(extra, *, by):
    """Take off something that the person no longer buys."""
    _going_on(extra.budget)
    audit.record(Act.WRITE_OWN_EXTRA, extra, by=by)
    extra.delete()
    return extra


def _going_on(budget) -> Budget:
    budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
    if budget.status == BudgetStatus.ENDED:
        raise BudgetOver
    return budget


def _same(words) -> str:
    return " ".join(words.casefold().split())
