"""Holding reviews, what happened, what is asked for and progress through the API."""

import datetime as dt
import uuid

import pytest

from careplans.models import ChangeRequest, Progress, ReviewMeeting, ReviewStream, ReviewTrigger
from ipc.kernel.dates import today
from people.models import Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    ProgressFactory,
    ReviewFactory,
    ReviewMeetingFactory,
    ReviewTriggerFactory,
    UserFactory,
)
from tests.factories.people import staff

API = "/api/v1/"
JSON = "application/json"


@pytest.fixture
def plan(house):
    long_ago = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    return CarePlanFactory(agreed=True, agreed_at=long_ago)


@pytest.fixture
def worker(plan):
    return AllocationFactory(person=plan.person).worker


@pytest.fixture
def goal(plan):
    return GoalFactory(need=NeedFactory(plan=plan))


def post(client, path, facts, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(API + path, facts, content_type=JSON, headers=headers)


def held(plan, **more):
    return {
        "plan": str(plan.public_id),
        "streams": ["plan", "nhs"],
        "held_on": today().isoformat(),
        "how": "video",
        "who_came": "Ada and Sam",
        "working": "Mornings",
        "not_working": "The taxi",
        "next_steps": "Another taxi",
        "money_works": "yes",
        "is_money_enough": True,
        "is_money_as_agreed": True,
        "outcome": "stays",
        **more,
    }


class TestHolding:
    def test_a_review_is_held_once_for_its_key(self, plan, worker, signed_in):
        for stream in (ReviewStream.PLAN, ReviewStream.NHS):
            ReviewFactory(person=plan.person, stream=stream, due_on=today())
        client, key = signed_in(worker), str(uuid.uuid4())

        first, again = (post(client, "review-meetings/hold/", held(plan), key) for _ in range(2))

        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()
        assert {one["stream"] for one in first.json()["reviews"]} == {"plan", "nhs"}
        assert first.json()["plan"] == str(plan.public_id)
        assert ReviewMeeting.objects.count() == 1

    def test_a_rule_that_would_be_broken_is_named_with_its_law(self, plan, worker, signed_in):
        ReviewFactory(person=plan.person, stream=ReviewStream.NHS, due_on=today())

        answer = post(
            signed_in(worker), "review-meetings/hold/", held(plan, streams=["nhs"], is_money_enough=None)
        )

        assert answer.status_code == 409
        assert "2013/1617" in answer.json()["source"]

    def test_only_who_coordinates_holds_it(self, plan, worker, signed_in):
        ReviewFactory(person=plan.person, due_on=today())
        for somebody, status in (
            (UserFactory(person=plan.person), 403),
            (staff("manager", plan.site), 403),
            (AllocationFactory().worker, 404),
        ):
            answer = post(signed_in(somebody), "review-meetings/hold/", held(plan, streams=["plan"]))
            assert answer.status_code == status


class TestTelling:
    def told(self, plan, **more):
        happened = {"kind": "hospital", "happened_on": today().isoformat(), "words": "Her hip."}
        return {"plan": str(plan.public_id), **happened, **more}

    def test_what_happened_is_noted_and_read(self, plan, worker, signed_in):
        client = signed_in(UserFactory(person=plan.person))

        answer = post(client, "review-triggers/note/", self.told(plan))

        assert answer.status_code == 201
        assert answer.json()["look_by"] == (today() + dt.timedelta(days=14)).isoformat()
        assert client.get(API + "review-triggers/").json()["results"] == [answer.json()]

    def test_suspicion_is_for_colleagues_to_note(self, plan, worker, signed_in):
        misuse = self.told(plan, kind="misuse")

        assert (
            post(signed_in(UserFactory(person=plan.person)), "review-triggers/note/", misuse).status_code
            == 403
        )
        assert post(signed_in(worker), "review-triggers/note/", misuse).status_code == 201
        assert ReviewTrigger.objects.count() == 1

    def test_a_change_is_asked_for_and_its_answer_awaited(self, plan, worker, signed_in):
        asked = {"plan": str(plan.public_id), "wish": "review", "words": "All of it."}

        assert post(signed_in(worker), "change-requests/ask/", asked).status_code == 409
        answer = post(signed_in(worker), "change-requests/ask/", {**asked, "who": "Ada", "how": "phone"})

        assert answer.status_code == 201
        assert (answer.json()["who"], answer.json()["answered_on"]) == ("Ada", None)
        assert ChangeRequest.objects.get().wish == "review"


class TestProgress:
    def test_it_is_noted_on_a_goal_or_an_action_and_read(self, goal, worker, signed_in):
        action, client = ActionFactory(goal=goal), signed_in(worker)

        first = post(
            client, "progress/note/", {"goal": str(goal.public_id), "stage": "started", "how_near": 3}
        )
        second = post(client, "progress/note/", {"action": str(action.public_id), "stage": "reached"})

        assert (first.json()["goal"], first.json()["action"]) == (str(goal.public_id), None)
        assert (second.json()["goal"], second.json()["action"]) == (None, str(action.public_id))
        assert len(client.get(API + "progress/").json()["results"]) == 2

    @pytest.mark.parametrize("both", [{}, {"goal": "x", "action": "x"}])
    def test_one_thing_at_a_time(self, goal, worker, signed_in, both):
        keys = dict.fromkeys(both, str(goal.public_id))

        assert post(signed_in(worker), "progress/note/", {**keys, "stage": "started"}).status_code == 400

    def test_who_was_not_given_the_plan_notes_nothing(self, goal, signed_in):
        by_name = ConsentFactory(person=goal.person, sections=[Section.IDENTITY]).user

        answer = post(signed_in(by_name), "progress/note/", {"goal": str(goal.public_id), "stage": "started"})

        assert answer.status_code == 404
        assert not Progress.objects.exists()


@pytest.mark.parametrize("path", ["review-meetings/", "review-triggers/", "change-requests/", "progress/"])
def test_ten_rows_cost_no_more_queries_than_one(
    path, plan, goal, worker, signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    def add():
        meeting = ReviewMeetingFactory(plan=plan)
        review = ReviewFactory(person=plan.person, held_on=today(), meeting=meeting)
        ChangeRequestFactory(plan=plan, review=review)
        ReviewTriggerFactory(person=plan.person)
        ProgressFactory(person=plan.person, goal=goal)

    add()
    client = signed_in(worker)
    client.get(API + path)
    with django_assert_max_num_queries(25) as one:
        client.get(API + path)
    for _ in range(9):
        add()
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get(API + path).json()["results"]) == 10
