"""The directory in the administration: one's own site, found by its beginning."""

import pytest
from django.urls import reverse

from peersupport.models import Service, SupportRule
from tests.factories import EntryLinkFactory, OrganisationFactory, ServiceFactory, SiteFactory
from tests.factories.people import staff

LIST = "admin:peersupport_service_changelist"


@pytest.fixture
def entries(house):
    ServiceFactory(name="Choir here")
    ServiceFactory(name="Walk here", is_internal=True)
    ServiceFactory(name="Choir there", site=SiteFactory(slug="luton"))


@pytest.mark.parametrize(
    ("role", "query", "names"),
    [
        ("site_admin", {}, {"Choir here", "Walk here"}),
        ("site_admin", {"q": "Choir"}, {"Choir here"}),
        ("site_admin", {"q": "here"}, set()),
        ("programme_admin", {}, {"Choir here", "Walk here", "Choir there"}),
    ],
)
def test_administrators_find_the_entries_of_their_site(entries, signed_in, role, query, names):
    page = signed_in(staff(role)).get(reverse(LIST), query)

    assert {one.name for one in page.context["cl"].result_list} == names


def test_nobody_else_enters(entries, signed_in):
    assert signed_in(staff("navigator")).get(reverse(LIST)).status_code == 302


def test_an_entry_is_changed_but_never_deleted(entries, signed_in):
    client, service = signed_in(staff("site_admin")), Service.objects.get(name="Choir here")

    assert client.get(reverse("admin:peersupport_service_change", args=[service.pk])).status_code == 200
    assert client.get(reverse("admin:peersupport_service_delete", args=[service.pk])).status_code == 403


def test_only_organisations_of_the_site_are_offered(entries, signed_in):
    OrganisationFactory(site=SiteFactory(slug="luton"), name="Far Together")

    page = signed_in(staff("site_admin")).get(reverse("admin:peersupport_service_add")).content.decode()

    assert "Sunrise Together" in page
    assert "Far Together" not in page


def changed_form(client, name, row):
    """Return what the page of ``row`` would send as it stands."""
    page = client.get(reverse(f"admin:peersupport_{name}_change", args=[row.pk]))
    context = page.context["adminform"].form
    sent = {
        field.html_name: field.value() for field in context if str(field.value()) not in ("None", "False")
    }
    for inline in page.context.get("inline_admin_formsets", ()):
        boxes = [inline.formset.management_form, *inline.formset.forms]
        sent |= {
            box.html_name: box.value() for form in boxes for box in form if box.value() not in (None, "")
        }
    return sent


def test_an_entry_with_its_times_is_changed(entries, signed_in):
    client, service = signed_in(staff("site_admin")), Service.objects.get(name="Choir here")
    sent = changed_form(client, "service", service)
    sent |= {"needs": ["company"], "access_features": ["toilet"], "schedules-0-weekday": "WE"}

    answer = client.post(reverse("admin:peersupport_service_change", args=[service.pk]), sent)

    assert answer.status_code == 302, answer.context["errors"]
    service.refresh_from_db()
    assert (service.needs, service.access_features) == (["company"], ["toilet"])
    assert service.schedules.get().weekday == "WE"


def test_hiding_an_entry_ends_its_links(entries, signed_in):
    client, service = signed_in(staff("site_admin")), Service.objects.get(name="Choir here")
    link = EntryLinkFactory(service=service)
    sent = changed_form(client, "service", service) | {"is_refuge": "on"}
    client.post(reverse("admin:peersupport_service_change", args=[service.pk]), sent)

    link.refresh_from_db()
    assert link.ended_at


def test_the_entry_of_a_peer_supporter_keeps_its_kind_and_status(house, signed_in):
    client, peer = signed_in(staff("site_admin")), ServiceFactory(kind="peer", status="inactive")

    sent = changed_form(client, "service", peer) | {"kind": "group", "status": "active"}
    answer = client.post(reverse("admin:peersupport_service_change", args=[peer.pk]), sent)
    assert answer.status_code == 302, answer.context["errors"]
    peer.refresh_from_db()
    assert (peer.kind, peer.status) == ("peer", "inactive")


@pytest.mark.parametrize(
    ("role", "name", "may_add"),
    [
        ("site_admin", "supportrule", True),
        ("site_admin", "activityrule", False),
        ("site_admin", "need", False),
        ("site_admin", "navigatoroffer", True),
        ("site_admin", "feed", True),
        ("programme_admin", "activityrule", True),
        ("programme_admin", "need", True),
    ],
)
def test_who_adds_what_support_turns_on(house, signed_in, role, name, may_add):
    client = signed_in(staff(role))

    assert client.get(reverse(f"admin:peersupport_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:peersupport_{name}_add")).status_code == (200 if may_add else 403)


def test_a_figure_is_added_for_the_own_site_and_never_changed(house, signed_in):
    client = signed_in(staff("site_admin"))
    rule = {"figure": "fade_months", "value": "4", "starts_on": "2026-01-01", "source": "A choice"}
    address = reverse("admin:peersupport_supportrule_add")

    assert client.post(address, rule).status_code == 200  # for which site?
    assert client.post(address, rule | {"site": house.pk}).status_code == 302
    added = SupportRule.objects.get(site=house)
    change = client.post(
        reverse("admin:peersupport_supportrule_change", args=[added.pk]), rule | {"value": 9}
    )
    assert change.status_code == 403
