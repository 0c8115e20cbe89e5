"""What if: money, hours, whose part and the rules move beside now; nothing is kept until somebody asks."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from budgets import what_if
from budgets.drafting import HolderMissing
from budgets.models import (
    Budget,
    BudgetLine,
    Every,
    LineShare,
    PriceUnit,
    Regime,
    Variation,
    VariationStatus,
)
from budgets.varying import NothingChanges
from budgets.what_if import Choice
from careplans.models import Action
from ipc.kernel.dates import today
from people.models import Section
from tests.budgets.running import COUNCIL, DIRECT, NHS, NOTIONAL, PERSON, THIRD_PARTY, in_use
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    BudgetLineFactory,
    ConsentFactory,
    PaymentDeclarationFactory,
    UnitPriceFactory,
)
from tests.factories.people import UserFactory, staff

D = Decimal


@pytest.fixture
def budget(house):
    """Ten agency hours at £24 (NHS 96, council 144), a group for £30 (council); she pays up to £60."""
    hours = {
        "words": "Help in the mornings",
        "unit": PriceUnit.HOUR,
        "unit_amount": D("24.00"),
        "quantity": D("10.00"),
        "every": Every.WEEK,
    }
    return in_use(
        ({NHS: "96.00", COUNCIL: "144.00"}, hours),
        ({COUNCIL: "30.00"}, {"words": "A lunch club", "option": NOTIONAL}),
        contribution="60.00",
    )


@pytest.fixture
def assistant(budget):
    """From today on £15 an hour; dearer before, and dearer still from tomorrow."""
    facts = {"site": budget.site, "code": "assistant", "words": "An hour of your own assistant"}
    UnitPriceFactory(**facts, amount=D("99.00"), effective_from=today() - dt.timedelta(days=9))
    UnitPriceFactory(**facts, amount=D("98.00"), effective_from=today() + dt.timedelta(days=1))
    return UnitPriceFactory(**facts, amount=D("15.00"), effective_from=today())


def line(budget, words):
    return budget.lines.get(words__startswith=words)


def test_the_prices_to_choose_from_are_those_of_today(budget, assistant, signed_in):
    page = signed_in(UserFactory(person=budget.person)).get(reverse("my_what_if")).text

    assert "An hour of your own assistant: £15.00" in page
    assert "£98.00" not in page
    assert "£99.00" not in page


def test_another_price_moves_money_hours_funders_and_the_persons_part(budget, assistant):
    now = what_if.now(budget, what_if.lines_in_force(budget))
    then = what_if.tried(
        budget,
        what_if.lines_in_force(budget),
        {line(budget, "Help").pk: Choice(price=assistant, quantity=D("14"))},
    )

    assert (now.money.weekly, now.hours, now.own) == (D("270.00"), D("10.00"), D("60.00"))
    assert (then.money.weekly, then.hours) == (D("240.00"), D("14.00"))
    assert then.year == D("12480.00")
    assert {funder: money.weekly for funder, money in then.by_funder.items()} == {
        NHS: D("84.00"),
        COUNCIL: D("96.00"),
        PERSON: D("60.00"),
    }


def test_what_the_person_pays_never_exceeds_what_the_council_would_pay_for(budget):
    then = what_if.tried(
        budget,
        what_if.lines_in_force(budget),
        {line(budget, "Help").pk: Choice(quantity=D("1")), line(budget, "A lunch").pk: Choice(amount=D("5"))},
    )

    assert then.money.weekly == D("29.00")
    assert then.own == D("19.40")
    assert COUNCIL not in then.by_funder


@pytest.mark.parametrize(
    ("every", "weekly"),
    [
        (Every.WEEK, "30.00"),
        (Every.TWO_WEEKS, "15.00"),
        (Every.FOUR_WEEKS, "7.50"),
        (Every.MONTH, "6.93"),
        (Every.YEAR, "0.58"),
        (Every.SCHOOL_WEEK, "22.50"),
    ],
)
def test_what_is_bought_so_often_comes_to_so_much_a_week_rounded_up(budget, assistant, every, weekly):
    BudgetLine.objects.filter(pk=line(budget, "Help").pk).update(every=every)
    then = what_if.tried(
        budget,
        what_if.lines_in_force(budget),
        {line(budget, "Help").pk: Choice(price=assistant, quantity=D("2"))},
    )

    assert then.money.weekly - D("30.00") == D(weekly)


def test_a_third_party_budget_needs_somebody_to_hold_it(budget):
    with pytest.raises(HolderMissing):
        what_if.tried(
            budget, what_if.lines_in_force(budget), {line(budget, "Help").pk: Choice(option=THIRD_PARTY)}
        )


def test_asking_for_nothing_else_is_refused(budget):
    with pytest.raises(NothingChanges):
        what_if.changes(
            budget, what_if.lines_in_force(budget), {line(budget, "Help").pk: Choice(quantity=D("10"))}
        )


def typed(budget, assistant, **more):
    of_help = line(budget, "Help").public_id
    return {
        f"price_{of_help}": str(assistant.public_id),
        f"quantity_{of_help}": "14",
        f"option_{of_help}": "direct",
        "step": "try",
        **more,
    }


def kept():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Budget, BudgetLine, LineShare, Action, Variation)
    ]


def test_trying_shows_what_moves_and_keeps_nothing(budget, assistant, signed_in):
    client, before = signed_in(UserFactory(person=budget.person)), kept()
    assert "£270.00 a week" in client.get(reverse("my_what_if")).text
    page = client.post(reverse("my_what_if"), typed(budget, assistant)).text

    for words in ("£240.00 a week. That is £30.00 less than now.", "−£30.00", "+4", "£12,480.00", "£84.00"):
        assert words in page
    assert "Ask for this change" in page
    assert kept() == before


def test_asking_writes_down_the_change_once_and_changes_no_line(budget, assistant, signed_in):
    client = signed_in(UserFactory(person=budget.person))
    asked = typed(
        budget, assistant, step="ask", key=str(uuid.uuid4()), reason="I would choose who comes.",
        effective_on=today().isoformat(),
    )  # fmt: skip
    for _time in range(2):
        assert client.post(reverse("my_what_if"), asked).url == reverse("my_money")
    variation = Variation.objects.get()

    assert (variation.status, variation.reason) == (VariationStatus.ASKED, "I would choose who comes.")
    [wish] = variation.lines.all()
    assert (wish.line, wish.amount) == (line(budget, "Help"), D("210.00"))
    assert {one.funder: one.amount for one in wish.shares.all()} == {NHS: D("84.00"), COUNCIL: D("126.00")}
    assert line(budget, "Help").amount == D("240.00")


def test_asking_without_a_reason_keeps_what_was_typed(budget, assistant, signed_in):
    asked = typed(budget, assistant, step="ask", effective_on=today().isoformat())
    page = signed_in(UserFactory(person=budget.person)).post(reverse("my_what_if"), asked).text

    assert "Say in your own words why this would be better" in page
    assert 'value="14"' in page
    assert not Variation.objects.exists()


def test_a_price_without_a_number_is_asked_for_kindly(budget, assistant, signed_in):
    of_club = line(budget, "A lunch").public_id
    page = signed_in(UserFactory(person=budget.person)).post(
        reverse("my_what_if"), {f"price_{of_club}": str(assistant.public_id), "step": "try"}
    )

    assert "Enter how many, like 3 or 2.5" in page.text


def test_the_rules_that_would_be_broken_speak_with_their_source(budget, assistant, signed_in):
    PaymentDeclarationFactory(person=budget.person, regime=Regime.COUNCIL, is_excluded=True)
    club = line(budget, "A lunch")
    now = what_if.now(budget, what_if.lines_in_force(budget))
    then = what_if.tried(budget, what_if.lines_in_force(budget), {club.pk: Choice(option=DIRECT)})
    page = signed_in(UserFactory(person=budget.person)).post(
        reverse("my_what_if"), {f"option_{club.public_id}": "direct", "step": "try"}
    )

    assert now.findings == []
    assert then.findings
    for finding in then.findings:
        assert escape(str(finding.words)) in page.text
        assert escape(str(finding.source)) in page.text


def test_who_may_only_look_tries_but_does_not_ask(budget, assistant, signed_in):
    sections = [Section.IDENTITY, Section.MONEY]
    reader = ConsentFactory(person=budget.person, sections=sections).user
    nominee = AuthorityFactory(person=budget.person, sections=sections).holder

    for user, may_ask in ((reader, False), (nominee, True)):
        page = signed_in(user).post(reverse("my_what_if"), typed(budget, assistant)).text
        assert "less than now" in page
        assert ("Ask for this change" in page) == may_ask


def test_coordinators_try_it_with_their_own_people(budget, assistant, signed_in):
    worker = AllocationFactory(person=budget.person).worker
    address = reverse("what_if", args=[budget.public_id])

    assert "less than now" in signed_in(worker).post(address, typed(budget, assistant)).text
    assert signed_in(staff("coordinator")).get(address).status_code == 404
    assert signed_in(staff("finance")).get(address).status_code == 403


def test_the_page_asks_the_same_for_one_line_and_for_many(budget, assistant, signed_in):
    client = signed_in(UserFactory(person=budget.person))

    def counted():
        client.post(reverse("my_what_if"), typed(budget, assistant))
        with CaptureQueriesContext(connection) as asked:
            client.post(reverse("my_what_if"), typed(budget, assistant))
        return len(asked)

    few = counted()
    for _time in range(4):
        BudgetLineFactory(budget=budget, words="Swimming")
    assert counted() == few <= 22
