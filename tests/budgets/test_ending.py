"""The end of a budget: its last day, notice and reasons, and the account settled after it."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import time_machine

from budgets import balancing, ending, ledger, payments
from budgets.models import AccountKind, Budget, BudgetStatus, EndedBecause, VariationStatus
from budgets.pages import ending as pages
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people import leaving
from people.models import Notice, Todo
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, PERSON, in_use, margaret, paid, pounds
from tests.factories.budgets import VariationFactory
from tests.factories.people import UserFactory, staff

AVAILABLE, COMMITTED, HELD = AccountKind.AVAILABLE, AccountKind.COMMITTED, AccountKind.HELD


def last_day(budget, day=None, because=EndedBecause.PERSON_ASKED, words="I manage alone.", by=None):
    return ending.set_last_day(
        budget,
        by=by or staff("coordinator", budget.site),
        last_day=day or today(),
        because=because,
        words=words,
    )


def after(budget):
    return time_machine.travel(dt.datetime.combine(budget.ends_on, dt.time(12), dt.UTC) + dt.timedelta(1))


def settled(budget):
    with after(budget):
        return ending.settle(budget, by=staff("finance", budget.site))


def test_a_last_day_is_told_with_reasons_and_asks_who_closes(house):
    budget = margaret()
    UserFactory(person=budget.person)
    budget = last_day(budget, today() + dt.timedelta(days=28), EndedBecause.NOT_ENTITLED, "CHC has ended.")

    assert (budget.status, budget.end_words) == (BudgetStatus.ACTIVE, "CHC has ended.")
    assert Notice.objects.get(person=budget.person).letter == "money_ends"
    asked = dict(Todo.objects.filter(person=budget.person).values_list("kind", "role"))
    assert asked == {"settle_money": "finance", "money_ends": "coordinator"}
    assert Event.objects.get(act="budgets.end_budget").why.endswith("CHC has ended.")


def test_payments_stop_at_the_last_day(house):
    budget = last_day(margaret(starts_on=today()), today() + dt.timedelta(days=9))

    payment = paid(budget)
    assert (payment.ends_on, payment.amount) == (
        budget.ends_on,
        Decimal("347.15"),
    )  # 10 of 28 days of 1,100.00 are 392.86, less her 45.71


def test_whoever_else_ends_it_gives_notice_and_reasons(house):
    budget = margaret()
    with pytest.raises(ending.NoticeNeeded, match="28 days"):
        last_day(budget, today() + dt.timedelta(days=27), EndedBecause.NOT_ENTITLED)
    with pytest.raises(ending.WhyIsMissing):
        last_day(budget, words=" ")
    with pytest.raises(ending.LastDayNotPossible):
        last_day(budget, budget.starts_on - dt.timedelta(days=1))
    with pytest.raises(ending.LastDayNotPossible):
        last_day(budget, today() + dt.timedelta(days=400))
    Budget.objects.filter(pk=budget.pk).update(status="ended")
    with pytest.raises(ending.NotInUse):
        last_day(budget)


def test_the_person_gives_it_up_at_any_time(house, acting_for):
    budget = margaret()
    person = UserFactory(person=budget.person)
    with acting_for(person):
        assert last_day(budget, by=person).ends_on == today()


def test_settling_gives_back_to_whoever_it_came_from(house):
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"}, ({NHS: "10.00"}, {"option": NOTIONAL}), contribution="32.00"
    )
    paid(budget)
    VariationFactory(budget=budget)
    budget = settled(last_day(budget))

    balances = ledger.balances(budget)
    assert not any(any(balances[kind].values()) for kind in (AVAILABLE, COMMITTED, HELD))
    assert (budget.status, budget.ended_by.hat.role) == (BudgetStatus.ENDED, "finance")
    legs = {
        (one.debit.kind, one.debit.funder): one.amount
        for one in budget.postings.get(kind="return").entries.all()
    }
    assert legs[(HELD, PERSON)] == pounds("128.00"), "the person's own part comes back to them"
    assert legs[(HELD, NHS)] + legs[(AVAILABLE, NHS)] + legs[(COMMITTED, NHS)] == 105 * 52
    assert budget.years.get().given_back == sum(legs.values())
    assert budget.variations.get().status == VariationStatus.WITHDRAWN
    assert not Todo.objects.open().filter(kind="settle_money").exists()


def test_the_last_reckoning_adds_up(house):
    budget = margaret()
    paid(budget)
    facts = pages.reckoning(settled(last_day(budget)))

    rows = {row["letter"]: row for row in facts["rows"]}
    assert (rows["H"]["set_aside"], rows["H"]["paid_out"]) == ("£4,940.00", "£380.00")
    assert rows["H"]["given_back"] == "£4,940.00"
    assert (rows["Y"]["own_part"], rows["Y"]["given_back"]) == ("£128.00", "£128.00")
    assert (facts["is_over"], facts["has_carried"]) == (True, False)
    assert facts["sentences"][1] == "£972.00 was paid out, and £0.00 was spent."


def test_nothing_is_settled_too_early_or_twice(house):
    budget, finance = margaret(), staff("finance")
    with pytest.raises(ending.NotYetOver):
        ending.settle(budget, by=finance)
    payment = payments.prepare(budget, by=staff("coordinator", budget.site), starts_on=budget.starts_on)
    budget = last_day(budget)
    with pytest.raises(ending.NotYetOver):
        ending.settle(budget, by=finance)
    with after(budget), pytest.raises(ending.PaymentsStillDue):
        ending.settle(budget, by=finance)
    payments.cancel(payment, because="It ends.", by=finance)
    settled(budget)
    with after(budget), pytest.raises(ending.NotInUse):
        ending.settle(budget, by=finance)


def test_after_a_death_no_notice_is_needed_and_finance_closes(house):
    budget = margaret()
    leaving.record_death(budget.person, by=None, died_on=today(), told_by="The GP")
    budget = last_day(budget, because=EndedBecause.DIED, words="Margaret died.")

    assert not Todo.objects.filter(kind="money_ends").exists()
    assert settled(budget).status == BudgetStatus.ENDED


def test_what_is_owed_for_paid_days_can_be_paid_after_the_last_one(house):
    """All days were paid; £1.00 a week more is found for them before the account is settled."""
    budget = in_use({NHS: "70.00"}, starts_on=today() - dt.timedelta(weeks=4))
    Budget.objects.filter(pk=budget.pk).update(ends_on=today() - dt.timedelta(days=1))
    budget = Budget.objects.get(pk=budget.pk)
    paid(budget)
    with pytest.raises(payments.AllDaysPaid):
        paid(budget)
    budget.lines.get().shares.update(amount=pounds("71.00"))
    balancing.in_line(budget, since=budget.starts_on, key=uuid.uuid4(), by=None)

    assert payments.next_due(budget).amount == pounds("4.00")
    assert paid(budget).amount == pounds("4.00")
    with pytest.raises(payments.AllDaysPaid):
        paid(budget)


def test_another_last_day_is_told_again(house):
    budget = margaret()
    UserFactory(person=budget.person)
    for weeks in (8, 4, 4):
        day = today() + dt.timedelta(weeks=weeks)
        last_day(budget, day, because=EndedBecause.NOT_ENTITLED, words="The need is met.")

    assert Notice.objects.filter(person=budget.person, letter="money_ends").count() == 2
