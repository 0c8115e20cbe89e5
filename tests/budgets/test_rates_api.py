"""Rates and policies through the API: read in the site, added by its administrator, from today on."""

import datetime as dt
import uuid

import pytest

from budgets import rates
from budgets.acts import Act
from budgets.models import AllocationMethod, AllocationPolicy, AllocationRate
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Role
from tests.factories import (
    AllocationPolicyFactory,
    AllocationRateFactory,
    OrganisationFactory,
    PersonFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

RATES, POLICIES = "/api/v1/allocation-rates/", "/api/v1/allocation-policies/"
METHODS = "/api/v1/allocation-methods/"
OF_THE_SITE = [role for role in Role if role not in (Role.PERSON, Role.PROGRAMME_ADMIN, Role.ANALYST)]


@pytest.fixture
def administrator(house, signed_in):
    return signed_in(staff(Role.SITE_ADMIN))


def a_rate(**changes):
    return {
        "funder": "C",
        "effective_from": today().isoformat(),
        "pounds_per_point": "8.00",
        "source": "Cabinet decision 2026/41",
        **changes,
    }


def a_policy(**changes):
    return {
        "effective_from": today().isoformat(),
        "tolerance_percent": "12.5",
        "round_up_to": "1.00",
        "source": "Cabinet decision 2026/42",
        **changes,
    }


def send(client, url, body, key=None):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(url, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("role", OF_THE_SITE)
def test_everybody_who_works_in_the_site_reads_its_own_rates_and_no_others(house, signed_in, role):
    luton = SiteFactory(slug="luton")
    ours, policy = AllocationRateFactory(site=house), AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=luton)
    AllocationPolicyFactory(site=luton)
    client = signed_in(staff(role, organisation=OrganisationFactory()))

    assert [one["public_id"] for one in client.get(RATES).json()["results"]] == [str(ours.public_id)]
    assert [one["public_id"] for one in client.get(POLICIES).json()["results"]] == [str(policy.public_id)]


@pytest.mark.parametrize("role", [role for role in OF_THE_SITE if role != Role.SITE_ADMIN])
def test_only_the_administrator_adds(house, signed_in, role):
    client = signed_in(staff(role, organisation=OrganisationFactory()))

    assert send(client, RATES, a_rate()).status_code == 403
    assert send(client, POLICIES, a_policy()).status_code == 403


def test_a_person_and_the_programme_have_no_part_in_it(house, signed_in):
    for somebody in (UserFactory(person=PersonFactory()), staff(Role.PROGRAMME_ADMIN), staff(Role.ANALYST)):
        client = signed_in(somebody)
        assert client.get(RATES).status_code == 403
        assert send(client, RATES, a_rate()).status_code == 403


def test_a_rate_is_added_to_ones_own_site_whatever_is_asked(house, administrator):
    luton = SiteFactory(slug="luton")

    answer = send(administrator, RATES, a_rate(site=luton.pk, site_id=luton.pk))

    assert answer.status_code == 201
    assert answer.json()["pounds_per_point"] == "8.00"
    added = AllocationRate.objects.get()
    assert (added.site, str(added.public_id)) == (house, answer.json()["public_id"])
    assert Event.objects.filter(act=Act.ADD_ALLOCATION_RULE, site_id=house.pk, is_read=False).exists()


def test_a_policy_is_added_once_per_key(administrator):
    key = uuid.uuid4()
    first, again = (send(administrator, POLICIES, a_policy(), key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert AllocationPolicy.objects.count() == 1
    assert send(administrator, POLICIES, a_policy(round_up_to="5.00"), key).status_code == 409


def test_a_day_in_the_past_is_refused(administrator):
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    answer = send(administrator, RATES, a_rate(effective_from=yesterday))

    assert answer.status_code == 409
    assert answer.json()["title"] == str(rates.DayHasPassed.message)
    assert send(administrator, POLICIES, a_policy(effective_from=yesterday)).status_code == 409
    assert not AllocationRate.objects.exists()


def test_a_second_one_from_the_same_day_is_refused(administrator):
    for url, body in ((RATES, a_rate()), (POLICIES, a_policy())):
        assert send(administrator, url, body, uuid.uuid4()).status_code == 201
        answer = send(administrator, url, body, uuid.uuid4())
        assert answer.status_code == 409
        assert answer.json()["title"] == str(rates.AlreadyFromThatDay.message)


@pytest.mark.parametrize(
    "wrong",
    [{"funder": "Y"}, {"pounds_per_point": "-1.00"}, {"pounds_per_point": "eight"}, {"source": ""}],
    ids=str,
)
def test_what_is_not_a_rate_is_named(administrator, wrong):
    answer = send(administrator, RATES, a_rate(**wrong))

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(wrong)


def test_nothing_is_changed_or_deleted(house, administrator):
    rate = AllocationRateFactory(site=house)

    assert administrator.delete(f"{RATES}{rate.public_id}/").status_code == 404
    assert administrator.put(RATES, a_rate(), content_type="application/json").status_code in (403, 405)


@pytest.mark.parametrize("wrong", [{"tolerance_percent": "-0.1"}, {"round_up_to": "0.00"}], ids=str)
def test_what_is_not_a_policy_is_named(administrator, wrong):
    answer = send(administrator, POLICIES, a_policy(**wrong))

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(wrong)


def a_method(**changes):
    return {
        "funder": "C",
        "method": "bands",
        "effective_from": today().isoformat(),
        "source": "Cabinet decision 2026/43",
        "bands": [
            {"points_from": 0, "points_to": 9, "weekly_amount": "50.00"},
            {"points_from": 10, "weekly_amount": "120.00"},
        ],
        **changes,
    }


def test_a_method_is_added_whole_and_once_per_key(house, administrator):
    key = uuid.uuid4()

    first, second = (send(administrator, METHODS, a_method(group="child"), key) for _time in range(2))

    assert first.status_code == 201, first.content
    assert first.json()["public_id"] == second.json()["public_id"]
    assert [band["points_to"] for band in administrator.get(METHODS).json()["results"][0]["bands"]] == [
        9,
        None,
    ]


def test_a_method_without_what_belongs_to_it_is_refused_in_words(house, administrator):
    answer = send(administrator, METHODS, a_method(bands=[]))

    assert answer.status_code == 409
    assert "Bands begin at 0 points" in answer.json()["title"]
    assert not AllocationMethod.objects.exists()
