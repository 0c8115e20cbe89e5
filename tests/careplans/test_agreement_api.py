"""What a plan lacks, the five things and the agreed plans, through the API."""

import uuid

import pytest

from careplans import sealing
from careplans.acts import Act
from careplans.models import CarePlan, Criterion, CriterionCheck, PlanStatus
from ipc.kernel.models import Event
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

MISSING, CRITERIA, VERSIONS = (f"/api/v1/plan-{name}/" for name in ("missing", "criteria", "versions"))


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def api(worker, signed_in):
    return signed_in(worker)


def version(person, number, words):
    plan = CarePlanFactory(person=person, number=number, status=PlanStatus.ENDED)
    ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), words=words)
    return sealing.seal(plan, by=None, money={"weekly": "95.00", "funders": []})


def test_what_a_draft_lacks_is_told_with_its_sources(api, person, worker):
    plan = ready_plan(person)

    answer = api.get(f"{MISSING}{plan.public_id}/").json()

    told = {one["words"]: one for one in answer["missing"]}
    assert answer["is_ready"] is False
    assert told["Say who will do the review."]["is_blocking"] is True
    assert "Care Act 2014 s27" in told["Say who will do the review."]["sources"]
    assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, actor=worker).exists()


def test_an_agreed_plan_lacks_nothing(api, person):
    plan = CarePlanFactory(person=person, agreed=True)

    assert api.get(f"{MISSING}{plan.public_id}/").json()["missing"] == []


def test_the_five_are_confirmed_once_for_a_key(api, person):
    plan = ready_plan(person, status="agreed")
    url = f"{CRITERIA}{plan.public_id}/"
    answers = [{"criterion": one, "is_met": True, "words": "We sat together."} for one in Criterion]
    headers = {"Idempotency-Key": str(uuid.uuid4())}

    for _ in range(2):
        made = api.post(url + "check/", {"answers": answers}, "application/json", headers=headers)
        assert made.status_code == 200, made.json()

    assert made.json()["is_counted"] is True
    assert CriterionCheck.objects.count() == 5
    assert api.get(url).json()["criteria"][0]["is_met"] is True


def test_four_answers_or_a_draft_are_a_conflict(api, person):
    plan = ready_plan(person, status="agreed")
    answers = [{"criterion": 1, "is_met": True, "words": "I was there."}]
    url = f"{CRITERIA}{plan.public_id}/check/"

    assert api.post(url, {"answers": answers}, "application/json").status_code == 409
    CarePlan.objects.filter(pk=plan.pk).update(status="draft")
    assert api.post(url, {"answers": answers}, "application/json").status_code == 409


def test_family_do_not_check_how_a_plan_was_made(person, signed_in):
    plan = ready_plan(person)
    client = signed_in(ConsentFactory(person=person).user)

    assert client.get(f"{CRITERIA}{plan.public_id}/").status_code == 403


def test_agreed_plans_are_listed_read_and_compared(api, person, worker):
    first, second = version(person, 1, "A walk"), version(person, 2, "A swim")

    listed = api.get(VERSIONS).json()["results"]
    read = api.get(f"{VERSIONS}{second.public_id}/").json()
    compared = api.get(f"{VERSIONS}{second.public_id}/compare/").json()

    assert [one["number"] for one in listed] == [1, 2] or [one["number"] for one in listed] == [2, 1]
    assert "content" not in listed[0]
    assert (read["is_whole"], read["content"]["money"]["weekly"]) == (True, "95.00")
    assert compared["before"]["number"] == 1
    assert "A swim" in str(compared["parts"])
    asked = api.get(f"{VERSIONS}{second.public_id}/compare/", {"with": str(first.public_id)})
    assert asked.json() == compared


def test_nothing_is_compared_with_what_is_not_earlier(api, person):
    first, second = version(person, 1, "A walk"), version(person, 2, "A swim")
    far = version(PersonFactory(), 1, "A ride")

    url = f"{VERSIONS}{first.public_id}/compare/"
    assert api.get(url).status_code == 409
    assert api.get(url, {"with": str(second.public_id)}).status_code == 409
    assert api.get(url, {"with": str(far.public_id)}).status_code == 404


def test_a_reader_without_the_money_reads_the_plan_without_it(person, signed_in):
    sealed = version(person, 1, "A walk")
    client = signed_in(ConsentFactory(person=person, sections=["identity", "plan", "about_me"]).user)

    read = client.get(f"{VERSIONS}{sealed.public_id}/").json()

    assert "money" not in read["content"]
    assert read["is_whole"] is True


@pytest.mark.parametrize("who", ["another worker", "family without about me", "somebody"])
def test_who_may_not_read_all_of_it_finds_no_agreed_plan(person, signed_in, who):
    sealed = version(person, 1, "A walk")
    user = {
        "another worker": lambda: AllocationFactory().worker,
        "family without about me": lambda: ConsentFactory(person=person).user,
        "somebody": UserFactory,
    }[who]()
    client = signed_in(user)

    assert client.get(VERSIONS).json()["results"] == []
    assert client.get(f"{VERSIONS}{sealed.public_id}/").status_code == 404


def test_ten_agreed_plans_cost_no_more_than_one(
    person, signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(staff("manager"))
    version(person, 1, "A walk")
    client.get(VERSIONS)
    with django_assert_max_num_queries(20) as one:
        client.get(VERSIONS)
    for number in range(2, 11):
        version(person, number, "A walk")

    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get(VERSIONS).json()["results"]) == 10
