"""Putting right by pages and through the API: the person, their coordinator, finance."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets import payments, spending, summary
from budgets.models import Payment, Spend
from ipc.kernel.dates import today
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, in_use, margaret, paid
from tests.budgets.test_receipts import PDF, upload
from tests.factories import AllocationFactory
from tests.factories.people import UserFactory, staff


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def spend(house):
    budget = margaret()
    paid(budget)
    return spending.record(
        budget,
        by=None,
        key=uuid.uuid4(),
        line=budget.lines.get(),
        amount=Decimal("31.42"),
        spent_on=today(),
        what="Taxi to the lunch club",
    )


def page(client, name, row, **query):
    return client.get(reverse(name, args=[row.public_id]), query).content.decode()


def send(client, name, row, **typed):
    return client.post(reverse(name, args=[row.public_id]), {"key": uuid.uuid4(), **typed})


def test_the_person_puts_right_what_they_wrote_and_it_stays_to_be_seen(spend, signed_in):
    client = signed_in(UserFactory(person=spend.person))
    before = page(client, "my_spend", spend)
    assert "£31.42" in before
    assert reverse("put_my_spend_right", args=[spend.public_id]) in before
    assert reverse("add_my_receipt", args=[spend.public_id]) in before

    typed = {"because": "It was my sister's taxi", "key": uuid.uuid4()}
    for _click in range(2):
        assert send(client, "put_my_spend_right", spend, **typed).status_code == 302
    after = page(client, "my_spend", spend)

    assert "It was my sister&#x27;s taxi" in after
    assert reverse("put_my_spend_right", args=[spend.public_id]) not in after
    assert summary.money(spend.budget)["spent"] == Decimal("0.00")
    again = send(client, "put_my_spend_right", spend, because="Once more").content.decode()
    assert "already been put right" in again
    assert "Once more" in again


def test_why_is_asked_for(spend, signed_in):
    answer = send(signed_in(UserFactory(person=spend.person)), "put_my_spend_right", spend)

    assert "Say why, in a few words" in answer.content.decode()
    assert Spend.objects.get().put_right_at is None


def test_the_person_adds_a_receipt_later(spend, signed_in):
    client = signed_in(UserFactory(person=spend.person))
    refused = send(client, "add_my_receipt", spend, receipt=upload(b"MZ not a picture"))
    assert "must be a photo" in refused.content.decode()
    assert send(client, "add_my_receipt", spend, receipt=upload(PDF)).status_code == 302

    after = page(client, "my_spend", spend)
    assert "Look at the receipt" in after
    assert reverse("add_my_receipt", args=[spend.public_id]) not in after


def test_what_was_paid_for_the_person_is_shown_to_them_and_not_theirs_to_undo(house, signed_in):
    budget = in_use(({COUNCIL: "70.00"}, {"option": NOTIONAL}))
    client = signed_in(staff("finance"))
    line = budget.lines.get()
    day = {"spent_on_day": today().day, "spent_on_month": today().month, "spent_on_year": today().year}
    typed = {"line": line.public_id, "amount": "70.00", "what": "7 hours", "key": uuid.uuid4(), **day}
    assert "£3,640.00" in page(client, "record_cost", budget)
    for _click in range(2):
        assert send(client, "record_cost", budget, **typed).status_code == 302
    too_much = send(client, "record_cost", budget, **{**typed, "amount": "9999.00", "key": uuid.uuid4()})

    assert "Only £3,570.00 is still promised" in too_much.content.decode()
    told = page(signed_in(UserFactory(person=budget.person)), "my_spend", Spend.objects.get())
    assert "What was paid for me" in told
    assert "put it right" not in told


@pytest.mark.parametrize("role", ["coordinator", "finance"])
def test_staff_put_right_and_add_receipts_from_the_story(spend, signed_in, role):
    user = staff(role) if role == "finance" else AllocationFactory(person=spend.person).worker
    client = signed_in(user)
    story = page(client, "posting", spend.posting)
    for name in ("put_spend_right", "add_receipt"):
        assert reverse(name, args=[spend.public_id]) in story
        assert "£31.42" in page(client, name, spend)

    assert send(client, "add_receipt", spend, receipt=upload(PDF)).status_code == 302
    assert send(client, "put_spend_right", spend, because="Typed twice").status_code == 302
    story = page(client, "posting", spend.posting)
    assert "Typed twice" in story
    assert "The money is back where it was" in story
    assert "it is the mirror image" in page(client, "posting", spend.posting.reversed_by)


def test_the_person_is_led_to_their_own_pages(spend, signed_in):
    client = signed_in(UserFactory(person=spend.person))

    for name, own in (("put_spend_right", "put_my_spend_right"), ("add_receipt", "add_my_receipt")):
        answer = client.get(reverse(name, args=[spend.public_id]))
        assert answer["Location"] == reverse(own, args=[spend.public_id])


@pytest.mark.parametrize("role", ["coordinator", "finance"])
def test_a_payment_is_taken_back_with_its_reason(house, signed_in, role):
    budget = margaret()
    worker = AllocationFactory(person=budget.person).worker
    payment = payments.prepare(budget, by=worker, starts_on=budget.starts_on)
    client = signed_in(worker if role == "coordinator" else staff(role))

    assert "£972.00" in page(client, "cancel_payment", payment)
    assert send(client, "cancel_payment", payment, because="In hospital").status_code == 302
    assert "taken back" in send(client, "cancel_payment", payment, because="Again").content.decode()
    if role == "finance":
        told = page(client, "release_payment", payment)
        assert "In hospital" in told
        assert "Release the payment" not in told
    else:
        assert "Taken back" in page(client, "prepare_payment", budget)


KEY = "Idempotency-Key"


def test_the_api_puts_right_adds_receipts_writes_costs_and_takes_back(spend, signed_in):
    budget = in_use(({NHS: "70.00"}, {"option": NOTIONAL}), {NHS: "30.00"})
    payment = payments.prepare(budget, by=None, starts_on=budget.starts_on)
    client, address = signed_in(staff("finance")), f"/api/v1/spends/{spend.public_id}"
    key = {KEY: str(uuid.uuid4())}

    assert client.post(f"{address}/receipt/", {"receipt": upload(PDF)}).json()["receipt"]
    assert client.post(f"{address}/put-right/", {"because": "Twice"}).status_code == 400
    answers = [client.post(f"{address}/put-right/", {"because": "Twice"}, headers=key) for _ in range(2)]
    assert [answer.json()["put_right_because"] for answer in answers] == ["Twice", "Twice"]
    bill = {
        "budget": budget.public_id,
        "line": budget.lines.first().public_id,
        "amount": "70.00",
        "spent_on": today(),
    }
    key = {KEY: str(uuid.uuid4())}
    bills = [client.post("/api/v1/spends/costs/", bill, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in bills] == [201, 201]
    assert Spend.objects.filter(budget=budget).count() == 1
    taken = client.post(f"/api/v1/payments/{payment.public_id}/cancel/", {"because": "In hospital"})
    assert taken.json()["status"] == "cancelled"
    again = client.post(f"/api/v1/payments/{payment.public_id}/cancel/", {"because": "In hospital"})
    assert again.status_code == 409
    assert Payment.objects.filter(budget=budget).count() == 1
