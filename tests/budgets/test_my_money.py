"""My money: one bar, until when, what each way of managing it means, all that was spent page by page."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets import ending, spending, summary
from budgets.models import EndedBecause
from budgets.pages import my_money as pages
from ipc.kernel.dates import in_words, today
from ipc.kernel.money import pounds
from people.models import Section
from tests.budgets.running import COUNCIL, EDUCATION, NHS, NOTIONAL, THIRD_PARTY, in_use, paid
from tests.factories import AuthorityFactory
from tests.factories.people import UserFactory, staff

AGO = dt.timedelta(days=60)


@pytest.fixture
def budget(house):
    budget = in_use(
        {NHS: "95.00", COUNCIL: "180.00"},
        ({EDUCATION: "45.00"}, {"option": NOTIONAL, "words": "A reading group"}),
        ({COUNCIL: "30.00"}, {"option": THIRD_PARTY, "words": "A place to meet"}),
        ({COUNCIL: "20.00"}, {"words": "A week away", "is_contingency": True}),
        contribution="32.00",
        starts_on=today() - AGO,
    )
    paid(budget)
    return budget


def spend(budget, amount="1.00", **more):
    facts = {"line": budget.lines.first(), "spent_on": today(), **more}
    return spending.record(budget, by=None, key=uuid.uuid4(), amount=Decimal(amount), **facts)


@pytest.fixture
def me(budget):
    return UserFactory(person=budget.person)


def test_one_bar_holds_the_whole_of_the_money(budget, me):
    spend(budget, "31.42")
    spending.record_cost(
        budget,
        by=staff("finance"),
        key=uuid.uuid4(),
        line=budget.lines.get(words="A reading group"),
        amount=Decimal("45.00"),
        spent_on=today(),
    )
    money = summary.money(budget)
    spent, free, kept = [part["text"] for part in pages.my_money(budget, me)["year"]["parts"]]

    assert spent == pounds(Decimal("76.42"))
    assert kept == pounds(money["committed"] + 52 * 20)
    whole = sum(Decimal(text.replace(",", "").strip("£")) for text in (spent, free, kept))
    assert whole == money["allocated"] + money["contributed"]


def test_each_way_to_manage_it_is_told_with_the_say_one_has(budget, me, signed_in):
    """P25: with a notional or third-party budget somebody is fully involved and has a say."""
    page = signed_in(me).get(reverse("my_money")).text
    parts = {part["option"]: part for part in pages.my_money(budget, me)["parts"]}

    assert parts["direct"]["lines"] == ["Help in the mornings"]
    for option in ("notional", "third_party"):
        assert "You still decide: what, when, where and from whom." in parts[option]["sentences"]
    holder = budget.lines.get(words="A place to meet").holder.name
    assert f"{holder} looks after the money, and pays for your support." in page
    assert reverse("my_what_if") in page


def test_what_was_put_right_stays_to_be_seen_and_does_not_count(budget, me, signed_in):
    wrong = spend(budget, "31.42", what="A taxi twice")
    spending.put_right(wrong, by=me, key=uuid.uuid4(), because="I wrote it down twice.")
    page = signed_in(me).get(reverse("my_money")).text

    assert "<s>£31.42</s>" in page
    assert "I wrote it down twice." in page
    assert summary.money(budget)["spent"] == 0


def test_everything_spent_is_listed_page_by_page_the_latest_first(budget, me, signed_in, house):
    for days in (3, 1, 2, 1):
        spend(budget, f"{days}.00", spent_on=today() - dt.timedelta(days=days))
    first, token = pages.spends_after(budget, me, "", 3)
    second, end = pages.spends_after(budget, me, token, 3)

    assert [one["amount"] for one in first + second] == ["£1.00", "£1.00", "£2.00", "£3.00"]
    assert end == ""
    assert "£3.00" in signed_in(me).get(reverse("my_spends")).text


def test_my_money_is_read_in_few_queries(budget, me, signed_in, django_assert_max_num_queries):
    spend(budget)
    client = signed_in(me)
    client.get(reverse("my_money"))
    with django_assert_max_num_queries(19):
        client.get(reverse("my_money"))


def test_a_helper_who_is_given_the_money_reads_it_and_others_do_not(budget, signed_in):
    helper, other = UserFactory(), UserFactory()
    AuthorityFactory(person=budget.person, holder=helper, sections=[Section.IDENTITY, Section.MONEY])
    AuthorityFactory(person=budget.person, holder=other, sections=[Section.IDENTITY])
    for name in ("my_money", "my_spends", "my_what_if", "my_statement_csv"):
        assert signed_in(helper).get(reverse(name)).status_code == 200
        assert signed_in(other).get(reverse(name)).status_code == 403


def test_a_last_day_is_said_wherever_the_person_looks(budget, me, signed_in):
    client = signed_in(me)
    for name in ("my_money", "my_changes"):
        assert "Your money ends." not in client.get(reverse(name)).text
    last_day = today() + dt.timedelta(days=40)
    ending.set_last_day(
        budget, by=me, last_day=last_day, because=EndedBecause.PERSON_ASKED, words="I manage alone."
    )
    for name in ("my_money", "my_changes"):
        assert f"Your money ends. The last day is {in_words(last_day)}." in client.get(reverse(name)).text


def test_nobody_is_asked_what_they_spent_of_money_others_pay_with(house, signed_in):
    budget = in_use(({COUNCIL: "55.00"}, {"option": NOTIONAL}))
    client = signed_in(UserFactory(person=budget.person))
    assert reverse("record_spend") not in client.get(reverse("my_money")).text
    page = client.get(reverse("record_spend")).text
    assert "None of your money is paid to you" in page
    assert "How much did you spend?" not in page


def test_my_money_in_easy_read_says_the_same_amounts(budget, me, signed_in):
    spend(budget, "31.42")
    page = signed_in(me).get(reverse("my_money"), {"easy": "1"})

    easy = page.text
    assert "ipc-easy__line" in easy
    assert "govuk-table" not in easy
    for sentence in pages.my_money(budget, me)["account"]:
        assert str(sentence) in easy
    assert reverse("record_spend") in easy
    assert reverse("my_statement") in easy
