"""What a plan lacks, by which law, and whether that stops it."""

import pytest

from careplans.completeness import blocking, missing
from careplans.models import CarePlan
from people.models import Funder
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    GoalFactory,
    NeedFactory,
    StatementFactory,
)
from tests.factories.careplans import ready_plan

WHOLE = {
    "review_due_on": "2027-05-21",
    "review_by": "Sam Coordinator",
    "prevention": "Keep walking.",
    "if_things_go_wrong": "Call Susan.",
    "health_watched_by": "Dr Patel",
}


def whole_plan(**without):
    plan = ready_plan(**{**WHOLE, **without})
    StatementFactory(person=plan.person)
    AllocationFactory(person=plan.person)
    return plan


def test_a_whole_plan_lacks_nothing(house):
    assert missing(whole_plan(), funders=[Funder.COUNCIL], direct_from=[Funder.NHS]) == []


def test_an_empty_plan_lacks_needs_and_a_review_first(house):
    found = missing(CarePlanFactory())

    assert [one.is_blocking for one in found] == sorted((one.is_blocking for one in found), reverse=True)
    assert len([one for one in found if one.is_blocking]) == 3
    assert all(one.words and one.source for one in found)


def test_a_need_without_a_goal_and_a_goal_without_an_action_are_named(house):
    plan = CarePlanFactory(**WHOLE)
    NeedFactory(plan=plan, words="To breathe")
    GoalFactory(need=NeedFactory(plan=plan), words="To dance")

    words = " ".join(one.words for one in blocking(plan))

    assert "“To breathe”" in words
    assert "“To dance”" in words


@pytest.mark.parametrize(
    ("field", "blocks_with"),
    [
        ("prevention", {"funders": [Funder.COUNCIL]}),
        ("health_watched_by", {"funders": [Funder.NHS], "direct_from": [Funder.NHS]}),
        ("if_things_go_wrong", None),
    ],
)
def test_what_depends_on_the_money_reminds_until_the_money_is_known(house, field, blocks_with):
    plan = whole_plan(**{field: ""})

    assert [one.is_blocking for one in missing(plan)] == [False]
    if blocks_with:
        assert [one.is_blocking for one in missing(plan, **blocks_with)] == [True]


def test_the_council_must_say_whether_a_need_is_eligible(house):
    plan = whole_plan()
    plan.needs.update(is_eligible=None)

    assert not blocking(plan)
    assert len(blocking(plan, funders=[Funder.COUNCIL])) == 1


def test_an_nhs_direct_payment_needs_a_named_coordinator(house):
    plan = whole_plan()
    plan.person.allocations.update(ends_on=plan.person.referred_on)

    assert not blocking(plan)
    assert len(blocking(plan, direct_from=[Funder.NHS])) == 1


def test_the_cost_does_not_grow_with_the_plan(house, django_assert_max_num_queries):
    plan = whole_plan()
    for _ in range(10):
        GoalFactory(need=NeedFactory(plan=plan))
    plan = CarePlan.objects.get(pk=plan.pk)

    with django_assert_max_num_queries(5):
        missing(plan)
