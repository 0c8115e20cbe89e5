"""The next plan begins with what is, and the plan in force stays as it was agreed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import serializers

from budgets import agreeing, drafting
from budgets.models import Budget, BudgetStatus
from careplans import agreement, writing
from careplans.models import (
    Action,
    CarePlan,
    Contingency,
    Goal,
    KeptFrom,
    LineKind,
    Need,
    PlanStatus,
    Proposal,
    ProposalState,
    Risk,
    WeekSlot,
)
from ipc.kernel.dates import plus_months, today
from people.models import HowGiven
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    CarePlanFactory,
    ContingencyFactory,
    GoalFactory,
    KeptFromFactory,
    NeedFactory,
    PersonFactory,
    ProposalFactory,
    RiskFactory,
    ServiceFactory,
    UserFactory,
    WeekSlotFactory,
)

LINES = (Need, Goal, Action, Contingency, Risk)


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def in_force(person):
    """An agreed plan with a line of each kind and everything that hangs on it."""
    plan = CarePlanFactory(
        person=person,
        agreed=True,
        prevention="Keep walking.",
        coping="My radio.",
        advance_statement="In the blue folder",
        health_watched_by="Dr Okoro",
        notice_days=42,
        risks_talked_about=True,
    )
    writer = UserFactory()
    goal = GoalFactory(need=NeedFactory(plan=plan, picture="walk"), rank=1, importance=9, changed_by=writer)
    group = ServiceFactory(site=plan.site)
    action = ActionFactory(goal=goal, is_paid=True, service=group, brings="Company", how_often="Weekly")
    WeekSlotFactory(action=action, from_time=dt.time(9), until_time=dt.time(10))
    ContingencyFactory(plan=plan)
    RiskFactory(plan=plan)
    return plan


@pytest.fixture
def following(person, worker, in_force, acting_for):
    with acting_for(worker):
        return writing.start(person, by=worker)


def of(plan, model):
    return model.objects.filter(plan=plan)


def as_it_is(plan):
    """Return every row of a plan as it is kept, to be compared with later."""
    rows = [plan, *(row for model in LINES for row in of(plan, model))]
    rows += WeekSlot.objects.filter(action__plan=plan)
    return serializers.serialize("json", rows)


@pytest.mark.parametrize("model", LINES, ids=lambda model: model.__name__)
def test_each_line_goes_on_and_says_where_it_came_from(in_force, following, model):
    old, new = of(in_force, model).get(), of(following, model).get()
    own = {"id", "public_id", "plan", "came_from", "need", "goal", "changed_at"}

    assert new.came_from == old
    assert {
        field.name: getattr(new, field.name) for field in model._meta.fields if field.name not in own
    } == {field.name: getattr(old, field.name) for field in model._meta.fields if field.name not in own}


def test_lines_stand_under_the_lines_of_their_own_plan(following):
    action = of(following, Action).get()

    assert (action.goal.plan, action.goal.need.plan) == (following, following)
    assert action.is_paid


def test_the_week_goes_on(following):
    slot = of(following, Action).get().slots.get()

    assert (slot.from_time, slot.until_time, slot.weekday, slot.part) == (
        dt.time(9),
        dt.time(10),
        1,
        "morning",
    )


def test_what_belongs_to_the_whole_goes_on_but_for_what_is_decided_anew(following):
    assert (following.prevention, following.coping, following.notice_days) == (
        "Keep walking.",
        "My radio.",
        42,
    )
    assert (following.advance_statement, following.health_watched_by) == ("In the blue folder", "Dr Okoro")
    assert (following.review_due_on, following.review_by, following.risks_talked_about) == (None, "", False)
    assert CarePlan.objects.get(pk=following.pk).prevention == "Keep walking."


def test_the_plan_in_force_stays_as_it_is(person, worker, in_force):
    before = as_it_is(in_force)

    following = writing.start(person, by=worker)
    for model in (Need, Goal, Action, Risk):
        writing.change_line(of(following, model).get(), by=worker, words="Something else")
    writing.set_week(of(following, Action).get(), by=worker, slots=[])
    writing.remove_need(of(following, Need).get(), by=worker)

    in_force.refresh_from_db()
    assert as_it_is(in_force) == before


def test_lines_keep_their_order(person, worker):
    plan = CarePlanFactory(person=person, agreed=True)
    last = NeedFactory(plan=plan, words="second", position=2)
    NeedFactory(plan=plan, words="first", position=1)
    GoalFactory(need=last, words="under the second")

    following = writing.start(person, by=worker)

    assert [need.words for need in following.needs.all()] == ["first", "second"]
    assert following.goals.get().need.words == "second"


def test_what_was_kept_from_a_reader_is_kept_from_them_in_the_next_plan(person, worker, in_force):
    need, reader = of(in_force, Need).get(), UserFactory()
    kept = {"person": person, "line_kind": LineKind.NEED, "line_id": need.public_id}
    KeptFromFactory(reader=reader, **kept)
    KeptFromFactory(lifted_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), **kept)

    following = writing.start(person, by=worker)

    new = KeptFrom.objects.get(line_id=of(following, Need).get().public_id)
    assert (new.reader, new.line_kind, new.lifted_at) == (reader, LineKind.NEED, None)
    assert KeptFrom.objects.live().filter(reader=reader, line_id=need.public_id).exists()


def test_what_is_proposed_and_not_answered_is_proposed_for_the_next_plan(person, worker, in_force):
    action, goal = of(in_force, Action).get(), of(in_force, Goal).get()
    ask = ProposalFactory(plan=in_force, line_id=action.public_id)
    more = ProposalFactory(plan=in_force, line_id=None, under_id=goal.public_id, line_words="")
    settled = ProposalFactory(
        plan=in_force,
        line_id=action.public_id,
        state=ProposalState.DECLINED,
        settled_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )

    following = writing.start(person, by=worker)

    ask, more, settled = (Proposal.objects.get(pk=one.pk) for one in (ask, more, settled))
    assert (ask.plan, ask.line_id) == (following, of(following, Action).get().public_id)
    assert (more.plan, more.under_id) == (following, of(following, Goal).get().public_id)
    assert (settled.plan, settled.line_id) == (in_force, action.public_id)


def test_a_first_plan_begins_empty_and_so_does_one_after_a_plan_that_ended(person, worker):
    ended = CarePlanFactory(person=person, status=PlanStatus.ENDED)
    NeedFactory(plan=ended)

    following = writing.start(person, by=worker)

    assert not following.needs.exists()


def test_lines_of_somebody_else_do_not_go_on(person, worker):
    other = CarePlanFactory(agreed=True)
    NeedFactory(plan=other)

    assert not writing.start(person, by=worker).needs.exists()


def test_starting_costs_the_same_for_one_line_and_for_ten(person, worker, in_force):
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            writing.start(person, by=worker)
            transaction.set_rollback(True)
        return len(asked)

    queries()
    before = queries()
    for _ in range(9):
        action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=in_force)))
        WeekSlotFactory(action=action)

    assert queries() == before


class TestBesideABudgetInUse:
    """A person whose budget runs on is not stuck with the next plan any earlier than with an empty one."""

    @pytest.fixture
    def budget(self, person, in_force):
        budget = BudgetFactory(
            person=person,
            plan=in_force,
            status=BudgetStatus.ACTIVE,
            starts_on=today() - dt.timedelta(days=30),
        )
        BudgetLineFactory(budget=budget, action=of(in_force, Action).get(), amount=Decimal("180.00"))
        return budget

    def agree(self, plan, person):
        herself = UserFactory(person=person)
        return agreeing.agree(
            plan,
            by=herself,
            party="person",
            how=HowGiven.ONLINE,
            review_due_on=plus_months(today(), 6),
            review_by="Sam",
        )

    def test_what_is_paid_in_the_next_plan_needs_its_money_before_it_is_agreed(
        self, budget, following, person, worker
    ):
        with pytest.raises(agreement.MoneyNotSettled):
            self.agree(following, person)

        prepared = drafting.open_budget(following, by=worker)

        assert (prepared.came_from, prepared.lines.get().action.plan) == (budget, following)
        with pytest.raises(drafting.BudgetAlreadyOpen):
            drafting.open_budget(following, by=worker)

    def test_what_is_free_in_the_next_plan_is_agreed_without(self, budget, following, person, worker):
        writing.change_line(of(following, Action).get(), by=worker, is_paid=False)

        self.agree(following, person)

        assert CarePlan.objects.get(pk=following.pk).status == PlanStatus.AGREED
        assert Budget.objects.get(pk=budget.pk).lines.get().action.plan == budget.plan
