"""What happens next: one sentence and one button for every place on the way."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import BudgetStatus
from careplans.models import PlanStatus
from ipc.programme.next_step import Situation, Stage, journey, next_step
from people.models import PersonStatus, Section

TODAY = dt.date(2026, 11, 21)
NEW = Situation(today=TODAY, coordinator="Sam Okafor")
DRAFT = dataclasses.replace(NEW, status=PersonStatus.PLANNING, plan=PlanStatus.DRAFT)
AGREED = dataclasses.replace(NEW, status=PersonStatus.SUPPORTED, plan=PlanStatus.AGREED)
PAID = {"payment_on": dt.date(2026, 12, 1), "payment_amount": Decimal("972.00")}

WAY = [
    (NEW, Stage.KNOWING, "Tell us what matters most", "my_about_me"),
    (
        dataclasses.replace(NEW, has_written=True),
        Stage.KNOWING,
        "Sam Okafor will now work out",
        "my_about_me",
    ),
    (dataclasses.replace(NEW, has_seen_money=True), Stage.FIRST_IDEA, "There is a first idea", "my_money"),
    (DRAFT, Stage.WRITING, "You and Sam Okafor are writing the plan", "my_plan"),
    (
        dataclasses.replace(DRAFT, budget=BudgetStatus.PROPOSED),
        Stage.WRITING,
        "with those who pay",
        "my_plan",
    ),
    (dataclasses.replace(DRAFT, budget=BudgetStatus.AGREED), Stage.AGREEING, "The plan is ready", "my_plan"),
    (AGREED, Stage.LIVING, "The plan is in place", "my_plan"),
    (
        dataclasses.replace(AGREED, **PAID),
        Stage.LIVING,
        "£972.00 is on its way for the weeks from",
        "my_money",
    ),
    (
        dataclasses.replace(AGREED, review_on=dt.date(2026, 12, 4)),
        Stage.LIVING,
        "We look at the plan again together by Friday 4 December 2026.",
        "my_plan",
    ),
    (
        dataclasses.replace(AGREED, review_on=dt.date(2026, 11, 20)),
        Stage.LIVING,
        "It is time to look at the plan again.",
        "my_plan",
    ),
    (
        dataclasses.replace(AGREED, support="asked", support_name="Choir"),
        Stage.LIVING,
        "You asked to join Choir.",
        "my_support",
    ),
    (
        dataclasses.replace(AGREED, **PAID, support="matched", support_name="Nadia"),
        Stage.LIVING,
        "Somebody was found: Nadia.",
        "my_support",
    ),
    (
        dataclasses.replace(NEW, support="matched", support_name="Nadia"),
        Stage.KNOWING,
        "Somebody was found: Nadia.",
        "my_support",
    ),
    (
        dataclasses.replace(DRAFT, budget=BudgetStatus.AGREED, support="matched"),
        Stage.AGREEING,
        "The plan is ready",
        "my_plan",
    ),
    (dataclasses.replace(AGREED, status=PersonStatus.ENDED), Stage.OVER, "We no longer work together", ""),
]


@pytest.mark.parametrize(("now", "stage", "sentence", "url_name"), WAY)
def test_next_step_is_one_sentence_and_one_button(now, stage, sentence, url_name):
    step = next_step(now)

    assert step.stage == stage
    assert sentence in step.sentence
    assert step.url_name == url_name
    assert bool(step.label) == bool(url_name)


@pytest.mark.parametrize("url_name", sorted({url_name for *_rest, url_name in WAY if url_name}))
def test_every_button_leads_to_a_page(url_name):
    assert reverse(url_name).startswith("/my/")


def test_somebody_shown_only_the_money_hears_nothing_of_the_plan():
    shown = frozenset({Section.IDENTITY, Section.MONEY})
    now = dataclasses.replace(AGREED, sections=shown, budget=BudgetStatus.ACTIVE, review_on=TODAY)

    assert "plan" not in next_step(now).sentence
    assert next_step(now).url_name == "my_money"
    assert "£972.00" in next_step(dataclasses.replace(now, **PAID)).sentence


def test_somebody_shown_only_the_name_is_sent_nowhere():
    step = next_step(dataclasses.replace(AGREED, sections=frozenset({Section.IDENTITY}), **PAID))

    assert step.url_name == ""
    assert "£" not in step.sentence


def test_money_stays_unsaid_where_the_plan_is_shared_and_the_money_is_not():
    shown = frozenset({Section.IDENTITY, Section.PLAN})

    assert "£" not in next_step(dataclasses.replace(AGREED, sections=shown, **PAID)).sentence


def test_without_a_coordinator_the_sentence_is_still_one():
    assert "Your care coordinator will read it" in next_step(dataclasses.replace(NEW, coordinator="")).detail


def test_journey_has_five_steps_with_one_of_them_now():
    steps = journey(Stage.WRITING)

    assert [step["done"] for step in steps] == [True, True, False, False, False]
    assert [step["now"] for step in steps] == [False, False, True, False, False]


def test_support_is_said_only_where_it_is_shared():
    asked = dataclasses.replace(AGREED, support="matched", support_name="Nadia")
    shown = frozenset({Section.IDENTITY, Section.SUPPORT})

    assert "Nadia" in next_step(dataclasses.replace(asked, sections=shown)).sentence
    assert next_step(dataclasses.replace(asked, sections=shown, support=None)).url_name == "my_support"
    for sections in ({Section.PLAN}, {Section.IDENTITY}, {Section.MONEY}):
        assert "Nadia" not in next_step(dataclasses.replace(asked, sections=frozenset(sections))).sentence
