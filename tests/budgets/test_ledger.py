"""The ledger's laws, each held by PostgreSQL itself."""

import datetime as dt
import random
import uuid
from decimal import Decimal

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from budgets import ledger, reconciling
from budgets.models import Account, AccountKind, Entry, Posting, PostingKind
from ipc.kernel.dates import today
from ipc.kernel.forms import KeyUsedForSomethingElse
from tests.budgets.running import COUNCIL, NHS, margaret
from tests.factories import AllocationFactory, SiteFactory
from tests.factories.people import staff

AVAILABLE, HELD, SPENT = AccountKind.AVAILABLE, AccountKind.HELD, AccountKind.SPENT


def pay(budget, amount, key=None, funder=NHS, source=AVAILABLE, target=HELD):
    return ledger.move_between(
        budget,
        source,
        target,
        {funder: Decimal(amount)},
        key=key or uuid.uuid4(),
        kind=PostingKind.PAYMENT,
        value_on=today(),
        by=None,
    )


def held(budget, funder=NHS):
    return ledger.balances(budget)[HELD].get(funder, Decimal(0))


def test_a_movement_takes_from_one_and_gives_to_the_other(house):
    budget = margaret()
    posting = pay(budget, "10.05")

    entry = posting.entries.get()
    assert (entry.amount, entry.credit_balance) == (Decimal("10.05"), Decimal("10.05"))
    assert held(budget) == Decimal("10.05")
    assert ledger.balances(budget)[AVAILABLE][NHS] == Decimal("4929.95")


def test_the_funders_own_side_keeps_no_balance_and_no_chain(house):
    margaret()

    outside = Account.objects.get(kind=AccountKind.FUNDER, funder=NHS)
    assert (outside.balance, outside.seq, bytes(outside.head)) == (0, 0, b"")


def test_more_than_there_is_moves_nothing(house):
    budget = margaret()

    with pytest.raises(ledger.Overdrawn):
        pay(budget, "4940.01")
    assert held(budget) == 0
    assert Posting.objects.filter(kind=PostingKind.PAYMENT).count() == 0


def test_when_one_leg_is_refused_the_others_do_not_move(house):
    budget = margaret()

    with pytest.raises(ledger.Overdrawn):
        ledger.move_between(
            budget,
            AVAILABLE,
            HELD,
            {NHS: Decimal("1.00"), COUNCIL: Decimal("7696.01")},
            key=uuid.uuid4(),
            kind=PostingKind.PAYMENT,
            value_on=today(),
            by=None,
        )
    assert held(budget) == 0


def test_the_same_key_moves_the_money_once(house):
    budget, key = margaret(), uuid.uuid4()

    assert pay(budget, "10.00", key) == pay(budget, "10.00", key)
    assert held(budget) == Decimal("10.00")


def test_the_same_key_for_another_amount_is_refused(house):
    budget, key = margaret(), uuid.uuid4()
    pay(budget, "10.00", key)

    with pytest.raises(KeyUsedForSomethingElse):
        pay(budget, "10.01", key)
    assert held(budget) == Decimal("10.00")


def test_money_does_not_move_between_two_budgets(house):
    one, other = margaret(), margaret()
    legs = [
        ledger.Leg(ledger.account(one, AVAILABLE, NHS), ledger.account(other, HELD, NHS), Decimal("1.00"))
    ]

    with pytest.raises(ledger.AccountsOfAnotherBudget):
        ledger.move(one, key=uuid.uuid4(), kind=PostingKind.PAYMENT, legs=legs, value_on=today(), by=None)


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "0.005"])
def test_only_whole_pennies_above_nothing_move(house, amount):
    with pytest.raises(ValueError, match="pennies"):
        pay(margaret(), amount)


def test_an_act_without_legs_is_refused(house):
    with pytest.raises(ValueError, match="at least one"):
        ledger.move(margaret(), key=uuid.uuid4(), kind=PostingKind.SPEND, legs=[], value_on=today(), by=None)


def test_an_account_does_not_pay_itself(house):
    budget = margaret()
    available = ledger.account(budget, AVAILABLE, NHS)

    with pytest.raises(ledger.AccountsOfAnotherBudget):
        ledger.move(
            budget,
            key=uuid.uuid4(),
            kind=PostingKind.PAYMENT,
            legs=[ledger.Leg(available, available, Decimal("1.00"))],
            value_on=today(),
            by=None,
        )


def test_putting_right_is_a_mirror_image_and_happens_once(house):
    budget = margaret()
    posting = pay(budget, "10.00")
    ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)

    assert held(budget) == 0
    with pytest.raises(ledger.AlreadyReversed):
        ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
    with pytest.raises(ledger.AlreadyReversed):
        ledger.reverse(posting.reversed_by, key=uuid.uuid4(), value_on=today(), by=None)


def test_what_has_been_used_since_cannot_be_put_right(house):
    budget = margaret()
    posting = pay(budget, "10.00")
    pay(budget, "4.00", source=HELD, target=SPENT)

    with pytest.raises(ledger.Overdrawn):
        ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)


@pytest.mark.parametrize("table", ["account", "posting", "entry"])
@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO budgets_{} DEFAULT VALUES",
        "UPDATE budgets_{} SET site_id = site_id",
        "DELETE FROM budgets_{}",
        "TRUNCATE budgets_{} CASCADE",
    ],
)
def test_the_application_may_only_read_the_ledger(house, table, sql):
    margaret()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql.format(table))


def test_a_budget_out_of_reach_cannot_be_posted_to(house, acting_for):
    budget = margaret()
    stranger = staff("finance", SiteFactory(slug="luton"))

    with pytest.raises(ledger.AccountsOfAnotherBudget), acting_for(stranger):
        pay_as(stranger, budget)


@pytest.mark.parametrize("role", ["coordinator", "manager", "navigator", "site_admin"])
def test_only_those_who_move_money_of_this_person_post(house, acting_for, role):
    budget = margaret()
    user = staff(role)

    with acting_for(user), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_open(%s, 'E', 'held')", [budget.pk])
        assert cursor.fetchone()[0] is None
    assert not Account.objects.filter(budget=budget, funder="E").exists()


def test_nobody_posts_in_the_name_of_somebody_else(house, acting_for):
    budget = margaret()
    finance, colleague = staff("finance"), staff("finance")

    with pytest.raises(DatabaseError, match="in the name of somebody else"), acting_for(finance):
        pay_as(colleague, budget)
    with acting_for(finance):
        assert pay_as(finance, budget).posted_by == finance


def pay_as(user, budget):
    accounts = Account.objects.filter(budget=budget)
    legs = [ledger.Leg(*_ids(budget, accounts), Decimal("1.00"))]
    return ledger.move(
        budget, key=uuid.uuid4(), kind=PostingKind.PAYMENT, legs=legs, value_on=today(), by=user
    )


def _ids(budget, accounts):
    known = dict(accounts.filter(funder=NHS).values_list("kind", "pk"))
    return known.get(AVAILABLE, 1), known.get(AccountKind.FUNDER, 2)


def test_a_coordinator_of_another_caseload_sees_no_account(house, acting_for):
    budget = margaret()
    mine = AllocationFactory(person=budget.person).worker

    with acting_for(mine):
        assert Account.objects.filter(budget=budget).exists()
    with acting_for(staff("coordinator")):
        assert not Account.objects.exists()


@pytest.mark.parametrize("seed", [random.randrange(10**6)], ids=["another every time"])
def test_random_acts_agree_with_a_model_in_python(house, seed):
    chance = random.Random(seed)
    budget = margaret()
    model = {(AVAILABLE, NHS): Decimal("4940"), (AVAILABLE, COUNCIL): Decimal("7696")}
    done = []
    for _step in range(300):
        if done and chance.random() < 0.25:
            _repeat_or_reverse(chance, budget, model, done)
            continue
        source, target = chance.choice([(AVAILABLE, HELD), (HELD, SPENT), (SPENT, HELD)])
        funder = chance.choice([NHS, COUNCIL])
        amount = Decimal(chance.randrange(1, 120_000)) / 100
        key = uuid.UUID(int=chance.getrandbits(128))
        if model.get((source, funder), 0) < amount:
            with pytest.raises(ledger.Overdrawn):
                pay(budget, amount, key, funder, source, target)
            continue
        done.append((pay(budget, amount, key, funder, source, target), key, amount, funder, source, target))
        move_in(model, amount, funder, source, target)
        assert_same(budget, model)
    assert reconciling.differences(budget.site_id) == []
    assert sum(model.values()) == Decimal("12636")


def _repeat_or_reverse(chance, budget, model, done):
    posting, key, amount, funder, source, target = chance.choice(done)
    if chance.random() < 0.5:
        assert pay(budget, amount, key, funder, source, target) == posting
    elif Posting.objects.filter(reverses=posting).exists():
        with pytest.raises(ledger.AlreadyReversed):
            ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
    elif model.get((target, funder), 0) < amount:
        with pytest.raises(ledger.Overdrawn):
            ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
    else:
        ledger.reverse(posting, key=uuid.uuid4(), value_on=today(), by=None)
        move_in(model, amount, funder, target, source)
    assert_same(budget, model)


def move_in(model, amount, funder, source, target):
    model[source, funder] = model.get((source, funder), Decimal()) - amount
    model[target, funder] = model.get((target, funder), Decimal()) + amount


def assert_same(budget, model):
    balances = ledger.balances(budget)
    for (kind, funder), amount in model.items():
        assert balances[kind].get(funder, Decimal()) == amount


def test_numbers_have_no_gap_and_balances_are_the_sum_of_the_entries(house):
    budget = margaret()
    for pennies in range(1, 20):
        pay(budget, Decimal(pennies) / 100)

    account = Account.objects.get(budget=budget, kind=HELD, funder=NHS)
    entries = Entry.objects.filter(credit=account).order_by("credit_seq")
    assert [entry.credit_seq for entry in entries] == list(range(1, 20))
    assert account.balance == sum(entry.amount for entry in entries) == Decimal("1.90")
    assert bytes(account.head) == bytes(entries.last().credit_hash)


def test_the_day_of_value_is_kept(house):
    budget = margaret()
    day = today() - dt.timedelta(days=3)
    posting = ledger.move_between(
        budget, AVAILABLE, HELD, {NHS: Decimal("1.00")},
        key=uuid.uuid4(), kind=PostingKind.PAYMENT, value_on=day, by=None,
    )  # fmt: skip

    assert posting.value_on == day
