"""Enough means that everything in the plan that costs money is paid for; a range is only a guide."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import sufficiency
from budgets.models import Budget, BudgetLine, Frequency, LineShare
from ipc.kernel.dates import in_words, today
from people.models import Funder
from tests.factories import BudgetFactory, BudgetLineFactory, PersonFactory
from tests.factories.budgets import action_of

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION


@pytest.fixture
def budget(house):
    """£275 a week, £247.50 to £302.50, was shown."""
    return BudgetFactory()


def words(found):
    return " ".join(point.words for point in found.points)


def test_a_budget_that_pays_for_every_paid_action_is_enough(budget):
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), H: D("95.00")})
    action_of(budget.plan, is_paid=False)

    found = sufficiency.check(budget)

    assert found.is_enough
    assert not found.is_above
    assert found.for_person == "There is enough money for everything in your plan: £275.00 a week."
    assert "within the indicative range of £247.50 to £302.50" in words(found)


def test_a_paid_action_without_a_line_is_not_enough(budget):
    BudgetLineFactory(budget=budget)
    action_of(budget.plan, words="Swimming on Fridays")

    found = sufficiency.check(budget)

    assert not found.is_enough
    assert [action.words for action in found.unpaid] == ["Swimming on Fridays"]
    assert "Nobody pays for “Swimming on Fridays” yet." in words(found)
    assert found.for_staff.startswith("Not enough yet: 1 action")
    assert "not enough money for your whole plan yet" in found.for_person


def test_a_budget_without_lines_is_not_enough(budget):
    found = sufficiency.check(budget)

    assert not found.is_enough
    assert "No line has been added yet" in words(found)


def test_a_line_whose_shares_are_not_its_cost_is_not_enough(budget):
    line = BudgetLineFactory(budget=budget)
    LineShare.objects.filter(line=line).update(amount=D("179.99"))

    assert not sufficiency.check(budget).is_enough


def test_above_the_range_is_still_enough_and_never_clipped(budget):
    BudgetLineFactory(budget=budget, shares={C: D("302.51")})

    found = sufficiency.check(budget)

    assert found.is_enough
    assert found.is_above
    assert found.money.weekly == D("302.51")
    assert "will not be cut to fit" in words(found)


def test_the_reason_for_being_above_is_told(budget):
    BudgetLineFactory(budget=budget, shares={C: D("400.00")})
    Budget.objects.update(above_reason="Two carers are needed to lift")
    budget.refresh_from_db()

    assert "Two carers are needed to lift" in words(sufficiency.check(budget))


def test_below_the_range_asks_to_look_again_and_stops_nothing(budget):
    BudgetLineFactory(budget=budget, shares={C: D("100.00")})

    found = sufficiency.check(budget)

    assert found.is_enough
    assert "is everything they need here?" in words(found)


def test_a_one_off_does_not_count_against_the_weekly_range(budget):
    BudgetLineFactory(budget=budget, shares={C: D("275.00")})
    BudgetLineFactory(budget=budget, shares={H: D("900.00")}, frequency=Frequency.ONE_OFF)

    found = sufficiency.check(budget)

    assert not found.is_above
    assert found.for_person.endswith("There is also £900.00 that is paid once.")


def test_each_funder_stands_beside_what_it_said_before(budget):
    Budget.objects.update(weekly_assessed_contribution=D("32.00"))
    budget.refresh_from_db()
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), E: D("45.00")})

    found = [
        (one.funder, one.money.weekly, one.indicative_amount) for one in sufficiency.check(budget).funders
    ]

    assert found == [(H, D("0.00"), D("95.00")), (C, D("180.00"), D("180.00")), (E, D("45.00"), None)]


@pytest.mark.parametrize(
    ("assessed", "born_on", "told"),
    [
        ("32.00", dt.date(1947, 1, 1), "The person pays £32.00 of the council’s £180.00 a week."),
        ("250.00", dt.date(1947, 1, 1), "Assessed to pay £250.00, but asked for £180.00 a week"),
        ("250.00", dt.date(1947, 1, 1), "so the council pays nothing"),
        ("32.00", dt.date(2017, 1, 1), "Nobody under 18 pays"),
    ],
)
def test_what_the_person_pays_is_told_with_its_rule(house, assessed, born_on, told):
    budget = BudgetFactory(person=PersonFactory(born_on=born_on), weekly_assessed_contribution=D(assessed))
    BudgetLineFactory(budget=budget)

    assert told in words(sufficiency.check(budget))


def test_education_money_without_a_learning_goal_is_a_warning_only(budget):
    BudgetLineFactory(budget=budget, shares={E: D("275.00")})

    found = sufficiency.check(budget)

    assert "not for a learning goal" in words(found)
    assert found.is_enough


# -- over time, apart, net and gross, and what happens next


def later(days):
    return today() + dt.timedelta(days=days)


def test_what_is_kept_for_emergencies_counts_apart(budget):
    BudgetLineFactory(budget=budget, shares={C: D("300.00")})
    BudgetLineFactory(budget=budget, shares={C: D("20.00")}, is_contingency=True, action=None)

    found = sufficiency.check(budget)

    assert not found.is_above
    assert (found.plan_money.weekly, found.contingency.weekly) == (D("300.00"), D("20.00"))
    assert found.money.weekly == D("320.00")
    assert found.for_person.endswith("Beside it, £20.00 a week is kept for emergencies.")
    (council,) = [one for one in found.funders if one.funder == C]
    assert (council.net.weekly, council.contingency.weekly) == (D("300.00"), D("20.00"))


def test_money_for_emergencies_pays_for_nothing_in_the_plan(budget):
    BudgetLineFactory(budget=budget, shares={C: D("20.00")}, is_contingency=True, action=None)

    assert not sufficiency.check(budget).is_enough


def test_a_rise_that_is_known_counts_from_its_day_and_against_the_range(budget):
    line = BudgetLineFactory(budget=budget, shares={C: D("300.00")}, ends_on=later(99))
    BudgetLineFactory(
        budget=budget, action=line.action, shares={C: D("310.00")}, starts_on=later(100), replaces=line
    )

    found = sufficiency.check(budget)

    assert found.is_enough
    assert found.is_above
    assert found.above == {C}
    assert found.dearest_of(C).weekly == D("310.00")
    assert f"From {in_words(later(100))} the plan comes to £310.00 a week." in words(found)
    (council,) = [one for one in found.funders if one.funder == C]
    # 100 days at 300 and 264 at 310, a day being a seventh of a week.
    assert council.year == D("15977.14")


def test_what_begins_later_or_ends_within_the_year_is_said(budget):
    BudgetLineFactory(budget=budget, starts_on=later(30), ends_on=later(60))

    found = words(sufficiency.check(budget))

    assert f"is paid from {in_words(later(30))}" in found
    assert f"is paid until {in_words(later(60))}. Is it not needed any more after that?" in found


def test_a_line_that_never_runs_pays_for_nothing(budget):
    BudgetLineFactory(budget=budget, starts_on=later(30), ends_on=later(29))

    assert len(sufficiency.check(budget).unpaid) == 1


def test_a_course_that_has_run_its_time_leaves_a_budget_in_use_enough(budget):
    BudgetLineFactory(budget=budget)
    BudgetLineFactory(budget=budget, starts_on=later(-20), ends_on=later(-10))
    Budget.objects.update(status="active", starts_on=later(-20))
    budget.refresh_from_db()

    assert sufficiency.check(budget).is_enough


def test_free_reablement_stands_in_the_plan_and_not_in_the_sum(budget):
    BudgetLineFactory(budget=budget, shares={C: D("180.00")})
    action_of(budget.plan, is_paid=False, words="Reablement for six weeks")

    found = sufficiency.check(budget)

    assert found.is_enough
    assert found.money.weekly == D("180.00")


def test_each_funder_is_told_net_and_gross(house):
    budget = BudgetFactory(weekly_assessed_contribution=D("32.00"))
    BudgetLineFactory(budget=budget, shares={C: D("180.00")})

    found = sufficiency.check(budget)

    (council,) = [one for one in found.funders if one.funder == C]
    assert (council.money.weekly, council.net.weekly, council.year) == (
        D("180.00"),
        D("148.00"),
        D("7696.00"),
    )
    assert council.words.startswith("£148.00 a week, and £7,696.00 in the coming year for the plan.")
    assert "Before the person’s part is taken off it is £180.00 a week." in council.words
    assert "You pay £32.00 a week of it yourself." in found.for_person


def test_where_it_is_not_enough_both_read_why_and_what_happens_next(budget):
    line = BudgetLineFactory(budget=budget, words="Mornings")
    LineShare.objects.filter(line=line).update(amount=D("179.99"))
    action_of(budget.plan, words="Swimming on Fridays")

    found = sufficiency.check(budget)

    assert found.next_for_staff[0].startswith("Add a line for each action")
    assert any("second look" in words for words in found.next_for_staff)
    assert found.next_for_person[:3] == [
        "Nobody pays for “Swimming on Fridays” yet.",
        "“Mornings” is only paid for in part.",
        "Your coordinator talks about it with Council.",
    ]
    assert "Nothing is taken out of your plan to make the money fit." in found.next_for_person


def test_enough_needs_nothing_next_and_above_the_range_a_reason_and_panels(budget):
    line = BudgetLineFactory(budget=budget, shares={C: D("275.00")})
    assert sufficiency.check(budget).next_for_staff == []
    LineShare.objects.filter(line=line).update(amount=D("400.00"))
    BudgetLine.objects.filter(pk=line.pk).update(amount=D("400.00"))

    assert (
        "Each funder whose part has grown asks its panel first." in sufficiency.check(budget).next_for_staff
    )
