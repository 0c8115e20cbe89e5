"""A budget is opened after the person was told, written line by line, and only while it is a draft."""

from decimal import Decimal

import pytest

from budgets import drafting
from budgets.models import BudgetStatus, Frequency, ManagementOption, PaymentBasis
from careplans.models import PlanStatus
from ipc.kernel.models import Event
from people.models import Funder, OrganisationKind
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    IndicativeBudgetFactory,
    OrganisationFactory,
    PersonFactory,
    SiteFactory,
)
from tests.factories.budgets import action_of, draft_plan

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def budget(person):
    return BudgetFactory(person=person)


def add(budget, coordinator, **line):
    line = {
        "action": action_of(budget.plan, is_paid=False),
        "words": "Help in the mornings",
        "option": ManagementOption.DIRECT_PAYMENT,
        "frequency": Frequency.WEEKLY,
        "shares": {C: D("180.00")},
        **line,
    }
    return drafting.add_line(budget, by=coordinator, **line)


def test_a_budget_is_opened_on_the_indicative_one_the_person_saw(person, coordinator):
    shown = IndicativeBudgetFactory(person=person)

    budget = drafting.open_budget(draft_plan(person), by=coordinator)

    assert (budget.indicative, budget.status, budget.revision) == (shown, BudgetStatus.DRAFT, 1)
    assert budget.opened_by == coordinator
    assert Event.objects.filter(act="budgets.open_budget", subject_id=budget.public_id).exists()


@pytest.mark.parametrize("indicative", [None, "is_draft"])
def test_a_budget_is_not_opened_before_the_person_saw_an_indicative_one(person, coordinator, indicative):
    if indicative:
        IndicativeBudgetFactory(person=person, is_draft=True)
    IndicativeBudgetFactory()

    with pytest.raises(drafting.IndicativeNotShown):
        drafting.open_budget(draft_plan(person), by=coordinator)


@pytest.mark.parametrize("status", [PlanStatus.AGREED, PlanStatus.ENDED])
def test_a_budget_is_opened_only_while_the_plan_is_written(person, coordinator, status):
    plan = draft_plan(person)
    plan.status = status
    plan.save()

    with pytest.raises(drafting.PlanNotBeingWritten):
        drafting.open_budget(plan, by=coordinator)


def test_a_second_budget_is_not_opened(budget, coordinator):
    with pytest.raises(drafting.BudgetAlreadyOpen):
        drafting.open_budget(budget.plan, by=coordinator)


def test_a_line_costs_the_sum_of_its_shares_and_makes_its_action_a_paid_one(budget, coordinator):
    line = add(budget, coordinator, shares={C: D("180.00"), H: D("95.50"), E: D("0.00")})

    assert line.amount == D("275.50")
    assert dict(line.shares.values_list("funder", "amount")) == {"H": D("95.50"), "C": D("180.00")}
    line.action.refresh_from_db()
    assert line.action.is_paid


def test_every_change_counts_the_revision_and_is_audited(budget, coordinator):
    line = add(budget, coordinator)
    drafting.set_contribution(budget, by=coordinator, weekly_amount=D("32.00"))
    drafting.remove_line(line, by=coordinator)

    budget.refresh_from_db()
    assert budget.revision == 4
    assert Event.objects.filter(act="budgets.write_budget", subject_id=budget.public_id).count() == 3


@pytest.mark.parametrize(
    "shares", [{}, {C: D("0.00")}, {C: D("10.00"), H: D("-1.00")}, {Funder.PERSON: D("5.00")}]
)
def test_shares_are_public_money_above_nothing(budget, coordinator, shares):
    with pytest.raises(drafting.SharesWrong):
        add(budget, coordinator, shares=shares)


def test_no_amount_is_beyond_all_measure(budget, coordinator):
    with pytest.raises(drafting.TooMuch):
        add(budget, coordinator, shares={C: D("9999999999.99"), H: D("9999999999.99")})
    with pytest.raises(drafting.TooMuch):
        drafting.set_contribution(budget, by=coordinator, weekly_amount=D("10000000.00"))


def test_a_line_is_for_an_action_of_the_same_plan(budget, coordinator):
    with pytest.raises(drafting.ActionOfAnotherPlan):
        add(budget, coordinator, action=action_of(draft_plan(PersonFactory())))


def test_a_third_party_line_names_its_holder(budget, coordinator):
    holder = OrganisationFactory(kind=OrganisationKind.PROVIDER)

    line = add(budget, coordinator, option=ManagementOption.THIRD_PARTY, holder=holder)

    assert line.holder == holder
    with pytest.raises(drafting.HolderMissing):
        add(budget, coordinator, option=ManagementOption.THIRD_PARTY)


def test_a_holder_of_another_site_is_refused(budget, coordinator):
    holder = OrganisationFactory(site=SiteFactory(slug="luton"), kind=OrganisationKind.PROVIDER)

    with pytest.raises(drafting.HolderMissing):
        add(budget, coordinator, option=ManagementOption.THIRD_PARTY, holder=holder)


def test_only_a_third_party_line_has_a_holder(budget, coordinator):
    assert add(budget, coordinator, holder=OrganisationFactory()).holder is None


def test_t6_reablement_stays_outside_the_personal_budget(budget, coordinator):
    with pytest.raises(drafting.ReablementIsOutside) as refused:
        add(budget, coordinator, charge_exempt_reason="reablement")

    assert "26(4)" in refused.value.source
    assert not budget.lines.exists()


def test_a_line_is_taken_off_and_its_action_stays_a_paid_one_unless_said_otherwise(budget, coordinator):
    stays, becomes_free = add(budget, coordinator), add(budget, coordinator)

    drafting.remove_line(stays, by=coordinator)
    drafting.remove_line(becomes_free, by=coordinator, is_free=True)

    stays.action.refresh_from_db()
    becomes_free.action.refresh_from_db()
    assert (stays.action.is_paid, becomes_free.action.is_paid) == (True, False)


def test_the_contribution_and_how_it_is_paid_are_written_down(budget, coordinator):
    drafting.set_contribution(
        budget, by=coordinator, weekly_amount=D("61.20"), payment_basis=PaymentBasis.GROSS
    )

    budget.refresh_from_db()
    assert (budget.weekly_assessed_contribution, budget.payment_basis) == (D("61.20"), PaymentBasis.GROSS)
    with pytest.raises(drafting.ContributionBelowNothing):
        drafting.set_contribution(budget, by=coordinator, weekly_amount=D("-1.00"))


@pytest.mark.parametrize("status", [status for status in BudgetStatus if status != BudgetStatus.DRAFT])
def test_only_a_draft_is_written_in(budget, coordinator, status):
    line = BudgetLineFactory(budget=budget)
    type(budget).objects.update(status=status)

    for write in (
        lambda: add(budget, coordinator),
        lambda: drafting.remove_line(line, by=coordinator),
        lambda: drafting.set_contribution(budget, by=coordinator, weekly_amount=D("1.00")),
    ):
        with pytest.raises(drafting.BudgetNotDraft):
            write()


@pytest.mark.parametrize("status", [BudgetStatus.PROPOSED, BudgetStatus.AGREED])
def test_a_budget_with_the_funders_can_be_taken_back(budget, coordinator, status):
    type(budget).objects.update(status=status)

    taken = drafting.take_back(budget, by=coordinator)

    assert (taken.status, taken.revision) == (BudgetStatus.DRAFT, 2)


@pytest.mark.parametrize("status", [BudgetStatus.DRAFT, BudgetStatus.ACTIVE, BudgetStatus.ENDED])
def test_a_budget_that_nobody_signs_now_is_not_taken_back(budget, coordinator, status):
    type(budget).objects.update(status=status)

    with pytest.raises(drafting.BudgetInUse):
        drafting.take_back(budget, by=coordinator)
