"""Mistakes are put right in the open: spends, receipts that come later, payments taken back."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from budgets import ledger, payments, reconciling, spending, summary
from budgets.models import AccountKind, BudgetLine, BudgetStatus, LineShare, PaymentStatus
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, PERSON, THIRD_PARTY, in_use, margaret, paid
from tests.budgets.test_receipts import PDF, upload
from tests.factories.budgets import BudgetLineFactory
from tests.factories.people import UserFactory, staff

WEEK = dt.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def budget(house):
    budget = margaret()
    paid(budget)
    return budget


def spend(budget, amount="110.00", **more):
    facts = {"key": uuid.uuid4(), "line": budget.lines.first(), "spent_on": today(), "by": None, **more}
    return spending.record(budget, amount=Decimal(amount), **facts)


def put_right(spend, *, because="I typed it twice", by=None, key=None):
    return spending.put_right(spend, because=because, by=by, key=key or uuid.uuid4())


def test_putting_right_gives_each_funder_its_pounds_back(budget):
    before = ledger.balances(budget)[AccountKind.HELD]
    found = put_right(spend(budget))

    assert ledger.balances(budget)[AccountKind.HELD] == before
    assert found.put_right_because == "I typed it twice"
    assert found.posting.reversed_by.value_on == today()
    assert Event.objects.get(act="budgets.put_spend_right").why == "I typed it twice"
    assert reconciling.differences(budget.site_id) == []


def test_putting_right_twice_with_one_key_is_once_and_with_another_is_refused(budget):
    one, key = spend(budget), uuid.uuid4()

    assert put_right(one, key=key) == put_right(one, key=key)
    with pytest.raises(spending.AlreadyPutRight):
        put_right(one)
    assert summary.money(budget)["spent"] == Decimal("0.00")


def test_what_was_put_right_is_not_counted_when_the_next_spend_is_shared(budget):
    put_right(spend(budget, "0.01"))
    spend(budget, "0.01")

    assert ledger.balances(budget)[AccountKind.SPENT][COUNCIL] == Decimal("0.01")


def test_a_settled_budget_is_left_alone(budget):
    one = spend(budget)
    budget.status = BudgetStatus.ENDED
    budget.save()

    with pytest.raises(spending.BudgetIsSettled):
        put_right(one)


def test_a_receipt_comes_later_and_once(budget):
    user = UserFactory(person=budget.person)
    found = spending.add_receipt(spend(budget), receipt=upload(PDF), by=user)

    assert found.receipt.added_by == user
    with pytest.raises(spending.AlreadyHasAReceipt):
        spending.add_receipt(found, receipt=upload(PDF), by=user)
    with pytest.raises(spending.AlreadyPutRight):
        spending.add_receipt(put_right(spend(budget)), receipt=upload(PDF), by=user)


def test_a_spend_is_shared_the_way_its_line_was_on_that_day(budget):
    """From today on the council pays it all; what was bought yesterday was half NHS money."""
    budget = in_use({NHS: "50.00", COUNCIL: "50.00"}, starts_on=today() - 2 * WEEK)
    paid(budget)
    old = budget.lines.get()
    BudgetLine.objects.filter(pk=old.pk).update(ends_on=today() - dt.timedelta(days=1))
    new = BudgetLineFactory(
        budget=budget, replaces=old, starts_on=today(), shares={COUNCIL: Decimal("100.00")}
    )

    before = spend(budget, "10.00", line=new, spent_on=today() - dt.timedelta(days=1))
    after = spend(budget, "10.00", line=new)

    assert (before.line, after.line) == (old, new)
    assert ledger.balances(budget)[AccountKind.SPENT] == {NHS: Decimal("5.00"), COUNCIL: Decimal("15.00")}


def test_a_line_that_had_not_begun_is_refused(budget):
    new = BudgetLineFactory(budget=budget, starts_on=today(), shares={COUNCIL: Decimal("1.00")})

    with pytest.raises(spending.NotInThePlanThen):
        spend(budget, "1.00", line=new, spent_on=today() - dt.timedelta(days=1))


@pytest.fixture
def promised(house):
    """A notional line, NHS 30 and council 70 a week of which the person pays 20, and a direct payment."""
    return in_use(
        ({NHS: "30.00", COUNCIL: "70.00"}, {"option": NOTIONAL}), {NHS: "10.00"}, contribution="20.00"
    )


def cost(budget, amount="100.00", *, line=None, by=None, key=None, on=None):
    return spending.record_cost(
        budget,
        by=by,
        key=key or uuid.uuid4(),
        line=line or budget.lines.first(),
        amount=Decimal(amount),
        spent_on=on or today(),
        what="20 hours",
    )


def test_a_bill_is_paid_by_each_funders_share_and_the_persons_part_stays_outside(promised):
    for _bill in range(2):
        cost(promised)

    assert ledger.balances(promised)[AccountKind.PAID_FOR] == {
        NHS: Decimal("60.00"),
        COUNCIL: Decimal("100.00"),
    }
    assert summary.money(promised)["paid_for_you"] == Decimal("160.00")
    assert Event.objects.filter(act="budgets.record_cost").count() == 2
    assert reconciling.differences(promised.site_id) == []


def test_many_small_bills_use_up_what_was_promised_to_the_penny(promised):
    for _bill in range(7):
        cost(promised, "742.85")
    cost(promised, "0.05")

    assert set(ledger.balances(promised)[AccountKind.COMMITTED].values()) == {Decimal("0.00")}


def test_more_than_was_promised_is_refused_with_what_is_left(promised):
    cost(promised, "5000.00")

    with pytest.raises(spending.NotThatMuchPromised, match=r"Only £200\.00 is still promised"):
        cost(promised, "200.01")
    cost(promised, "200.00")


def test_a_bill_the_person_pays_all_of_moves_nothing_here(house):
    budget = in_use(({COUNCIL: "20.00"}, {"option": NOTIONAL}), {NHS: "10.00"}, contribution="20.00")

    with pytest.raises(spending.NotThatMuchPromised):
        cost(budget, "20.00")


def test_the_same_bill_twice_is_once(promised):
    key = uuid.uuid4()

    assert cost(promised, key=key) == cost(promised, key=key)
    assert summary.money(promised)["paid_for_you"] == Decimal("80.00")


def test_a_direct_payment_is_no_bill_and_other_lines_are_none_of_this_budget(promised):
    with pytest.raises(spending.PaidToThePerson):
        cost(promised, line=promised.lines.last())
    with pytest.raises(spending.NotADirectPayment):
        cost(promised, line=margaret().lines.get())
    with pytest.raises(spending.SpentInTheFuture):
        cost(promised, on=today() + WEEK)
    promised.status = BudgetStatus.ENDED
    promised.save()
    with pytest.raises(payments.BudgetNotInUse):
        cost(promised)


def test_what_was_paid_for_somebody_is_put_right_by_finance(promised, acting_for):
    one, person, finance = cost(promised), UserFactory(person=promised.person), staff("finance")

    with acting_for(person), pytest.raises(spending.FinanceMustPutItRight):
        put_right(one, by=person)
    with acting_for(finance):
        put_right(one, by=finance)
    assert summary.money(promised)["paid_for_you"] == Decimal("0.00")
    assert ledger.balances(promised)[AccountKind.COMMITTED][NHS] == Decimal("1560.00")


@pytest.mark.parametrize("option", [NOTIONAL, THIRD_PARTY])
def test_finance_records_costs_of_both_options_behind_the_second_wall(house, acting_for, option):
    budget, finance = in_use(({COUNCIL: "70.00"}, {"option": option})), staff("finance")

    with acting_for(finance):
        assert cost(budget, "70.00", by=finance).posting.posted_by == finance


def prepared(budget):
    return payments.prepare(budget, by=staff("coordinator"), starts_on=payments.next_starts_on(budget))


def test_a_payment_is_taken_back_and_its_days_can_be_prepared_again(house):
    budget = margaret()
    first = payments.cancel(prepared(budget), because="She is in hospital", by=staff("finance"))

    assert (first.status, first.cancelled_because) == (PaymentStatus.CANCELLED, "She is in hospital")
    again = prepared(budget)
    assert (again.starts_on, again.amount) == (first.starts_on, first.amount)
    assert Event.objects.get(act="budgets.cancel_payment").why == "She is in hospital"


def test_what_was_taken_back_is_never_released(house):
    payment = payments.cancel(prepared(margaret()), because="A mistake", by=None)

    with pytest.raises(payments.AlreadyCancelled):
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())
    with pytest.raises(payments.AlreadyCancelled):
        payments.cancel(payment, because="Again", by=None)
    with pytest.raises(payments.AlreadyReleased):
        payments.cancel(paid(margaret()), because="Too late", by=None)


def cheaper(budget, amount, since):
    """The one line of ``budget`` has cost ``amount`` a week since a day."""
    old = budget.lines.get()
    BudgetLine.objects.filter(pk=old.pk).update(ends_on=since - dt.timedelta(days=1))
    return BudgetLineFactory(budget=budget, replaces=old, starts_on=since, shares={COUNCIL: Decimal(amount)})


def test_what_became_less_is_taken_off_the_next_payments_never_below_nothing(house):
    """£100 a week was paid for 4 weeks, and is £15 since the first day: £340 too much, £60 a period."""
    budget = in_use({COUNCIL: "100.00"}, starts_on=today() - 4 * WEEK)
    paid(budget)
    cheaper(budget, "15.00", budget.starts_on)
    start = payments.next_starts_on(budget)

    due = payments.worked_out(budget, start)
    assert (due.amount, due.too_much) == (Decimal("0.00"), Decimal("280.00"))
    with pytest.raises(payments.AllTakenOff, match=r"£280\.00 too much"):
        payments.prepare(budget, by=None, starts_on=start)
    # Periods 2 to 6 are all taken off: 5 × £60; of the sixth payment's £60 the last £40 are.
    following = payments.next_due(budget)
    assert following.starts_on == start + 5 * 4 * WEEK
    assert (following.amount, following.too_much) == (Decimal("20.00"), Decimal("0.00"))
    assert payments.made_up(budget, following) == payments.MadeUp(
        own_days=Decimal("60.00"), more=Decimal("0.00"), less=Decimal("40.00"), waits=Decimal("0.00")
    )


def test_what_became_more_comes_with_the_next_payment(house):
    budget = in_use({COUNCIL: "10.00"}, starts_on=today() - 4 * WEEK)
    paid(budget)
    new = cheaper(budget, "15.00", today() - 2 * WEEK)
    LineShare.objects.filter(line=new).update(amount=Decimal("15.00"))
    due = payments.worked_out(budget, payments.next_starts_on(budget))

    assert due.shares == {COUNCIL: Decimal("70.00")}
    assert payments.made_up(budget, due).more == Decimal("10.00")


def test_the_same_sum_from_other_funders_is_another_payment(house):
    """£40 council became £40 NHS since it was prepared: whoever releases must not pay the wrong one."""
    budget = in_use({COUNCIL: "40.00", NHS: "40.00"})
    payment = prepared(budget)
    LineShare.objects.filter(line__budget=budget, funder=COUNCIL).update(amount=Decimal("30.00"))
    LineShare.objects.filter(line__budget=budget, funder=NHS).update(amount=Decimal("50.00"))

    with pytest.raises(payments.BudgetHasChanged):
        payments.release(payment, by=staff("finance"), key=uuid.uuid4())


def test_the_persons_part_never_counts_as_public_money(house):
    budget = margaret()
    assert payments.worked_out(budget, budget.starts_on).public.keys() == {NHS, COUNCIL}
    assert payments.worked_out(budget, budget.starts_on).shares[PERSON] == Decimal("128.00")
