"""Planning the money through the API: the same verbs, the same rights, once per key."""

import uuid
from decimal import Decimal

import pytest

from budgets import signing
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    EndedBecause,
    IndicativeBudget,
    IndicativeStatus,
    Signature,
)
from ipc.kernel.dates import today
from people.models import AuthorityKind, Funder, OrganisationKind, Role
from tests.budgets.running import THIRD_PARTY, in_use
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    AuthorityFactory,
    BudgetFactory,
    BudgetLineFactory,
    IndicativeBudgetFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.budgets import action_of, draft_plan
from tests.factories.people import staff

D = Decimal
H, C = Funder.NHS, Funder.COUNCIL


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def budget(person, coordinator):
    budget = BudgetFactory(person=person)
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), H: D("95.00")})
    return budget


def send(client, url, body=None, key=None):
    headers = {"Idempotency-Key": str(key)} if key else {}
    return client.post(f"/api/v1/{url}", body or {}, content_type="application/json", headers=headers)


def test_an_indicative_budget_is_worked_out_and_shared(person, coordinator, house, signed_in):
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    AllocationAnswerFactory(question=AllocationQuestionFactory(site=house), points=24)
    client = signed_in(coordinator)
    question = client.get("/api/v1/indicative/questions/").json()[0]

    made = send(
        client,
        "indicative/work-out/",
        {"person": str(person.public_id), "answers": [question["answers"][0]["answer"]]},
    )

    assert made.status_code == 201
    assert made.json()["weekly_amount"] == "180.00"
    assert made.json()["shares"] == [{"funder": "C", "weekly_amount": "180.00", "one_off_amount": "0.00"}]
    shared = send(client, f"indicative/{made.json()['public_id']}/share/")
    assert shared.json()["status"] == "shared"
    assert send(client, f"indicative/{made.json()['public_id']}/share/").status_code == 409


def test_the_same_key_works_out_once(person, coordinator, house, signed_in):
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    answer = AllocationAnswerFactory(question=AllocationQuestionFactory(site=house))
    asked, key = {"person": str(person.public_id), "answers": [answer.pk]}, uuid.uuid4()
    client = signed_in(coordinator)

    first, second = (send(client, "indicative/work-out/", asked, key) for _time in range(2))

    assert first.json()["public_id"] == second.json()["public_id"]
    assert IndicativeBudget.objects.count() == 1


def test_a_missing_answer_is_a_problem_in_words(person, coordinator, house, signed_in):
    AllocationQuestionFactory(site=house)

    answer = send(
        signed_in(coordinator), "indicative/work-out/", {"person": str(person.public_id), "answers": []}
    )

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert "Answer every question" in answer.json()["title"]


def test_nobody_works_out_for_somebody_elses_caseload(person, house, signed_in):
    asked = {"person": str(person.public_id), "answers": [1]}

    assert send(signed_in(staff(Role.COORDINATOR)), "indicative/work-out/", asked).status_code == 404
    assert send(signed_in(staff(Role.MANAGER)), "indicative/work-out/", asked).status_code == 403


def test_the_person_lists_what_was_shown_and_no_draft(person, signed_in):
    IndicativeBudgetFactory(person=person, is_draft=True)
    shown = IndicativeBudgetFactory(person=person)
    IndicativeBudgetFactory()

    found = signed_in(UserFactory(person=person)).get("/api/v1/indicative/").json()["results"]

    assert [one["public_id"] for one in found] == [str(shown.public_id)]
    assert found[0]["status"] == IndicativeStatus.SHARED


def test_a_budget_is_opened_written_sent_and_signed(person, coordinator, signed_in):
    plan = draft_plan(person)
    action = action_of(plan)
    client = signed_in(coordinator)
    assert send(client, "budgets/open/", {"plan": str(plan.public_id)}).status_code == 409
    IndicativeBudgetFactory(person=person)

    opened = send(client, "budgets/open/", {"plan": str(plan.public_id)})
    url = f"budgets/{opened.json()['public_id']}"
    line = {
        "action": str(action.public_id),
        "words": "Personal assistant",
        "option": "direct",
        "frequency": "weekly",
        "shares": {"C": "180.00"},
    }
    written = send(client, f"{url}/lines/", line)
    sent = send(client, f"{url}/propose/")
    council = staff(Role.APPROVER, organisation=OrganisationFactory(kind=OrganisationKind.COUNCIL))
    signed = send(
        signed_in(council), f"{url}/sign/", {"is_agreed": True, "revision": sent.json()["revision"]}
    )

    assert opened.json()["plan"] == str(plan.public_id)
    assert written.json()["lines"][0]["shares"] == {"C": "180.00"}
    assert written.json()["is_enough"] is True
    assert sent.json()["status"] == BudgetStatus.PROPOSED
    assert signed.json()["status"] == BudgetStatus.AGREED
    assert signed.json()["signatures"][0]["weekly_amount"] == "180.00"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"shares": {"Y": "5.00"}}, "shares"),
        ({"shares": {"C": "lots"}}, "shares"),
        ({"action": str(uuid.uuid4())}, "action"),
        ({"holder": str(uuid.uuid4())}, "holder"),
        ({"option": "cash"}, "option"),
    ],
)
def test_a_wrong_line_names_the_field(budget, coordinator, signed_in, change, field):
    line = {
        "action": str(budget.lines.get().action.public_id),
        "words": "Personal assistant",
        "option": "direct",
        "frequency": "weekly",
        "shares": {"C": "180.00"},
        **change,
    }

    answer = send(signed_in(coordinator), f"budgets/{budget.public_id}/lines/", line)

    assert answer.status_code == 400
    assert field in answer.json()["errors"]


def test_a_coordinator_does_not_sign_and_an_approver_does_not_write(budget, coordinator, signed_in):
    signing.propose(budget, by=coordinator)
    url = f"budgets/{budget.public_id}"
    assert send(signed_in(coordinator), f"{url}/sign/", {"is_agreed": True}).status_code == 403

    council = staff(Role.APPROVER, organisation=OrganisationFactory(kind=OrganisationKind.COUNCIL))

    assert send(signed_in(council), f"{url}/lines/", {}).status_code == 403
    assert not Signature.objects.exists()


def test_a_nominee_who_may_not_see_the_plan_still_sees_the_budget(budget, person, signed_in):
    nominee = AuthorityFactory(person=person, kind=AuthorityKind.NOMINEE).holder
    client = signed_in(nominee)

    found = client.get("/api/v1/budgets/").json()["results"]
    whole = client.get(f"/api/v1/budgets/{budget.public_id}/").json()

    assert [one["public_id"] for one in found] == [str(budget.public_id)]
    assert found[0]["plan"] is None
    assert whole["lines"][0]["shares"] == {"H": "95.00", "C": "180.00"}


def test_the_list_costs_the_same_queries_for_one_and_for_ten(
    budget, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(staff(Role.MANAGER))
    client.get("/api/v1/budgets/")
    with django_assert_max_num_queries(6) as one:
        client.get("/api/v1/budgets/")
    for _more in range(9):
        BudgetFactory()

    with django_assert_num_queries(len(one)):
        found = client.get("/api/v1/budgets/").json()["results"]
    assert len(found) == Budget.objects.count()


def test_a_holder_knows_its_own_lines_of_budgets_in_use(house, signed_in, acting_for):
    ours = OrganisationFactory(kind=OrganisationKind.PROVIDER)
    budget = in_use(
        ({C: "30.00"}, {"option": THIRD_PARTY, "holder": ours, "words": "Ours"}),
        ({H: "99.00"}, {"words": "Theirs"}),
        contribution="12.00",
    )
    draft = BudgetLineFactory(option=THIRD_PARTY, holder=ours).budget
    holder = staff(Role.HOLDER, organisation=ours)
    client = signed_in(holder)

    seen = client.get(f"/api/v1/budgets/{budget.public_id}/").json()

    assert [line["words"] for line in seen["lines"]] == ["Ours"]
    assert (seen["weekly_assessed_contribution"], seen["above_reason"]) == (None, "")
    assert len(client.get("/api/v1/budgets/").json()["results"]) == 1
    assert client.get(f"/api/v1/budgets/{draft.public_id}/").status_code == 404
    with acting_for(holder):
        assert [line.words for line in BudgetLine.objects.all()] == ["Ours"]
        assert not Budget.objects.filter(pk=draft.pk).exists()


def test_words_that_cannot_be_written_are_refused(coordinator, signed_in):
    answer = send(signed_in(coordinator), "budgets/open/", '{"plan": "\\ud800"}')

    assert answer.status_code == 400
    assert answer.json()["errors"]["plan"]


def test_a_holder_learns_neither_why_a_line_is_free_nor_why_the_money_ends(house, signed_in):
    ours = OrganisationFactory(kind=OrganisationKind.PROVIDER)
    fields = {"option": THIRD_PARTY, "holder": ours, "charge_exempt_reason": "s117"}
    budget = in_use(({C: "30.00"}, fields))
    Budget.objects.filter(pk=budget.pk).update(
        ends_on=today(), ends_because=EndedBecause.NOT_ENTITLED, end_words="Nobody else's business."
    )
    client = signed_in(staff(Role.HOLDER, organisation=ours))
    whole = client.get(f"/api/v1/budgets/{budget.public_id}/").json()
    ends = client.get(f"/api/v1/budget-endings/{budget.public_id}/").json()

    assert [line["charge_exempt_reason"] for line in whole["lines"]] == [""]
    assert (ends["ends_on"], ends["ends_because"], ends["end_words"]) == (today().isoformat(), "", "")
    assert client.get("/api/v1/budget-endings/").json()["results"][0]["end_words"] == ""
