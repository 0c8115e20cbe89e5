"""Every number that is shown comes from one place, and that place agrees with the ledger."""

import json
import uuid
from decimal import Decimal
from io import BytesIO

import pytest
from django.db.models import Sum
from django.urls import reverse
from pypdf import PdfReader

from budgets import ledger, spending, summary
from budgets.models import AccountKind, Entry, PostingKind
from ipc.kernel.dates import today
from ipc.kernel.money import pounds
from tests.budgets.running import COUNCIL, EDUCATION, NHS, NOTIONAL, PERSON, in_use, margaret, paid
from tests.factories import AllocationFactory
from tests.factories.people import UserFactory, staff


@pytest.fixture
def budget(house):
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"}, ({EDUCATION: "45.00"}, {"option": NOTIONAL}), contribution="32.00"
    )
    paid(budget)
    paid(budget)
    for amount in ("12.34", "100.01", "0.07"):
        spending.record(
            budget,
            by=None,
            key=uuid.uuid4(),
            line=budget.lines.first(),
            amount=Decimal(amount),
            spent_on=today(),
        )
    return budget


def entries(budget, *kinds):
    found = Entry.objects.filter(posting__budget=budget, posting__kind__in=kinds)
    return found.aggregate(whole=Sum("amount"))["whole"]


def test_the_summary_is_what_the_entries_add_up_to(budget):
    money = summary.money(budget)

    assert money["allocated"] == entries(budget, PostingKind.ALLOCATION)
    assert money["paid_out"] == entries(budget, PostingKind.PAYMENT) == Decimal("1944.00")
    assert money["contributed"] == entries(budget, PostingKind.CONTRIBUTION) == Decimal("256.00")
    assert money["spent"] == entries(budget, PostingKind.SPEND) == Decimal("112.42")
    assert money["came_in"] == Decimal("2200.00")
    assert money["left"] == Decimal("2087.58")
    assert money["waiting"] == money["allocated"] - money["paid_out"]


def test_the_funders_add_up_to_the_whole(budget):
    money = summary.money(budget)

    assert [one["funder"] for one in money["by_funder"]] == [NHS, COUNCIL, EDUCATION, PERSON]
    for name in ("allocated", "waiting", "came_in", "spent", "left"):
        assert sum(one[name] for one in money["by_funder"]) == money[name]


def test_the_summary_takes_no_more_than_three_queries(budget, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        summary.money(budget)


def test_a_budget_before_its_first_payment_has_nothing_in_the_account(house):
    money = summary.money(margaret())

    assert (money["came_in"], money["spent"], money["left"]) == (0, 0, 0)
    assert money["waiting"] == money["allocated"] == Decimal("12636.00")
    assert (money["lasts_until"], money["next_payment_on"]) == (None, None)


def test_page_api_pdf_and_ledger_say_the_same(budget, signed_in):
    user = UserFactory(person=budget.person)
    worker = AllocationFactory(person=budget.person).worker
    money, held = summary.money(budget), ledger.balances(budget)[AccountKind.HELD]
    assert sum(held.values()) == money["left"]

    client = signed_in(user)
    page = client.get(reverse("my_money")).content.decode()
    for name in ("came_in", "spent", "left", "contributed"):
        assert pounds(money[name]) in page
    for one in money["by_funder"]:
        assert pounds(one["left"]) in page
    pdf = PdfReader(BytesIO(client.get(reverse("my_statement_pdf")).content))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    statement = " ".join(client.get(reverse("my_statement")).content.decode().split())
    assert "You have £972.00 every 4 weeks. That is £243 a week." in page

    answer = json.loads(signed_in(worker).get(f"/api/v1/budget-statements/{budget.public_id}/").content)
    assert answer["money"]["left"] == str(money["left"])
    assert answer["money"]["spent"] == str(money["spent"])
    assert answer["direct_payment"]["period"] == "972.00"
    for one in answer["funders"]:
        for amount in (one["weekly"], one["yearly"]):
            assert pounds(Decimal(amount)) in text
            assert pounds(Decimal(amount)) in statement
    with_finance = signed_in(staff("finance")).get(f"/api/v1/budget-statements/{budget.public_id}/")
    assert json.loads(with_finance.content)["money"] == answer["money"]
