"""The API's manners, whatever the room: what it says it offers, how it refuses, what it ignores."""

import datetime as dt
import json
import re
import uuid

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from knox.models import AuthToken

from peersupport.models import Introduction, IntroductionStatus
from people.models import Person
from tests import worlds
from tests.factories import AllocationFactory, IntroductionFactory, PersonFactory, SiteFactory
from tests.factories.peersupport import ServiceFactory
from tests.factories.people import UserFactory, staff
from tests.test_matrix import addresses, signed_in

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    """The schema, made the strict way: a warning or an invalid schema stops here."""
    file = tmp_path_factory.mktemp("schema") / "schema.yaml"
    call_command("spectacular", file=str(file), validate=True, fail_on_warn=True)
    return yaml.safe_load(file.read_text())


def operations(schema):
    verbs = ("get", "post", "put", "patch", "delete")
    return {(verb, path) for path, item in schema["paths"].items() for verb in item if verb in verbs}


def as_path(route):
    return "/" + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", route).replace("^", "").replace("$", "")


def test_the_schema_names_exactly_the_operations_there_are(schema):
    there = {
        (verb, as_path(route))
        for route, entry in addresses()
        if route.startswith("api/v1/")
        for verb in entry.callback.actions
        if verb != "head"
    }

    assert {one for one in operations(schema) if one[1].startswith("/api/v1/")} == there


def test_every_operation_says_how_it_refuses(schema):
    silent = [
        (verb, path)
        for verb, path in operations(schema)
        if path.startswith("/api/v1/") and not {"401", "403"} <= set(schema["paths"][path][verb]["responses"])
    ]

    assert silent == []


def test_nothing_can_be_deleted_or_overwritten_through_the_api(schema):
    assert {verb for verb, _path in operations(schema)} <= {"get", "post"}


# Refusals


@pytest.fixture
def asking(house):
    """A person who may ask, signed in, with the body of a wish to join."""
    person, service = PersonFactory(), ServiceFactory()
    client = signed_in(UserFactory(person=person))
    client.body = {
        "person": str(person.public_id),
        "service": str(service.public_id),
        "wish": "To sing again.",
        "sections": ["identity"],
    }
    return client


def post(client, path, body, **headers):
    return client.post(path, body, content_type="application/json", headers=headers)


def is_problem(answer, status):
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    assert answer.json()["status"] == status
    assert answer.json()["title"]
    return answer.json()


def test_what_is_not_right_is_named_field_by_field(asking):
    told = is_problem(post(asking, "/api/v1/introductions/", {"sections": "everything"}), 400)

    assert {"person", "service", "sections"} <= set(told["errors"])


def test_what_is_not_json_is_a_problem_too(asking):
    is_problem(asking.post("/api/v1/introductions/", "{", content_type="application/json"), 400)


def test_what_is_not_yours_to_see_is_not_found(asking):
    is_problem(asking.get(f"/api/v1/introductions/{IntroductionFactory().public_id}/"), 404)
    is_problem(asking.get("/api/v1/introductions/not-an-id/"), 404)


def test_what_is_not_yours_to_do_is_refused(asking):
    introduction = IntroductionFactory(person=Person.objects.get(public_id=asking.body["person"]))

    is_problem(post(asking, f"/api/v1/introductions/{introduction.public_id}/answer/", {}), 403)


def test_a_broken_rule_is_a_conflict_in_words(asking):
    introduction = IntroductionFactory(person=Person.objects.get(public_id=asking.body["person"]))
    path = f"/api/v1/introductions/{introduction.public_id}/withdraw/"

    assert post(asking, path, {}).status_code == 200
    is_problem(post(asking, path, {}), 409)


# Tokens


def with_token(token):
    return Client(headers={"Authorization": f"Token {token}"})


def test_a_token_acts_as_its_owner(house):
    allocation = AllocationFactory()
    _kept, token = AuthToken.objects.create(allocation.worker)
    answer = with_token(token).get("/api/v1/people/")

    assert [one["id"] for one in answer.json()["results"]] == [str(allocation.person.public_id)]


@pytest.mark.parametrize("what", ["missing", "made up", "expired", "of somebody who left", "withdrawn"])
def test_a_token_that_does_not_hold_opens_nothing(house, what):
    worker = AllocationFactory().worker
    kept, token = AuthToken.objects.create(
        worker, expiry=dt.timedelta(seconds=-1 if what == "expired" else 60)
    )
    if what == "of somebody who left":
        type(worker).objects.filter(pk=worker.pk).update(is_active=False)
    if what == "withdrawn":
        kept.delete()
    client = Client() if what == "missing" else with_token("0" * 64 if what == "made up" else token)

    told = is_problem(client.get("/api/v1/people/"), 401)
    assert "@" not in told["title"]
    assert client.get("/api/v1/people/")["WWW-Authenticate"].startswith("Token")


def test_a_role_that_ended_ends_for_the_token_too(house):
    worker = AllocationFactory().worker
    _kept, token = AuthToken.objects.create(worker)
    worker.role_assignments.update(ends_on=dt.date(2026, 1, 2))

    assert with_token(token).get("/api/v1/people/").json().get("results", []) == []


# Pages, keys, and what nobody asked for


def test_a_page_never_holds_more_than_a_hundred(house):
    ServiceFactory.create_batch(102)
    client = signed_in(staff("coordinator"))

    assert len(client.get("/api/v1/services/?per_page=100000").json()["results"]) == 100
    assert len(client.get("/api/v1/services/").json()["results"]) == 50


def test_the_same_key_gives_the_same_answer_and_happens_once(asking):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = post(asking, "/api/v1/introductions/", asking.body, **key)
    again = post(asking, "/api/v1/introductions/", asking.body, **key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Introduction.objects.count() == 1


def test_the_same_key_for_something_else_is_a_conflict(asking):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    post(asking, "/api/v1/introductions/", asking.body, **key)
    other = {**asking.body, "wish": "To swim."}

    is_problem(post(asking, "/api/v1/introductions/", other, **key), 409)
    is_problem(post(asking, "/api/v1/introductions/", other, **{"Idempotency-Key": "once"}), 400)


def test_a_wish_is_asked_and_nothing_else_is_set(asking):
    luton = SiteFactory(slug="luton")
    extra = {
        "site": luton.slug,
        "site_id": luton.pk,
        "status": "accepted",
        "answer": "Welcome!",
        "answered_by": 1,
        "public_id": str(uuid.uuid4()),
        "id": 1,
        "asked_at": "2001-01-01T00:00:00Z",
    }
    answer = post(asking, "/api/v1/introductions/", {**asking.body, **extra})
    asked = Introduction.objects.get()

    assert answer.status_code == 201
    assert (asked.status, asked.site.slug, asked.answer) == (IntroductionStatus.ASKED, "barnsley", "")
    assert asked.answered_by is None
    assert asked.asked_at.year > 2001
    assert str(asked.public_id) != extra["public_id"]


def test_registering_sets_no_site_no_status_and_no_worker(house):
    worker = staff("coordinator")
    body = {
        "given_name": "Ada",
        "family_name": "Byron",
        "born_on": "1950-12-10",
        "cohorts": ["older"],
        "site": "luton",
        "site_id": SiteFactory(slug="luton").pk,
        "status": "supported",
        "registered_by": 1,
        "worker": 1,
        "balance": "1000000.00",
        "agreed_by": 1,
    }
    answer = post(signed_in(worker), "/api/v1/people/", body)
    person = Person.objects.get(family_name="Byron")

    assert answer.status_code == 201
    assert (person.site.slug, person.status) == ("barnsley", "referred")
    assert person.registered_by == worker
    assert person.allocations.get().worker == worker


def test_no_operation_takes_what_only_the_house_decides(schema):
    decided = re.compile(r"^(site|site_id|status|balance|public_id|id)$|_by$|_at$|_hash$")
    names_that_people_type = {"helped_by", "review_by", "watched_by"}
    taken = {
        (name, field)
        for name, component in schema["components"]["schemas"].items()
        if name.endswith("Request")
        for field in component.get("properties", {})
        if decided.search(field) and field not in names_that_people_type
    }

    assert taken == set()


# Whatever is sent, the answer is never an error of ours.


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with worlds.kept(django_db_blocker) as world:
        world.clients = {name: signed_in(user) for name, user in world.principals.items()}
        yield world


MODEL_OF = {
    as_path(route): entry.callback.cls.queryset.model
    for route, entry in addresses()
    if route.startswith("api/v1/")
}
SENDING = settings(
    max_examples=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def as_json(body):
    """Return what is sent of a generated body; one that is not JSON at all goes as it is."""
    try:
        return json.dumps(body)
    except TypeError:
        return ""


@pytest.mark.parametrize("name", ["coordinator", "person", "approver"])
def test_whatever_is_sent_is_answered(world, schema, name):
    client, failed = world.clients[name], []

    def send(operation):
        @SENDING
        @given(case=operation.as_strategy())
        def try_it(case):
            row = world.theirs.rows.get(MODEL_OF[operation.path])
            path = operation.path.replace("{public_id}", str(getattr(row, "public_id", "x")))
            with worlds.undone():
                answer = client.generic(
                    operation.method.upper(),
                    path,
                    as_json(case.body),
                    content_type="application/json",
                    query_params=case.query or {},
                )
            if answer.status_code >= 500:
                failed.append((operation.method, path, answer.status_code, case.body))

        try_it()

    for found in schemathesis.openapi.from_dict(schema).get_all_operations():
        operation = found.ok()
        if operation.path in MODEL_OF:
            send(operation)

    assert failed == []
