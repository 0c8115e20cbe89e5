"""Keeping the directory true through the API: colleagues by their rights, whoever runs an entry by a code."""

import json

import pytest
from django.core.cache import cache
from rest_framework.permissions import AllowAny

from peersupport.keeping import links, values
from peersupport.models import ChangeKind, ChangeStatus, EntryChange, Service, ServiceStatus
from tests.factories import EntryChangeFactory, ServiceFactory, StaffNoteFactory
from tests.factories.people import staff
from tests.test_matrix import OPEN_TO_ALL, addresses

BASE = "/api/v1/directory-"


@pytest.fixture
def tea(house):
    return ServiceFactory(name="Tea and Talk", provider_email="office@sunrise.example")


@pytest.fixture
def code(tea, navigator):
    cache.clear()
    yield links.code_of(links.send(tea, by=navigator))
    cache.clear()


@pytest.fixture
def at_work(signed_in, navigator):
    return signed_in(navigator)


def post(client, path, body=None, **headers):
    return client.post(
        BASE + path, json.dumps(body or {}), content_type="application/json", headers=headers or None
    )


def test_an_entry_is_added_changed_confirmed_and_asked_about(house, at_work):
    key = {"Idempotency-Key": "0197f0aa-0000-7000-8000-000000000001"}
    body = {
        "name": "Choir",
        "kind": "group",
        "description": "Sing.",
        "organisation": "Voices",
        "cost": "2.00",
    }
    body["schedules"] = [{"weekday": "TU", "opens": "10:00", "closes": "11:30"}]
    made = [post(at_work, "entries/", body, **key) for _twice in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    entry = made[0].json()
    assert (entry["organisation"], entry["schedules"][0]["opens"]) == ("Voices", "10:00:00")
    service = Service.objects.get()
    assert values.of(service)["schedules"][0]["opens_at"] == "10:00"

    path = f"entries/{service.public_id}/"
    changed = post(
        at_work, path + "change/", {"provider_email": "choir@voices.example", "based_on": entry["changed_at"]}
    )
    assert changed.json()["provider_email"] == "choir@voices.example"
    assert post(at_work, path + "change/", {"phone": "1", "based_on": entry["changed_at"]}).status_code == 409
    assert post(at_work, path + "confirm/").json()["assured_on"]
    assert post(at_work, path + "send_link/").status_code == 200
    assert at_work.get(BASE + path).json()["name"] == "Choir"


def test_the_entry_of_a_peer_supporter_is_never_made_here(house, at_work):
    body = {"name": "Nadia", "kind": "peer", "description": "Me.", "organisation": "Voices"}

    assert post(at_work, "entries/", body).status_code == 409


def test_proposals_are_decided(tea, at_work):
    edit = EntryChangeFactory(service=tea, values={"phone": "1", "cost": "2.00"}, before={})
    report = EntryChangeFactory(service=tea, kind=ChangeKind.REPORT, values={"about": "phone"}, before={})
    told = {"name": "Knit", "kind": "group", "description": "Wool."}
    new = EntryChangeFactory(site=tea.site, service=None, kind=ChangeKind.SUGGESTION, values=told, before={})
    assert len(at_work.get(BASE + "changes/").json()["results"]) == 3

    answers = [
        post(at_work, f"changes/{edit.public_id}/decide/", {"taken": ["phone"]}),
        post(at_work, f"changes/{report.public_id}/settle/", {"is_right": False}),
        post(at_work, f"changes/{report.public_id}/settle/", {"is_right": True}),
        post(at_work, f"changes/{new.public_id}/add/", told | {"organisation": "Wool Club"}),
    ]

    assert [one.status_code for one in answers] == [200, 409, 200, 200]
    assert [one.json()["status"] for one in (answers[0], *answers[2:])] == [
        ChangeStatus.IN_PART,
        ChangeStatus.ACCEPTED,
        ChangeStatus.ACCEPTED,
    ]
    assert Service.objects.get(name="Knit").organisation.name == "Wool Club"


def test_notes_are_written_and_taken_away_by_colleagues_of_the_site(tea, signed_in):
    client = signed_in(staff("coordinator"))
    far = StaffNoteFactory(service=ServiceFactory(site__slug="luton"))
    note = post(client, "notes/", {"entry": str(tea.public_id), "words": "Ring before noon."}).json()

    assert [one["words"] for one in client.get(BASE + "notes/").json()["results"]] == ["Ring before noon."]
    assert post(client, f"notes/{note['id']}/end/").json()["ended_at"]
    assert post(client, "notes/", {"entry": str(far.service.public_id), "words": "x"}).status_code == 403
    assert client.get(f"{BASE}notes/{far.public_id}/").status_code == 404


def test_who_may_not_keep_the_directory_is_refused(tea, signed_in):
    client = signed_in(staff("coordinator"))

    assert post(client, f"entries/{tea.public_id}/confirm/").status_code == 403
    assert client.get(BASE + "changes/").status_code == 403


# With the code of a link


def test_whoever_runs_it_looks_confirms_proposes_and_ends_without_signing_in(tea, code, client):
    Service.objects.update(assured_on=None)
    looked = post(client, "links/look/", {"code": code}).json()
    assert looked["written"]["phone"] == "01226 000000"
    assert set(values.KEPT).isdisjoint(looked["written"])

    assert post(client, "links/confirm/", {"code": code}).json()["assured_on"]
    times = [{"weekday": "WE", "opens": "09:00"}]
    body = {"code": code, "phone": "01226 999999", "schedules": times, "is_refuge": True, "status": "defunct"}
    assert post(client, "links/change/", body).json()["proposal"] == ChangeStatus.WAITING
    assert set(EntryChange.objects.get().values) == {"phone", "schedules"}
    assert post(client, "links/ended/", {"code": code, "words": "Sold."}).status_code == 200
    assert Service.objects.get().status == ServiceStatus.ACTIVE
    assert post(client, "links/change/", {"code": code}).status_code == 409


@pytest.mark.parametrize("name", ["look", "confirm", "change", "ended"])
def test_without_a_live_code_there_is_nothing_to_be_had(tea, code, client, name):
    Service.objects.update(is_refuge=True)

    for one in (code, "made-up"):
        answer = post(client, f"links/{name}/", {"code": one})
        assert answer.status_code == 409
        assert "Tea" not in answer.content.decode()


def test_places_that_are_not_told_are_not_told_through_the_api(tea, code, client):
    Service.objects.update(has_sensitive_place=True, has_personal_contact=True)

    written = post(client, "links/look/", {"code": code}).json()["written"]
    assert {"address", "postcode", "place", "phone", "email"}.isdisjoint(written)


def test_attempts_are_limited(tea, code, client):
    answers = [post(client, "links/look/", {"code": "made-up"}).status_code for _ in range(21)]

    assert answers[-2:] == [409, 429]


def test_only_what_a_code_opens_needs_no_sign_in():
    is_open = {
        entry.name
        for route, entry in addresses()
        if route.startswith("api/v1/") and AllowAny in entry.callback.cls.permission_classes
    }

    assert is_open == OPEN_TO_ALL
