"""Lines, rules, extras and prices through the API: the same verbs, the same refusals."""

import uuid
from decimal import Decimal

import pytest

from ipc.kernel.dates import today
from tests.budgets.running import COUNCIL, NHS
from tests.factories import AllocationFactory, BudgetFactory, PersonFactory
from tests.factories.budgets import BudgetLineFactory, UnitPriceFactory, action_of
from tests.factories.people import OrganisationFactory, UserFactory, staff

D = Decimal


@pytest.fixture
def worker(house):
    return AllocationFactory(person=PersonFactory()).worker


@pytest.fixture
def budget(worker):
    return BudgetFactory(person=worker.allocations.get().person)


@pytest.fixture
def post(signed_in, worker):
    client = signed_in(worker)

    def posted(path, asked, key=None):
        headers = {"Idempotency-Key": str(key or uuid.uuid4())}
        return client.post(f"/api/v1/{path}", asked, content_type="application/json", headers=headers)

    return posted


def a_line(budget, **more):
    return {
        "action": str(action_of(budget.plan).public_id),
        "words": "Help in the mornings",
        "option": "notional",
        "frequency": "weekly",
        **more,
    }


def test_a_line_is_added_with_a_price_and_changed_whole(post, budget):
    price = UnitPriceFactory(site=budget.site, amount=D("24.00"))
    bought = {"price": str(price.public_id), "quantity": "10", "every": "week"}
    asked = a_line(budget, bought=bought, percents={"H": "25", "C": "75"}, connection="friend")

    assert post(f"budgets/{budget.public_id}/lines/", asked).status_code == 201
    line = budget.lines.get()
    assert (line.amount, line.price, line.connection) == (D("240.00"), price, "friend")
    answer = post(f"budget-lines/{line.public_id}/change/", a_line(budget, shares={"E": "20.00"}))
    assert answer.status_code == 200
    assert (answer.json()["shares"], answer.json()["in_words"]) == ({"E": "20.00"}, "")


def test_a_line_is_changed_once_for_a_key(post, budget):
    line, key = BudgetLineFactory(budget=budget), uuid.uuid4()
    asked = a_line(budget, shares={"H": "20.00"})

    for _again in range(2):
        assert post(f"budget-lines/{line.public_id}/change/", asked, key).status_code == 200
    budget.refresh_from_db()
    assert budget.revision == 2


def test_a_line_is_refused_by_a_rule_with_its_source(post, budget):
    answer = post(
        f"budgets/{budget.public_id}/lines/", a_line(budget, words="Cigarettes", shares={"H": "5.00"})
    )

    assert answer.status_code == 409
    assert "This looks like tobacco" in answer.content.decode()
    answer = post(f"budgets/{budget.public_id}/lines/", a_line(budget, shares={"Y": "5.00"}))
    assert answer.status_code == 400
    elsewhere = {
        "price": str(UnitPriceFactory(site__slug="luton").public_id),
        "quantity": "1",
        "every": "week",
    }
    answer = post(
        f"budgets/{budget.public_id}/lines/", a_line(budget, bought=elsewhere, percents={"H": "100"})
    )
    assert answer.status_code == 400


def test_lines_are_read_and_taken_off(post, budget, client):
    line = BudgetLineFactory(budget=budget)
    BudgetLineFactory()

    rows = client.get("/api/v1/budget-lines/").json()["results"]
    assert [row["public_id"] for row in rows] == [str(line.public_id)]
    assert post(f"budget-lines/{line.public_id}/remove/", {"is_free": True}).status_code == 204
    assert not budget.lines.exists()


def test_a_holder_is_not_told_who_is_close_to_the_person(house, signed_in):
    holder = OrganisationFactory(kind="provider")
    budget = BudgetFactory(status="active")
    line = BudgetLineFactory(
        budget=budget, option="third_party", holder=holder, connection="friend", charge_exempt_reason="s117"
    )

    told = (
        signed_in(staff("holder", organisation=holder)).get(f"/api/v1/budget-lines/{line.public_id}/").json()
    )

    assert (told["words"], told["connection"], told["charge_exempt_reason"]) == (line.words, "", "")


def test_money_is_kept_back(post, budget):
    BudgetLineFactory(budget=budget)

    kept = post("budget-lines/keep-back/", {"budget": str(budget.public_id), "weeks": "2"}).json()
    assert [row["amount"] for row in kept] == ["360.00"]
    assert post("budget-lines/keep-back/", {"budget": str(budget.public_id), "weeks": "0"}).json() == []


def test_own_extras_are_added_by_the_person(house, signed_in):
    budget = BudgetFactory()
    client = signed_in(UserFactory(person=budget.person))
    asked = {"budget": str(budget.public_id), "words": "A second swim", "weekly_amount": "6.00"}

    assert client.post("/api/v1/own-extras/add/", asked, content_type="application/json").status_code == 201
    assert client.get("/api/v1/own-extras/").json()["results"][0]["words"] == "A second swim"


def test_the_rule_sheet_is_told(house, signed_in):
    budget = BudgetFactory()
    BudgetLineFactory(budget=budget, shares={NHS: D(50), COUNCIL: D(50)})
    client = signed_in(UserFactory(person=budget.person))

    sections = client.get(f"/api/v1/rule-sheets/{budget.public_id}/").json()["sections"]

    assert any("friends count too" in rule["stricter"] for one in sections for rule in one["rules"])
    assert all(rule["source"] for one in sections for rule in one["rules"])


def test_prices_are_added_by_the_administrator_of_the_site(house, signed_in):
    client = signed_in(staff("site_admin"))
    asked = {
        "words": "An hour of help", "kind": "agency", "unit": "hour", "amount": "25.10",
        "effective_from": today().isoformat(), "source": "Made up",
    }  # fmt: skip

    answer = client.post("/api/v1/unit-prices/", asked, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (201, "an-hour-of-help")
    assert client.post("/api/v1/unit-prices/", asked, content_type="application/json").status_code == 409
    assert len(client.get("/api/v1/unit-prices/").json()["results"]) == 1
