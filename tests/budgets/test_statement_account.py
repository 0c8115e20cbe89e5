"""The account over any days: it adds up, agrees with the balances, and is the same wherever it is told."""

import csv
import datetime as dt
import io
import json
import re
import uuid
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from budgets import ledger, spending, statement, statement_account, statement_csv, statement_easy, summary
from budgets.acts import Act
from budgets.models import AccountKind, PostingKind
from budgets.statement_account import Period, PeriodTheWrongWayRound
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from ipc.kernel.money import pounds
from people.models import Funder
from tests.budgets.running import COUNCIL, EDUCATION, NHS, NOTIONAL, in_use, paid
from tests.factories import AllocationFactory, OwnExtraFactory
from tests.factories.people import UserFactory, staff

DAY = dt.timedelta(days=1)
AGO = dt.timedelta(weeks=9)


def bought(budget, amount, spent_on=None, what=""):
    return spending.record(
        budget,
        by=None,
        key=uuid.uuid4(),
        line=budget.lines.first(),
        amount=Decimal(amount),
        spent_on=spent_on or today(),
        what=what,
    )


@pytest.fixture
def budget(house):
    """Paid three times today, spent over nine weeks, one of the spends put right; a part is notional."""
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"},
        ({EDUCATION: "45.00"}, {"option": NOTIONAL}),
        contribution="32.00",
        starts_on=today() - AGO,
    )
    for _time in range(3):
        paid(budget)
    for weeks in range(8, -1, -2):
        bought(budget, f"{100 + weeks}.07", today() - dt.timedelta(weeks=weeks))
    wrong = bought(budget, "31.42", what="=Taxi")
    ledger.reverse(wrong.posting, key=uuid.uuid4(), value_on=today(), by=None)
    ledger.move_between(
        budget,
        AccountKind.COMMITTED,
        AccountKind.PAID_FOR,
        {EDUCATION: Decimal("40.00")},
        key=uuid.uuid4(),
        kind=PostingKind.SPEND,
        value_on=today(),
        by=None,
    )
    return budget


def pots(budget, days=None):
    found = statement_account.account(budget, days or statement_account.this_year(budget))
    return {pot["name"]: pot for pot in found}


def agrees(row):
    goes = sum(row.get(name, 0) for name in ("spent", "given_back", "paid_out", "paid_for"))
    comes = sum(row.get(name, 0) for name in ("came_in", "paid", "set_aside", "carried", "put_right"))
    return row["opening"] + comes - goes == row["closing"]


def test_an_account_over_the_year_is_the_balance_of_today_to_the_penny(budget):
    money, found = summary.money(budget), pots(budget)

    assert found["held"]["together"]["closing"] == money["left"]
    assert found["held"]["together"]["came_in"] == money["came_in"]
    together = found["held"]["together"]
    assert together["spent"] - together["put_right"] == money["spent"] == Decimal("520.35")
    assert found["paid_for"]["together"]["closing"] == money["paid_for_you"] == Decimal("40.00")
    assert found["aside"]["together"]["closing"] == money["waiting"]
    for name, kinds in {"held": ("left",), "aside": ("waiting",)}.items():
        closing = {row["funder"]: row["closing"] for row in found[name]["funders"]}
        known = {one["funder"]: one[kinds[0]] for one in money["by_funder"] if one["funder"] in closing}
        assert closing == known


def test_an_account_of_any_days_adds_up_and_goes_on_where_the_days_before_ended(budget):
    first = budget.starts_on
    for cut in (first + 20 * DAY, first + 35 * DAY, today() - DAY):
        before, after = pots(budget, Period(first, cut)), pots(budget, Period(cut + DAY, today()))
        for name, pot in before.items():
            assert all(map(agrees, pot["funders"]))
            assert agrees(pot["together"])
            assert pot["together"]["closing"] == after[name]["together"]["opening"]
        assert all(agrees(pot["together"]) for pot in after.values())
        assert after["held"]["together"]["closing"] == summary.money(budget)["left"]


def test_an_account_costs_one_query(budget, django_assert_num_queries):
    with django_assert_num_queries(1):
        pots(budget)


def test_money_given_back_and_carried_stands_in_columns_of_its_own(budget):
    moves = {"key": None, "value_on": today(), "by": None}
    for kind in (PostingKind.RETURN, PostingKind.CARRIED):
        moves["key"] = uuid.uuid4()
        ledger.move_between(
            budget, AccountKind.HELD, AccountKind.FUNDER, {NHS: Decimal("5.00")}, kind=kind, **moves
        )
    nhs = next(row for row in pots(budget)["held"]["funders"] if row["funder"] == NHS)

    assert (nhs["given_back"], nhs["carried"]) == (Decimal("5.00"), Decimal("-5.00"))
    assert agrees(nhs)


def test_what_was_put_right_is_shown_as_such_and_what_was_written_stays(budget):
    content = statement.content(budget)

    assert content["put_right"] == [
        {"on": today().isoformat(), "words": "=Taxi", "amount": "31.42", "because": ""}
    ]
    assert content["spent_on"][0]["amount"] == "551.77"
    assert "What was put right" in [one["heading"] for one in statement.words(content)["sections"]]


def test_a_period_must_not_end_before_it_begins(house):
    with pytest.raises(PeriodTheWrongWayRound):
        statement_account.period(today(), today() - DAY)


def rows_of(file):
    return list(csv.reader(io.StringIO(file)))


def test_the_file_adds_up_to_the_balances_and_holds_no_formula(budget):
    rows = rows_of(statement_csv.file(budget, statement_account.this_year(budget)))
    head, *lines = rows
    money = summary.money(budget)

    def whole(pot):
        of_it = [row for row in lines if row[3] == pot]
        return [sum(Decimal(row[place] or 0) for row in of_it if row[1] != "At the end") for place in (5, 6)]

    came, went = whole("In your account")
    assert came - went == money["left"]
    assert sum(Decimal(row[6] or 0) for row in lines if row[1] == "At the end") == (
        money["left"] + money["paid_for_you"] + money["waiting"]
    )
    assert head[0] == "Day"
    assert {row[2] for row in lines if "Taxi" in row[2]} == {"'=Taxi"}


def test_page_file_pdf_api_and_ledger_tell_the_same_account(budget, signed_in):
    worker = AllocationFactory(person=budget.person).worker
    days = {"first": (today() - dt.timedelta(weeks=5)).isoformat(), "last": today().isoformat()}
    held = pots(budget, Period(*map(dt.date.fromisoformat, days.values())))["held"]["together"]
    client = signed_in(UserFactory(person=budget.person))

    page = client.get(reverse("my_statement"), days).text
    pdf = PdfReader(BytesIO(client.get(reverse("my_statement_pdf"), days).content))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for column, amount in held.items():
        assert pounds(amount) in page, column
        assert pounds(amount) in text, column
    lines = rows_of(client.get(reverse("my_statement_csv"), days).content.decode("utf-8-sig"))
    closing = [row for row in lines if row[1] == "At the end" and row[3] == "In your account"]
    assert sum(Decimal(row[6]) for row in closing) == held["closing"]
    assert held["closing"] == sum(ledger.balances(budget)[AccountKind.HELD].values())

    address = f"/api/v1/budget-statements/{budget.public_id}/"
    answer = json.loads(signed_in(worker).get(address, days).content)
    told = next(pot for pot in answer["account"]["pots"] if pot["name"] == "held")
    assert told["together"] == {column: str(amount) for column, amount in held.items()}
    assert signed_in(worker).get(address, {"first": "2026-02-31", "last": "x"}).status_code == 400


def test_easy_read_tells_the_same_numbers_with_a_drawing_for_each_line(budget):
    content = statement.content(budget)
    lines = [line for one in statement_easy.sections(content) for line in one["lines"]]
    said = " ".join(line["sentence"] for line in lines)
    held = next(pot for pot in content["account"]["pots"] if pot["name"] == "held")["together"]

    assert all(line["picture"] and line["shows"] for line in lines)
    assert max(len(sentence.split()) for sentence in re.findall(r"[^.:]+[.:]", said)) <= 12
    for name in ("opening", "came_in", "spent", "closing"):
        assert pounds(Decimal(held[name])) in said
    assert statement.pdf(content, "easy_read").startswith(b"%PDF-")


def test_what_the_person_buys_themselves_is_told_and_never_in_a_total(budget):
    before = statement.content(budget)
    OwnExtraFactory(budget=budget, words="A second swim", weekly_amount=Decimal("6.66"))
    after = statement.content(budget)

    assert after["own_extras"] == [{"words": "A second swim", "weekly": "6.66"}]
    assert {**after, "own_extras": []} == before


def test_the_days_of_before_are_told_as_the_budget_was_then(budget):
    line = budget.lines.first()
    line.ends_on = today() - DAY
    line.save()

    then = statement.content(budget, Period(budget.starts_on, today() - DAY))
    assert (then["weekly"], statement.content(budget)["weekly"]) == ("320.00", "45.00")


def test_days_that_make_no_sense_are_told_kindly_and_the_year_is_shown(budget, signed_in):
    client = signed_in(UserFactory(person=budget.person))

    page = client.get(reverse("my_statement"), {"first": "2026-11-02", "last": "2026-11-01"}).text
    assert "The last day must be the first day or a day after it." in page
    assert pounds(summary.money(budget)["left"]) in page
    assert "Enter the last day as today or a day before today" in (
        client.get(reverse("my_statement"), {"first": "2026-11-02", "last": "2199-01-01"}).text
    )


def test_staff_take_the_file_of_those_whose_statement_they_may_take(budget, signed_in):
    address = reverse("statement_csv", args=[budget.public_id])

    answer = signed_in(staff("finance")).get(address)
    assert answer["Content-Type"].startswith("text/csv")
    assert budget.person.family_name not in answer["Content-Disposition"]
    assert str(Funder.NHS.label) in answer.content.decode()
    assert Event.objects.filter(act=Act.TAKE_STATEMENT, person_id=budget.person_id).count() == 1
    assert signed_in(staff("coordinator")).get(address).status_code == 404
