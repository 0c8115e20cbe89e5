"""What a plan knows about its money before it is agreed, so that it says what its laws ask for."""

from decimal import Decimal

import pytest

from budgets import plan_money
from budgets.models import BudgetLine, BudgetStatus, Frequency, ManagementOption
from careplans import completeness
from careplans.models import Action, ByWhom, CarePlan
from people.models import Funder
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    ConsentFactory,
    PersonFactory,
    SignatureFactory,
)
from tests.factories.budgets import draft_plan

C, H = Funder.COUNCIL, Funder.NHS


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    plan = draft_plan(person)
    budget = BudgetFactory(person=person, plan=plan, status=BudgetStatus.AGREED)
    BudgetLineFactory(budget=budget, shares={C: Decimal("180.00"), H: Decimal("95.00")})
    return plan


def signed(plan):
    for funder in (C, H):
        SignatureFactory(budget=plan.budgets.get(), funder=funder)


def missing(plan):
    return {one.block: one for one in completeness.missing(CarePlan.objects.get(pk=plan.pk))}


def test_a_plan_without_a_budget_knows_no_money(person):
    money = plan_money.money_of(draft_plan(person))

    assert (money.is_known, money.is_settled) == (False, False)


def test_the_funders_and_who_pays_directly_are_known_before_the_agreement(plan):
    money = plan_money.money_of(plan)

    assert money.funders == {C, H}
    assert money.direct_from == {C, H}


def test_money_that_is_not_signed_says_why_it_is_not_settled(plan):
    said = missing(plan)["money"]

    assert said.is_blocking
    assert "Not every funder has signed" in said.words
    signed(plan)
    assert "money" not in missing(plan)


def test_what_the_law_of_a_funder_asks_stops_the_plan_as_soon_as_they_pay(plan):
    signed(plan)

    found = missing(plan)

    assert found["prevention"].is_blocking
    assert found["health_watched"].is_blocking
    BudgetLine.objects.update(option=ManagementOption.NOTIONAL)
    signed_anew = missing(plan)
    assert "health_watched" not in signed_anew


@pytest.mark.parametrize(
    ("by_whom", "line", "is_needed"),
    [
        (ByWhom.PAID, {}, True),
        (ByWhom.PROFESSIONAL, {}, False),
        (ByWhom.PAID, {"frequency": Frequency.ONE_OFF}, False),
        (ByWhom.PAID, {"option": ManagementOption.NOTIONAL}, False),
    ],
)
def test_who_is_paid_every_week_from_a_direct_payment_must_not_be_missed(plan, by_whom, line, is_needed):
    Action.objects.filter(plan=plan).update(by_whom=by_whom)
    BudgetLine.objects.update(**line)

    assert missing(plan)["contingency"].is_blocking is is_needed


def test_a_reader_without_the_money_is_told_nothing_of_it(plan, person, acting_for):
    brother = ConsentFactory(person=person).user

    with acting_for(brother):
        money = plan_money.money_of(CarePlan.objects.get(pk=plan.pk))

    assert not money.is_known


def test_a_budget_in_use_is_settled(plan):
    plan.budgets.update(status=BudgetStatus.ACTIVE)

    assert plan_money.money_of(plan).is_settled
