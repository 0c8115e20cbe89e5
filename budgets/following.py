"""The next plan's budget: it begins with the lines that go on, and takes the money over when it is agreed."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import balancing, ending, ledger, payments
from budgets.contribution import assessed, lines_of
from budgets.models import (
    AccountKind,
    Budget,
    BudgetLine,
    BudgetStatus,
    EndedBecause,
    Frequency,
    LineShare,
    PaymentStatus,
    PostingKind,
)
from careplans.models import Action
from ipc.kernel import acting
from ipc.kernel.dates import today
from people import todos
from people.models import Role, TodoKind

DAY = dt.timedelta(days=1)
# What a line that goes on does not take along: it begins anew.
ANEW = {"id", "public_id", "budget_id", "action_id", "starts_on", "ends_on", "replaces_id"}


@transaction.atomic
def begin(budget, *, by) -> Budget:
    """Begin a draft that follows the budget in use, with the lines whose actions the next plan goes on with.

    What came once is not taken along. Where no budget is in use, nothing happens.
    """
    before = Budget.objects.in_use().filter(person_id=budget.person_id).exclude(pk=budget.pk).first()
    if before is None:
        return budget
    budget.came_from = before
    budget.weekly_assessed_contribution = assessed(before)
    budget.payment_basis, budget.payment_weeks = before.payment_basis, before.payment_weeks
    budget.save(update_fields=["came_from", "weekly_assessed_contribution", "payment_basis", "payment_weeks"])
    goes_on = dict(
        Action.objects.filter(plan_id=budget.plan_id, came_from__plan_id=before.plan_id).values_list(
            "came_from_id", "pk"
        )
    )
    for line in _still_running(before):
        if line.is_contingency or line.action_id in goes_on:
            _copy(line, budget, goes_on.get(line.action_id))
    return budget


@transaction.atomic
def take_over(budget, *, by) -> Budget | None:
    """End the budget that ``budget`` takes the place of, the day before, and hand over what is in it.

    Called when the next plan is agreed, before its budget is in use. What was set aside for days that do
    not come goes back to each funder; all that is left is carried over, by funder and kind. What was paid
    ahead counts as paid for the first days of the new one, and what was not paid yet comes with its first
    payment (``payments.worked_out``). Return the old one.
    """
    with acting.for_the_site("hand over to the next budget", site_id=budget.site_id):
        before = _in_use_of(budget.person_id)
        if before is None or before.pk == budget.pk:
            _follows_nothing(budget)
            return None
        if budget.came_from_id != before.pk:
            budget.came_from = before
            budget.save(update_fields=["came_from"])
        _let_go_of_payments(before, by)
        _end_the_day_before(before, str(EndedBecause.NEXT_PLAN.label))
        _trim(before, by)
        _carry(before, budget, by)
        ending.over(before, by=by)
    return before


@transaction.atomic
def end_without_money(plan, *, by) -> Budget | None:
    """Set the last day of the budget in use where the next plan costs nothing; finance settles it after."""
    with acting.for_the_site("end the budget of the plan before", site_id=plan.site_id):
        before = _in_use_of(plan.person_id)
        if before is None or before.plan_id == plan.pk:
            return None
        _let_go_of_payments(before, by)
        _end_the_day_before(before, str(_("The next plan costs nothing.")))
        before.save(update_fields=["ends_on", "ends_because", "end_words"])
        todos.ask(
            before.person,
            TodoKind.SETTLE_MONEY,
            key=f"settle:{before.public_id}",
            due_on=today(),
            role=Role.FINANCE,
            by=by,
        )
    return before


def _follows_nothing(budget):
    """Forget which budget was in use when this one was begun: it was settled since and hands nothing over."""
    if budget.came_from_id and budget.status != BudgetStatus.ACTIVE:
        budget.came_from = None
        budget.save(update_fields=["came_from"])


def _end_the_day_before(before, words):
    """Let ``before`` end with yesterday; one whose last day is past already ended then, and why it did."""
    last = max(today(), before.starts_on) - DAY
    if before.ends_on is None or before.ends_on > last:
        before.ends_on, before.ends_because, before.end_words = last, EndedBecause.NEXT_PLAN, words


def _in_use_of(person_id):
    return Budget.objects.select_for_update().in_use().filter(person_id=person_id).first()


def _still_running(before):
    """Return the lines of today and those that are to come; of what came once nothing."""
    return [
        line
        for line in lines_of(before)
        if line.frequency == Frequency.WEEKLY
        and not (line.ends_on and line.ends_on < today())
        and not (line.starts_on and line.starts_on > today())
    ]


def _copy(line, budget, action_id):
    names = {field.attname for field in BudgetLine._meta.fields} - ANEW
    new = BudgetLine.objects.create(
        budget=budget, action_id=action_id, **{name: getattr(line, name) for name in names}
    )
    LineShare.objects.bulk_create(
        LineShare(
            line=new,
            person_id=new.person_id,
            site_id=new.site_id,
            funder=share.funder,
            amount=share.amount,
        )
        for share in line.shares.all()
    )


def _let_go_of_payments(before, by):
    """Take back what was prepared and not paid: the new budget pays for its days."""
    for payment in before.payments.select_for_update().filter(status=PaymentStatus.DUE):
        payments.cancel(payment, because=str(_("The next plan has a budget of its own.")), by=by)


def _trim(before, by):
    """Give back what was set aside for the days after the last one, in each year that is open."""
    for year in balancing.open_years(before):
        last = max(min(before.ends_on, year.ends_on), year.starts_on - DAY)
        balancing.adjust(
            before, year, key=uuid.uuid5(before.public_id, f"trimmed {year.number}"), by=by, last=last
        )


def _carry(before, budget, by):
    """Move every balance out of the one and into the other, the same amounts by funder and kind."""
    left = ending.left(before)
    if not left:
        return
    for one, is_out in ((before, True), (budget, False)):
        legs = []
        for funder, kinds in left.items():
            outside = ledger.account(one, AccountKind.FUNDER, funder)
            for kind, amount in kinds.items():
                inside = ledger.account(one, kind, funder)
                legs.append(ledger.Leg(*((inside, outside) if is_out else (outside, inside)), amount))
        ledger.move(
            one,
            key=uuid.uuid5(before.public_id, f"carried {'out' if is_out else 'in'}"),
            kind=PostingKind.CARRIED,
            legs=legs,
            value_on=today(),
            by=by,
        )
