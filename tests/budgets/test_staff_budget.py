"""The budget as staff see it: one table with how each line stands, where the money is, in as many queries."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets import ledger, spending, summary
from ipc.kernel.dates import in_words, today
from ipc.kernel.money import pounds
from tests.budgets.running import COUNCIL, EDUCATION, NHS, NOTIONAL, in_use, paid
from tests.factories import AllocationFactory, BudgetLineFactory, VariationFactory, VariationLineFactory
from tests.factories.people import staff

DAY = dt.timedelta(days=1)


@pytest.fixture
def budget(house):
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"},
        ({EDUCATION: "45.00"}, {"option": NOTIONAL, "words": "A reading group"}),
        ({COUNCIL: "20.00"}, {"words": "A week away", "is_contingency": True}),
        contribution="32.00",
    )
    paid(budget)
    return budget


def spend(budget, amount="1.00"):
    return spending.record(
        budget,
        by=None,
        key=uuid.uuid4(),
        line=budget.lines.first(),
        amount=Decimal(amount),
        spent_on=today(),
    )


def test_each_line_says_how_it_stands_and_from_when_until_when(budget, signed_in):
    soon, was = today() + 9 * DAY, today() - 3 * DAY
    BudgetLineFactory(budget=budget, words="Swimming", starts_on=soon)
    BudgetLineFactory(budget=budget, words="A taxi", ends_on=was)
    line = budget.lines.get(words="A reading group")
    VariationLineFactory(variation=VariationFactory(budget=budget), line=line)
    worker = AllocationFactory(person=budget.person).worker
    page = signed_in(worker).get(reverse("budget", args=[budget.public_id])).text

    for words in ("In use", "Kept for emergencies", "a change is asked for", "Still to begin", "Over"):
        assert words in page
    assert f"from {in_words(soon)}" in page
    assert f"until {in_words(was)}" in page


def test_staff_see_where_the_money_is_by_funder_and_in_all(budget, signed_in):
    spend(budget, "31.42")
    worker = AllocationFactory(person=budget.person).worker
    page = signed_in(worker).get(reverse("budget", args=[budget.public_id])).text
    money = summary.money(budget)

    for name in ("allocated", "committed", "came_in", "spent", "left"):
        assert pounds(money[name]) in page
        for one in money["by_funder"]:
            assert pounds(one[name]) in page
    for name in ("entries", "statement", "prepare_payment", "what_if"):
        assert reverse(name, args=[budget.public_id]) in page


def test_the_pages_of_a_budget_ask_as_much_of_many_entries_as_of_few(budget, signed_in):
    worker = AllocationFactory(person=budget.person).worker
    client = signed_in(worker)
    addresses = [reverse(name, args=[budget.public_id]) for name in ("budget", "statement")]

    def counted():
        for address in addresses:
            client.get(address)
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    few = counted()
    for _time in range(12):
        made = spend(budget)
    ledger.reverse(made.posting, key=uuid.uuid4(), value_on=today(), by=None)
    assert counted() == few


def test_finance_reads_this_month_of_the_site_by_funder(budget, signed_in):
    client = signed_in(staff("finance"))
    page = client.get(reverse("payments")).text

    assert "£972.00 was paid out in" in page
    assert reverse("books") in page
    for _time in range(3):
        paid(budget)
    client.get(reverse("payments"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("payments"))
    paid(budget)
    with CaptureQueriesContext(connection) as more:
        client.get(reverse("payments"))
    assert len(more) == len(few)
    assert "£4,860.00 was paid out in" in client.get(reverse("payments")).text
