"""The managers' pages about records whose time is over, and holds."""

import pytest
from django.urls import reverse

from ipc.kernel.models import Effect, Event
from people import disposal, retention
from people.acts import Act
from people.models import Disposal, LegalHold
from tests.factories import (
    DisposalFactory,
    LegalHoldFactory,
    OrganisationFactory,
    PersonFactory,
    SiteFactory,
)
from tests.factories.people import staff
from tests.people.test_retention import past

PAGES = ["approve_disposal", "release_disposal"]


@pytest.fixture
def mona(house):
    return staff("manager", house, name="Mona Manager")


@pytest.fixture
def due(house):
    past(house, family_name="Longago")
    retention.find_due(house)
    return Disposal.objects.get()


def test_list_says_whose_record_under_which_rule_and_since_when(signed_in, mona, due):
    shown = signed_in(mona).get(reverse("disposals")).text

    for words in ("Ada Longago", "Adult health and social care record", "Sunday 1 January 2017"):
        assert words in shown
    assert Event.objects.filter(act=Act.SEE_DISPOSALS, person_id=due.person_id, actor=mona).exists()


def test_empty_list_says_what_would_be_here(signed_in, mona):
    shown = signed_in(mona).get(reverse("disposals")).text

    assert "No record is due" in shown
    assert "No record is on hold" in shown
    assert "until the birthday at 25, or at 26 for whoever was 17 at the end" in shown


def test_one_manager_approves_and_another_releases(signed_in, mona, due):
    client = signed_in(mona)
    address = reverse("approve_disposal", args=[due.public_id])
    assert "another manager has to release it" in client.get(address).text
    assert client.post(address).status_code == 302
    shown = client.get(reverse("disposals")).text
    assert "Approved by Mona Manager" in shown
    assert reverse("release_disposal", args=[due.public_id]) not in shown
    refused = client.post(reverse("release_disposal", args=[due.public_id]))
    assert "Whoever approved it does not release it" in refused.text

    other = signed_in(staff("manager", due.site))
    assert reverse("release_disposal", args=[due.public_id]) in other.get(reverse("disposals")).text
    address = reverse("release_disposal", args=[due.public_id])
    assert "It cannot be taken back" in other.get(address).text
    assert other.post(address).status_code == 302
    assert Effect.objects.filter(task="people.dispose", subject_id=due.pk).exists()


def test_record_is_put_on_hold_and_the_hold_lifted(signed_in, mona, due):
    client = signed_in(mona)

    assert "Write why" in client.post(reverse("hold", args=[due.person.public_id])).text
    client.post(reverse("hold", args=[due.person.public_id]), {"reason": "A claim is open"})
    shown = client.get(reverse("disposals")).text
    assert "A claim is open" in shown
    assert "On hold: it is kept" in shown
    assert reverse("approve_disposal", args=[due.public_id]) not in shown

    held = LegalHold.objects.get()
    assert "A claim is open" in client.get(reverse("lift_hold", args=[held.public_id])).text
    assert client.post(reverse("lift_hold", args=[held.public_id])).status_code == 302
    held.refresh_from_db()
    assert held.lifted_by == mona


def test_after_deleting_the_page_counts_it_and_names_nobody(signed_in, mona, due):
    disposal.approve(due, by=mona)
    disposal.release(due, by=staff("manager", due.site))
    disposal.carry_out(due.pk)

    shown = signed_in(mona).get(reverse("disposals")).text

    assert "Longago" not in shown
    assert "1 record has been deleted so far" in shown


@pytest.mark.parametrize("role", ["coordinator", "finance", "approver"])
def test_only_managers_decide(signed_in, due, role):
    organisation = OrganisationFactory(site=due.site) if role == "approver" else None
    client = signed_in(staff(role, due.site, organisation))

    assert client.get(reverse("disposals")).status_code == 403
    for page in PAGES:
        assert client.get(reverse(page, args=[due.public_id])).status_code == 404


def test_another_site_is_not_there(signed_in, mona):
    far = SiteFactory(slug="luton")
    person = PersonFactory(site=far, family_name="Faraway")
    due, held = DisposalFactory(person=person), LegalHoldFactory(person=person)
    client = signed_in(mona)

    for page in PAGES:
        assert client.get(reverse(page, args=[due.public_id])).status_code == 404
    assert client.get(reverse("lift_hold", args=[held.public_id])).status_code == 404
    assert client.get(reverse("hold", args=[person.public_id])).status_code == 404
    assert "Faraway" not in client.get(reverse("disposals")).text


def test_the_list_asks_the_same_for_one_and_for_ten(signed_in, mona, house, queries_of):
    client = signed_in(mona)

    def more(number):
        for _ in range(number):
            person = PersonFactory(site=house)
            DisposalFactory(person=person)
            LegalHoldFactory(person=person)

    more(1)
    one = queries_of(client, reverse("disposals"))
    more(9)

    assert queries_of(client, reverse("disposals")) == one


def test_a_rule_is_added_by_the_programme_and_never_changed(signed_in, house):
    said = {
        "name": "adult",
        "words": "Adult record, as of 2027",
        "years": "10",
        "starts_on": "2026-01-01",
        "source": "A made-up code",
    }
    page = reverse("admin:people_retentionrule_add")

    assert signed_in(staff("site_admin")).post(page, said).status_code == 403
    assert signed_in(staff("programme_admin")).post(page, said).status_code == 302

    assert retention.rules_in_force()["adult"].years == 10
    address = reverse("admin:people_retentionrule_change", args=[retention.rules_in_force()["adult"].pk])
    assert signed_in(staff("programme_admin")).post(address, {**said, "years": "1"}).status_code == 403
