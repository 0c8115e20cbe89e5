"""Imports through the API: the same verbs, the same refusals."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.models import ImportRun, Service
from tests.factories import FeedFactory
from tests.factories.people import staff

API = "/api/v1"
FILE = b"id,name,organisation\n1,Chess Club,Clubs\n2,Soup Lunch,Clubs\n3,,Clubs\n"


@pytest.fixture
def api(signed_in, navigator):
    client = signed_in(navigator)

    def ask(method, path, **body):
        kind = {} if method == "get" else {"content_type": "application/json"}
        answer = getattr(client, method)(f"{API}/{path}", body or None, **kind)
        return answer.status_code, answer.json()

    ask.client = client
    return ask


def test_a_file_is_read_chosen_and_carried_out(api, house):
    made, feed = api("post", "feeds/", name="Council", kind="csv")
    answer = api.client.post(f"{API}/feeds/{feed['id']}/read/", {"file": SimpleUploadedFile("x.csv", FILE)})
    run = answer.json()

    assert (made, answer.status_code, run["counts"]) == (201, 201, {"new": 2, "wrong": 1})
    rows = api("get", f"imports/{run['id']}/rows/", would="new", after="1")[1]
    assert [(one["source_id"], one["is_chosen"]) for one in rows] == [("2", True)]
    api("post", f"imports/{run['id']}/choose/", source_ids=["2"], is_chosen=False)
    status, done = api("post", f"imports/{run['id']}/carry-out/")
    assert (status, done["status"]) == (200, "done")
    assert [one.name for one in Service.objects.all()] == ["Chess Club"]
    assert api("get", f"feeds/{feed['id']}/")[1]["entries"] == 1
    again, problem = api("post", f"imports/{run['id']}/drop/")
    assert (again, "already decided" in problem["title"]) == (409, True)


def test_a_feed_ends_and_is_read_no_more(api, house):
    feed = FeedFactory(site=house)

    assert api("post", f"feeds/{feed.public_id}/end/")[1]["ended_at"]
    assert api("post", f"feeds/{feed.public_id}/read/")[0] == 409
    assert not ImportRun.objects.exists()


def test_others_neither_see_nor_import(signed_in, house):
    feed = FeedFactory(site=house)
    client = signed_in(staff("coordinator", site=house))

    assert client.get(f"{API}/feeds/").status_code == 403
    assert client.post(f"{API}/feeds/{feed.public_id}/end/").status_code == 403
    assert client.get(reverse("feeds")).status_code == 403
