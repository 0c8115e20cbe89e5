"""Writing the plan, while it is a draft and only then."""

import pytest
from django.db import IntegrityError, transaction

from careplans import writing
from careplans.acts import Act
from careplans.models import Action, CarePlan, Goal, GoalKind, Need, PlanStatus
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people import leaving
from people.models import Person, PersonStatus
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    ServiceFactory,
    SiteFactory,
)


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker, acting_for):
    with acting_for(worker):
        return writing.start(person, by=worker)


def service(site):
    return ServiceFactory(site=site, name="Dancing")


def test_a_person_newly_referred_is_planning_once_the_plan_is_started(person, plan):
    person.refresh_from_db()

    assert (plan.number, plan.status) == (1, PlanStatus.DRAFT)
    assert person.status == PersonStatus.PLANNING


def test_two_drafts_are_refused(person, worker, plan):
    with pytest.raises(writing.AlreadyBeingWritten):
        writing.start(person, by=worker)


def test_the_next_plan_is_started_beside_the_one_in_force(person, worker):
    CarePlanFactory(person=person, agreed=True, number=4)

    assert writing.start(person, by=worker).number == 5


def test_no_plan_is_started_for_somebody_who_has_died(person, worker):
    Person.objects.filter(pk=person.pk).update(status=PersonStatus.DIED)

    with pytest.raises(leaving.HasDied):
        writing.start(person, by=worker)  # as it was read before


def test_two_drafts_are_refused_by_the_database(plan):
    with pytest.raises(IntegrityError, match="careplan_one_draft_per_person"), transaction.atomic():
        CarePlanFactory(person=plan.person)


def test_two_agreed_plans_are_refused_by_the_database(person):
    CarePlanFactory(person=person, agreed=True)

    with pytest.raises(IntegrityError, match="careplan_one_agreed_per_person"), transaction.atomic():
        CarePlanFactory(person=person, agreed=True)


def test_needs_lead_to_goals_and_goals_to_actions(plan, worker, acting_for):
    with acting_for(worker):
        need = writing.add_need(plan, by=worker, words="To breathe more easily", is_eligible=True)
        goal = writing.add_goal(
            need, by=worker, kind=GoalKind.HEALTH, words="Walk to the shop", importance=9, confidence=4
        )
        group = service(plan.site)
        action = writing.add_action(
            goal, by=worker, words="Walk", who="The group", when="Tuesdays", service=group
        )

    assert (action.plan, action.goal.need, action.service) == (plan, need, group)
    assert CarePlan.objects.get(pk=plan.pk).revision == plan.revision + 3
    assert Event.objects.filter(act=Act.WRITE_PLAN, actor=worker).count() == 3


def test_lines_keep_the_order_they_were_added_in(plan, worker):
    for words in ("first", "second", "third"):
        writing.add_need(plan, by=worker, words=words)

    assert [need.words for need in plan.needs.all()] == ["first", "second", "third"]


def test_a_service_of_another_area_is_refused(plan, worker):
    goal = GoalFactory(need=NeedFactory(plan=plan))
    elsewhere = service(SiteFactory(slug="luton"))

    with pytest.raises(writing.ServiceElsewhere):
        writing.add_action(goal, by=worker, words="Dance", who="Club", when="Mondays", service=elsewhere)


def test_removing_a_need_takes_its_goals_and_actions_along(plan, worker, acting_for):
    action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))

    with acting_for(worker):
        writing.remove_need(Need.objects.get(), by=worker)

    assert not (Need.objects.exists())
    assert not (Goal.objects.exists())
    assert not (Action.objects.exists())
    assert CarePlan.objects.get(pk=action.plan_id).revision == plan.revision + 1


def test_removing_a_goal_leaves_its_need(plan, worker):
    goal = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan))).goal

    writing.remove_goal(goal, by=worker)

    assert Need.objects.exists()
    assert not Action.objects.exists()


def test_what_the_budget_pays_for_is_not_removed(plan, worker):
    from tests.factories import BudgetFactory, BudgetLineFactory

    action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), is_paid=True)
    BudgetLineFactory(budget=BudgetFactory(plan=plan), action=action)

    with pytest.raises(writing.PaidFor):
        writing.remove_action(action, by=worker)

    assert Action.objects.filter(pk=action.pk).exists()


def test_details_are_written_for_the_plan_as_a_whole(plan, worker):
    changed = writing.change_details(plan, by=worker, revision=plan.revision, prevention="Keep walking.")

    assert (changed.prevention, changed.revision) == ("Keep walking.", plan.revision + 1)


def test_details_from_a_stale_page_overwrite_nothing(plan, worker):
    writing.change_details(plan, by=worker, revision=plan.revision, prevention="Keep walking.")

    with pytest.raises(Changed):
        writing.change_details(plan, by=worker, revision=plan.revision, prevention="Sit down.")

    assert CarePlan.objects.get(pk=plan.pk).prevention == "Keep walking."


def test_details_do_not_reach_other_fields(plan, worker):
    with pytest.raises(TypeError):
        writing.change_details(plan, by=worker, revision=plan.revision, status=PlanStatus.AGREED)


@pytest.mark.parametrize("status", sorted(set(PlanStatus) - {PlanStatus.DRAFT}))
@pytest.mark.parametrize(
    "act",
    [
        lambda action, by: writing.add_need(action.plan, by=by, words="More"),
        lambda action, by: writing.add_goal(action.goal.need, by=by, kind="health", words="More"),
        lambda action, by: writing.add_action(action.goal, by=by, words="More", who="Sam", when="Mondays"),
        lambda action, by: writing.remove_need(action.goal.need, by=by),
        lambda action, by: writing.remove_goal(action.goal, by=by),
        lambda action, by: writing.remove_action(action, by=by),
        lambda action, by: writing.change_details(action.plan, by=by, revision=1, prevention="More"),
    ],
    ids=["add_need", "add_goal", "add_action", "remove_need", "remove_goal", "remove_action", "details"],
)
def test_only_a_draft_is_written_in(person, worker, status, act):
    plan = CarePlanFactory(person=person, status=status)
    action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))

    with pytest.raises(writing.PlanNotDraft):
        act(action, worker)
