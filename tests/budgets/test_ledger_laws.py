"""The ledger beside a model of it in Python, whatever is done in whatever order; and nobody past its door."""

import datetime as dt
import uuid
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from hypothesis.stateful import run_state_machine_as_test as run

from budgets import ledger, periods, reconciling
from budgets.models import Account, AccountKind, BudgetStatus, MonthTotal, PeriodClose, PostingKind
from ipc.kernel import acting
from ipc.kernel.dates import plus_months, today
from ipc.kernel.forms import KeyUsedForSomethingElse
from people.models import Funder
from tests.factories.budgets import BudgetFactory

FUNDER, AVAILABLE, COMMITTED, HELD, SPENT, PAID_FOR = (
    AccountKind.FUNDER,
    AccountKind.AVAILABLE,
    AccountKind.COMMITTED,
    AccountKind.HELD,
    AccountKind.SPENT,
    AccountKind.PAID_FOR,
)
WAYS = {
    "allocate": (FUNDER, AVAILABLE, PostingKind.ALLOCATION),
    "commit": (AVAILABLE, COMMITTED, PostingKind.COMMITMENT),
    "let go": (COMMITTED, AVAILABLE, PostingKind.ADJUSTMENT),
    "pay": (AVAILABLE, HELD, PostingKind.PAYMENT),
    "own part": (FUNDER, HELD, PostingKind.CONTRIBUTION),
    "spend": (HELD, SPENT, PostingKind.SPEND),
    "cost": (COMMITTED, PAID_FOR, PostingKind.SPEND),
    "return": (HELD, FUNDER, PostingKind.RETURN),
    "return what is free": (AVAILABLE, FUNDER, PostingKind.RETURN),
    "carry": (HELD, FUNDER, PostingKind.CARRIED),
}
AMOUNTS = st.dictionaries(
    st.sampled_from(list(Funder)), st.integers(1, 60_000).map(lambda n: Decimal(n) / 100), min_size=1
)
MONTHS_AGO = 3


class Books(RuleBasedStateMachine):
    """Two budgets; every act through ``budgets.ledger``, beside what it should come to."""

    done = Bundle("done")

    def __init__(self):
        super().__init__()
        self.budgets = [BudgetFactory(status=BudgetStatus.ACTIVE) for _ in range(2)]
        self.site = self.budgets[0].site
        self.model = defaultdict(Decimal)
        self.months = defaultdict(lambda: (Decimal(), 0))
        self.closed = dt.date.min

    def legs(self, act, shares):
        source, target, _kind = WAYS[act]
        return {(funder, source, target): amount for funder, amount in shares.items()}

    def post(self, place, act, shares, day, key):
        source, target, kind = WAYS[act]
        return ledger.move_between(
            self.budgets[place], source, target, shares, key=key, kind=kind, value_on=day, by=None
        )

    def is_enough(self, place, legs):
        return all(
            source == FUNDER or self.model[place, funder, source] >= amount
            for (funder, source, _target), amount in legs.items()
        )

    def moved(self, place, legs, kind, day):
        for (funder, source, target), amount in legs.items():
            self.model[place, funder, source] -= amount
            self.model[place, funder, target] += amount
            month = (day.replace(day=1), funder, kind)
            self.months[month] = (self.months[month][0] + amount, self.months[month][1] + 1)

    @rule(
        target=done,
        place=st.integers(0, 1),
        act=st.sampled_from(list(WAYS)),
        shares=AMOUNTS,
        ago=st.integers(0, MONTHS_AGO),
    )
    def act(self, place, act, shares, ago):
        day, key, legs = plus_months(today(), -ago), uuid.uuid4(), self.legs(act, shares)
        refusal = None
        if day <= self.closed:
            refusal = ledger.MonthClosed
        elif not self.is_enough(place, legs):
            refusal = ledger.Overdrawn
        if refusal:
            with pytest.raises(refusal):
                self.post(place, act, shares, day, key)
            return multiple()
        posting = self.post(place, act, shares, day, key)
        self.moved(place, legs, WAYS[act][2], day)
        return (posting, place, act, shares, day, key)

    @rule(one=done)
    def send_again(self, one):
        posting, place, act, shares, day, key = one
        assert self.post(place, act, shares, day, key) == posting

    @rule(one=done, shares=AMOUNTS)
    def send_something_else_with_its_key(self, one, shares):
        _posting, place, act, before, day, key = one
        if shares != before:
            with pytest.raises(KeyUsedForSomethingElse):
                self.post(place, act, shares, day, key)

    @rule(one=consumes(done))
    def reverse(self, one):
        posting, place, act, shares, _day, _key = one
        legs = {(funder, target, source): amount for (funder, source, target), amount in
                self.legs(act, shares).items()}  # fmt: skip
        if not self.is_enough(place, legs):
            with pytest.raises(ledger.Overdrawn):
                ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
            return
        ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
        self.moved(place, legs, PostingKind.REVERSAL, today())
        with pytest.raises(ledger.AlreadyReversed):
            ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)

    @rule(ago=st.integers(1, MONTHS_AGO + 2))
    def close_a_month(self, ago):
        through = periods.last_day(plus_months(today(), -ago))
        if through <= self.closed:
            with pytest.raises(periods.MonthAlreadyClosed):
                periods.close(self.site, through=through, by=None)
        else:
            assert periods.close(self.site, through=through, by=None)
            self.closed = through

    @rule()
    def fold(self):
        ledger.fold_months()

    @invariant()
    def balances_are_the_models_and_nothing_is_below_nothing(self):
        for place, budget in enumerate(self.budgets):
            for kind, by_funder in ledger.balances(budget).items():
                for funder in Funder:
                    kept = by_funder.get(funder, Decimal())
                    assert kept == self.model[place, funder, kind] >= 0

    @invariant()
    def nothing_is_made_or_lost_and_no_funder_pays_for_another(self):
        for place in range(2):
            for funder in Funder:
                assert sum(self.model[place, funder, kind] for kind in AccountKind) == 0

    def teardown(self):
        made = defaultdict(lambda: (Decimal(), 0))
        for row in MonthTotal.objects.filter(site=self.site):
            key = (row.month, row.funder, row.kind)
            made[key] = (made[key][0] + row.amount, made[key][1] + row.entries)
        assert dict(made) == dict(self.months)
        assert reconciling.differences(self.site.pk) == []


def test_whatever_is_done_in_whatever_order_the_books_are_right(house):
    class InItsOwnTransaction(Books):
        """Each run is undone, so that the next begins with empty books."""

        def __init__(self):
            self.undo = transaction.atomic()
            self.undo.__enter__()
            super().__init__()

        def teardown(self):
            try:
                super().teardown()
            finally:
                transaction.set_rollback(True)
                self.undo.__exit__(None, None, None)

    run(
        InItsOwnTransaction,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


KEPT = ("account", "posting", "entry", "monthtotal", "periodclose")
TRIED = (
    "INSERT INTO budgets_{} DEFAULT VALUES",
    "UPDATE budgets_{} SET site_id = site_id",
    "DELETE FROM budgets_{}",
    "TRUNCATE budgets_{} CASCADE",
)


@pytest.mark.parametrize("role", acting.DATABASE_ROLES)
def test_no_role_of_the_application_writes_the_books_by_hand(house, role):
    context = acting.Acting(role, site_ids=(house.pk,))
    for table in KEPT:
        for sql in TRIED:
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                acting.acting_as(context),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql.format(table))


@pytest.mark.parametrize("role", acting.DATABASE_ROLES)
def test_only_those_who_move_money_open_an_account(house, role):
    budget = BudgetFactory(status=BudgetStatus.ACTIVE)
    with acting.acting_as(acting.Acting(role, site_ids=(house.pk,))):
        made = ledger.account(budget, HELD, Funder.NHS)

    assert (made is not None) == (role in (acting.FINANCE, acting.JOB))


@pytest.mark.parametrize("act", list(WAYS))
@pytest.mark.parametrize("role", [acting.FINANCE, acting.JOB])
def test_finance_and_jobs_move_every_kind_of_money(house, role, act):
    budget = BudgetFactory(status=BudgetStatus.ACTIVE)
    source, target, kind = WAYS[act]
    with acting.acting_as(acting.Acting(role, site_ids=(house.pk,))):
        if source != FUNDER:
            fill(budget, source)
        ledger.move_between(
            budget, source, target, {Funder.NHS: Decimal("1.00")},
            key=uuid.uuid4(), kind=kind, value_on=today(), by=None,
        )  # fmt: skip
    assert reconciling.differences(house.pk) == []


def fill(budget, kind):
    ledger.move_between(
        budget, FUNDER, kind, {Funder.NHS: Decimal("5.00")},
        key=uuid.uuid4(), kind=PostingKind.ADJUSTMENT, value_on=today(), by=None,
    )  # fmt: skip


def test_the_coordinator_of_the_person_moves_every_kind_of_money(house, acting_for):
    from tests.factories import AllocationFactory

    budget = BudgetFactory(status=BudgetStatus.ACTIVE)
    worker = AllocationFactory(person=budget.person).worker
    for kind in (AVAILABLE, COMMITTED, HELD):
        fill(budget, kind)
    with acting_for(worker):
        for source, target, kind in WAYS.values():
            ledger.move_between(
                budget, source, target, {Funder.NHS: Decimal("1.00")},
                key=uuid.uuid4(), kind=kind, value_on=today(), by=worker,
            )  # fmt: skip
    assert Account.objects.filter(budget=budget).count() == len(AccountKind)


def test_a_posting_puts_right_only_what_is_of_its_own_budget(house):
    one, other = (BudgetFactory(status=BudgetStatus.ACTIVE) for _ in range(2))
    fill(one, HELD)
    fill(other, HELD)
    leg = ledger.Leg(
        ledger.account(one, HELD, Funder.NHS), ledger.account(one, FUNDER, Funder.NHS), Decimal("5.00")
    )

    with pytest.raises(ledger.AccountsOfAnotherBudget):
        ledger.move(
            one, key=uuid.uuid4(), kind=PostingKind.REVERSAL, legs=[leg], value_on=today(), by=None,
            reverses=other.postings.get(),
        )  # fmt: skip


def test_whoever_posts_in_the_name_of_nobody_is_a_job_and_no_user(house, acting_for):
    from tests.factories.people import staff

    budget = BudgetFactory(status=BudgetStatus.ACTIVE)
    with acting_for(staff("finance")), pytest.raises(DatabaseError, match="somebody else"):
        fill(budget, HELD)
    assert not PeriodClose.objects.exists()
