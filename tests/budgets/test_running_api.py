"""Payments, spending and statements through the API."""

import uuid
from decimal import Decimal

import pytest

from budgets import spending
from budgets.models import Payment, Spend
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.budgets.running import margaret, paid
from tests.budgets.test_receipts import PDF, upload
from tests.factories import AllocationFactory
from tests.factories.people import UserFactory, staff


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_one_prepares_another_releases_once(house, signed_in):
    budget = margaret()
    worker = AllocationFactory(person=budget.person).worker
    asked = {"budget": str(budget.public_id), "starts_on": budget.starts_on.isoformat()}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    client = signed_in(worker)

    answers = [client.post("/api/v1/payments/", asked, "application/json", headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["amount"] == "972.00"
    address = f"/api/v1/payments/{answers[0].json()['public_id']}/release/"
    assert client.post(address, headers=key).status_code == 403

    client = signed_in(staff("finance"))
    assert client.post(address).status_code == 400
    assert client.post(address, headers=key).json()["status"] == "released"
    assert client.post(address, headers=key).status_code == 200
    again = client.post(address, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert (again.status_code, again["Content-Type"]) == (409, "application/problem+json")
    assert Payment.objects.count() == 1


def test_payments_are_listed_for_those_who_may_see_them(house, signed_in):
    payment = paid(margaret())
    address = f"/api/v1/payments/{payment.public_id}/"

    assert signed_in(staff("finance")).get("/api/v1/payments/").json()["results"][0]["amount"] == "972.00"
    assert signed_in(UserFactory(person=payment.person)).get(address).status_code == 200
    assert signed_in(staff("coordinator")).get(address).status_code == 404
    assert signed_in(staff("coordinator")).get("/api/v1/payments/").json()["results"] == []


def test_a_spend_is_written_down_once_with_its_receipt(house, signed_in):
    budget = margaret()
    paid(budget)
    client = signed_in(UserFactory(person=budget.person))
    key = {"Idempotency-Key": str(uuid.uuid4())}

    def post(**fields):
        line = budget.lines.get().public_id
        asked = {"budget": budget.public_id, "line": line, "amount": "12.50", "spent_on": today(), **fields}
        return client.post("/api/v1/spends/", asked, headers=key)

    first = post(receipt=upload(PDF))
    assert first.status_code == 201
    assert first.json()["receipt"]
    assert post().json() == first.json()
    assert post(amount="13.00").status_code == 409
    assert Spend.objects.count() == 1
    assert len(client.get("/api/v1/spends/").json()["results"]) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"amount": "0"}, 400),
        ({"amount": "-1.00"}, 400),
        ({"amount": "0.005"}, 400),
        ({"amount": "NaN"}, 400),
        ({"amount": "1e400"}, 400),
        ({"amount": "99999.00"}, 409),
        ({"spent_on": "2026-02-30"}, 400),
        ({"spent_on": "2999-01-01"}, 409),
        ({"line": str(uuid.uuid4())}, 404),
        ({"budget": str(uuid.uuid4())}, 404),
        ({"receipt": "not a file"}, 400),
    ],
)
def test_a_bad_spend_is_refused(house, signed_in, fields, status):
    budget = margaret()
    paid(budget)
    client = signed_in(UserFactory(person=budget.person))
    asked = {
        "budget": budget.public_id,
        "line": budget.lines.get().public_id,
        "amount": "1.00",
        "spent_on": today(),
        **fields,
    }

    answer = client.post("/api/v1/spends/", asked, headers={"Idempotency-Key": str(uuid.uuid4())})

    assert answer.status_code == status
    assert not Spend.objects.exists()


def test_a_line_of_another_budget_is_not_found(house, signed_in):
    budget, other = margaret(), margaret()
    paid(budget)
    asked = {
        "budget": budget.public_id,
        "line": other.lines.get().public_id,
        "amount": "1.00",
        "spent_on": today(),
    }
    client = signed_in(UserFactory(person=budget.person))

    answer = client.post("/api/v1/spends/", asked, headers={"Idempotency-Key": str(uuid.uuid4())})

    assert answer.status_code == 404


@pytest.mark.parametrize("what", ["budgets", "payments", "spends"])
def test_every_look_at_somebodys_money_is_written_down(house, signed_in, what):
    payment = paid(margaret())
    spending.record(
        payment.budget, by=None, key=uuid.uuid4(), line=payment.budget.lines.get(), amount=Decimal("5.00"),
        spent_on=today(),
    )  # fmt: skip
    client, looks = signed_in(staff("finance")), Event.objects.filter(is_read=True)

    (one,) = client.get(f"/api/v1/{what}/").json()["results"]
    assert looks.get().person_id == payment.person_id
    client.get(f"/api/v1/{what}/{one['public_id']}/")
    assert looks.count() == 2
