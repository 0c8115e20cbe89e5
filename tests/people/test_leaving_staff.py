"""A colleague leaves: every role, session, token and second factor."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from knox.models import AuthToken

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import leaving_staff, roles, tasks
from people.acts import Act
from people.leaving_staff import ColleagueOfAnotherSite, LeavesInThePast, StillHasACaseload
from people.models import RoleAssignment, User
from people.roles import LastAdministrator, NotToYourself
from tests.factories import (
    AllocationFactory,
    CoverFactory,
    PersonFactory,
    RestrictionFactory,
    RoleAssignmentFactory,
    SiteFactory,
    TeamMemberFactory,
    UserFactory,
)
from tests.factories.people import PASSWORD, staff

TODAY = dates.today
SOON = dt.timedelta(days=30)


@pytest.fixture
def administrator(house):
    return staff("site_admin", house, name="Ade Admin")


@pytest.fixture
def programme(house):
    return staff("programme_admin")


@pytest.fixture
def mia(house):
    user = staff("manager", house, name="Mia Manager", email="mia@barnsley.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_leaving_today_ends_roles_sessions_tokens_and_second_factors_at_once(
    client, administrator, mia, acting_for
):
    assert sign_in(client, mia).status_code == 302
    assert client.get(reverse("staff")).status_code == 200
    _kept, token = AuthToken.objects.create(mia)
    Authenticator.objects.create(user=mia, type=Authenticator.Type.TOTP, data={})
    TeamMemberFactory(user=mia)

    with acting_for(administrator):
        leaving_staff.leave(mia, by=administrator, on=TODAY())

    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))
    header = {"Authorization": f"Token {token}"}
    assert client.get("/api/v1/people/", headers=header).status_code == 401
    assert not UserSession.objects.filter(user=mia).exists()
    assert not Authenticator.objects.filter(user=mia).exists()
    assert not mia.role_assignments.live().exists()
    assert not mia.memberships.live().exists()
    assert Event.objects.filter(act__in=[Act.LEAVE, Act.END_ROLE], actor=administrator).count() == 2


def test_who_has_left_cannot_sign_in_again(client, administrator, mia, acting_for):
    with acting_for(administrator):
        leaving_staff.leave(mia, by=administrator, on=TODAY())

    assert sign_in(client, mia)["Location"] == reverse("account_inactive")
    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))


def test_leaving_later_changes_nothing_until_that_day(client, administrator, mia, acting_for):
    sign_in(client, mia)
    with acting_for(administrator):
        leaving_staff.leave(mia, by=administrator, on=TODAY() + SOON)

    tasks.nightly()
    assert client.get(reverse("staff")).status_code == 200
    User.objects.filter(pk=mia.pk).update(leaves_on=TODAY())
    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))
    client.logout()
    assert sign_in(client, mia)["Location"] == reverse("account_inactive")
    for _ in range(2):
        tasks.nightly()
    mia.refresh_from_db()
    assert not mia.is_active
    assert not UserSession.objects.filter(user=mia).exists()


def test_every_role_to_come_ends_too(administrator, mia, acting_for):
    day = TODAY() + SOON
    later = RoleAssignmentFactory(user=mia, role="finance", starts_on=day + SOON)

    with acting_for(administrator):
        leaving_staff.leave(mia, by=administrator, on=day)

    later.refresh_from_db()
    assert later.ends_on == later.starts_on
    assert mia.role_assignments.get(role="manager").ends_on == day


def test_day_of_leaving_is_put_off_and_taken_back(administrator, mia, acting_for):
    day = TODAY() + SOON
    with acting_for(administrator):
        leaving_staff.leave(mia, by=administrator, on=day)
        leaving_staff.leave(User.objects.get(pk=mia.pk), by=administrator, on=day + SOON)
        assert mia.role_assignments.get().ends_on == day + SOON
        leaving_staff.come_back(User.objects.get(pk=mia.pk), by=administrator)

    assert mia.role_assignments.get().ends_on is None
    mia.refresh_from_db()
    assert mia.leaves_on is None


def test_nobody_leaves_with_people_on_their_caseload(administrator, coordinator, margaret, acting_for):
    RestrictionFactory(person=AllocationFactory(worker=coordinator).person)

    with acting_for(administrator), pytest.raises(StillHasACaseload, match=r"Sam Okafor .* 2 people"):
        leaving_staff.leave(coordinator, by=administrator, on=TODAY() + SOON)
    assert coordinator.role_assignments.live().exists()


def test_people_in_every_site_are_counted_for_a_programme_administrator(programme, coordinator, acting_for):
    luton = SiteFactory(slug="luton")
    RoleAssignmentFactory(user=coordinator, role="coordinator", site=luton)
    AllocationFactory(worker=coordinator, person__site=luton)

    with acting_for(programme), pytest.raises(StillHasACaseload, match="1 person"):
        leaving_staff.leave(coordinator, by=programme, on=TODAY())


def test_cover_ends_with_the_day(administrator, acting_for):
    sam = staff("coordinator")
    begun = CoverFactory(away=sam)
    to_come = CoverFactory(standing_in=sam, starts_on=dt.date(2099, 1, 1), ends_on=dt.date(2099, 2, 1))

    with acting_for(administrator):
        leaving_staff.leave(sam, by=administrator, on=TODAY())

    begun.refresh_from_db()
    to_come.refresh_from_db()
    assert begun.ends_on == TODAY()
    assert to_come.ends_on == to_come.starts_on


def test_day_must_not_be_over_and_nobody_lets_themselves_go(administrator, mia, acting_for):
    with acting_for(administrator):
        with pytest.raises(LeavesInThePast):
            leaving_staff.leave(mia, by=administrator, on=TODAY() - SOON)
        with pytest.raises(NotToYourself):
            leaving_staff.leave(administrator, by=administrator, on=TODAY())


@pytest.mark.parametrize("where", ["another site only", "here and another site", "here and the programme"])
def test_site_administrator_touches_nobody_of_another_site(administrator, mia, acting_for, where):
    luton = SiteFactory(slug="luton")
    if where == "another site only":
        mia = staff("manager", luton)
    elif where == "here and another site":
        RoleAssignmentFactory(user=mia, role="manager", site=luton)
    else:
        RoleAssignmentFactory(user=mia, role="analyst", site=None)

    with acting_for(administrator):
        for verb in (
            lambda: leaving_staff.leave(mia, by=administrator, on=TODAY()),
            lambda: leaving_staff.come_back(mia, by=administrator),
            lambda: leaving_staff.check_switching_off(mia, by=administrator),
        ):
            with pytest.raises(ColleagueOfAnotherSite):
                verb()


def test_role_in_another_site_that_is_over_does_not_count(administrator, mia, acting_for):
    RoleAssignmentFactory(
        user=mia, role="manager", site=SiteFactory(slug="luton"), ends_on=dt.date(2026, 2, 1)
    )

    assert leaving_staff.may_touch(mia, by=administrator)


def test_family_who_once_worked_here_are_nobody_s_to_touch(administrator):
    former = staff("manager")
    RoleAssignment.objects.filter(user=former).update(ends_on=dt.date(2026, 2, 1))

    assert not leaving_staff.may_touch(former, by=administrator)
    assert not leaving_staff.may_touch(UserFactory(), by=administrator)


def test_last_administrator_of_a_site_stays_until_there_is_another(administrator, programme, acting_for):
    own = administrator.role_assignments.get()

    with acting_for(programme):
        with pytest.raises(LastAdministrator, match="Barnsley would have no administrator"):
            leaving_staff.leave(administrator, by=programme, on=TODAY() + SOON)
        with pytest.raises(LastAdministrator):
            roles.end(own, by=programme, ends_on=TODAY())
        with pytest.raises(LastAdministrator):
            leaving_staff.check_switching_off(administrator, by=programme)
        leaving_too = staff("site_admin", leaves_on=TODAY() + SOON)
        with pytest.raises(LastAdministrator):
            leaving_staff.leave(administrator, by=programme, on=TODAY() + SOON)
        User.objects.filter(pk=leaving_too.pk).update(leaves_on=None)
        assert leaving_staff.leave(administrator, by=programme, on=TODAY() + SOON).leaves_on


def test_who_has_a_record_of_their_own_goes_on_as_a_person(client, administrator, mia, acting_for):
    User.objects.filter(pk=mia.pk).update(person=PersonFactory())
    Authenticator.objects.create(user=mia, type=Authenticator.Type.RECOVERY_CODES, data={})

    with acting_for(administrator):
        leaving_staff.leave(User.objects.get(pk=mia.pk), by=administrator, on=TODAY())

    mia = User.objects.get(pk=mia.pk)
    assert (mia.is_active, mia.leaves_on, mia.hat.role) == (True, None, "person")
    assert Authenticator.objects.filter(user=mia).exists()


def change(browser, user, **changed):
    typed = {"name": user.name, "phone": "", "is_active": "on", "leaves_on": "", **changed}
    typed = {name: value for name, value in typed.items() if value is not None}
    return browser.post(reverse("admin:people_user_change", args=[user.pk]), typed)


def test_admin_lets_a_colleague_leave_and_come_back(signed_in, administrator, mia):
    browser = signed_in(administrator)

    assert change(browser, mia, leaves_on=str(TODAY() + SOON)).status_code == 302
    assert mia.role_assignments.get().ends_on == TODAY() + SOON
    mia.refresh_from_db()
    assert change(browser, mia).status_code == 302
    mia.refresh_from_db()
    assert mia.leaves_on is None


def test_admin_says_why_somebody_cannot_leave(signed_in, administrator, coordinator, margaret):
    answer = change(signed_in(administrator), coordinator, leaves_on=str(TODAY()))

    assert "A team manager moves them to somebody else first" in answer.text
    coordinator.refresh_from_db()
    assert coordinator.leaves_on is None


def test_admin_switches_a_sign_in_off_from_the_next_request(client, administrator, mia):
    sign_in(client, mia)
    browser = type(client)()
    browser.force_login(administrator, backend="people.signing_in.Backend")

    assert change(browser, mia, is_active=None).status_code == 302
    assert client.get(reverse("staff"))["Location"].startswith(reverse("account_login"))


def test_admin_does_not_touch_who_also_works_elsewhere(signed_in, administrator, mia):
    RoleAssignmentFactory(user=mia, role="manager", site=SiteFactory(slug="luton"))
    browser = signed_in(administrator)

    assert change(browser, mia, is_active=None).status_code == 403
    mia.refresh_from_db()
    assert mia.is_active
    assert "Mia Manager" in browser.get(reverse("admin:people_user_change", args=[mia.pk])).text


def test_admin_refuses_to_leave_a_site_without_an_administrator(signed_in, administrator, programme):
    browser = signed_in(programme)
    role = administrator.role_assignments.get()

    assert "would have no administrator" in change(browser, administrator, is_active=None).text
    assert "would have no administrator" in change(browser, administrator, leaves_on=str(TODAY())).text
    ended = browser.post(
        reverse("admin:people_roleassignment_change", args=[role.pk]), {"ends_on": str(TODAY())}
    )
    assert "would have no administrator" in ended.text
    administrator.refresh_from_db()
    assert administrator.is_active


def test_ending_a_role_acts_on_the_next_request_and_token(client, administrator, mia, acting_for):
    sign_in(client, mia)
    _kept, token = AuthToken.objects.create(mia)
    header = {"Authorization": f"Token {token}"}
    assert client.get("/api/v1/colleagues/", headers=header).status_code == 200

    with acting_for(administrator):
        roles.end(mia.role_assignments.get(), by=administrator, ends_on=TODAY())

    assert client.get(reverse("staff")).status_code == 403
    assert client.get("/api/v1/colleagues/", headers=header).status_code == 403


def test_what_fails_at_night_keeps_nothing_else_from_being_looked_at(house, monkeypatch):
    elsewhere, looked = SiteFactory(slug="luton"), []
    monkeypatch.setattr(tasks, "NIGHTLY", (lambda site: 1 / 0, looked.append))

    with pytest.raises(ExceptionGroup) as failed:
        tasks.nightly()

    assert looked == [house, elsewhere]
    assert [type(error) for error in failed.value.exceptions] == [ZeroDivisionError] * 2
