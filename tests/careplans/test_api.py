"""Plans and About me through the API."""

import datetime as dt
import uuid

import pytest

from careplans.acts import Act
from careplans.models import CarePlan, Goal, Need, Statement
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
    UserFactory,
    WeekSlotFactory,
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
    with django_assert_max_num_queries(11) as before:
        api.get(url)
    for _ in range(9):
        ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), service=ServiceFactory(site=person.site))

    with django_assert_max_num_queries(11) as after:
        api.get(url)

    assert len(before) == len(after)
    assert CarePlan.objects.count() == 1


class TestLines:
    """Lines are changed, moved, ranked and given their times."""

    @pytest.fixture
    def action(self, person):
        return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=CarePlanFactory(person=person))))

    def url(self, action, what):
        return f"{PLANS}{action.plan.public_id}/{what}/"

    def test_a_line_is_read_with_all_it_says(self, api, action):
        WeekSlotFactory(action=action, from_time=dt.time(9))

        (need,) = api.get(f"{PLANS}{action.plan.public_id}/").json()["needs"]

        said = need["goals"][0]["actions"][0]
        assert said["slots"] == [
            {"weekday": 1, "part": "morning", "from_time": "09:00:00", "until_time": None}
        ]
        assert {"by_whom", "how_often", "brings", "revision", "picture"} <= set(said)
        assert {"rank", "ehc_reference", "revision"} <= set(need["goals"][0])

    def test_an_action_is_changed_in_part(self, api, action):
        group = ServiceFactory(site=action.site)
        body = {"action": str(action.public_id), "revision": 1, "brings": "Company"}

        answer = post(api, self.url(action, "actions/change"), {**body, "service": str(group.public_id)})

        action.refresh_from_db()
        assert answer.status_code == 200
        assert (action.brings, action.service, action.words) == (
            "Company",
            group,
            "A walk with the breathing group",
        )

    def test_a_stale_change_is_refused(self, api, action):
        body = {"action": str(action.public_id), "revision": 1}
        post(api, self.url(action, "actions/change"), {**body, "words": "A swim"})

        answer = post(api, self.url(action, "actions/change"), {**body, "words": "A dance"})

        assert answer.status_code == 409
        assert "Somebody else changed this" in answer.json()["title"]

    def test_a_change_is_made_once_per_key(self, api, action):
        key, goal = str(uuid.uuid4()), action.goal
        body = {"goal": str(goal.public_id), "revision": 1, "words": "Sing", "confidence": 4}

        for _ in range(2):
            assert post(api, self.url(action, "goals/change"), body, key).status_code == 200

        goal.refresh_from_db()
        assert (goal.words, goal.confidence, goal.revision) == ("Sing", 4, 2)

    def test_a_need_is_changed_and_moved(self, api, action):
        other = NeedFactory(plan=action.plan, words="Company")
        body = {"need": str(other.public_id), "revision": 1, "is_eligible": None}

        assert post(api, self.url(action, "needs/change"), body).status_code == 200
        moved = {"kind": "need", "line": str(other.public_id), "up": True}
        answer = post(api, self.url(action, "lines/move"), moved)

        assert answer.json()["needs"][0]["words"] == "Company"
        assert answer.json()["needs"][0]["is_eligible"] is None

    def test_goals_are_ranked(self, api, action):
        answer = post(api, self.url(action, "goals/order"), {"goals": [str(action.goal.public_id)]})

        assert answer.json()["needs"][0]["goals"][0]["rank"] == 1
        twice = {"goals": [str(action.goal.public_id)] * 2}
        assert post(api, self.url(action, "goals/order"), twice).status_code == 409

    def test_times_of_the_week_are_written(self, api, action):
        slot = {"weekday": 4, "part": "evening", "from_time": "18:00", "until_time": "19:30"}
        body = {"action": str(action.public_id), "revision": 1, "slots": [slot]}

        answer = post(api, self.url(action, "actions/week"), body)

        assert answer.status_code == 200
        assert action.slots.get().until_time == dt.time(19, 30)
        assert post(api, self.url(action, "actions/week"), body).status_code == 409

    @pytest.mark.parametrize(
        ("what", "body"),
        [
            ("actions/change", {"revision": 1}),
            ("actions/change", {"action": str(uuid.UUID(int=7)), "revision": 0}),
            ("goals/change", {"goal": str(uuid.UUID(int=7)), "revision": 1, "importance": 11}),
            ("lines/move", {"kind": "statement", "line": str(uuid.UUID(int=7)), "up": True}),
            ("actions/week", {"action": str(uuid.UUID(int=7)), "revision": 1, "slots": [{"weekday": 7}]}),
        ],
    )
    def test_what_has_not_its_shape_is_refused(self, api, action, what, body):
        assert post(api, self.url(action, what), body).status_code == 400

    @pytest.mark.parametrize("what", ["actions/change", "actions/week"])
    def test_a_line_of_another_plan_is_not_found(self, api, action, what):
        other = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=CarePlanFactory())))
        body = {"action": str(other.public_id), "revision": 1, "slots": []}

        assert post(api, self.url(action, what), body).status_code == 404

    def test_family_change_nothing(self, person, action, signed_in):
        client = signed_in(ConsentFactory(person=person).user)

        for what in (
            "needs/change",
            "goals/change",
            "actions/change",
            "lines/move",
            "actions/week",
            "goals/order",
        ):
            assert post(client, self.url(action, what), {}).status_code == 403

    def test_the_person_ranks_their_goals(self, person, action, signed_in):
        herself = signed_in(UserFactory(person=person))

        answer = post(herself, self.url(action, "goals/order"), {"goals": [str(action.goal.public_id)]})

        assert answer.status_code == 200
        assert Goal.objects.get().rank == 1
