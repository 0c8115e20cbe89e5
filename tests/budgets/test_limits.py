"""Up to how much one person signs for a funder, who else may, and the panel that decides above it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from budgets import limits, panels, signatories, signing
from budgets.models import Budget, BudgetStatus, DelegatedLimit, PanelDecision
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Funder, OrganisationKind, Role
from tests.factories import (
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    DelegatedLimitFactory,
    OrganisationFactory,
)
from tests.factories.people import staff

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION
PANEL = {"met_on": dt.date(2026, 11, 20), "who": "Two team managers", "reason": "No other way is safe."}


def approver(kind):
    return staff(Role.APPROVER, organisation=OrganisationFactory(kind=kind))


@pytest.fixture
def budget(house):
    """NHS £95 and council £180 a week, £32 of which the person pays; within the range."""
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
def council(house):
    return approver(OrganisationKind.COUNCIL)


@pytest.fixture
def manager(house):
    return staff(Role.MANAGER)


def limited(house, weekly, role=Role.APPROVER, **more):
    return DelegatedLimitFactory(site=house, role=role, weekly_up_to=D(weekly), **more)


def test_without_any_limit_an_approver_signs_alone(proposed, council):
    assert limits.of(council, C) is None
    assert signing.sign(proposed, by=council, is_agreed=True).panel is None


def test_another_funders_limit_counts_for_nothing(house, proposed, council):
    limited(house, "1.00", funder=H)

    assert signing.sign(proposed, by=council, is_agreed=True).is_agreed


@pytest.mark.parametrize(("weekly", "once", "is_enough"), [("148.00", "0", True), ("147.99", "0", False)])
def test_an_approver_signs_up_to_the_limit_of_what_the_funder_itself_pays(
    house, proposed, council, weekly, once, is_enough
):
    limited(house, weekly, one_off_up_to=D(once))

    if is_enough:
        assert signing.sign(proposed, by=council, is_agreed=True).is_agreed
    else:
        with pytest.raises(panels.PanelNeeded, match=r"You may sign for £147\.99 a week"):
            signing.sign(proposed, by=council, is_agreed=True)


def test_what_is_paid_once_has_a_limit_of_its_own(house, budget, coordinator, council):
    BudgetLineFactory(budget=budget, shares={C: D("900.00")}, frequency="one_off")
    sent = signing.propose(budget, by=coordinator)
    limited(house, "1000.00", one_off_up_to=D("899.99"))

    with pytest.raises(panels.PanelNeeded, match="paid once"):
        signing.sign(sent, by=council, is_agreed=True)


def test_the_dearest_week_of_the_year_counts(house, budget, coordinator, council):
    BudgetLineFactory(budget=budget, shares={C: D("20.00")}, starts_on=today() + dt.timedelta(days=100))
    sent = signing.propose(budget, by=coordinator)
    limited(house, "167.99")

    with pytest.raises(panels.PanelNeeded, match=r"This comes to £168\.00 a week"):
        signing.sign(sent, by=council, is_agreed=True)


def test_the_newest_limit_in_force_counts(house, proposed, council):
    limited(house, "1.00", effective_from=dt.date(2026, 1, 1))
    limited(house, "500.00", effective_from=dt.date(2026, 6, 1))
    limited(house, "2.00", effective_from=today() + dt.timedelta(days=1))

    assert limits.of(council, C).weekly_up_to == D("500.00")
    assert signing.sign(proposed, by=council, is_agreed=True).is_agreed


def test_no_is_said_without_a_panel(house, proposed, council):
    limited(house, "1.00")

    assert not signing.sign(proposed, by=council, is_agreed=False, reason="Too much").is_agreed


# -- managers


def test_a_manager_signs_nothing_where_no_limit_names_managers(house, proposed, manager):
    limited(house, "500.00")

    with pytest.raises(signing.NothingDelegated):
        signing.sign(proposed, by=manager, is_agreed=True)


def test_a_manager_approves_small_budgets_of_a_funder_that_says_so(house, proposed, council, manager):
    limited(house, "500.00")
    limited(house, "150.00", role=Role.MANAGER)

    signed = signing.sign(proposed, by=manager, is_agreed=True)

    assert (signed.funder, signed.signed_by) == (C, manager)
    assert signed.organisation.kind == OrganisationKind.COUNCIL
    with pytest.raises(signing.AlreadySigned):
        signing.sign(proposed, by=council, is_agreed=True)


def test_a_manager_above_their_limit_needs_a_panel_where_the_approver_does_not(
    house, proposed, council, manager
):
    limited(house, "500.00")
    limited(house, "100.00", role=Role.MANAGER)

    with pytest.raises(panels.PanelNeeded):
        signing.sign(proposed, by=manager, is_agreed=True)
    assert signing.sign(proposed, by=council, is_agreed=True).is_agreed


def test_a_manager_of_an_organisation_signs_for_it_alone(house, proposed):
    for funder in (C, H):
        limited(house, "500.00", funder=funder)
        limited(house, "500.00", funder=funder, role=Role.MANAGER)
    of_the_nhs = staff(Role.MANAGER, organisation=OrganisationFactory(kind=OrganisationKind.NHS))

    with pytest.raises(signing.NothingDelegated):
        signing.sign(proposed, by=of_the_nhs, is_agreed=True, funder=C)
    assert signing.sign(proposed, by=of_the_nhs, is_agreed=True).funder == H


def test_a_manager_for_two_funders_answers_one_after_the_other(house, proposed, council, manager):
    OrganisationFactory(kind=OrganisationKind.NHS)
    for funder in (C, H):
        limited(house, "500.00", funder=funder)
        limited(house, "500.00", funder=funder, role=Role.MANAGER)

    first = signing.sign(proposed, by=manager, is_agreed=True, funder=C)
    second = signing.sign(proposed, by=manager, is_agreed=True)

    assert [first.funder, second.funder] == [C, H]
    proposed.refresh_from_db()
    assert proposed.status == BudgetStatus.AGREED


def test_nobody_speaks_for_a_funder_without_an_organisation_in_the_site(house, proposed, manager):
    limited(house, "500.00", funder=H)
    limited(house, "500.00", funder=H, role=Role.MANAGER)

    with pytest.raises(signatories.NoOrganisation):
        signing.sign(proposed, by=manager, is_agreed=True)


def test_a_role_that_the_limits_leave_out_signs_nothing_without_a_panel(house, proposed, council):
    limited(house, "500.00", role=Role.MANAGER)

    with pytest.raises(panels.PanelNeeded, match="nothing of this funder alone"):
        signing.sign(proposed, by=council, is_agreed=True)


def test_managers_get_a_limit_only_beside_the_approvers(house):
    admin = staff(Role.SITE_ADMIN)
    row = {"site": house, "funder": C, "weekly_up_to": D(90), "one_off_up_to": D(0), "source": "Scheme"}
    with pytest.raises(limits.ApproversFirst):
        limits.add(DelegatedLimit(role=Role.MANAGER, effective_from=today(), **row), by=admin)

    for role in (Role.APPROVER, Role.MANAGER):
        limits.add(DelegatedLimit(role=role, effective_from=today(), **row), by=admin)

    assert limits.signs_for(staff(Role.MANAGER)) == [C]
    assert Event.objects.filter(act="budgets.add_allocation_rule").count() == 2


# -- panels


def test_a_panels_yes_lets_the_approver_sign_above_the_limit(house, proposed, council):
    limited(house, "1.00")

    decided = panels.record(proposed, by=council, is_agreed=True, **PANEL)
    signed = signing.sign(proposed, by=council, is_agreed=True)

    assert (decided.funder, decided.revision, signed.panel) == (C, proposed.revision, decided)
    assert Event.objects.filter(act="budgets.record_panel", subject_id=proposed.public_id).exists()


def test_a_panels_no_lets_nobody_sign(house, proposed, council):
    panels.record(proposed, by=council, is_agreed=False, **PANEL)

    with pytest.raises(panels.PanelSaidNo, match="No other way is safe"):
        signing.sign(proposed, by=council, is_agreed=True)
    assert signing.sign(proposed, by=council, is_agreed=False, reason="The panel said no").panel is not None


def test_a_panel_speaks_for_the_figures_it_saw_alone(house, proposed, coordinator, council):
    limited(house, "1.00")
    panels.record(proposed, by=council, is_agreed=True, **PANEL)
    signing.sign(proposed, by=council, is_agreed=False, reason="One more question first")
    again = signing.propose(proposed, by=coordinator)

    with pytest.raises(panels.PanelNeeded):
        signing.sign(again, by=council, is_agreed=True)


def test_above_the_range_each_funder_that_has_grown_needs_its_panel(budget, coordinator, council):
    BudgetLineFactory(budget=budget, shares={H: D("50.00")})
    sent = signing.propose(budget, by=coordinator, above_reason="Two carers at night")
    nhs = approver(OrganisationKind.NHS)

    assert signing.sign(sent, by=council, is_agreed=True).is_agreed
    with pytest.raises(panels.PanelNeeded, match="above the range"):
        signing.sign(sent, by=nhs, is_agreed=True)
    panels.record(sent, by=nhs, is_agreed=True, **PANEL)
    assert signing.sign(sent, by=nhs, is_agreed=True).is_agreed


def test_a_panel_decides_once_and_gives_its_reason(proposed, council):
    with pytest.raises(panels.PanelWithoutReason):
        panels.record(proposed, by=council, is_agreed=True, **{**PANEL, "reason": " "})
    with pytest.raises(panels.PanelNotYetMet):
        panels.record(
            proposed, by=council, is_agreed=True, **{**PANEL, "met_on": today() + dt.timedelta(days=1)}
        )
    panels.record(proposed, by=council, is_agreed=True, **PANEL)
    with pytest.raises(panels.PanelHasDecided):
        panels.record(proposed, by=approver(OrganisationKind.COUNCIL), is_agreed=False, **PANEL)


def test_who_wrote_the_budget_does_not_write_down_what_its_panel_decided(budget, council):
    signing.propose(budget, by=council)

    with pytest.raises(signing.OwnBudget):
        panels.record(budget, by=council, is_agreed=True, **PANEL)


def test_an_approver_writes_down_their_own_funders_panel_alone(proposed, council):
    with pytest.raises(signing.NotYourMoney):
        panels.record(proposed, by=council, is_agreed=True, funder=H, **PANEL)


def test_a_panel_is_asked_about_a_budget_with_the_funders_alone(budget, council):
    with pytest.raises(signing.NotWithTheFunders):
        panels.record(budget, by=council, is_agreed=True, **PANEL)


def test_a_panel_is_written_down_under_row_level_security_and_never_changed(proposed, council, acting_for):
    with acting_for(council):
        panels.record(Budget.objects.get(), by=council, is_agreed=True, **PANEL)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        PanelDecision.objects.update(is_agreed=False)
