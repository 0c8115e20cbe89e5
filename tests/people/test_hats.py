"""Somebody with several roles works in one at a time: chosen, kept by what it is, and logged."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import hats
from people.acts import Act
from people.hats import NotYourHat
from people.models import Person, RoleAssignment
from people.signing_in import load_user
from tests.factories import (
    AllocationFactory,
    OrganisationFactory,
    PersonFactory,
    RoleAssignmentFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def mia(house):
    """A manager who is also a care coordinator of another site, in this order."""
    mia = staff("manager", house, name="Mia Manager")
    RoleAssignmentFactory(user=mia, role="coordinator", site=SiteFactory(slug="luton"))
    return mia


@pytest.fixture
def browser(signed_in, mia):
    return signed_in(mia)


def wear(browser, hat):
    return browser.post(reverse("wear_hat"), {"hat": hat.key}, follow=True)


def test_page_lists_every_role_with_its_site_and_says_which_is_worn(browser, mia):
    page = browser.get(reverse("hats"))

    assert "Team manager, Barnsley" in page.text
    assert "Change to this role" in page.text
    assert page.text.count("You are in this role now.") == 1


def test_role_of_a_funder_names_it(house):
    council = OrganisationFactory(site=house)
    approver = staff("approver", house, organisation=council)

    assert load_user(approver.pk).hat.label == f"Approver for a funder, {council.name}, Barnsley"


def test_choosing_changes_what_may_be_done_and_is_logged(browser, mia):
    assert browser.get(reverse("staff")).status_code == 200

    answer = wear(browser, mia.hats[1])

    assert "You now work as: Care coordinator, Luton." in answer.text
    assert browser.get(reverse("staff")).status_code == 403
    event = Event.objects.get(act=Act.WEAR_HAT)
    assert (event.actor, event.why, event.site_id) == (mia, mia.hats[1].key, mia.hats[1].site_id)
    assert event.person_id is None


def test_rights_never_add_up(browser, mia, margaret):
    far = AllocationFactory(worker=mia, person__site=SiteFactory(slug="luton")).person
    ours, theirs = (reverse("person", args=[one.public_id]) for one in (margaret, far))

    assert (browser.get(ours).status_code, browser.get(theirs).status_code) == (200, 404)
    wear(browser, mia.hats[1])
    assert (browser.get(ours).status_code, browser.get(theirs).status_code) == (404, 200)


def test_hat_is_kept_by_what_it_is_when_another_role_ends(browser, mia):
    third = RoleAssignmentFactory(user=mia, role="finance")
    wear(browser, third.hat)
    assert browser.get(reverse("payments")).status_code == 200

    RoleAssignment.objects.filter(user=mia, role="manager").update(ends_on=dates.today())

    assert browser.get(reverse("payments")).status_code == 200


def test_role_that_ended_is_taken_off_at_once(browser, mia):
    wear(browser, mia.hats[1])
    RoleAssignment.objects.filter(user=mia, role="coordinator").update(ends_on=dates.today())

    assert browser.get(reverse("staff")).status_code == 200


@pytest.mark.parametrize("key", ["", "1", "site_admin..", "manager.999999."])
def test_hat_that_is_not_theirs_is_refused(browser, mia, key):
    with pytest.raises(NotYourHat):
        hats.choose(mia, key=key, by=mia)
    answer = browser.post(reverse("wear_hat"), {"hat": key})

    assert answer.status_code == 409
    assert "This role is not yours" in answer.text
    assert "hat" not in browser.session


@pytest.mark.parametrize("kept", [0, 1, "nonsense", None])
def test_session_with_something_else_wears_the_first(browser, kept):
    session = browser.session
    session["hat"] = kept
    session.save()

    assert browser.get(reverse("staff")).status_code == 200


def test_role_held_twice_is_one_hat(mia):
    RoleAssignmentFactory(user=mia, role="manager", starts_on=dt.date(2026, 3, 1))

    assert [hat.role for hat in load_user(mia.pk).hats] == ["manager", "coordinator"]


def test_who_has_one_role_sees_only_that(signed_in, house):
    page = signed_in(staff("finance")).get(reverse("hats"))

    assert "This is your only role." in page.text


@pytest.fixture
def patient(house, coordinator):
    """A colleague who is supported here too, on another colleague's caseload."""
    own = AllocationFactory(worker=coordinator).person
    return staff("manager", house, person=own)


def test_colleague_who_is_supported_has_their_own_pages_and_never_their_record(signed_in, patient):
    browser = signed_in(patient)
    own = reverse("person", args=[patient.person.public_id])
    assert browser.get(own).status_code == 404
    assert browser.get(reverse("my_home")).status_code == 403

    answer = wear(browser, load_user(patient.pk).hats[1])

    assert answer.redirect_chain[-1][0] == reverse("my_home")
    assert browser.get(reverse("my_home")).status_code == 200
    assert browser.get(reverse("staff")).status_code == 403
    wear(browser, load_user(patient.pk).hats[0])
    assert browser.get(own).status_code == 404


def test_own_pages_show_nobody_else_of_the_site(patient, margaret, acting_for):
    user = load_user(patient.pk)
    user.wear(user.hats[1])

    with acting_for(user):
        assert list(Person.objects.visible_to(user)) == [patient.person]


def test_family_and_colleagues_without_a_record_have_no_other_hat(house):
    assert [hat.role for hat in load_user(UserFactory().pk).hats] == ["person"]
    assert [hat.role for hat in load_user(UserFactory(person=PersonFactory()).pk).hats] == ["person"]
    assert [hat.role for hat in load_user(staff("manager").pk).hats] == ["manager"]


def test_second_factor_is_asked_for_in_every_hat(signed_in, patient, settings):
    browser = signed_in(patient)
    wear(browser, load_user(patient.pk).hats[1])
    settings.IPC_REQUIRE_STAFF_MFA = True

    assert browser.get(reverse("my_home"))["Location"] == reverse("mfa_index")
