"""Sign-off through the API: what waits, answers, panels, questions and limits."""

import uuid
from decimal import Decimal

import pytest

from budgets import signing
from budgets.models import Budget, BudgetStatus, DelegatedLimit, PanelDecision
from ipc.kernel.dates import today
from people.models import Funder, OrganisationKind, Role, Todo
from tests.factories import AllocationFactory, BudgetFactory, BudgetLineFactory, OrganisationFactory
from tests.factories.people import staff

D = Decimal
H, C = Funder.NHS, Funder.COUNCIL


@pytest.fixture
def proposed(house):
    budget = BudgetFactory()
    BudgetLineFactory(budget=budget, words="Mornings", shares={C: D("180.00")})
    BudgetLineFactory(budget=budget, words="Swimming", shares={C: D("12.00")})
    return signing.propose(budget, by=AllocationFactory(person=budget.person).worker)


@pytest.fixture
def council(proposed, signed_in):
    return signed_in(staff(Role.APPROVER, organisation=OrganisationFactory(kind=OrganisationKind.COUNCIL)))


def send(client, url, **data):
    return client.post(
        url, data, content_type="application/json", headers={"Idempotency-Key": str(uuid.uuid4())}
    )


def test_what_waits_is_listed_until_it_is_answered_in_part(proposed, council):
    url = f"/api/v1/approvals/{proposed.public_id}/"
    (waiting,) = council.get("/api/v1/approvals/").json()["results"]
    kept = str(proposed.lines.get(words="Mornings").public_id)

    made = send(
        council,
        f"{url}answer/",
        is_agreed=False,
        agreed_lines=[kept],
        reason="The pool is free",
        revision=proposed.revision,
    )

    assert (waiting["public_id"], waiting["plan"]) == (str(proposed.public_id), str(proposed.plan.public_id))
    assert council.get(url).json()["revision"] == proposed.revision + 1
    assert made.status_code == 201
    assert made.json()["is_part"]
    assert [one["is_agreed"] for one in made.json()["lines"]] == [True, False]
    assert council.get("/api/v1/approvals/").json()["results"] == []
    (read,) = council.get("/api/v1/signatures/").json()["results"]
    assert read["reason"] == "The pool is free"
    assert council.get(f"/api/v1/signatures/{read['public_id']}/").status_code == 200


def test_a_panel_and_a_question_are_written_down(proposed, council):
    url = f"/api/v1/approvals/{proposed.public_id}/"

    panel = send(
        council, f"{url}panel/", met_on=str(today()), who="Two managers", is_agreed=True, reason="Safe"
    )
    asked = send(council, f"{url}ask/", words="Why two mornings?")

    assert (panel.status_code, asked.status_code) == (201, 204)
    assert PanelDecision.objects.get().reason == "Safe"
    assert (
        council.get(f"/api/v1/panel-decisions/{panel.json()['public_id']}/").json()["who"] == "Two managers"
    )
    assert Todo.objects.get(kind="funder_question").detail == "Why two mornings?"
    answered = send(council, f"{url}answer/", is_agreed=True, revision=proposed.revision)
    assert answered.status_code == 201
    assert Budget.objects.get().status == BudgetStatus.AGREED


def test_what_the_rules_refuse_is_a_conflict_and_others_find_nothing(proposed, council, signed_in):
    url = f"/api/v1/approvals/{proposed.public_id}/answer/"

    assert send(council, url, is_agreed=False, revision=proposed.revision).status_code == 409
    finance = signed_in(staff(Role.FINANCE))
    assert send(finance, url, is_agreed=True, revision=proposed.revision).status_code == 403


def test_an_administrator_adds_limits_approvers_first(house, signed_in):
    admin = signed_in(staff(Role.SITE_ADMIN))
    row = {
        "funder": "C",
        "weekly_up_to": "150.00",
        "one_off_up_to": "0.00",
        "effective_from": str(today()),
        "source": "Scheme of delegation",
    }

    assert send(admin, "/api/v1/delegated-limits/", role="manager", **row).status_code == 409
    for role in ("approver", "manager"):
        assert send(admin, "/api/v1/delegated-limits/", role=role, **row).status_code == 201

    assert DelegatedLimit.objects.filter(site=house).count() == 2
    listed = admin.get("/api/v1/delegated-limits/").json()["results"]
    assert {one["role"] for one in listed} == {"approver", "manager"}
