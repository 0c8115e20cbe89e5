"""Until when the money lasts, and what is worth a look: too early to tell, worked out, never accusing."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets import alerts, outlook, spending, summary, tasks
from budgets.alerts import Cause
from budgets.models import BudgetStatus, Frequency, LineKind, MoneyFigure, MoneyRule, Payment
from budgets.pages.outlook import outlook_in_words
from ipc.kernel.dates import today
from people.models import Todo, TodoKind
from tests.budgets.running import COUNCIL, NOTIONAL, in_use, paid
from tests.factories import AllocationFactory
from tests.factories.people import UserFactory, staff

WEEK = dt.timedelta(weeks=1)


def running(weeks, *lines, payments_made=None):
    """A budget of £100 a week by direct payment (or ``lines``), in use and paid for ``weeks`` weeks."""
    budget = in_use(*(lines or ({COUNCIL: "100.00"},)), starts_on=today() - weeks * WEEK)
    for _time in range(payments_made or weeks // 4 + 1):
        paid(budget)
    released = dt.timedelta(weeks=weeks)
    for payment in budget.payments.all():
        Payment.objects.filter(pk=payment.pk).update(released_at=payment.released_at - released)
    return budget


def spend(budget, amount, *, weeks_ago=0, line=None):
    return spending.record(
        budget,
        by=None,
        key=uuid.uuid4(),
        line=line or budget.lines.first(),
        amount=Decimal(amount),
        spent_on=today() - weeks_ago * WEEK,
    )


def causes(budget):
    return [alert.cause for alert in alerts.of(budget)]


def test_it_is_too_early_to_tell_before_eight_weeks(house):
    budget = running(7)
    spend(budget, "700.00")
    stands = outlook.of(budget)
    told = outlook_in_words(stands, summary.money(budget))

    assert (stands.pace, stands.runs_out_on) == (None, None)
    assert "too early to tell" in told["sentence"]
    assert stands.can_tell_from == today() + WEEK


def test_the_day_it_lasts_until_is_what_is_left_at_the_pace_of_the_last_weeks(house):
    budget = running(9)
    for weeks_ago in range(1, 9):
        spend(budget, "90.00", weeks_ago=weeks_ago)
    stands = outlook.of(budget)

    assert (stands.pace.weeks, stands.pace.spent, stands.pace.planned) == (9, 720, 900)
    assert stands.left == Decimal("480.00")
    assert stands.runs_out_on == today() + dt.timedelta(days=480 * 63 // 720)
    told = outlook_in_words(stands, summary.money(budget))
    assert "You spent £720.00 in the last 9 weeks. That is about £80.00 a week." in told["working"]


def test_what_is_bought_once_or_was_put_right_or_is_long_ago_is_no_pace(house):
    once = ({COUNCIL: "200.00"}, {"frequency": Frequency.ONE_OFF})
    budget = running(14, {COUNCIL: "100.00"}, once)
    spend(budget, "150.00", line=budget.lines.last())
    spend(budget, "60.00", weeks_ago=13)
    wrong = spend(budget, "70.00")
    spending.put_right(wrong, by=staff("finance"), key=uuid.uuid4(), because="It was somebody else's.")
    spend(budget, "12.00")

    assert outlook.of(budget).pace.spent == Decimal("12.00")


def test_without_any_spending_nothing_is_told_of_a_day(house):
    stands = outlook.of(running(9))

    assert stands.runs_out_on is None
    assert "cannot tell" in outlook_in_words(stands, {"next_payment_on": None})["sentence"]


def test_spending_as_planned_speaks_of_nothing(house):
    budget = running(9)
    for weeks_ago in range(9):
        spend(budget, "100.00", weeks_ago=weeks_ago)

    assert causes(budget) == []


def test_little_money_speaks_only_where_the_days_need_more(house):
    budget = running(1)
    spend(budget, "200.00")  # two weeks' money is left for three weeks
    assert causes(budget) == []
    spend(budget, "0.01")
    assert causes(budget) == [Cause.LOW]
    assert "£199.99 is left" in alerts.of(budget)[0].words


def test_little_money_at_the_end_of_the_days_paid_for_is_as_it_should_be(house):
    budget = running(3)
    spend(budget, "300.00")

    assert causes(budget) == []


def test_a_pace_that_ends_too_early_speaks(house):
    budget = running(9)
    for weeks_ago in range(8):
        spend(budget, "137.50", weeks_ago=weeks_ago)

    assert causes(budget) == [Cause.LOW, Cause.RUNS_OUT, Cause.OVERSPEND]
    assert "£1,100.00 was spent. That is more than the plan" in alerts.of(budget)[2].words


def test_much_money_speaks_without_what_is_kept_for_employing(house):
    employing = ({COUNCIL: "10.00"}, {"kind": LineKind.EMPLOYING})
    budget = running(8, {COUNCIL: "100.00"}, employing, payments_made=3)
    spend(budget, "319.99")  # of £1,200 for the support, and £120 more kept for the employer's costs

    assert outlook.of(budget).kept_back == Decimal("120.00")
    assert Cause.SURPLUS in causes(budget)
    spend(budget, "0.02")
    assert causes(budget) == [Cause.UNDERSPEND]


def test_nothing_written_down_for_long_is_asked_about_kindly(house):
    budget = running(8)
    [alert] = [one for one in alerts.of(budget) if one.cause == Cause.NO_SPEND]

    assert "can still be written down" in alert.words
    spend(budget, "1.00", weeks_ago=7)
    assert Cause.NO_SPEND not in causes(budget)


def test_the_figures_are_the_sites_own_from_their_day_on(house):
    budget = running(1)
    spend(budget, "150.00")
    assert causes(budget) == []
    MoneyRule.objects.create(
        figure=MoneyFigure.LOW_WEEKS, value=3, site=house, starts_on=today(), source="Made up"
    )
    assert causes(budget) == [Cause.LOW]


def test_what_is_paid_for_the_person_speaks_of_nothing(house):
    budget = in_use(({COUNCIL: "100.00"}, {"option": NOTIONAL}), starts_on=today() - 12 * WEEK)

    assert causes(budget) == []


def nightly():
    tasks.nightly.run()
    return list(Todo.objects.filter(kind=TodoKind.LOOK_AT_MONEY).order_by("pk"))


def test_the_nightly_look_asks_once_for_each_budget_and_cause(house):
    budget = running(9)
    for weeks_ago in range(8):
        spend(budget, "137.50", weeks_ago=weeks_ago)
    asked = nightly()

    assert [todo.detail for todo in asked] == [alert.words for alert in alerts.of(budget)]
    assert {todo.person_id for todo in asked} == {budget.person_id}
    assert nightly() == asked


@pytest.mark.parametrize(
    "change",
    [
        {"status": BudgetStatus.ENDED},
        {"ends_on": today() - dt.timedelta(days=1)},
    ],
    ids=["ended", "being settled"],
)
def test_a_budget_that_is_over_asks_for_nothing(house, change):
    budget = running(1)
    spend(budget, "399.00")
    assert causes(budget) == [Cause.LOW]
    for name, value in change.items():
        setattr(budget, name, value)
    budget.save()

    assert (nightly(), causes(budget)) == ([], [])


def test_the_nightly_look_costs_the_same_for_one_budget_and_for_many(house):
    def low():
        spend(running(1), "399.00")

    low()
    nightly()
    with CaptureQueriesContext(connection) as one:
        nightly()
    for _time in range(3):
        low()
    nightly()
    with CaptureQueriesContext(connection) as many:
        nightly()

    assert len(many) == len(one)


def test_the_person_and_staff_read_the_same_sentence(house, signed_in):
    budget = running(1)
    spend(budget, "399.00")
    [alert] = alerts.of(budget)
    worker = AllocationFactory(person=budget.person).worker

    assert alert.words in signed_in(UserFactory(person=budget.person)).get(reverse("my_money")).text
    assert alert.words in signed_in(worker).get(reverse("budget", args=[budget.public_id])).text
