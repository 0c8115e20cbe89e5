"""Writing down what was spent."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from budgets import ledger, reconciling, spending, summary
from budgets.models import AccountKind, Budget, Spend
from ipc.kernel.dates import today
from ipc.kernel.forms import KeyUsedForSomethingElse
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, PERSON, in_use, margaret, paid
from tests.factories.budgets import AssessedContributionFactory
from tests.factories.people import UserFactory


def spend(budget, amount, *, line=None, key=None, on=None, **more):
    return spending.record(
        budget,
        by=more.pop("by", None),
        key=key or uuid.uuid4(),
        line=line or budget.lines.first(),
        amount=Decimal(amount),
        spent_on=on or today(),
        **more,
    )


@pytest.fixture
def budget(house):
    """Margaret's, paid once: £1,100 in her account, £128 of it her own."""
    budget = margaret()
    paid(budget)
    return budget


def test_a_spend_is_taken_from_the_pockets_that_pay_for_the_line(budget):
    """£275 a week: NHS 95, council 148, Margaret 32. £110 is two fifths of that."""
    found = spend(budget, "110.00", what="Taxi and carer")

    assert ledger.balances(budget)[AccountKind.SPENT] == {
        NHS: Decimal("38.00"),
        COUNCIL: Decimal("59.20"),
        PERSON: Decimal("12.80"),
    }
    assert summary.money(budget)["left"] == Decimal("990.00")
    assert (found.what, found.posting.value_on) == ("Taxi and carer", today())


def test_what_it_was_for_stands_where_nothing_more_was_said(budget):
    assert spend(budget, "1.00").what == budget.lines.get().words


def test_many_small_spends_use_up_the_account_to_the_last_penny(budget):
    """Shared one by one, each odd penny would fall to the council, and its pocket would run dry early."""
    for _time in range(109):
        spend(budget, "10.07")
    spend(budget, summary.money(budget)["left"])

    assert summary.money(budget)["left"] == Decimal("0.00")
    assert reconciling.differences(budget.site_id) == []


@pytest.mark.parametrize(
    ("amount", "paid_so_far", "shares"),
    [
        ("0.01", ("0.00", "0.00"), ("0.01", "0.00")),
        ("0.01", ("0.01", "0.00"), ("0.00", "0.01")),
        ("0.03", ("0.01", "0.01"), ("0.02", "0.01")),
        ("5.00", ("4.00", "0.00"), ("0.50", "4.50")),
        ("1.00", ("9.00", "0.00"), ("0.00", "1.00")),
    ],
)
def test_odd_pennies_take_turns(amount, paid_so_far, shares):
    def each(pair):
        return dict(zip((NHS, COUNCIL), map(Decimal, pair), strict=True))

    assert spending.split(Decimal(amount), each(("7.00", "7.00")), each(paid_so_far)) == each(shares)


def test_nhs_money_never_pays_for_the_councils_line(house):
    budget = in_use({NHS: "100.00"}, {COUNCIL: "10.00"})
    paid(budget)
    council = budget.lines.last()

    with pytest.raises(spending.NotThatMuchLeft, match=r"You can spend up to £40\.00 on this"):
        spend(budget, "40.01", line=council)
    spend(budget, "40.00", line=council)
    with pytest.raises(spending.NotThatMuchLeft, match=r"You can spend up to £0\.00"):
        spend(budget, "0.01", line=council)
    assert summary.money(budget)["left"] == Decimal("400.00")


def test_the_most_that_is_told_can_be_spent(house):
    budget = in_use({NHS: "33.33", COUNCIL: "66.67"}, contribution="11.11")
    paid(budget)
    spend(budget, "123.45")
    with pytest.raises(spending.NotThatMuchLeft) as refused:
        spend(budget, "9999.99")
    most = Decimal(refused.value.facts["left"].replace("£", "").replace(",", ""))

    spend(budget, most)
    assert most > Decimal("276.50")


def test_nothing_is_spent_before_anything_was_paid(house):
    budget = margaret()

    with pytest.raises(spending.NotThatMuchLeft, match=r"£0\.00"):
        spend(budget, "1.00")
    assert not Spend.objects.exists()


def test_what_is_paid_for_the_person_is_not_written_down(house):
    budget = in_use({COUNCIL: "10.00"}, ({NHS: "20.00"}, {"option": NOTIONAL}))
    paid(budget)

    with pytest.raises(spending.NotADirectPayment):
        spend(budget, "1.00", line=budget.lines.last())
    assert spending.choices(budget) == [budget.lines.first()]


def test_a_line_of_another_budget_is_refused(budget):
    with pytest.raises(spending.NotADirectPayment):
        spend(budget, "1.00", line=margaret().lines.get())


def test_days_to_come_and_days_before_the_budget_are_refused(budget):
    with pytest.raises(spending.SpentInTheFuture):
        spend(budget, "1.00", on=today() + dt.timedelta(days=1))
    with pytest.raises(spending.SpentBeforeTheBudget):
        spend(budget, "1.00", on=budget.starts_on - dt.timedelta(days=1))


def test_sending_it_twice_writes_it_once(budget):
    key = uuid.uuid4()

    assert spend(budget, "5.00", key=key) == spend(budget, "5.00", key=key)
    assert summary.money(budget)["spent"] == Decimal("5.00")
    with pytest.raises(KeyUsedForSomethingElse):
        spend(budget, "6.00", key=key)


def test_the_person_spends_as_themselves_behind_the_second_wall(budget, acting_for):
    user = UserFactory(person=budget.person)

    with acting_for(user):
        found = spend(budget, "5.00", by=user)
        assert found.posting.posted_by == user
        assert summary.money(budget)["spent"] == Decimal("5.00")


def test_what_is_assessed_later_does_not_make_up_for_what_was_bought_before(house):
    """From the fifth week on she pays 30 of the council's 50: what is bought then is shared like that."""
    budget = in_use({NHS: "50.00", COUNCIL: "50.00"}, starts_on=today() - dt.timedelta(weeks=8))
    paid(budget)
    spend(budget, "300.00", on=today() - dt.timedelta(weeks=6))
    AssessedContributionFactory(
        budget=budget, weekly_amount=Decimal("30.00"), starts_on=today() - dt.timedelta(weeks=4)
    )
    budget = Budget.objects.get(pk=budget.pk)
    paid(budget)
    before = ledger.balances(budget)[AccountKind.HELD]
    spend(budget, "100.00")
    after = ledger.balances(budget)[AccountKind.HELD]

    assert {funder: before[funder] - after[funder] for funder in before} == {
        NHS: Decimal("50.00"),
        COUNCIL: Decimal("20.00"),
        PERSON: Decimal("30.00"),
    }


def test_what_ended_can_still_be_chosen_for_a_receipt_that_comes_late(house):
    budget = in_use({NHS: "70.00"}, {NHS: "30.00"}, starts_on=today() - dt.timedelta(weeks=4))
    paid(budget)
    over = budget.lines.last()
    budget.lines.filter(pk=over.pk).update(ends_on=today() - dt.timedelta(days=3))

    assert spending.choices(budget) == [budget.lines.first(), over]
    assert spend(budget, "5.00", line=over, on=today() - dt.timedelta(days=4)).line == over
    with pytest.raises(spending.NotInThePlanThen):
        spend(budget, "5.00", line=over)
