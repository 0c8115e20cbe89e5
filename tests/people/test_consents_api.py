"""Consents, and decisions about deciding, through the API: read, and by their verbs."""

import uuid

import pytest
from django.test import Client

from ipc.kernel.models import Event
from people.acts import Act
from people.models import BestInterestsDecision, CapacityAssessment, Consent, Section
from tests.factories import (
    BestInterestsDecisionFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    PersonFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.test_capacity import CAN, CANNOT, DECIDED

CONSENTS = "/api/v1/consents/"
ASSESSMENTS = "/api/v1/capacity-assessments/"
DECISIONS = "/api/v1/best-interests-decisions/"


@pytest.fixture
def api():
    """Return a function that signs somebody in and gives ``post(path, facts)`` and ``get(path)``."""

    def of(user):
        client = Client()
        client.force_login(user, backend="people.signing_in.Backend")
        post = client.post
        client.post = lambda path, facts=None, **more: post(
            path, facts or {}, content_type="application/json", **more
        )
        return client

    return of


@pytest.fixture
def agreed(margaret):
    susan = RelationshipFactory(person=margaret, name="Susan Hill")
    return {
        "person": str(margaret.public_id),
        "relationship": str(susan.public_id),
        "sections": ["plan"],
        "how_given": "paper",
    }


def test_consents_of_the_caseload_are_read_and_each_look_counts(api, coordinator, margaret):
    given = ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"))
    ConsentFactory()

    answer = api(coordinator).get(CONSENTS).json()

    assert [(one["id"], one["reader"]) for one in answer["results"]] == [(str(given.public_id), "Dev Hill")]
    assert Event.objects.filter(is_read=True, person_id=margaret.pk).count() == 1


def test_person_reads_their_own_and_a_helper_none(api, margaret):
    dev = UserFactory()
    given = ConsentFactory(person=margaret, user=dev, sections=list(Section))
    one = f"{CONSENTS}{given.public_id}/"

    assert api(UserFactory(person=margaret)).get(one).json()["person"] == str(margaret.public_id)
    assert api(dev).get(one).status_code == 404
    assert api(dev).get(CONSENTS).json()["results"] == []


def test_consent_is_written_down_once_per_key_and_stopped(api, coordinator, agreed):
    client, key = api(coordinator), {"headers": {"Idempotency-Key": str(uuid.uuid4())}}
    first, second = (client.post(CONSENTS, agreed, **key) for _ in range(2))

    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])
    assert Consent.objects.count() == 1

    stopped = client.post(f"{CONSENTS}{first.json()['id']}/withdraw/")
    assert stopped.json()["withdrawn_at"]
    assert not Consent.objects.live().exists()
    again = client.post(f"{CONSENTS}{first.json()['id']}/withdraw/")
    assert again.status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"sections": []},
        {"sections": ["record"]},
        {"relationship": None},
        {"why_not_sought": "parent"},
        {"person": "x"},
    ],
)
def test_consent_that_makes_no_sense_is_refused(api, coordinator, agreed, wrong):
    assert api(coordinator).post(CONSENTS, {**agreed, **wrong}).status_code == 400
    assert not Consent.objects.exists()


def test_reader_of_another_person_is_refused(api, coordinator, agreed):
    stranger = RelationshipFactory()

    answer = api(coordinator).post(CONSENTS, {**agreed, "relationship": str(stranger.public_id)})

    assert answer.status_code == 409
    assert "somebody in this person's life" in answer.json()["title"]


def test_best_interests_without_an_assessment_names_the_law(api, coordinator, agreed):
    facts = {**agreed, "why_not_sought": "best_interests"}
    del facts["how_given"]

    answer = api(coordinator).post(CONSENTS, facts)

    assert answer.status_code == 409
    assert answer.json()["source"] == "Mental Capacity Act 2005 s1(2)"


def test_who_may_not_record_is_refused(api, agreed, coordinator):
    assert api(staff("manager")).post(CONSENTS, agreed).status_code == 403
    elsewhere = {**agreed, "person": str(PersonFactory().public_id)}
    assert api(coordinator).post(CONSENTS, elsewhere).status_code == 404


def test_evaluation_is_answered_by_itself(api, margaret):
    client = api(UserFactory(person=margaret))
    said = {"person": str(margaret.public_id), "is_yes": True, "how_given": "online"}

    assert client.post(f"{CONSENTS}evaluation/", said).status_code == 204
    assert Consent.objects.live().get().purpose == "evaluation"
    assert client.post(f"{CONSENTS}evaluation/", {**said, "is_yes": False}).status_code == 204
    assert not Consent.objects.live().exists()


def test_assessment_and_decision_are_written_down_and_read(api, coordinator, margaret):
    client = api(coordinator)

    made = client.post(ASSESSMENTS, {**CANNOT, "person": str(margaret.public_id)})
    assert (made.status_code, made.json()["outcome"]) == (201, "cannot")
    decided = client.post(
        f"{ASSESSMENTS}{made.json()['id']}/decide/", {**DECIDED, "consulted": "Her brother"}
    )
    assert decided.status_code == 201

    read = client.get(f"{DECISIONS}{decided.json()['id']}/").json()
    assert (read["assessment"], read["consulted"]) == (made.json()["id"], "Her brother")
    assert client.get(ASSESSMENTS).json()["results"][0]["decision"] == CANNOT["decision"]
    assert Event.objects.filter(act=Act.SEE_CAPACITY, is_read=True).count() == 2


def test_law_is_named_when_an_assessment_is_refused(api, coordinator, margaret):
    facts = {**CANNOT, "person": str(margaret.public_id), "impairment": ""}

    answer = api(coordinator).post(ASSESSMENTS, facts)

    assert (answer.status_code, answer.json()["source"]) == (409, "Mental Capacity Act 2005 s2(1)")
    voting = {**CAN, "person": str(margaret.public_id), "never_for_another": "voting"}
    assert api(coordinator).post(ASSESSMENTS, voting).status_code == 409
    assert not CapacityAssessment.objects.exists()


def test_nobody_decides_twice_where_they_can(api, coordinator, margaret):
    can = CapacityAssessmentFactory(person=margaret, outcome="can", weighs=True, causal_link="")

    answer = api(coordinator).post(f"{ASSESSMENTS}{can.public_id}/decide/", {**DECIDED, "consulted": "All"})

    assert answer.status_code == 409
    assert not BestInterestsDecision.objects.exists()


def test_family_and_finance_read_nothing_of_deciding(api, margaret):
    found = CapacityAssessmentFactory(person=margaret)
    decided = BestInterestsDecisionFactory(person=margaret, assessment=found)
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev, sections=list(Section))

    for path in (f"{ASSESSMENTS}{found.public_id}/", f"{DECISIONS}{decided.public_id}/"):
        assert api(dev).get(path).status_code == 404
        assert api(staff("finance")).get(path).status_code == 403
        assert api(UserFactory(person=None)).get(path).status_code == 404


@pytest.mark.parametrize("path", [CONSENTS, ASSESSMENTS, DECISIONS])
def test_list_costs_the_same_for_one_and_for_ten(api, coordinator, margaret, path, queries_of):
    client = api(coordinator)

    def more():
        ConsentFactory(person=margaret)
        found = CapacityAssessmentFactory(person=margaret, assessed_by=coordinator)
        BestInterestsDecisionFactory(person=margaret, assessment=found)

    more()
    with_one = queries_of(client, path)
    for _ in range(9):
        more()

    assert queries_of(client, path) == with_one
