"""Keeping for later and what is missing, through the API."""

import uuid

import pytest

from peersupport.models import Shortlisted
from people.models import Section
from tests.factories import ConsentFactory, ServiceFactory, ShortlistedFactory, UserFactory
from tests.factories.people import staff

LIST = "/api/v1/shortlist/"


def post(client, address, body=None, **headers):
    return client.post(address, body or {}, "application/json", headers=headers)


def test_keeping_by_api_once_per_key_then_a_word_then_off_again(margaret, choir, signed_in):
    client, key = signed_in(margaret.signs_in), str(uuid.uuid4())
    asked = {"person": str(margaret.public_id), "service": str(choir.public_id), "words": "Sing"}
    first, again = (post(client, LIST, asked, **{"Idempotency-Key": key}) for _ in range(2))

    assert (first.status_code, first.json()) == (201, again.json())
    one = f"{LIST}{first.json()['id']}/"
    assert post(client, f"{one}note/", {"words": "In spring"}).json()["words"] == "In spring"
    assert [row["words"] for row in client.get(LIST).json()["results"]] == ["In spring"]
    assert post(client, f"{one}drop/").json()["words"] == "In spring"
    assert client.get(one).status_code == 404


def test_a_full_list_is_a_conflict(margaret, choir, signed_in, monkeypatch):
    monkeypatch.setattr("peersupport.shortlist.MOST", 0)
    asked = {"person": str(margaret.public_id), "service": str(choir.public_id)}

    answer = post(signed_in(margaret.signs_in), LIST, asked)

    assert (answer.status_code, answer.json()["title"]) == (
        409,
        "Your list is full. Take something off it first.",
    )


@pytest.mark.parametrize("hidden", [{"is_internal": True}, {"is_refuge": True}])
def test_hidden_entries_are_not_kept_by_api(margaret, signed_in, hidden):
    asked = {"person": str(margaret.public_id), "service": str(ServiceFactory(**hidden).public_id)}

    assert post(signed_in(margaret.signs_in), LIST, asked).status_code == 404


def test_whoever_may_only_look_changes_nothing_by_api(margaret, choir, signed_in):
    kept, friend = ShortlistedFactory(person=margaret, service=choir), UserFactory()
    ConsentFactory(person=margaret, user=friend, sections=[Section.IDENTITY, Section.SUPPORT])
    client = signed_in(friend)
    asked = {"person": str(margaret.public_id), "service": str(ServiceFactory().public_id)}

    assert client.get(f"{LIST}{kept.public_id}/").status_code == 200
    assert post(client, LIST, asked).status_code == 403
    assert post(client, f"{LIST}{kept.public_id}/drop/").status_code == 403
    assert Shortlisted.objects.count() == 1


def test_what_is_missing_is_read_by_those_who_plan(house, signed_in):
    told = signed_in(staff("manager")).get("/api/v1/missing/").json()

    assert set(told) == {"searches", "waits", "needs", "least"}
    assert {"name": "Autism", "entries": 0, "where": "The whole area"} in told["needs"]
    assert signed_in(staff("finance")).get("/api/v1/missing/").status_code == 403
