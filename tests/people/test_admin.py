"""Administration: one's own site, colleagues and their roles, and nobody's record."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from ipc.kernel.models import Event
from people import roles
from people.acts import Act
from people.models import Organisation, RoleAssignment, Site, Team, User
from people.roles import (
    NotAFunder,
    NotToYourself,
    NotYoursToGive,
    OrganisationOfAnotherSite,
    RoleCannotChange,
)
from tests.factories import OrganisationFactory, SiteFactory, UserFactory
from tests.factories.people import staff

FROM = dt.date(2026, 1, 1)


@pytest.fixture
def administrator(house):
    return staff("site_admin", house, name="Ade Admin")


@pytest.fixture
def browser(signed_in, administrator):
    return signed_in(administrator)


def role(by, **changed):
    facts = {"user": UserFactory(), "role": "manager", "site_id": by.hat.site_id, "starts_on": FROM}
    return RoleAssignment(**{**facts, **changed})


def test_role_given_is_kept_in_the_audit(administrator, acting_for):
    given = role(administrator)
    with acting_for(administrator):
        roles.grant(given, by=administrator)

    assert given.user.hat.role == "manager"
    assert Event.objects.get(act=Act.GRANT_ROLE).actor == administrator


def test_nobody_gives_themselves_a_role(administrator):
    with pytest.raises(NotToYourself):
        roles.grant(role(administrator, user=administrator), by=administrator)


@pytest.mark.parametrize("programme_role", ["programme_admin", "analyst"])
def test_site_administrator_gives_no_role_of_the_programme(administrator, programme_role):
    with pytest.raises(NotYoursToGive):
        roles.grant(role(administrator, role=programme_role, site_id=None), by=administrator)
    with pytest.raises(NotYoursToGive):
        roles.grant(role(administrator, role=programme_role), by=administrator)


def test_site_administrator_gives_no_role_of_another_site(administrator):
    with pytest.raises(NotYoursToGive):
        roles.grant(role(administrator, site_id=SiteFactory(slug="luton").pk), by=administrator)


def test_programme_administrator_gives_any_role_to_others(house):
    programme = staff("programme_admin")

    assert roles.grant(role(programme, role="analyst", site_id=None), by=programme)
    with pytest.raises(NotToYourself):
        roles.grant(role(programme, user=programme, site_id=house.pk), by=programme)


def test_organisation_of_a_role_is_of_its_site(administrator):
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))

    with pytest.raises(OrganisationOfAnotherSite):
        roles.grant(role(administrator, role="approver", organisation=elsewhere), by=administrator)


def test_an_approver_signs_for_a_funder(administrator, house, signed_in):
    charity = OrganisationFactory(site=house, kind="voluntary")

    with pytest.raises(NotAFunder):
        roles.grant(role(administrator, role="approver", organisation=charity), by=administrator)
    given = staff("approver", organisation=charity)  # from before, or the organisation became another kind
    assert signed_in(given).get("/approvals/").status_code == 403
    assert roles.end(given.role_assignments.get(), by=administrator, ends_on=dt.date(2026, 6, 1))


def test_role_ends_and_changes_in_nothing_else(administrator):
    given = staff("manager").role_assignments.get()

    assert roles.end(given, by=administrator, ends_on=dt.date(2026, 6, 1)).ends_on == dt.date(2026, 6, 1)
    given.role = "finance"
    with pytest.raises(RoleCannotChange):
        roles.end(given, by=administrator, ends_on=None)
    with pytest.raises(NotToYourself):
        roles.end(administrator.role_assignments.get(), by=administrator, ends_on=None)


def test_administrators_sign_in_as_everybody_does(client, house):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["coordinator", "manager", "finance", "navigator", "analyst"])
def test_only_administrators_come_in(signed_in, house, role):
    assert signed_in(staff(role)).get("/admin/", follow=True).status_code == 403


def test_no_record_and_no_sign_in_secret_is_in_the_administration():
    labels = {model._meta.label for model in admin.site._registry}

    assert {one for one in labels if one.startswith("people.")} == {
        "people.IndependentHelp",
        "people.Organisation",
        "people.PeopleRule",
        "people.RetentionRule",
        "people.RightRule",
        "people.RoleAssignment",
        "people.Site",
        "people.SiteDistrict",
        "people.Team",
        "people.TeamMember",
        "people.User",
    }
    assert {one.split(".")[0] for one in labels} <= {
        "people",
        "peersupport",
        "careplans",
        "budgets",
        "programme",
    }


@pytest.mark.parametrize("model", ["site", "organisation", "user", "roleassignment"])
def test_list_and_forms_open(browser, house, model):
    OrganisationFactory(site=house)
    colleague = staff("manager")
    found = {
        "site": house,
        "organisation": Organisation.objects.get(),
        "user": colleague,
        "roleassignment": colleague.role_assignments.get(),
    }[model]

    assert browser.get(reverse(f"admin:people_{model}_changelist")).status_code == 200
    assert browser.get(reverse(f"admin:people_{model}_change", args=[found.pk])).status_code == 200
    assert browser.get(reverse(f"admin:people_{model}_delete", args=[found.pk])).status_code == 403


def test_another_site_is_out_of_sight(browser):
    luton = SiteFactory(slug="luton")
    colleague = staff("manager", luton)
    family = UserFactory()

    for model, row in (
        ("site", luton),
        ("organisation", OrganisationFactory(site=luton)),
        ("user", colleague),
        ("user", family),
        ("roleassignment", colleague.role_assignments.get()),
    ):
        assert browser.get(reverse(f"admin:people_{model}_change", args=[row.pk])).status_code == 302
    assert browser.get(reverse("admin:people_site_add")).status_code == 403


def test_new_colleague_gets_a_first_role_and_no_password(browser, house):
    answer = browser.post(
        reverse("admin:people_user_add"),
        {
            "name": "Nia New",
            "email": "Nia@Barnsley.example",
            "role": "coordinator",
            "site": house.pk,
            "starts_on": "2026-01-01",
        },
    )

    assert answer.status_code == 302
    nia = User.objects.get(email="nia@barnsley.example")
    assert (nia.hat.role, nia.hat.site_id) == ("coordinator", house.pk)
    assert not nia.has_usable_password()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"role": "analyst"}, "You may give roles of your own site only."),
        ({"site": ""}, "Choose the site this role is for."),
        ({"role": "approver"}, "Choose the organisation this role is for."),
    ],
)
def test_first_role_is_refused_with_its_reason(browser, house, asked, said):
    typed = {"name": "N", "email": "n@x.example", "role": "manager", "site": house.pk, "starts_on": FROM}

    answer = browser.post(reverse("admin:people_user_add"), {**typed, **asked})

    assert said in answer.text
    assert not User.objects.filter(email="n@x.example").exists()


def test_address_of_a_colleague_never_changes(browser):
    colleague = staff("manager")

    browser.post(
        reverse("admin:people_user_change", args=[colleague.pk]),
        {"name": "New Name", "email": "taken@over.example", "is_active": "on"},
    )

    before = colleague.email
    colleague.refresh_from_db()
    assert (colleague.name, colleague.email) == ("New Name", before)


def test_role_is_given_and_ended_on_the_page(browser, house):
    colleague = staff("manager")

    browser.post(
        reverse("admin:people_roleassignment_add"),
        {"user": colleague.pk, "role": "finance", "site": house.pk, "starts_on": "2026-02-01"},
    )
    given = RoleAssignment.objects.get(user=colleague, role="finance")
    browser.post(reverse("admin:people_roleassignment_change", args=[given.pk]), {"ends_on": "2026-06-01"})

    given.refresh_from_db()
    assert given.ends_on == dt.date(2026, 6, 1)
    assert Event.objects.filter(act=Act.END_ROLE).count() == 1


def test_page_gives_no_role_to_oneself_or_of_the_programme(browser, administrator, house):
    colleague = staff("manager")

    for typed in (
        {"user": administrator.pk, "role": "finance", "site": house.pk},
        {"user": colleague.pk, "role": "programme_admin"},
    ):
        browser.post(reverse("admin:people_roleassignment_add"), {**typed, "starts_on": "2026-02-01"})
    own = administrator.role_assignments.get()
    refused = browser.post(
        reverse("admin:people_roleassignment_change", args=[own.pk]), {"ends_on": "2030-01-01"}
    )

    assert RoleAssignment.objects.count() == 2
    assert refused.status_code == 403


def test_site_administrator_changes_how_to_reach_the_site_and_not_its_name(browser, house):
    browser.post(
        reverse("admin:people_site_change", args=[house.pk]), {"name": "Elsewhere", "phone": "01226 1"}
    )

    house.refresh_from_db()
    assert (house.name, house.phone) == ("Barnsley", "01226 1")
    assert Site.objects.count() == 2


def test_team_and_its_members_are_of_the_own_site(browser, house):
    organisation = OrganisationFactory(site=house)
    colleague = staff("coordinator")
    far = staff("coordinator", SiteFactory(slug="luton"))
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))
    address, member = reverse("admin:people_team_add"), reverse("admin:people_teammember_add")

    browser.post(address, {"site": house.pk, "organisation": elsewhere.pk, "name": "No team"})
    browser.post(address, {"site": house.pk, "organisation": organisation.pk, "name": "North team"})
    team = Team.objects.get()
    for user in (colleague, far):
        browser.post(member, {"team": team.pk, "user": user.pk, "starts_on": "2026-01-01"})

    assert team.name == "North team"
    assert [one.user for one in team.members.all()] == [colleague]
    assert team.members.get().site == house


def test_team_of_an_organisation_elsewhere_is_refused(signed_in, house):
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))

    answer = signed_in(staff("programme_admin")).post(
        reverse("admin:people_team_add"), {"site": house.pk, "organisation": elsewhere.pk, "name": "T"}
    )

    assert "Choose an organisation of the same site." in answer.text
