"""Each funder answers for its own lines; nobody signs what they wrote; a change asks everybody again."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from budgets import drafting, signing
from budgets.models import Budget, BudgetStatus, Signature
from ipc.kernel.models import Event
from people.models import Funder, OrganisationKind, Role
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    SiteFactory,
)
from tests.factories.budgets import action_of
from tests.factories.people import staff

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION


def approver(kind, **more):
    return staff(Role.APPROVER, organisation=OrganisationFactory(kind=kind), **more)


@pytest.fixture
def budget(house):
    budget = BudgetFactory(weekly_assessed_contribution=D("32.00"))
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), H: D("95.00")})
    return budget


@pytest.fixture
def coordinator(budget):
    return AllocationFactory(person=budget.person).worker


@pytest.fixture
def proposed(budget, coordinator):
    return signing.propose(budget, by=coordinator)


@pytest.fixture
def nhs(house):
    return approver(OrganisationKind.NHS)


@pytest.fixture
def council(house):
    return approver(OrganisationKind.COUNCIL)


def test_an_enough_budget_is_sent_to_its_funders(proposed, coordinator):
    assert proposed.status == BudgetStatus.PROPOSED
    assert proposed.proposed_by == coordinator
    assert proposed.proposed_at is not None
    assert Event.objects.filter(act="budgets.propose_budget", subject_id=proposed.public_id).exists()


def test_a_budget_that_is_not_enough_is_not_sent(budget, coordinator):
    action_of(budget.plan)

    with pytest.raises(signing.NotEnough, match="1 action"):
        signing.propose(budget, by=coordinator)


def test_a_budget_without_lines_is_not_sent(house):
    with pytest.raises(signing.NotEnough):
        signing.propose(BudgetFactory(), by=staff(Role.COORDINATOR))


def test_above_the_range_needs_a_reason(budget, coordinator):
    BudgetLineFactory(budget=budget, shares={H: D("500.00")})

    with pytest.raises(signing.ReasonNeeded):
        signing.propose(budget, by=coordinator)
    sent = signing.propose(budget, by=coordinator, above_reason="Two carers are needed")

    assert sent.above_reason == "Two carers are needed"


@pytest.mark.parametrize("status", [status for status in BudgetStatus if status != BudgetStatus.DRAFT])
def test_only_a_draft_is_sent(budget, coordinator, status):
    Budget.objects.update(status=status)

    with pytest.raises(drafting.BudgetNotDraft):
        signing.propose(budget, by=coordinator)


def test_a_funder_signs_what_it_really_pays(proposed, council, nhs):
    signed = signing.sign(proposed, by=council, is_agreed=True)

    assert (signed.funder, signed.weekly_amount, signed.one_off_amount) == (C, D("148.00"), D("0.00"))
    assert signed.organisation_id == council.hat.organisation_id
    proposed.refresh_from_db()
    assert proposed.status == BudgetStatus.PROPOSED


def test_the_budget_is_agreed_when_every_funder_that_pays_has_signed(proposed, council, nhs):
    signing.sign(proposed, by=nhs, is_agreed=True)
    signing.sign(proposed, by=council, is_agreed=True)

    proposed.refresh_from_db()
    assert proposed.status == BudgetStatus.AGREED
    assert signing.is_signed_by_all(proposed)


def test_a_funder_that_pays_nothing_has_nothing_to_sign(proposed):
    with pytest.raises(signing.NotYourMoney):
        signing.sign(proposed, by=approver(OrganisationKind.EDUCATION), is_agreed=True)


def test_somebody_without_a_funder_has_nothing_to_sign(proposed, coordinator):
    with pytest.raises(signing.NotYourMoney):
        signing.sign(proposed, by=coordinator, is_agreed=True)


def test_a_funder_answers_once(proposed, council):
    signing.sign(proposed, by=council, is_agreed=True)

    with pytest.raises(signing.AlreadySigned):
        signing.sign(proposed, by=approver(OrganisationKind.COUNCIL), is_agreed=True)


def test_who_wrote_in_a_budget_does_not_sign_it_in_another_hat(budget, council, nhs, house):
    two_hats = staff(Role.COORDINATOR)
    AllocationFactory(person=budget.person, worker=two_hats)
    assignment = RoleAssignmentFactory(
        user=two_hats,
        role=Role.APPROVER,
        site=house,
        organisation=OrganisationFactory(kind=OrganisationKind.NHS),
    )
    drafting.set_contribution(budget, by=two_hats, weekly_amount=D("10.00"))
    signing.propose(budget, by=council)
    two_hats.wear(assignment.hat)

    with pytest.raises(signing.OwnBudget):
        signing.sign(budget, by=two_hats, is_agreed=True)


def test_who_sent_a_budget_does_not_sign_it(budget, council):
    signing.propose(budget, by=council)

    with pytest.raises(signing.OwnBudget):
        signing.sign(budget, by=council, is_agreed=True)


def test_a_refusal_gives_its_reason_and_sends_the_budget_back(proposed, council, nhs):
    signing.sign(proposed, by=nhs, is_agreed=True)
    with pytest.raises(signing.ReasonNeeded):
        signing.sign(proposed, by=council, is_agreed=False, reason="  ")

    refused = signing.sign(proposed, by=council, is_agreed=False, reason="The taxi is free for Ada already")

    proposed.refresh_from_db()
    assert (proposed.status, proposed.revision) == (BudgetStatus.DRAFT, refused.revision + 1)
    assert not signing.is_signed_by_all(proposed)


def test_after_a_refusal_every_funder_answers_anew(proposed, coordinator, council, nhs):
    signing.sign(proposed, by=nhs, is_agreed=True)
    signing.sign(proposed, by=council, is_agreed=False, reason="Too much")
    again = signing.propose(proposed, by=coordinator)

    signing.sign(again, by=nhs, is_agreed=True)
    signing.sign(again, by=council, is_agreed=True)

    assert Signature.objects.filter(budget=again).count() == 4
    again.refresh_from_db()
    assert again.status == BudgetStatus.AGREED


def test_a_change_after_signing_makes_the_signatures_of_no_more_use(proposed, coordinator, council, nhs):
    signing.sign(proposed, by=nhs, is_agreed=True)
    signing.sign(proposed, by=council, is_agreed=True)

    taken = drafting.take_back(proposed, by=coordinator)

    assert not signing.is_signed_by_all(taken)


@pytest.mark.parametrize("status", [status for status in BudgetStatus if status != BudgetStatus.PROPOSED])
def test_only_a_budget_with_the_funders_is_signed(budget, council, status):
    Budget.objects.update(status=status)

    with pytest.raises(signing.NotWithTheFunders):
        signing.sign(budget, by=council, is_agreed=True)


def test_an_approver_signs_under_their_own_row_level_security(proposed, council, nhs, acting_for):
    with acting_for(council):
        signing.sign(Budget.objects.get(pk=proposed.pk), by=council, is_agreed=True)
    with acting_for(nhs):
        assert signing.sign(proposed, by=nhs, is_agreed=True).pk


def test_a_signature_is_never_changed(proposed, council):
    signature = signing.sign(proposed, by=council, is_agreed=True)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(weekly_amount=D("1.00"))


def test_what_waits_for_a_funder_is_found_until_it_answers(proposed, council, house):
    BudgetFactory(status=BudgetStatus.PROPOSED)

    assert list(Budget.objects.waiting_for(C)) == [proposed]
    assert not Budget.objects.waiting_for(E).exists()
    signing.sign(proposed, by=council, is_agreed=True)
    assert not Budget.objects.waiting_for(C).exists()
    assert list(Budget.objects.waiting_for(H)) == [proposed]


def test_an_approver_of_another_site_sees_nothing_of_it(proposed, acting_for):
    luton = SiteFactory(slug="luton")
    stranger = staff(Role.APPROVER, luton, OrganisationFactory(site=luton, kind=OrganisationKind.COUNCIL))

    with acting_for(stranger):
        assert not Budget.objects.filter(pk=proposed.pk).exists()
