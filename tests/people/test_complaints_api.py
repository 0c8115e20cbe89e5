"""Putting it right through the API: the same verbs, the same walls."""

import pytest

from people.models import Complaint
from tests.factories import UserFactory
from tests.factories.people import staff

PATH = "/api/v1/complaints/"
SENT = {"kind": "complaint", "about": "staff", "words": "Nobody came on Tuesday"}
KEY = {"HTTP_IDEMPOTENCY_KEY": "0192a000-0000-7000-8000-000000000001"}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret)


@pytest.fixture
def send(signed_in, margaret):
    def post(user, address=PATH, /, **facts):
        more = {"person": str(margaret.public_id), **SENT} if address == PATH else {}
        key = facts.pop("key", {})
        return signed_in(user).post(address, {**more, **facts}, content_type="application/json", **key)

    return post


def test_api_goes_the_whole_way(send, signed_in, own, house):
    manager = staff("manager", house)
    made = send(own)
    assert made.status_code == 201
    address = f"{PATH}{made.json()['id']}/"
    due_on = Complaint.objects.get().due_on.replace(day=28).isoformat()

    for user, step, facts in (
        (manager, "acknowledge", {}),
        (manager, "progress", {"words": "We asked."}),
        (own, "add", {"words": "And on Friday."}),
        (manager, "new-date", {"words": "They are away.", "due_on": due_on}),
        (manager, "answer", {"words": "Sorry.", "outcome": "upheld", "learned": "We ring."}),
        (own, "not-content", {"words": "Again."}),
        (manager, "answer", {"words": "Sorry.", "outcome": "upheld", "learned": "We ring."}),
        (manager, "close", {"words": "Settled."}),
    ):
        assert send(user, f"{address}{step}/", **facts).status_code == 200, step
    assert send(own, f"{address}take-back/").status_code == 409

    read = signed_in(own).get(address).json()
    assert (read["status"], read["reference"]) == ("closed", made.json()["reference"])
    assert [step["move"] for step in read["steps"]][-2:] == ["answered", "closed"]


def test_api_sends_once_for_a_key_and_says_the_same_reference(send, own):
    references = {send(own, key=KEY).json()["reference"] for _time in range(2)}

    assert len(references) == Complaint.objects.count() == 1


def test_api_gives_a_coordinator_the_reference_of_a_complaint_and_nothing_else(send, signed_in, coordinator):
    made = send(coordinator, how_made="phone")

    assert (made.status_code, "words" in made.json()) == (201, False)
    assert Complaint.objects.get().reference == made.json()["reference"]
    client = signed_in(coordinator)
    assert client.get(PATH).json()["results"] == []
    assert client.get(f"{PATH}{made.json()['id']}/").status_code == 404
    assert send(coordinator, f"{PATH}{made.json()['id']}/answer/").status_code == 404


def test_api_asks_a_colleague_how_they_were_told(send, coordinator):
    assert send(coordinator).status_code == 409


def test_api_lists_with_the_same_queries_for_one_and_for_five(send, signed_in, own, queries_of):
    send(own)
    client = signed_in(own)
    one = queries_of(client, PATH)
    for _time in range(4):
        send(own)

    assert queries_of(signed_in(own), PATH) == one
