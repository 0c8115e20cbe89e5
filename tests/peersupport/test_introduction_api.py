"""Introductions through the API: each step a verb, referring, signposts; the same rules, the same rights."""

import uuid

import pytest

from ipc.kernel.models import Event
from peersupport.models import OPEN, Feedback, Introduction, IntroductionStatus, Signpost
from tests.factories import AllocationFactory, IntroductionFactory, ServiceFactory, StepFactory, UserFactory

INTRODUCTIONS, SIGNPOSTS = "/api/v1/introductions/", "/api/v1/signposts/"


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret).worker


def post(client, path, data=None, **headers):
    return client.post(path, data or {}, content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    ("status", "verb", "said", "after"),
    [
        ("asked", "receive", {}, "received"),
        ("asked", "try", {"was_reached": False}, "trying"),
        ("asked", "waiting-list", {"words": "In May"}, "waiting"),
        ("waiting", "offer-place", {}, "accepted"),
        ("received", "match", {}, "matched"),
        ("matched", "look-further", {}, "received"),
        ("accepted", "begin", {}, "active"),
        ("active", "pause", {}, "paused"),
        ("paused", "go-on", {}, "active"),
        ("active", "finish", {"outcome": "helped"}, "ended"),
        ("active", "stop", {}, "stopped"),
        ("active", "end", {}, "ended"),
    ],
)
def test_a_navigator_takes_each_step_once_per_key(
    margaret, choir, navigator, signed_in, status, verb, said, after
):
    introduction = IntroductionFactory(person=margaret, service=choir, status=status)
    path, key = f"{INTRODUCTIONS}{introduction.public_id}/{verb}/", {"Idempotency-Key": str(uuid.uuid4())}
    client = signed_in(navigator)

    answer = post(client, path, said, **key)

    assert (answer.status_code, answer.json()["status"]) == (200, after)
    assert introduction.steps.count() == 1
    again = post(client, path, said, **key)
    assert again.status_code == (200 if after in OPEN else 404)
    assert introduction.steps.count() == 1


def test_a_step_that_is_not_the_next_is_a_conflict_and_others_may_not(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    path = f"{INTRODUCTIONS}{introduction.public_id}/"

    assert post(signed_in(navigator), f"{path}begin/").status_code == 409
    assert post(signed_in(margaret.signs_in), f"{path}receive/").status_code == 403
    assert post(signed_in(UserFactory()), f"{path}steer/", {"step": "pause"}).status_code == 404
    assert post(signed_in(navigator), f"{path}try/").status_code == 400


def test_the_person_steers_and_says_how_it_was(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)
    client, path = signed_in(margaret.signs_in), f"{INTRODUCTIONS}{introduction.public_id}/"

    assert post(client, f"{path}steer/", {"step": "pause"}).json()["status"] == "paused"
    assert post(client, f"{path}feedback/", {"score": 4, "words": "Good"}).status_code == 200
    assert post(client, f"{path}steer/", {"step": "end_without_reason"}).json()["status"] == "ended"

    assert Feedback.objects.get().score == 4


def test_steps_are_read_in_order_and_the_look_is_on_record(margaret, choir, coordinator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    for status in ("asked", "received"):
        StepFactory(person=margaret, introduction=introduction, status=status)

    answer = signed_in(coordinator).get(f"{INTRODUCTIONS}{introduction.public_id}/steps/")

    assert [one["status"] for one in answer.json()] == ["asked", "received"]
    assert Event.objects.filter(person_id=margaret.pk, actor=coordinator, is_read=True).exists()


def test_a_coordinator_refers_with_how_the_person_agreed(margaret, choir, coordinator, signed_in):
    client = signed_in(coordinator)
    asked = {"person": str(margaret.public_id), "service": str(choir.public_id), "why": "Singing"}

    assert post(client, f"{INTRODUCTIONS}refer/", asked).status_code == 400
    answer = post(client, f"{INTRODUCTIONS}refer/", asked | {"how_given": "phone", "risks": "Oxygen"})

    assert (answer.status_code, answer.json()["risks"]) == (201, "Oxygen")
    assert Introduction.objects.get().consent.how_given == "phone"
    assert post(signed_in(margaret.signs_in), f"{INTRODUCTIONS}refer/", asked).status_code == 403


def test_signposts_are_given_and_read(margaret, choir, coordinator, navigator, signed_in):
    told = {"person": str(margaret.public_id), "service": str(choir.public_id), "words": "For you"}

    assert post(signed_in(navigator), SIGNPOSTS, told).status_code == 404
    answer = post(signed_in(coordinator), SIGNPOSTS, told)

    assert answer.status_code == 201
    given = Signpost.objects.get()
    assert signed_in(margaret.signs_in).get(f"{SIGNPOSTS}{given.public_id}/").json()["words"] == "For you"
    assert post(signed_in(margaret.signs_in), SIGNPOSTS, told).status_code == 403
    assert len(signed_in(coordinator).get(SIGNPOSTS).json()["results"]) == 1


def test_a_navigator_tells_somebody_they_are_in_touch_with(margaret, choir, navigator, signed_in):
    IntroductionFactory(person=margaret, service=ServiceFactory(name="Another"))
    told = {"person": str(margaret.public_id), "service": str(choir.public_id)}

    assert post(signed_in(navigator), SIGNPOSTS, told).status_code == 201
