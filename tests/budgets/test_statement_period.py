"""Money over any days and every budget: it adds up across the years, and is the same wherever it is told."""

import csv
import datetime as dt
import io
import uuid
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from budgets import ledger, spending, statement_account, statement_period
from budgets.acts import Act
from budgets.models import AccountKind, BudgetStatus, PostingKind
from budgets.pages import statement_period as pages
from ipc.kernel.dates import in_words, today
from ipc.kernel.models import Event
from ipc.kernel.money import pounds
from tests.budgets.running import NHS, in_use, paid
from tests.factories import ConsentFactory, PersonFactory
from tests.factories.people import UserFactory

DAY = dt.timedelta(days=1)
FIVE = Decimal("5.00")


def bought(budget, amount, spent_on):
    line = budget.lines.first()
    facts = {"line": line, "amount": Decimal(amount), "spent_on": spent_on, "what": "Taxi"}
    return spending.record(budget, by=None, key=uuid.uuid4(), **facts)


def carried(budget, source, target):
    ledger.move_between(
        budget,
        source,
        target,
        {NHS: FIVE},
        key=uuid.uuid4(),
        kind=PostingKind.CARRIED,
        value_on=today(),
        by=None,
    )


@pytest.fixture
def budgets(house):
    """One budget that ended with five pounds carried on, and the one in use that took them in."""
    before = in_use({NHS: "95.00"}, starts_on=today() - dt.timedelta(weeks=12))
    paid(before)
    bought(before, "100.07", today() - dt.timedelta(weeks=6))
    carried(before, AccountKind.HELD, AccountKind.FUNDER)
    before.status, before.ended_at, before.ends_on = BudgetStatus.ENDED, timezone.now(), today() - 15 * DAY
    before.save()
    now = in_use({NHS: "95.00"}, person=before.person, starts_on=today() - 14 * DAY)
    paid(now)
    carried(now, AccountKind.FUNDER, AccountKind.HELD)
    bought(now, "20.00", today())
    return [before, now]


def held(budgets, days):
    return next(pot for pot in statement_account.account_of(budgets, days) if pot["name"] == "held")[
        "together"
    ]


def test_two_budgets_are_one_account_and_what_was_carried_is_not_counted_twice(budgets):
    days = statement_period.usual(budgets)
    whole, alone = held(budgets, days), [held([one], days) for one in budgets]

    assert days == (budgets[0].starts_on, today())
    for column in ("came_in", "spent", "closing"):
        assert whole[column] == sum(one[column] for one in alone)
    assert [one["carried"] for one in alone] == [-FIVE, FIVE]
    assert "carried" not in whole
    assert whole["came_in"] - whole["spent"] == whole["closing"]
    balances = [sum(ledger.balances(one)[AccountKind.HELD].values()) for one in budgets]
    assert whole["closing"] == sum(balances)


def test_any_days_go_on_where_the_days_before_ended(budgets):
    first, last = statement_period.usual(budgets)
    cut = last - dt.timedelta(weeks=5)

    before = held(budgets, statement_account.Period(first, cut))
    after = held(budgets, statement_account.Period(cut + DAY, last))

    assert before["closing"] == after["opening"]
    assert before["spent"] + after["spent"] == Decimal("120.07")


def test_page_pdf_and_file_tell_the_same(budgets, signed_in):
    person = budgets[0].person
    client = signed_in(UserFactory(person=person))
    whole = held(budgets, statement_period.usual(budgets))

    page = client.get(reverse("my_statement_period")).text
    pdf = PdfReader(BytesIO(client.get(reverse("my_statement_period_pdf"), {"print": "large"}).content))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for amount in whole.values():
        assert pounds(amount) in page
        assert pounds(amount) in text
    file = client.get(reverse("my_statement_period_csv")).content.decode("utf-8-sig")
    closing = [
        row for row in csv.reader(io.StringIO(file)) if row[1] == "At the end" and row[3] == "In your account"
    ]
    assert sum(Decimal(row[6]) for row in closing) == whole["closing"]
    assert Event.objects.filter(act=Act.TAKE_STATEMENT, person_id=person.pk, is_read=True).exists()


def test_days_are_chosen_and_days_the_wrong_way_round_are_said_kindly(budgets, signed_in):
    client = signed_in(UserFactory(person=budgets[0].person))
    first = today() - 3 * DAY

    shown = client.get(
        reverse("my_statement_period"), {"first": first.isoformat(), "last": today().isoformat()}
    )
    assert f"From {in_words(first)} to {in_words(today())}." in shown.text
    wrong = client.get(
        reverse("my_statement_period"), {"first": today().isoformat(), "last": first.isoformat()}
    )
    assert "The last day must be the first day or a day after it." in wrong.text


def test_before_there_is_money_the_page_says_what_will_be_here(house, signed_in):
    client = signed_in(UserFactory(person=PersonFactory()))

    assert "There has been no money yet" in client.get(reverse("my_statement_period")).text
    assert client.get(reverse("my_statement_period_csv")).status_code == 200


def test_nobody_to_whom_the_money_was_not_shown_reads_it(budgets, signed_in):
    reader = ConsentFactory(person=budgets[0].person, sections=["identity", "plan"]).user
    client = signed_in(reader)

    for name in ("my_statement_period", "my_statement_period_pdf", "my_statement_period_csv"):
        assert client.get(reverse(name)).status_code == 403


def test_it_costs_the_same_for_one_budget_and_for_two(budgets, django_assert_num_queries):
    days, person = statement_period.usual(budgets), budgets[0].person
    for some in (budgets[:1], budgets):
        with django_assert_num_queries(3):
            statement_period.words(person, some, days)
    assert pages.budgets_of(person, UserFactory(person=person)) == budgets
