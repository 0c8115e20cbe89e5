"""The person agrees plan and money together: signed by all, enough, sealed, set aside."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import agreeing, drafting, ledger, signing
from budgets.models import AccountKind, Budget, BudgetStatus
from careplans.agreement import MoneyNotSettled
from careplans.models import AgreementParty, PlanStatus, PlanVersion
from ipc.kernel.dates import today
from people.models import AuthorityKind, Funder, HowGiven, OrganisationKind, Role
from tests.budgets.running import margaret, paid
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    BudgetFactory,
    BudgetLineFactory,
    CarePlanFactory,
    OrganisationFactory,
    PersonFactory,
    SignatureFactory,
    UserFactory,
)
from tests.factories.budgets import action_of, draft_plan
from tests.factories.people import staff

D = Decimal
H, C = Funder.NHS, Funder.COUNCIL


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person):
    """A draft plan that lacks nothing but its money."""
    plan = draft_plan(person)
    plan.prevention = "Keep warm"
    plan.health_watched_by = "Dr Lowe"
    plan.review_due_on = today() + dt.timedelta(days=60)
    plan.review_by = "Sam Okafor"
    plan.save()
    return plan


@pytest.fixture
def budget(plan, coordinator):
    """NHS 95 and council 180 a week, 32 of it paid by the person, signed by both."""
    budget = BudgetFactory(
        person=plan.person,
        plan=plan,
        status=BudgetStatus.AGREED,
        weekly_assessed_contribution=D("32.00"),
    )
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), H: D("95.00")})
    plan.needs.update(is_eligible=True)
    for funder in (H, C):
        SignatureFactory(budget=budget, funder=funder)
    return budget


def agree(plan, by, **changes):
    told = {
        "party": AgreementParty.PERSON,
        "how": HowGiven.IN_PERSON,
        "review_due_on": plan.review_due_on,
        "review_by": plan.review_by,
        **changes,
    }
    return agreeing.agree(plan, by=by, **told)


def test_agreeing_puts_plan_and_money_in_force_together(plan, budget, coordinator):
    agreed = agree(plan, coordinator)

    budget.refresh_from_db()
    assert agreed.status == PlanStatus.AGREED
    assert (budget.status, budget.starts_on) == (BudgetStatus.ACTIVE, today())


def test_the_sealed_plan_says_what_money_belongs_to_it(plan, budget, coordinator):
    agree(plan, coordinator)

    money = PlanVersion.objects.get(plan=plan).content["money"]
    assert money["reference"] == str(budget.public_id)
    assert money["weekly"] == "275.00"


def test_the_years_money_of_each_funder_is_set_aside(plan, budget, coordinator):
    agree(plan, coordinator)

    available = ledger.balances(budget)[AccountKind.AVAILABLE]
    assert available == {"H": D("4940.00"), "C": D("7696.00")}


def test_the_person_agrees_online_under_their_own_row_level_security(plan, budget, person, acting_for):
    user = UserFactory(person=person)

    with acting_for(user):
        agree(plan, user, how=HowGiven.ONLINE)

    budget.refresh_from_db()
    assert budget.status == BudgetStatus.ACTIVE


def test_a_parent_agrees_for_their_child(plan, budget, person, acting_for):
    parent = AuthorityFactory(person=person, kind=AuthorityKind.PARENT).holder

    with acting_for(parent):
        agree(plan, parent, party=AgreementParty.REPRESENTATIVE, how=HowGiven.ONLINE)

    budget.refresh_from_db()
    assert budget.status == BudgetStatus.ACTIVE


@pytest.fixture
def before(person):
    """The budget of the plan in force, which the next plan takes the place of; one payment came."""
    plan = CarePlanFactory(person=person, number=9, agreed=True)
    running = margaret(person=person, plan=plan, starts_on=today() - dt.timedelta(weeks=4))
    paid(running)
    return running


def test_the_budget_before_ends_and_hands_its_money_over(
    plan, before, budget, person, coordinator, acting_for
):
    user = UserFactory(person=person)
    with acting_for(user):
        agree(plan, user, how=HowGiven.ONLINE)

    before.refresh_from_db()
    budget.refresh_from_db()
    assert (before.status, budget.status) == (BudgetStatus.ENDED, BudgetStatus.ACTIVE)
    assert (before.ends_on, budget.came_from) == (today() - dt.timedelta(days=1), before)
    balances = ledger.balances(budget)
    assert balances[AccountKind.HELD] == {"H": D("380.00"), "C": D("592.00"), "Y": D("128.00")}
    assert balances[AccountKind.AVAILABLE] == {"H": D("4940.00"), "C": D("7696.00")}


def test_a_next_plan_that_costs_nothing_ends_the_budget_before(plan, before, coordinator):
    action_of(plan, is_paid=False)
    agree(plan, coordinator)

    before.refresh_from_db()
    assert before.ends_on == today() - dt.timedelta(days=1)


def test_a_plan_without_paid_actions_needs_no_budget(plan, coordinator):
    action_of(plan, is_paid=False)

    assert agree(plan, coordinator).status == PlanStatus.AGREED


def test_a_budget_opened_for_a_plan_that_then_cost_nothing_ends(plan, coordinator):
    action_of(plan, is_paid=False)
    budget = BudgetFactory(person=plan.person, plan=plan)

    assert agree(plan, coordinator).status == PlanStatus.AGREED
    budget.refresh_from_db()
    assert budget.status == BudgetStatus.ENDED


def test_a_plan_with_paid_actions_and_no_budget_is_refused(plan, coordinator):
    action_of(plan)

    with pytest.raises(MoneyNotSettled):
        agree(plan, coordinator)


@pytest.mark.parametrize("status", [BudgetStatus.DRAFT, BudgetStatus.PROPOSED])
def test_a_budget_that_is_not_agreed_by_all_is_refused(plan, budget, coordinator, status):
    Budget.objects.update(status=status)

    with pytest.raises(agreeing.NotSignedByAll):
        agree(plan, coordinator)


def test_signatures_for_other_figures_do_not_count(plan, budget, coordinator):
    Budget.objects.update(revision=2)

    with pytest.raises(agreeing.NotSignedByAll):
        agree(plan, coordinator)


def test_each_signature_is_for_what_its_funder_would_pay_today(plan, budget, coordinator):
    """From the 18th birthday on the person pays a part: what the council signed before was more."""
    Budget.objects.update(weekly_assessed_contribution=D("40.00"))

    with pytest.raises(agreeing.NotSignedByAll):
        agree(plan, coordinator)


def test_something_paid_added_after_signing_is_refused(plan, budget, coordinator):
    action_of(plan)

    with pytest.raises(signing.NotEnough):
        agree(plan, coordinator)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_a_professional_agrees_before_and_moves_no_money(plan, budget, coordinator):
    agree(plan, coordinator, party=AgreementParty.PROFESSIONAL)

    budget.refresh_from_db()
    plan.refresh_from_db()
    assert (budget.status, plan.status) == (BudgetStatus.AGREED, PlanStatus.DRAFT)


def test_the_whole_way_from_draft_to_set_aside(plan, coordinator):
    nhs = staff(Role.APPROVER, organisation=OrganisationFactory(kind=OrganisationKind.NHS))
    action = action_of(plan, is_paid=False)
    plan.needs.update(is_eligible=True)
    budget = BudgetFactory(person=plan.person, plan=plan)
    drafting.add_line(
        budget,
        by=coordinator,
        action=action,
        words="Physiotherapy",
        option="notional",
        frequency="weekly",
        shares={H: D("95.00")},
    )
    signing.propose(budget, by=coordinator)
    signing.sign(budget, by=nhs, is_agreed=True)

    agree(plan, coordinator)

    assert ledger.balances(budget)[AccountKind.COMMITTED] == {"H": D("4940.00")}
