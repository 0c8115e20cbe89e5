"""The directory in the administration: one's own site, found by its beginning."""

import pytest
from django.urls import reverse

from peersupport.models import Service
from tests.factories import OrganisationFactory, ServiceFactory, SiteFactory
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
