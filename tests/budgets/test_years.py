"""The year's end: what is left is carried over or given back, and the next year is set aside."""

import datetime as dt
import uuid

import pytest
import time_machine

from budgets import balancing, ending, ledger, payments, tasks, years
from budgets.models import AccountKind, Budget, BudgetYear, EndedBecause, Frequency
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Todo
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, in_use, paid, pounds
from tests.factories.people import staff

AVAILABLE, COMMITTED = AccountKind.AVAILABLE, AccountKind.COMMITTED
FIRST = dt.date(2026, 1, 5)
LAST = FIRST + dt.timedelta(days=363)


def at(day):
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC))


def a_year_old(*more):
    """Direct NHS 70 a week, of which 12 payments came, and council 30 notional; both set aside in full."""
    with at(FIRST):
        budget = in_use({NHS: "70.00"}, ({COUNCIL: "30.00"}, {"option": NOTIONAL}), *more, starts_on=FIRST)
    for number in range(12):
        with at(FIRST + dt.timedelta(weeks=4 * number)):
            paid(budget)
    return budget


def begin(budget, **carry):
    letters = {"nhs": NHS, "council": COUNCIL}
    return years.begin_next(
        budget,
        carry={letters[name]: is_carried for name, is_carried in carry.items()},
        by=staff("finance", budget.site),
    )


def test_what_is_left_is_given_back_or_carried_over_by_funder(house):
    budget = a_year_old(({NHS: "280.00"}, {"is_contingency": True, "frequency": Frequency.ONE_OFF}))
    with at(LAST + dt.timedelta(days=1)):
        paid(budget)
        following = begin(budget, nhs=False, council=True)

    balances = ledger.balances(budget)
    assert balances[AVAILABLE][NHS] == pounds("3640.00"), "280.00 went back"
    assert balances[COMMITTED][COUNCIL] == pounds("3120.00"), "1,560.00 stayed"
    assert (following.number, following.starts_on) == (2, LAST + dt.timedelta(days=1))
    assert following.carried_in == pounds("1560.00")
    assert budget.years.get(number=1).given_back == pounds("280.00")
    assert Event.objects.filter(act="budgets.roll_year", subject_id=following.public_id).exists()


def test_before_the_end_what_is_still_due_for_its_days_stays(house):
    """Two weeks before the end: the last payment is not made yet, and two weeks of support are to come."""
    budget = a_year_old()
    with at(LAST - dt.timedelta(days=14)):
        left = years.unused(budget, budget.years.get())
        assert left == {COUNCIL: years.Unused(pounds("0.00"), pounds("1500.00"))}
        begin(budget, council=False)
        assert paid(budget).amount == pounds("280.00")
        assert paid(budget).starts_on == LAST + dt.timedelta(days=1), "the new year pays on"

    assert ledger.balances(budget)[COMMITTED][COUNCIL] == pounds("1620.00")


def test_what_is_paid_late_is_paid_from_its_own_year(house):
    """The year is over and its last four weeks are not paid yet: their £280.00 are not given back."""
    budget = a_year_old()
    with at(LAST + dt.timedelta(days=3)):
        assert NHS not in years.unused(budget, budget.years.get())
        begin(budget, council=False)
        assert paid(budget).ends_on == LAST

    assert ledger.balances(budget)[AVAILABLE][NHS] == pounds("3640.00"), "the next year is whole"


def test_what_a_change_back_in_time_made_more_is_not_given_back(house):
    budget = a_year_old()
    with at(LAST - dt.timedelta(days=27)):
        paid(budget)
        for line in budget.lines.filter(shares__funder=NHS):
            line.shares.update(amount=pounds("71.00"))
        balancing.in_line(budget, since=FIRST, key=uuid.uuid4(), by=None)
        assert NHS not in years.unused(budget, budget.years.get()), "£52.00 come with the next payment"


def test_a_prepared_payment_is_never_given_back(house):
    budget = a_year_old()
    with at(LAST):
        payments.prepare(
            budget, by=staff("coordinator", budget.site), starts_on=payments.next_starts_on(budget)
        )
    with at(LAST + dt.timedelta(days=20)):
        assert NHS not in years.unused(budget, budget.years.get())


def test_a_year_begins_once_and_in_its_time(house):
    budget = a_year_old()
    with at(LAST - dt.timedelta(weeks=4, days=1)), pytest.raises(years.TooEarly):
        begin(budget)
    with at(LAST), pytest.raises(years.SayForEach):
        begin(budget)
    with at(LAST):
        begin(budget, nhs=True, council=True)
        with pytest.raises(years.TooEarly):
            begin(budget, nhs=True, council=True)
    Budget.objects.filter(pk=budget.pk).update(ends_on=LAST + dt.timedelta(days=30))
    with at(LAST + dt.timedelta(days=360)), pytest.raises(years.EndsBefore):
        begin(budget, nhs=True, council=True)
    Budget.objects.filter(pk=budget.pk).update(status="ended")
    with pytest.raises(years.NoYear):
        begin(budget)


def test_finance_is_asked_in_time_and_once(house):
    budget = a_year_old()
    with at(LAST - dt.timedelta(weeks=5)):
        years.raise_due(budget.site)
        assert not Todo.objects.filter(person=budget.person, kind="next_year").exists()
    with at(LAST - dt.timedelta(weeks=3)):
        assert years.raise_due in tasks.NIGHTLY
        years.raise_due(budget.site)
        years.raise_due(budget.site)
        asked = Todo.objects.get(person=budget.person, kind="next_year")
        assert (asked.role, asked.due_on, asked.done_at) == ("finance", LAST, None)
        begin(budget, council=True)
        years.raise_due(budget.site)
    asked.refresh_from_db()
    assert asked.done_at
    assert Todo.objects.filter(person=budget.person, kind="next_year").count() == 1


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (1, True)])
def test_a_budget_that_ends_within_the_next_year_needs_that_year(house, days, is_asked):
    budget = a_year_old()
    Budget.objects.filter(pk=budget.pk).update(ends_on=LAST + dt.timedelta(days=days))
    with at(LAST - dt.timedelta(weeks=3)):
        years.raise_due(budget.site)

    assert Todo.objects.filter(person=budget.person, kind="next_year").exists() == is_asked


def test_finance_is_asked_to_settle_what_is_over(house):
    budget = a_year_old()
    with at(LAST - dt.timedelta(weeks=3)):
        ending.set_last_day(
            budget,
            by=staff("coordinator", budget.site),
            last_day=today(),
            because=EndedBecause.PERSON_ASKED,
            words="I manage alone.",
        )
        Todo.objects.all().delete()
    with at(LAST):
        years.raise_due(budget.site)
        assert set(Todo.objects.values_list("kind", flat=True)) == {"settle_money"}


def test_giving_back_twice_is_impossible_by_its_key(house):
    budget = a_year_old()
    with at(LAST + dt.timedelta(days=1)):
        begin(budget, nhs=False, council=False)
    key = uuid.uuid5(budget.public_id, "given back 1")
    assert budget.postings.get(key=key).kind == "return"
    assert BudgetYear.objects.filter(budget=budget).count() == 2
