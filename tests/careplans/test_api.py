"""Plans and About me through the API."""

import uuid

import pytest

from careplans.acts import Act
from careplans.models import CarePlan, Need, Statement
from ipc.kernel.models import Event
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    ServiceFactory,
    SiteFactory,
    StatementFactory,
)
from tests.factories.careplans import ready_plan

STATEMENTS, PLANS = "/api/v1/statements/", "/api/v1/plans/"


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def api(person, signed_in):
    return signed_in(AllocationFactory(person=person).worker)


def post(client, url, body, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, content_type="application/json", headers=headers)


def test_statements_are_those_one_may_read(api, person):
    mine = StatementFactory(person=person)
    StatementFactory()

    rows = api.get(STATEMENTS).json()["results"]

    assert [row["id"] for row in rows] == [str(mine.public_id)]
    assert Event.objects.filter(act=Act.SEE_ABOUT_ME, is_read=True, person_id=person.pk).exists()


def test_a_statement_is_written_and_read_again(api, person):
    body = {"person": str(person.public_id), "heading": "matters", "words": "Biscuit."}

    written = post(api, STATEMENTS + "write/", body).json()

    assert written["revision"] == 1
    assert api.get(f"{STATEMENTS}{written['id']}/").json()["words"] == "Biscuit."


def test_a_stale_statement_is_a_conflict(api, person):
    StatementFactory(person=person, revision=4)
    body = {"person": str(person.public_id), "heading": "matters", "words": "Other.", "revision": 3}

    answer = post(api, STATEMENTS + "write/", body)

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("change", [{"heading": "money"}, {"words": ""}, {"revision": -1}, {"person": "x"}])
def test_what_has_the_wrong_shape_is_refused(api, person, change):
    body = {"person": str(person.public_id), "heading": "matters", "words": "Biscuit.", **change}

    assert post(api, STATEMENTS + "write/", body).status_code == 400


def test_family_without_about_me_may_neither_read_nor_write_it(person, signed_in):
    statement = StatementFactory(person=person)
    client = signed_in(ConsentFactory(person=person).user)
    body = {"person": str(person.public_id), "heading": "matters", "words": "Mine.", "revision": 1}

    assert client.get(f"{STATEMENTS}{statement.public_id}/").status_code == 404
    assert post(client, STATEMENTS + "write/", body).status_code == 403
    assert Statement.objects.get().words == statement.words


def test_a_plan_is_started_and_grows(api, person):
    started = post(api, PLANS + "start/", {"person": str(person.public_id)})
    assert started.status_code == 201
    url = f"{PLANS}{started.json()['id']}/"

    need = post(api, url + "needs/", {"words": "To breathe"}).json()["needs"][0]
    goal = post(api, url + "goals/", {"need": need["id"], "kind": "health", "words": "Walk"}).json()
    goal = goal["needs"][0]["goals"][0]
    group = ServiceFactory(site=person.site)
    done = {"goal": goal["id"], "words": "Walk", "who": "They", "when": "Tuesdays"}
    post(api, url + "actions/", {**done, "service": str(group.public_id)})

    action = api.get(url).json()["needs"][0]["goals"][0]["actions"][0]
    assert (action["service"], action["is_paid"]) == (str(group.public_id), False)


def test_two_drafts_are_a_conflict(api, person):
    CarePlanFactory(person=person)

    assert post(api, PLANS + "start/", {"person": str(person.public_id)}).status_code == 409


def test_the_same_key_adds_one_need(api, person):
    url, key = f"{PLANS}{CarePlanFactory(person=person).public_id}/needs/", str(uuid.uuid4())

    for _ in range(2):
        assert post(api, url, {"words": "To breathe"}, key).status_code == 201
    assert post(api, url, {"words": "To dance"}, key).status_code == 409

    assert Need.objects.count() == 1


def test_lines_of_another_plan_are_not_found(api, person):
    plan, other = CarePlanFactory(person=person, agreed=True), ready_plan()
    body = {"need": str(other.needs.get().public_id), "kind": "health", "words": "Walk"}

    assert post(api, f"{PLANS}{plan.public_id}/goals/", body).status_code == 404


def test_a_service_of_another_site_is_not_found(api, person):
    goal = GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=person)))
    elsewhere = ServiceFactory(site=SiteFactory(slug="luton"))
    body = {"goal": str(goal.public_id), "words": "Walk", "who": "They", "when": "Tuesdays"}

    answer = post(
        api, f"{PLANS}{goal.plan.public_id}/actions/", {**body, "service": str(elsewhere.public_id)}
    )

    assert answer.status_code == 404


def test_an_agreed_plan_is_not_written_in(api, person):
    plan = CarePlanFactory(person=person, agreed=True)

    assert post(api, f"{PLANS}{plan.public_id}/needs/", {"words": "More"}).status_code == 409


def test_family_see_the_plan_and_do_not_write_in_it(person, signed_in):
    plan = ready_plan(person)
    client = signed_in(ConsentFactory(person=person).user)

    assert client.get(f"{PLANS}{plan.public_id}/").status_code == 200
    assert post(client, f"{PLANS}{plan.public_id}/needs/", {"words": "More"}).status_code == 403


def test_nobody_unknown_comes_in(client, house):
    assert client.get(PLANS).status_code in (401, 403)


def test_a_plan_costs_the_same_with_one_line_and_with_ten(api, person, django_assert_max_num_queries):
    plan = ready_plan(person)
    url = f"{PLANS}{plan.public_id}/"
    ActionFactory(goal=plan.goals.get(), service=ServiceFactory(site=person.site))
    api.get(url)
    with django_assert_max_num_queries(10) as before:
        api.get(url)
    for _ in range(9):
        ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), service=ServiceFactory(site=person.site))

    with django_assert_max_num_queries(10) as after:
        api.get(url)

    assert len(before) == len(after)
    assert CarePlan.objects.count() == 1
