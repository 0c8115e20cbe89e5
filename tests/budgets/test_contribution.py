"""What the person pays: the vectors T1 to T9 of the design, and what may never happen."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import contribution
from budgets.models import Frequency, ManagementOption
from ipc.kernel.money import shared_out
from people.models import Funder
from tests.factories import BudgetFactory, BudgetLineFactory, PersonFactory

D = Decimal
H, C, E, Y = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION, Funder.PERSON


def budget_with(*lines, assessed="0", born_on=dt.date(1947, 3, 2)):
    """Return a budget with lines ``{funder: amount}`` or ``({funder: amount}, line's fields)``."""
    budget = BudgetFactory(person=PersonFactory(born_on=born_on), weekly_assessed_contribution=D(assessed))
    for line in lines:
        shares, fields = line if isinstance(line, tuple) else (line, {})
        BudgetLineFactory(
            budget=budget, shares={funder: D(amount) for funder, amount in shares.items()}, **fields
        )
    return budget


def weekly(budget):
    return {
        funder: money.weekly for funder, money in contribution.by_funder(contribution.funding(budget)).items()
    }


def test_t1_a_blend_is_paid_net_of_the_contribution(house):
    budget = budget_with({H: "210.00"}, {C: "172.50"}, assessed="61.20")

    fundings = contribution.funding(budget)

    assert contribution.whole(fundings) == (D("382.50"), D("0.00"))
    assert weekly(budget) == {H: D("210.00"), C: D("111.30"), Y: D("61.20")}
    assert contribution.weekly_to_period(D("210.00") + D("111.30"), weeks=4) == D("1285.20")


def test_t2_a_contribution_is_capped_at_the_council_cost_and_leaves_the_nhs_alone(house):
    assert weekly(budget_with({C: "40.00", H: "300.00"}, assessed="55.00")) == {H: D("300.00"), Y: D("40.00")}


def test_t3_aftercare_under_section_117_is_free(house):
    free = {"charge_exempt_reason": "s117"}

    paid = weekly(budget_with(({C: "150.00", H: "150.00"}, free), assessed="70.00"))

    assert paid == {H: D("150.00"), C: D("150.00")}


def test_t4_nobody_under_18_pays(house):
    paid = weekly(
        budget_with({C: "90.00", E: "60.00", H: "120.00"}, assessed="30.00", born_on=dt.date(2011, 9, 1))
    )

    assert paid == {H: D("120.00"), C: D("90.00"), E: D("60.00")}


def test_t5_each_line_keeps_its_own_option(house):
    budget = budget_with(
        ({H: "200.00"}, {"option": ManagementOption.NOTIONAL}),
        ({C: "120.00"}, {"option": ManagementOption.DIRECT_PAYMENT}),
        ({C: "30.00"}, {"option": ManagementOption.THIRD_PARTY}),
    )

    direct = [
        one for one in contribution.funding(budget) if one.line.option == ManagementOption.DIRECT_PAYMENT
    ]

    assert [one.shares for one in direct] == [{C: D("120.00")}]


def test_t7_part_of_a_period_is_paid_by_days():
    assert contribution.weekly_to_period(D("280.00"), days=10) == D("400.00")


def test_t8_thirds_lose_no_penny():
    assert shared_out(D("100.00"), [D(1), D(1), D(1)]) == [D("33.34"), D("33.33"), D("33.33")]


def test_t9_a_one_off_is_never_multiplied(house):
    budget = budget_with({C: "50.00"}, ({C: "600.00"}, {"frequency": Frequency.ONE_OFF}))

    assert contribution.annual(*contribution.whole(contribution.funding(budget))) == D("3200.00")


def test_a_one_off_is_not_charged_for_by_the_week(house):
    budget = budget_with(({C: "600.00"}, {"frequency": Frequency.ONE_OFF}), assessed="20.00")

    assert contribution.by_funder(contribution.funding(budget)) == {C: (D("0.00"), D("600.00"))}


def test_a_contribution_is_spread_over_the_chargeable_lines_to_the_penny(house):
    budget = budget_with(
        {C: "33.33"},
        {C: "33.33", H: "10.00"},
        ({C: "50.00"}, {"charge_exempt_reason": "s117"}),
        assessed="10.01",
    )

    parts = [one.shares.get(Y) for one in contribution.funding(budget)]

    assert parts == [D("5.01"), D("5.00"), None]


@pytest.mark.parametrize("assessed", ["0.01", "66.65", "66.66", "900.00"])
def test_no_line_is_charged_above_its_council_share(house, assessed):
    budget = budget_with({C: "66.65"}, {C: "0.01"}, assessed=assessed)

    for one in contribution.funding(budget):
        assert sum(one.shares.values()) == one.line.amount
        assert min(one.shares.values()) > 0


def test_the_three_figures_of_the_care_act_agree(house):
    figures = contribution.care_act_figures(
        contribution.funding(budget_with({C: "172.50", H: "210.00"}, assessed="61.20"))
    )

    assert figures == (D("172.50"), D("61.20"), D("111.30"))
    assert figures.cost == figures.contribution + figures.council


def test_what_is_kept_for_emergencies_is_neither_charged_nor_a_cost(house):
    kept = ({C: "20.00"}, {"is_contingency": True, "action": None, "every": "week"})
    fundings = contribution.funding(budget_with({C: "180.00"}, kept, assessed="190.00"))

    assert contribution.care_act_figures(fundings) == (D("180.00"), D("180.00"), D("0.00"))
    assert contribution.whole(fundings).weekly == D("200.00")


def test_somebody_who_turns_18_on_the_day_it_starts_is_an_adult(house):
    budget = budget_with({C: "90.00"}, assessed="30.00", born_on=dt.date(2008, 12, 1))
    budget.starts_on = dt.date(2026, 12, 1)

    assert weekly(budget) == {C: D("60.00"), Y: D("30.00")}


def test_the_sums_cost_the_same_queries_for_one_line_and_for_ten(house, django_assert_num_queries):
    budget = budget_with(*[{C: "10.00"}] * 10)

    with django_assert_num_queries(2):
        contribution.funding(budget)
