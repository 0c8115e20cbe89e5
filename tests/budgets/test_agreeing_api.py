"""Agreeing a plan with its money through the API: as it was read, once, and by whoever may decide."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from budgets.models import Budget, BudgetStatus
from careplans.acts import Act
from careplans.models import Agreement, PlanStatus
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import AuthorityKind, AuthorityScope, DecisionTopic, Funder, Role, Section
from people.models.sharing import SECTIONS_BY_SCOPE
from tests.factories import (
    AgreementFactory,
    AllocationFactory,
    AuthorityFactory,
    BudgetFactory,
    BudgetLineFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    PersonFactory,
    SignatureFactory,
    UserFactory,
)
from tests.factories.budgets import draft_plan
from tests.factories.people import staff

URL = "/api/v1/plan-agreements/"
REVIEW_ON = today() + dt.timedelta(days=60)


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, coordinator):
    """A draft plan that lacks nothing, with a budget that the council has signed."""
    plan = draft_plan(person)
    plan.prevention, plan.health_watched_by = "Keep warm", "Dr Lowe"
    plan.review_due_on, plan.review_by = REVIEW_ON, "Sam Okafor"
    plan.save()
    budget = BudgetFactory(person=person, plan=plan, status=BudgetStatus.AGREED)
    BudgetLineFactory(budget=budget, shares={Funder.COUNCIL: Decimal("180.00")})
    plan.needs.update(is_eligible=True)
    SignatureFactory(budget=budget, funder=Funder.COUNCIL)
    return plan


def as_read(plan, **changes):
    budget = Budget.objects.get(plan=plan)
    return {
        "plan": str(plan.public_id),
        "party": "person",
        "how": "online",
        "revision": plan.revision,
        "budget_revision": budget.revision,
        **changes,
    }


def agree(client, body, key=None):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(URL, body, content_type="application/json", headers=headers)


def test_the_person_agrees_online_and_plan_and_money_are_in_force(plan, person, signed_in):
    answer = agree(signed_in(UserFactory(person=person)), as_read(plan))

    assert answer.status_code == 201, answer.json()
    assert answer.json()["plan"] == str(plan.public_id)
    assert (answer.json()["party"], answer.json()["how"]) == ("person", "online")
    plan.refresh_from_db()
    assert (plan.status, plan.review_due_on) == (PlanStatus.AGREED, REVIEW_ON)
    assert Budget.objects.get().status == BudgetStatus.ACTIVE


def test_the_same_key_agrees_once_and_gives_the_same_answer(plan, coordinator, signed_in):
    client, key = signed_in(coordinator), uuid.uuid4()
    body = as_read(plan, how="in_person", review_due_on=(REVIEW_ON + dt.timedelta(days=1)).isoformat())
    first, again = agree(client, body, key), agree(client, body, key)

    assert (first.status_code, again.status_code) == (201, 201), first.json()
    assert first.json() == again.json()
    assert Agreement.objects.count() == 1
    plan.refresh_from_db()
    assert plan.review_due_on == REVIEW_ON + dt.timedelta(days=1)
    assert agree(client, body).status_code == 409


def test_a_professional_agrees_before_and_the_plan_stays_a_draft(plan, coordinator, signed_in):
    answer = agree(signed_in(coordinator), as_read(plan, party="professional", how="in_person"))

    assert answer.status_code == 201
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


@pytest.mark.parametrize("stale", ["revision", "budget_revision"])
def test_figures_or_words_that_changed_since_are_not_agreed(plan, person, signed_in, stale):
    body = as_read(plan)
    answer = agree(signed_in(UserFactory(person=person)), {**body, stale: body[stale] + 1})

    assert answer.status_code == 409
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


@pytest.mark.parametrize(
    "other", [{"how": "paper"}, {"review_by": "Nobody"}, {"review_due_on": today().isoformat()}]
)
def test_whoever_agrees_for_themselves_agrees_what_the_page_would_say(plan, person, signed_in, other):
    answer = agree(signed_in(UserFactory(person=person)), as_read(plan, **other))

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(other)


def test_staff_cannot_agree_online_in_the_persons_name(plan, coordinator, signed_in):
    assert agree(signed_in(coordinator), as_read(plan)).status_code == 409


def test_who_sees_the_plan_and_may_not_decide_is_refused(plan, person, signed_in):
    family = ConsentFactory(person=person, sections=[Section.PLAN, Section.MONEY]).user

    assert agree(signed_in(family), as_read(plan, party="representative")).status_code == 403
    assert agree(signed_in(UserFactory(person=PersonFactory())), as_read(plan)).status_code == 404
    assert agree(signed_in(staff(Role.MANAGER)), as_read(plan)).status_code == 403
    assert not Agreement.objects.exists()


def test_agreements_are_read_by_those_who_see_the_plan_and_each_look_is_kept(person, signed_in):
    theirs = AgreementFactory(plan__person=person)
    other = AgreementFactory(plan__person=PersonFactory())
    client = signed_in(UserFactory(person=person))

    assert [one["public_id"] for one in client.get(URL).json()["results"]] == [str(theirs.public_id)]
    assert client.get(f"{URL}{theirs.public_id}/").json()["person"] == str(person.public_id)
    assert client.get(f"{URL}{other.public_id}/").status_code == 404
    looks = Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=person.pk)
    assert looks.filter(subject_type="careplans.Agreement").count() == 2


def test_ten_agreements_cost_no_more_queries_than_one(
    person, signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(UserFactory(person=person))
    AgreementFactory(plan__person=person)
    client.get(URL)
    with django_assert_max_num_queries(20) as one:
        client.get(URL)
    AgreementFactory.create_batch(9, plan__person=person, plan__status=PlanStatus.ENDED)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(client.get(URL).json()["results"]) == 10


def test_whoever_sees_the_figures_says_which_they_read(plan, person, signed_in):
    answer = agree(signed_in(UserFactory(person=person)), as_read(plan, budget_revision=None))

    assert answer.status_code == 400
    assert "budget_revision" in answer.json()["errors"]


def test_an_attorney_for_care_agrees_without_the_figures(plan, person, signed_in):
    CapacityAssessmentFactory(person=person, topic=DecisionTopic.PLAN)
    attorney = AuthorityFactory(
        person=person, kind=AuthorityKind.ATTORNEY, sections=SECTIONS_BY_SCOPE[AuthorityScope.WELFARE]
    ).holder

    answer = agree(signed_in(attorney), as_read(plan, party="representative", budget_revision=None))

    assert answer.status_code == 201
    assert Budget.objects.get().status == BudgetStatus.ACTIVE
