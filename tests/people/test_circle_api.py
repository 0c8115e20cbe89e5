"""The circle of support and acting for somebody, through the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from people.acts import Act
from people.models import Authority, DecisionTopic, Relationship
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CapacityAssessmentFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff

KEPT = "07700 900 123"


@pytest.fixture
def ask(signed_in):
    """Return a function that asks as somebody: ``ask(user, "authority-agree", row, {…})``."""

    def asked(user, name, row=None, facts=None):
        client, address = signed_in(user), reverse(name, args=[row.public_id] if row else [])
        if facts is None:
            return client.get(address)
        return client.post(address, facts, content_type="application/json")

    return asked


def nominee(person, **facts):
    near = RelationshipFactory(person=person, user=UserFactory(name="Susan Hill"))
    return AuthorityFactory(person=person, holder=near.user, how_agreed="paper", **facts)


def test_number_of_who_must_not_be_contacted_is_not_given_out(ask, coordinator, margaret):
    RelationshipFactory(person=margaret, name="Friend", phone=KEPT)
    stopped = RelationshipFactory(person=margaret, phone=KEPT, email="d@example.org", may_be_contacted=False)

    rows = ask(coordinator, "circle-list").json()["results"]

    assert {(row["may_be_contacted"], row["phone"], row["email"]) for row in rows} == {
        (True, KEPT, ""),
        (False, "", ""),
    }
    assert ask(coordinator, "circle-detail", stopped).json()["phone"] == ""
    assert Event.objects.filter(act=Act.SEE_PERSON, person_id=margaret.pk, is_read=True).count() == 2


def test_circle_is_changed_and_ended(ask, coordinator, margaret):
    one = RelationshipFactory(person=margaret, name="Dev", phone=KEPT)

    changed = ask(coordinator, "circle-change", one, {"ring": 1, "name": "Dev Hill"})
    refused = ask(coordinator, "circle-change", one, {"may_be_contacted": False})
    ended = ask(coordinator, "circle-end", one, {})

    assert (changed.json()["name"], changed.json()["ring"], changed.json()["phone"]) == ("Dev Hill", 1, KEPT)
    assert refused.status_code == 409
    assert ended.json()["ended_at"]


def test_circle_of_another_caseload_is_not_there(ask, coordinator):
    one = RelationshipFactory(person=AllocationFactory().person)

    for action in ("circle-change", "circle-end"):
        assert ask(coordinator, action, one, {}).status_code == 404
    assert not Relationship.objects.filter(ended_at__isnull=False).exists()


def test_right_to_act_is_written_down(ask, coordinator, margaret):
    near = RelationshipFactory(person=margaret, user=UserFactory())
    shown = CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.CARE)
    facts = {
        "person": str(margaret.public_id),
        "holder": str(near.public_id),
        "kind": "attorney",
        "scopes": ["welfare"],
        "evidence": "Registered paper, seen",
        "starts_on": "2026-01-01",
    }

    refused = ask(coordinator, "authority-list", facts=facts)
    made = ask(coordinator, "authority-list", facts={**facts, "assessment": str(shown.public_id)})

    assert refused.status_code == 409
    assert refused.json()["source"].startswith("Mental Capacity Act")
    assert (made.status_code, made.json()["person"]) == (201, str(margaret.public_id))
    assert made.json()["sections"] == ["identity", "about_me", "plan", "support"]


def test_holder_is_of_this_circle(ask, coordinator, margaret):
    stranger = RelationshipFactory(person=AllocationFactory().person, user=UserFactory())
    facts = {
        "person": str(margaret.public_id),
        "holder": str(stranger.public_id),
        "kind": "advocate",
        "evidence": "Letter",
        "starts_on": "2026-01-01",
    }

    assert ask(coordinator, "authority-list", facts=facts).status_code == 400
    assert not Authority.objects.exists()


def test_nomination_comes_into_force_by_both_answers(ask, coordinator, margaret):
    right = nominee(margaret, accepted_at=None, agreed_at=None)
    manager = staff("manager")

    listed = ask(right.holder, "authority-list").json()["results"]
    assert [(row["id"], row["person"]) for row in listed] == [(str(right.public_id), None)]
    assert ask(manager, "authority-agree", right, {}).status_code == 409
    assert ask(coordinator, "authority-accept", right, {}).status_code == 403
    assert ask(right.holder, "authority-accept", right, {}).json()["accepted_at"]
    assert ask(coordinator, "authority-agree", right, {}).status_code == 403
    assert ask(manager, "authority-agree", right, {}).json()["agreed_at"]
    assert ask(right.holder, "authority-detail", right).json()["person"] == str(margaret.public_id)


def test_right_is_stopped_resumed_ended_and_given_up(ask, coordinator, margaret):
    own, right = UserFactory(person=margaret), nominee(margaret)

    assert ask(coordinator, "authority-suspend", right, {}).status_code == 409
    assert ask(coordinator, "authority-suspend", right, {"why": "An enquiry"}).json()["suspended_at"]
    assert ask(own, "authority-resume", right, {}).status_code == 403
    assert ask(coordinator, "authority-resume", right, {}).json()["suspended_at"] is None
    assert ask(own, "authority-suspend", right, {}).json()["suspended_at"]
    assert ask(coordinator, "authority-resume", right, {}).status_code == 409
    assert ask(right.holder, "authority-withdraw", right, {}).status_code == 403
    assert ask(right.holder, "authority-give-up", right, {}).json()["withdrawn_at"]
    assert ask(own, "authority-withdraw", right, {}).status_code == 409


def test_right_that_is_over_stays_in_the_list(ask, coordinator, margaret):
    nominee(margaret, withdrawn_at=timezone.now())

    assert len(ask(coordinator, "authority-list").json()["results"]) == 1
