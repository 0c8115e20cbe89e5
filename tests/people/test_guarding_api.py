"""Restrictions, emergency openings and questions about looks through the API."""

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from people.acts import Act
from people.models import Restriction
from tests.factories import (
    AllocationFactory,
    EmergencyOpeningFactory,
    LookQuestionFactory,
    RestrictionFactory,
)
from tests.factories.people import staff


@pytest.fixture
def boss(house):
    return staff("manager", house)


@pytest.fixture
def person(house):
    return AllocationFactory().person


def test_manager_restricts_names_drops_and_lifts(signed_in, boss, house, person):
    client, fin, other = signed_in(boss), staff("finance", house), staff("manager", house)
    asked = {"person": str(person.public_id), "why": "asked", "reason": "She asked", "readers": []}
    made = client.post(reverse("restriction-list"), asked, content_type="application/json")
    assert made.status_code == 201
    assert [reader["name"] for reader in made.json()["readers"]] == [boss.name]

    for page, user, count in (("name-reader", fin, 2), ("name-reader", other, 3), ("drop-reader", fin, 2)):
        address = reverse(f"restriction-{page}", args=[made.json()["id"]])
        got = client.post(address, {"user": str(user.public_id)}, content_type="application/json")
        assert len(got.json()["readers"]) == count
    again = client.post(reverse("restriction-list"), asked, content_type="application/json")
    assert again.status_code == 409
    lifted = client.post(reverse("restriction-lift", args=[made.json()["id"]]))
    assert lifted.json()["lifted_at"]
    assert Event.objects.filter(act=Act.LIFT_RESTRICTION, way_in="api").exists()


def test_whoever_is_not_named_finds_no_restriction(signed_in, boss, person):
    RestrictionFactory(person=person)
    client = signed_in(boss)

    assert client.get(reverse("restriction-list")).json()["results"] == []
    asked = {"person": str(person.public_id), "why": "asked", "reason": "She asked"}
    got = client.post(reverse("restriction-list"), asked, content_type="application/json")
    assert got.status_code == 404
    assert Restriction.objects.count() == 1


def test_a_retrieved_restriction_is_a_look(signed_in, person):
    kept = RestrictionFactory(person=person)
    client = signed_in(person.allocations.get().worker)

    assert client.get(reverse("restriction-detail", args=[kept.public_id])).json()["reason"] == kept.reason
    assert Event.objects.filter(act=Act.SEE_RESTRICTION, person_id=person.pk, is_read=True).exists()


def test_manager_reviews_an_emergency_of_a_record_kept_from_them(signed_in, boss, person):
    opening = EmergencyOpeningFactory(person=person)
    RestrictionFactory(person=person)
    client = signed_in(boss)

    assert [one["id"] for one in client.get(reverse("emergency-list")).json()["results"]] == [
        str(opening.public_id)
    ]
    assert str(person.public_id) not in client.get(reverse("emergency-detail", args=[opening.public_id])).text
    got = client.post(
        reverse("emergency-review", args=[opening.public_id]),
        {"was_right": False, "review": "Her team was there"},
        content_type="application/json",
    )
    assert got.json()["was_right"] is False
    assert got.json()["closed_at"]


def test_worker_closes_their_own_emergency(signed_in, house, person):
    worker = staff("coordinator", house)
    opening = EmergencyOpeningFactory(person=person, user=worker)
    client, address = signed_in(worker), reverse("emergency-close", args=[opening.public_id])

    assert client.post(address).json()["closed_at"]
    assert client.post(address).status_code == 404


def test_no_machine_opens_a_record_in_an_emergency(signed_in, house):
    client = signed_in(staff("coordinator", house))

    assert client.post(reverse("emergency-list"), {}, content_type="application/json").status_code == 403


def test_manager_answers_a_question_about_a_look(signed_in, boss, person):
    question = LookQuestionFactory(person=person, event_id=7)
    client = signed_in(boss)

    assert client.get(reverse("look-question-list")).json()["results"][0]["words"] == question.words
    address = reverse("look-question-answer", args=[question.public_id])
    got = client.post(address, {"answer": "For your review"}, content_type="application/json")
    assert got.json()["answer"] == "For your review"
    assert client.post(address, {"answer": "Again"}, content_type="application/json").status_code == 409
