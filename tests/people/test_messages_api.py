"""Messages through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people import messaging
from people.models import Conversation, Document, MessageRead, Section
from tests.factories import ConsentFactory, UserFactory
from tests.factories.people import staff

PATH = "/api/v1/conversations/"
JSON = {"content_type": "application/json"}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill")


@pytest.fixture
def begun(own, margaret):
    return messaging.begin(margaret, by=own, subject="My visit", words="Can it be earlier?")


def asked(person, **more):
    return {"person": str(person.public_id), "subject": "My visit", "words": "Can it be earlier?", **more}


def test_api_begins_answers_reads_and_closes(signed_in, own, coordinator, margaret):
    made = signed_in(own).post(PATH, asked(margaret), **JSON)
    assert made.status_code == 201
    assert made.json()["waits_for_team_since"]
    address = f"{PATH}{made.json()['id']}/"

    client = signed_in(coordinator)
    assert client.get(PATH).json()["results"][0]["subject"] == "My visit"
    assert client.post(f"{address}read/").status_code == 200
    assert client.post(f"{address}send/", {"words": "Yes."}, **JSON).json()["waits_for_team_since"] is None
    found = client.get("/api/v1/messages/", {"conversation": made.json()["id"]}).json()["results"]
    assert [one["words"] for one in found] == ["Yes.", "Can it be earlier?"]
    assert [receipt["name"] for receipt in found[1]["receipts"]] == ["Sam Okafor"]
    assert client.get(f"/api/v1/messages/{found[0]['id']}/").json()["from_team"] is True
    assert client.post(f"{address}close/").json()["closed_at"]
    assert client.post(f"{address}close/").status_code == 409
    assert client.post(f"{address}reopen/").json()["closed_at"] is None


def test_api_sends_once_for_a_key_and_nothing_empty(signed_in, own, begun):
    client, address = signed_in(own), f"{PATH}{begun.public_id}/send/"
    key = {"HTTP_IDEMPOTENCY_KEY": "0192a000-0000-7000-8000-000000000001"}

    for _ in range(2):
        assert client.post(address, {"words": "One more."}, **JSON, **key).status_code == 200
    assert begun.messages.count() == 2
    assert client.post(address, {}, **JSON).status_code == 409


def test_api_takes_a_file(signed_in, own, begun, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("letter.pdf", b"%PDF-1.4\n%%EOF\n")

    assert signed_in(own).post(f"{PATH}{begun.public_id}/send/", {"upload": upload}).status_code == 200

    assert Document.objects.get().message == begun.messages.last()


def test_api_lets_a_colleague_write_only_to_whom_something_is_shared_with(
    signed_in, own, coordinator, margaret
):
    client, stranger = signed_in(coordinator), UserFactory()

    answer = client.post(PATH, asked(margaret, to=str(stranger.public_id)), **JSON)
    assert answer.status_code == 409
    answer = client.post(PATH, asked(margaret, to=str(own.public_id)), **JSON)
    assert (answer.status_code, answer.json()["is_private"]) == (201, True)


def test_api_shows_nobody_elses(signed_in, own, margaret, begun):
    friend = ConsentFactory(person=margaret, sections=[Section.IDENTITY, Section.PLAN]).user
    for stranger in (friend, staff("coordinator"), staff("manager", margaret.site)):
        client = signed_in(stranger)
        is_manager = stranger.hat.role == "manager"
        found = client.get(PATH).json()["results"]
        assert bool(found) is is_manager
        answer = client.post(f"{PATH}{begun.public_id}/read/")
        assert answer.status_code == (200 if is_manager else 404)
    assert signed_in(staff("finance")).get(PATH).status_code == 403


def test_api_refuses_a_conversation_that_is_no_id(signed_in, own, begun):
    assert signed_in(own).get("/api/v1/messages/", {"conversation": "x"}).status_code == 400


def test_api_asks_the_same_for_one_message_and_for_ten(signed_in, own, begun, queries_of):
    client = signed_in(own)
    one = queries_of(client, "/api/v1/messages/")
    for _ in range(9):
        messaging.send(begun, by=own, words="More")

    assert queries_of(client, "/api/v1/messages/") == one


def test_the_person_closes_nothing_through_the_api(signed_in, own, begun):
    assert signed_in(own).post(f"{PATH}{begun.public_id}/close/").status_code == 403
    assert Conversation.objects.get().closed_at is None
    assert not MessageRead.objects.exists()
