"""What a site offers, decisions, second looks and declarations through the API."""

import uuid

import pytest

from budgets import offering_money
from budgets.models import EligibilityDecision, SecondLook, StatementOfResources
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import OrganisationKind, Role
from tests.factories import (
    AllocationFactory,
    EligibilityDecisionFactory,
    OrganisationFactory,
    PersonFactory,
    SecondLookFactory,
    UserFactory,
)
from tests.factories.people import staff

PARTS = {part: f"All about {part}" for part in offering_money.PARTS}


@pytest.fixture
def person(house):
    return PersonFactory(site=house)


@pytest.fixture
def approver(house):
    return staff(Role.APPROVER, house, OrganisationFactory(site=house, kind=OrganisationKind.COUNCIL))


def send(client, url, body=None, key=None):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(f"/api/v1/{url}", body or {}, content_type="application/json", headers=headers)


def test_a_statement_of_resources_is_written_and_published(house, signed_in):
    client = signed_in(staff(Role.MANAGER, house))
    draft = send(client, "statements-of-resources/", PARTS)
    assert (draft.status_code, draft.json()["status"]) == (201, "draft")
    address = f"statements-of-resources/{draft.json()['public_id']}/publish/"
    published = send(client, address)

    assert (published.status_code, published.json()["number"]) == (200, 1)
    assert send(client, address).status_code == 409
    assert StatementOfResources.objects.get().site == house


def test_a_decision_is_made_once_per_key(person, approver, signed_in):
    client, key = signed_in(approver), uuid.uuid4()
    said = {"person": str(person.public_id), "outcome": "grant", "reason": "You need help every day."}
    first, again = (send(client, "eligibility-decisions/", said, key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["public_id"] == again.json()["public_id"]
    assert first.json()["decided_on"] == today().isoformat()
    assert EligibilityDecision.objects.count() == 1


def test_a_rule_that_refuses_is_told_with_its_source(person, approver, signed_in):
    said = {"person": str(person.public_id), "outcome": "part", "reason": "Why not"}
    refused = send(signed_in(approver), "eligibility-decisions/", said)

    assert refused.status_code == 409
    assert refused.json()["title"] == "Say which part is granted."


def test_nobody_decides_about_somebody_they_do_not_see(approver, signed_in):
    far = PersonFactory(site__slug="luton")
    said = {"person": str(far.public_id), "outcome": "grant", "reason": "Why not"}

    assert send(signed_in(approver), "eligibility-decisions/", said).status_code == 404


def test_the_person_asks_for_a_second_look_and_somebody_else_answers(person, approver, signed_in):
    decision = EligibilityDecisionFactory(person=person)
    said = {"about": str(decision.public_id), "words": "Nobody asked me."}
    asked = send(signed_in(UserFactory(person=person)), "second-looks/", said)
    assert (asked.status_code, asked.json()["kind"]) == (201, "eligibility")
    assert asked.json()["about"] == str(decision.public_id)
    answered = send(
        signed_in(approver),
        f"second-looks/{asked.json()['public_id']}/answer/",
        {"is_changed": True, "words": "We missed it."},
    )

    assert (answered.status_code, answered.json()["is_changed"]) == (200, True)
    assert SecondLook.objects.get().answered_by == approver


def test_nobody_asks_about_somebody_they_only_read(person, house, signed_in):
    decision = EligibilityDecisionFactory(person=person)
    said = {"about": str(decision.public_id), "words": "Look again."}

    assert send(signed_in(staff(Role.MANAGER, house)), "second-looks/", said).status_code == 403
    mine = AllocationFactory().worker
    assert send(signed_in(mine), "second-looks/", said).status_code == 404


def test_declarations_and_requests_are_written_down(person, signed_in):
    client = signed_in(AllocationFactory(person=person).worker)
    about = {"person": str(person.public_id)}
    declared = send(
        client,
        "payment-declarations/",
        {**about, "regime": "C", "is_excluded": False, "declared_on": today().isoformat()},
    )
    asked = send(
        client, "education-requests/", {**about, "asked_on": today().isoformat(), "window": "review"}
    )

    assert (declared.status_code, declared.json()["is_excluded"]) == (201, False)
    assert (asked.status_code, asked.json()["window"]) == (201, "review")


def test_a_list_is_read_in_the_same_queries_and_each_look_is_kept(
    person, approver, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(approver)
    SecondLookFactory(person=person)
    client.get("/api/v1/second-looks/")
    with django_assert_max_num_queries(10) as one:
        client.get("/api/v1/second-looks/")
    SecondLookFactory(person=person)
    SecondLookFactory(person=person)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get("/api/v1/second-looks/").json()["results"]) == 3
    assert Event.objects.filter(act="budgets.see_second_look", person_id=person.pk).exists()
