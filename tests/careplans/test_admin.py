"""Review rules and practices in the admin: added by whose they are, changed by nobody."""

import pytest

from careplans.models import ReviewPractice, ReviewRule
from tests.factories import ReviewPracticeFactory, SiteFactory
from tests.factories.people import staff

RULES, PRACTICES = "/admin/careplans/reviewrule/", "/admin/careplans/reviewpractice/"
RULE = {
    "stream": "nhs",
    "first_months": 2,
    "later_months": 6,
    "effective_from": "2030-01-01",
    "source": "New law",
}
PRACTICE = {"remind_days": 42, "answer_days": 7, "effective_from": "2027-01-01", "source": "Our board"}


@pytest.fixture
def site_admin(house, signed_in):
    return signed_in(staff("site_admin"))


def test_a_programme_administrator_adds_a_rule(house, signed_in):
    client = signed_in(staff("programme_admin"))

    client.post(RULES + "add/", RULE)

    assert ReviewRule.objects.get(first_months=2).source == "New law"


def test_a_site_administrator_reads_the_rules_and_adds_none(site_admin):
    assert site_admin.get(RULES).status_code == 200
    assert site_admin.post(RULES + "add/", RULE).status_code == 403


def test_a_rule_is_not_changed(house, signed_in):
    client = signed_in(staff("programme_admin"))
    rule = ReviewRule.objects.first()

    assert client.post(f"{RULES}{rule.pk}/change/", RULE).status_code == 403
    assert client.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_site_administrator_sets_the_practice_of_their_own_site(site_admin, house):
    site_admin.post(PRACTICES + "add/", {**PRACTICE, "site": house.pk})

    assert ReviewPractice.objects.get(remind_days=42).site == house


@pytest.mark.parametrize("site", ["", "elsewhere"])
def test_but_neither_of_every_site_nor_of_another(site_admin, house, site):
    site = SiteFactory(slug="luton").pk if site else ""

    answer = site_admin.post(PRACTICES + "add/", {**PRACTICE, "site": site})

    assert answer.status_code == 200
    assert not ReviewPractice.objects.filter(remind_days=42).exists()


def test_other_sites_practices_are_not_listed(site_admin, house):
    ReviewPracticeFactory(site=SiteFactory(slug="luton"), source="Luton's own way")

    assert "Luton's own way" not in site_admin.get(PRACTICES).content.decode()
