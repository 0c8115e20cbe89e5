"""Putting a change in force: lines end the day before, others take their place, and the money follows."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from budgets import balancing, rules, telling
from budgets.acts import Act
from budgets.models import (
    AssessedContribution,
    Budget,
    BudgetLine,
    Frequency,
    LineShare,
    UnitPrice,
    VariationKind,
    VariationStatus,
)
from budgets.rules import Stage
from budgets.varying.asking import DAY, LineNotInForce, NothingChanges, locked, refuse_day, settle
from budgets.varying.weighing import begins, successor
from ipc.kernel import acting, audit
from ipc.kernel.errors import RuleBroken
from people.models import Funder


class ComesOnlyOnce(RuleBroken):
    message = _("This came once, in a year whose money is settled. It cannot be changed any more.")


@transaction.atomic
def put_in_force(variation, *, by):
    """Put a change in force as of its day, also one that is past; return it.

    What is set aside for each open year is then what the lines come to again, per funder: one adjustment.
    Days already paid for are made up for with the next payment (``payments.worked_out``).

    Raises:
        BeforeTheYear, BooksClosed, AgainstTheClock, AfterTheEnd: the day is not possible any more.
        LineNotInForce: a line was changed meanwhile.
        ComesOnlyOnce, NothingChanges, rules.AgainstTheRules
    """
    with acting.for_the_site("put a change of the budget in force", site_id=variation.site_id):
        variation = locked(variation)
        refuse_day(variation.budget, variation.effective_on)
        rows = list(variation.lines.select_related("variation__budget", "line__budget"))
        if not rows and variation.weekly_contribution is None:
            raise NothingChanges
        earliest = min([variation.effective_on, *(_replace(variation, row) for row in rows)])
        if variation.weekly_contribution is not None:
            _assess(variation, by)
        budget = Budget.objects.get(pk=variation.budget_id)
        variation.posting = balancing.in_line(budget, since=earliest, key=variation.public_id, by=by)
        settle(variation, VariationStatus.IN_FORCE, by=by)
        audit.record(Act.PROPOSE_VARIATION, variation, by=by, why=str(_("put in force")))
        telling.readers(variation, "money_changes", page="my_changes", by=by)
    return variation


def _replace(variation, row) -> dt.date:
    """End the line of ``row``, make the one that takes its place, and return the first day of the change."""
    day = begins(row, variation.effective_on)
    if row.line_id:
        _end(variation, row, day)
    new = successor(row, variation.effective_on)
    if new is None:
        return day
    if variation.kind == VariationKind.PRICE and row.line_id and row.line.price_id:
        _follow(new, row.line, variation.effective_on)
    if row.line_id is None:
        new.position = variation.budget.lines.count()
    shares = {Funder(one.funder): one.amount for one in row.shares.all()}
    rules.refuse(Stage.LINE, line=new, shares=shares)
    new.save(force_insert=True)
    LineShare.objects.bulk_create(
        LineShare(line=new, person_id=new.person_id, site_id=new.site_id, funder=funder, amount=amount)
        for funder, amount in shares.items()
    )
    row.made = new
    row.save(update_fields=["made"])
    return day


def _end(variation, row, day):
    """End the line the day before; what comes once is ended before it ever came."""
    old = BudgetLine.objects.select_for_update(of=["self"]).get(pk=row.line_id)
    if old.frequency == Frequency.ONE_OFF:
        _refuse_of_an_earlier_year(variation.budget, day)
        is_there = old.ends_on is None or old.ends_on >= day
    else:
        is_there = (old.starts_on or day) <= day <= (old.ends_on or day)
    if not is_there:
        raise LineNotInForce
    BudgetLine.objects.filter(pk=old.pk).update(ends_on=day - DAY)


def _refuse_of_an_earlier_year(budget, day):
    years = balancing.open_years(budget)
    if years and day < years[0].starts_on:
        raise ComesOnlyOnce


def _follow(new, old, day):
    """Let the line say which price it follows now."""
    newer = UnitPrice.objects.filter(site_id=old.site_id, code=old.price.code, effective_from__lte=day)
    new.price = newer.order_by(F("effective_from").desc(), "-pk").first() or old.price
    new.unit, new.unit_amount = new.price.unit, new.price.amount
    new.quantity, new.every = old.quantity, old.every


def _assess(variation, by):
    AssessedContribution.objects.create(
        budget_id=variation.budget_id,
        person_id=variation.person_id,
        site_id=variation.site_id,
        weekly_amount=variation.weekly_contribution,
        starts_on=variation.effective_on,
        variation=variation,
        recorded_by=by,
    )
