"""The year's end: the next year's money is set aside, and what was not used is carried over or given back."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import accruing, ledger, opening, payments, telling
from budgets.acts import Act
from budgets.models import (
    AccountKind,
    Budget,
    BudgetStatus,
    BudgetYear,
    PaymentShare,
    PaymentStatus,
    PostingKind,
)
from budgets.models.indicative import PUBLIC_FUNDERS
from ipc.kernel import audit
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING
from people import todos
from people.models import Funder, Role, Todo, TodoKind

# How long before the end of a year the next one may begin: one payment in advance has to fit in.
BEFORE = dt.timedelta(weeks=4)
DAY = dt.timedelta(days=1)


class NoYear(RuleBroken):
    message = _("This budget is not in use, so no year of it can begin.")


class TooEarly(RuleBroken):
    message = _("The next year can begin from %(day)s on. Come back then.")


class EndsBefore(RuleBroken):
    message = _("This budget ends on %(day)s, so no next year begins. Settle the account after that day.")


class SayForEach(RuleBroken):
    message = _("Say for each funder whether its money is carried over or given back.")


class Unused(NamedTuple):
    """What a funder has left of a year: set aside for nothing any more, and promised but not paid yet."""

    available: Decimal
    committed: Decimal

    @property
    def amount(self):
        return self.available + self.committed


def unused(budget, year) -> dict[Funder, Unused]:
    """Return what each funder has left of ``year``, beside what is still due for its days."""
    balances = ledger.balances(budget)
    due = _still_due(budget, year)
    promised = _still_promised(budget, year)
    left = {
        funder: Unused(
            max(balances[AccountKind.AVAILABLE].get(funder, NOTHING) - due.get(funder, NOTHING), NOTHING),
            max(
                balances[AccountKind.COMMITTED].get(funder, NOTHING) - promised.get(funder, NOTHING), NOTHING
            ),
        )
        for funder in PUBLIC_FUNDERS
    }
    return {funder: one for funder, one in left.items() if one.amount}


def _still_due(budget, year):
    """Return what payments will take that are prepared, or that are still to come for days until its end.

    Also where those days are past: a payment that is late is paid from the year it is for.
    """
    due = payments.still_owed(budget, year.ends_on)
    prepared = PaymentShare.objects.filter(payment__budget=budget, payment__status=PaymentStatus.DUE)
    for funder, amount in prepared.values_list("funder", "amount"):
        due[Funder(funder)] = due.get(Funder(funder), NOTHING) + amount
    return due


def _still_promised(budget, year):
    """Return what others will be paid for the days of the year that are still ahead."""
    first = max(today() + DAY, year.starts_on)
    if first > year.ends_on:
        return {}
    return accruing.over(budget, first, year.ends_on, which=opening.is_promised)


@transaction.atomic
def begin_next(budget, *, carry, by) -> BudgetYear:
    """Begin the next year: give back or carry over what is left, and set aside the next 52 weeks.

    ``carry`` says for each funder that has something left whether it is carried over (True) or given back.
    What is carried stays in the same accounts; what is in the person's account is left alone.

    Raises:
        NoYear, TooEarly, EndsBefore, SayForEach
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    year = budget.years.order_by("number").last()
    _refuse(budget, year)
    left = unused(budget, year)
    if not set(left) <= {Funder(funder) for funder in carry}:
        raise SayForEach
    back = {funder: one for funder, one in left.items() if not carry[funder]}
    given_back = _give_back(budget, year, back, by)
    opening.for_the_year(budget, year.number + 1, year.ends_on + DAY, by=by)
    BudgetYear.objects.filter(pk=year.pk).update(given_back=given_back)
    following = budget.years.get(number=year.number + 1)
    following.carried_in = sum((one.amount for funder, one in left.items() if funder not in back), NOTHING)
    following.save(update_fields=["carried_in"])
    audit.record(Act.ROLL_YEAR, following, by=by)
    settle_todo(budget, TodoKind.NEXT_YEAR, by=by)
    telling.readers(following, "money_next_year", page="my_money", by=by)
    return following


def earliest(year) -> dt.date:
    """Return the first day on which the year after ``year`` may begin."""
    return year.ends_on - BEFORE


def _refuse(budget, year):
    if budget.status != BudgetStatus.ACTIVE or year is None:
        raise NoYear
    if budget.ends_on and budget.ends_on <= year.ends_on:
        raise EndsBefore(day=in_words(budget.ends_on))
    if today() < earliest(year):
        raise TooEarly(day=in_words(earliest(year)))


def _give_back(budget, year, back, by) -> Decimal:
    legs = [
        ledger.Leg(
            ledger.account(budget, kind, funder), ledger.account(budget, AccountKind.FUNDER, funder), amount
        )
        for funder, one in back.items()
        for kind, amount in ((AccountKind.AVAILABLE, one.available), (AccountKind.COMMITTED, one.committed))
        if amount
    ]
    if not legs:
        return NOTHING
    ledger.move(
        budget,
        key=uuid.uuid5(budget.public_id, f"given back {year.number}"),
        kind=PostingKind.RETURN,
        legs=legs,
        value_on=today(),
        by=by,
    )
    return sum((leg.amount for leg in legs), NOTHING)


def settle_todo(budget, kind, *, by):
    """Write down that what finance was asked to do about ``budget`` is done."""
    asked = Todo.objects.open().filter(person_id=budget.person_id, kind=kind)
    asked.filter(key__contains=str(budget.public_id)).update(
        done_at=timezone.now(), done_by=by, outcome=_("It is done.")
    )


def raise_due(site) -> None:
    """Ask finance to begin the next year where one ends soon, and to settle what is over; runs nightly."""
    in_use = Budget.objects.in_use().filter(site=site).select_related("person")
    ending = BudgetYear.objects.filter(budget__in=in_use, ends_on__lte=today() + BEFORE)
    ending = ending.exclude(budget__ends_on__lte=F("ends_on"))
    for year in ending.select_related("budget__person").order_by("pk"):
        if not year.budget.years.filter(number__gt=year.number).exists():
            todos.ask(
                year.budget.person,
                TodoKind.NEXT_YEAR,
                key=f"year {year.number + 1}:{year.budget.public_id}",
                due_on=year.ends_on,
                role=Role.FINANCE,
            )
    for budget in in_use.filter(ends_on__lt=today()):
        todos.ask(
            budget.person,
            TodoKind.SETTLE_MONEY,
            key=f"settle:{budget.public_id}",
            due_on=budget.ends_on + DAY,
            role=Role.FINANCE,
        )
