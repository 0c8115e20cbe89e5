"""Property: whatever happens to a budget over its years, no pound is lost, doubled or of another funder."""

import datetime as dt
import random
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.db.models import Sum

from budgets import accruing, ending, ledger, opening, payments, spending, varying, years
from budgets.balancing import of_the_year
from budgets.models import (
    AccountKind,
    Budget,
    BudgetStatus,
    EndedBecause,
    Entry,
    Frequency,
    PaymentStatus,
    VariationKind,
)
from budgets.varying import Change
from ipc.kernel.dates import today
from ipc.kernel.money import PENNY
from people.models import Funder
from tests.budgets.running import COUNCIL, DIRECT, EDUCATION, NHS, NOTIONAL, in_use
from tests.factories.people import staff

FIRST = dt.date(2027, 11, 29)  # the leap day of 2028 comes in its first year
OUTSIDE, AVAILABLE, COMMITTED = AccountKind.FUNDER, AccountKind.AVAILABLE, AccountKind.COMMITTED
HELD, SPENT, PAID_FOR = AccountKind.HELD, AccountKind.SPENT, AccountKind.PAID_FOR


class Life:
    """A budget to which things happen, in an order that the seed alone decides."""

    def __init__(self, site, seed):
        self.chance = random.Random(seed)
        self.workers = {role: staff(role, site) for role in ("coordinator", "finance")}
        self.day = FIRST
        with self.now():
            self.budget = in_use(
                {NHS: "95.00", COUNCIL: "180.01"},
                ({COUNCIL: "60.00", EDUCATION: "33.33"}, {"option": NOTIONAL}),
                ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF}),
                contribution="32.00",
                starts_on=FIRST,
            )

    def now(self):
        return time_machine.travel(dt.datetime.combine(self.day, dt.time(12), dt.UTC))

    def fresh(self):
        return Budget.objects.get(pk=self.budget.pk)

    def pounds(self, least=1, most=30000):
        return self.chance.randint(least, most) * PENNY

    def step(self):
        self.day += dt.timedelta(days=self.chance.randint(1, 24))
        happen = self.chance.choice(
            [self.pay, self.pay, self.vary, self.vary, self.spend, self.assess, self.cost]
        )
        with self.now():
            self.begin_year()
            try:
                happen()
            except (payments.NoDirectPayment, payments.AllTakenOff, payments.TooFarAhead):
                return
            except (spending.NotThatMuchLeft, varying.BeforeTheYear, varying.NothingChanges):
                return
            except (spending.NotInThePlanThen, spending.NotADirectPayment):
                return  # a line that is over is offered too, for receipts that come late
            except varying.ComesOnlyOnce:
                return

    def pay(self):
        budget = self.fresh()
        if payments.next_starts_on(budget) > today() + dt.timedelta(days=10):
            return
        payment = payments.prepare(
            budget, by=self.workers["coordinator"], starts_on=payments.next_due(budget).starts_on
        )
        payments.release(payment, by=self.workers["finance"], key=uuid.uuid4())

    def vary(self):
        budget = self.fresh()
        on = self.day + dt.timedelta(days=self.chance.randint(-60, 40))
        on = max(on, FIRST)
        line = self.chance.choice(list(budget.lines.on(on)))
        if opening.is_promised(line):  # its days until today may be paid for already
            on = self.day
            line = self.chance.choice(list(budget.lines.on(on)))
        before = {Funder(one.funder): one.amount for one in line.shares.all()}
        change = self.chance.choice(
            [
                Change(line, {funder: self.pounds() for funder in before}),
                Change(line, before, NOTIONAL if line.option == DIRECT else DIRECT),
                Change(line, {self.chance.choice([NHS, COUNCIL, EDUCATION]): self.pounds()}),
            ]
        )
        self.put_in_force(budget, on, VariationKind.AMOUNT, changes=[change])

    def assess(self):
        self.put_in_force(
            self.fresh(),
            self.day,
            VariationKind.CONTRIBUTION,
            weekly_contribution=self.pounds(0, 9000),
        )

    def put_in_force(self, budget, on, kind, **what):
        by = self.workers["coordinator"]
        variation = varying.ask(budget, by=by, kind=kind, reason="Life", effective_on=on, **what)
        varying.put_in_force(variation, by=by)

    def spend(self):
        budget = self.fresh()
        lines = spending.choices(budget)
        if lines:
            spending.record(
                budget,
                by=self.workers["coordinator"],
                key=uuid.uuid4(),
                line=self.chance.choice(lines),
                amount=self.pounds(1, 9000),
                spent_on=today(),
            )

    def cost(self):
        """Somebody who gives support is paid from what is promised."""
        budget = self.fresh()
        year = budget.years.filter(starts_on__lte=today(), ends_on__gte=today()).get()
        owed = accruing.over(budget, year.starts_on, today(), which=opening.is_promised)
        balances = ledger.balances(budget)
        paid = {
            funder: amount
            for funder in (NHS, COUNCIL, EDUCATION)
            if (
                amount := min(
                    owed.get(funder, 0) - balances[PAID_FOR].get(funder, 0),
                    balances[COMMITTED].get(funder, 0),
                )
            )
            > 0
        }
        if paid:
            ledger.move_between(
                budget,
                COMMITTED,
                PAID_FOR,
                paid,
                key=uuid.uuid4(),
                kind="spend",
                value_on=today(),
                by=self.workers["finance"],
            )

    def begin_year(self):
        budget = self.fresh()
        year = budget.years.order_by("number").last()
        if today() >= years.earliest(year):
            left = years.unused(budget, year)
            is_paid = payments.next_starts_on(budget) > year.ends_on
            carry = {funder: not is_paid or self.chance.choice([True, False]) for funder in left}
            years.begin_next(budget, carry=carry, by=self.workers["finance"])

    def end(self):
        with self.now():
            for payment in self.budget.payments.filter(status=PaymentStatus.DUE):
                payments.cancel(payment, because="It ends.", by=self.workers["finance"])
            ending.set_last_day(
                self.budget,
                by=self.workers["coordinator"],
                last_day=today(),
                because=EndedBecause.PERSON_ASKED,
                words="Enough.",
            )
        self.day += dt.timedelta(days=1)
        with self.now():
            ending.settle(self.budget, by=self.workers["finance"])


def flows(budget, through):
    """Return ``{(from, to, funder): pounds}`` of all entries with a day up to ``through``."""
    found = Entry.objects.filter(posting__budget=budget, posting__value_on__lte=through)
    rows = found.values_list("debit__kind", "credit__kind", "credit__funder").order_by()
    return {(one, two, funder): amount for one, two, funder, amount in rows.annotate(Sum("amount"))}


def adds_up(budget, through):
    """On any day: what came from each funder is what is free, promised, held, spent, paid for or back."""
    moved = flows(budget, through)
    for funder in Funder:

        def net(kind, funder=funder):
            came = sum(a for (_from, to, whose), a in moved.items() if (to, whose) == (kind, funder))
            went = sum(a for (source, _to, whose), a in moved.items() if (source, whose) == (kind, funder))
            return came - went

        inside = sum(net(kind) for kind in (AVAILABLE, COMMITTED, HELD, SPENT, PAID_FOR))
        assert inside == -net(OUTSIDE)
        yield funder, {kind: net(kind) for kind in (AVAILABLE, COMMITTED, HELD, SPENT, PAID_FOR)}


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_no_pound_is_lost_doubled_or_anothers(house, seed):
    life = Life(house, seed)
    for _step in range(36):
        life.step()
        balances = ledger.balances(life.budget)
        assert all(amount >= 0 for pockets in balances.values() for amount in pockets.values())
        year = life.fresh().years.order_by("number").last()
        is_set_aside_as_reckoned(life.fresh(), year)
    days = [life.day + dt.timedelta(days=400), FIRST + dt.timedelta(days=life.chance.randint(1, 500))]
    for funder, kinds in adds_up(life.budget, days[0]):
        assert {k: v for k, v in kinds.items() if v} == {
            kind: balances[kind][funder] for kind in kinds if balances[kind].get(funder)
        }
    for _funder, kinds in adds_up(life.budget, days[1]):
        assert kinds[SPENT] >= 0
        assert kinds[PAID_FOR] >= 0
    life.end()
    ended = ledger.balances(life.budget)
    assert life.fresh().status == BudgetStatus.ENDED
    assert not any(any(ended[kind].values()) for kind in (AVAILABLE, COMMITTED, HELD))
    for _funder, kinds in adds_up(life.budget, life.day + dt.timedelta(days=400)):
        assert sum(kinds.values(), Decimal()) == kinds[SPENT] + kinds[PAID_FOR]


def is_set_aside_as_reckoned(budget, year):
    """Set aside is what the lines come to; more only where it has gone out already and is offset."""
    lines = {"first": year.starts_on, "last": year.ends_on}
    wanted = accruing.over(budget, **lines)
    promised = accruing.over(budget, **lines, which=opening.is_promised)
    moved, balances = of_the_year(budget, year), ledger.balances(budget)

    def net(one, two, funder):
        return moved.get((one, two), {}).get(funder, 0) - moved.get((two, one), {}).get(funder, 0)

    for funder in (NHS, COUNCIL, EDUCATION):
        more = net(OUTSIDE, AVAILABLE, funder) - wanted.get(funder, 0)
        bound = net(AVAILABLE, COMMITTED, funder) - promised.get(funder, 0)
        assert more >= 0
        if more > 0 or bound < 0:
            assert year.number > 1 or balances[AVAILABLE].get(funder, 0) == 0
        if bound > 0:
            assert balances[COMMITTED].get(funder, 0) == 0
