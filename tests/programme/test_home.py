"""My home: hello, what happens next, the money, the plan, whom to call; only what the reader may see."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from budgets.models import PaymentStatus
from careplans.models import PlanStatus
from ipc.kernel.dates import in_words, today
from ipc.programme.tracks import Where, tracks
from people.models import Section
from tests.budgets.running import margaret, paid
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    ConversationFactory,
    IndicativeBudgetFactory,
    IntroductionFactory,
    MessageFactory,
    PersonFactory,
    RectificationFactory,
    RelationshipFactory,
    ReviewFactory,
    ServiceFactory,
    UserFactory,
)
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")
MOST_QUERIES = 12
TRANSACTION = 2  # inside a test a request's transaction is a savepoint, made and released


@pytest.fixture
def person():
    person = PersonFactory(given_name="Margaret")
    AllocationFactory(person=person, worker=staff("coordinator", name="Sam Okafor", phone="01632 960111"))
    return person


@pytest.fixture
def own(person):
    return UserFactory(person=person)


def home(client):
    response = client.get("/my/")
    assert response.status_code == 200
    return response.content.decode()


def with_money(person):
    budget = margaret(person=person)
    person.careplans.update(status=PlanStatus.AGREED, agreed_at="2026-11-02T10:00Z", review_due_on=today())
    paid(budget)
    return budget


def test_home_at_the_very_start_explains_the_journey(signed_in, own):
    html = home(signed_in(own))

    assert "Hello Margaret." in html
    assert "The way there, in five steps" in html
    assert 'aria-current="step"' in html
    assert 'href="/my/about-me/"' in html
    assert "Sam Okafor" in html
    assert "tel:01632960111" in html


def test_home_shows_the_first_idea_of_the_money(signed_in, own, person):
    idea = IndicativeBudgetFactory(person=person)

    html = home(signed_in(own))

    assert f"£{idea.weekly_low_amount:,.2f} to £{idea.weekly_high_amount:,.2f} a week" in html


def test_home_shows_what_is_left_and_until_when(signed_in, own, person):
    budget = with_money(person)
    until = budget.payments.get(status=PaymentStatus.RELEASED).ends_on

    html = home(signed_in(own))

    assert "£1,100.00 is in the account to spend." in html
    assert in_words(until) in html
    assert "It was agreed on Monday 2 November 2026." in html


def test_home_costs_no_more_queries_than_it_may(signed_in, own, person, django_assert_max_num_queries):
    with_money(person)
    RelationshipFactory(person=person, phone="07700 900123")
    for number in range(3):
        MessageFactory(person=person, from_team=True, sent_by=staff("coordinator"))
        RectificationFactory(person=person, due_on=today() + dt.timedelta(days=number))
    client = signed_in(own)
    home(client)  # the first page of a session writes when it was last used

    with django_assert_max_num_queries(MOST_QUERIES + TRANSACTION):
        home(client)


def test_somebody_who_helps_sees_whom_they_help_and_never_calls_themselves(signed_in, person):
    daughter = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user
    RelationshipFactory(person=person, user=daughter, name="Susan Garside", phone="07700 900124")

    html = home(signed_in(daughter))

    assert "You are helping Margaret" in html
    assert "Helping Margaret" in html
    assert "Susan Garside" not in html.partition("<main")[2]
    assert "/my/who-looked/" not in html
    assert "/my/everything/" not in html


def test_money_is_hidden_from_somebody_it_was_not_shared_with(signed_in, person):
    with_money(person)
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user

    html = home(signed_in(reader))

    assert "£" not in html
    assert "It was agreed on" in html


def test_plan_is_hidden_from_somebody_it_was_not_shared_with(signed_in, person):
    with_money(person)
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.MONEY]).user

    html = home(signed_in(reader))

    assert "It was agreed on" not in html
    assert "five steps" not in html
    assert "£1,100.00" in html


def test_payment_that_is_due_is_what_happens_next(signed_in, own, person):
    budget = with_money(person)
    starts_on = today() + dt.timedelta(days=3)
    budget.payments.create(
        site=person.site,
        person=person,
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=27),
        amount=Decimal("972.00"),
        prepared_at="2026-11-20T10:00Z",
    )

    assert "£972.00 is on its way" in home(signed_in(own))


def test_home_without_a_coordinator_says_how_one_comes(signed_in):
    html = home(signed_in(UserFactory(person=PersonFactory())))

    assert "You do not have a care coordinator yet." in html


def test_home_of_an_agreed_plan_leaves_the_journey_out(signed_in, own, person):
    CarePlanFactory(person=person, status=PlanStatus.AGREED, agreed_at="2026-11-02T10:00Z")

    assert "five steps" not in home(signed_in(own))


def test_what_was_found_comes_before_what_is_waited_for(signed_in, own, person):
    with_money(person)
    for status, name in (("asked", "Tea Dance"), ("matched", "Nadia"), ("declined", "Choir")):
        entry = ServiceFactory(site=person.site, name=name)
        IntroductionFactory(person=person, service=entry, status=status, answer="Full")

    page = home(signed_in(own))

    assert "Somebody was found: Nadia." in page
    assert 'href="/my/support/"' in page


def test_support_is_not_told_to_somebody_it_was_not_shared_with(signed_in, person):
    IntroductionFactory(
        person=person, service=ServiceFactory(site=person.site, name="Nadia"), status="matched"
    )
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user

    assert "Nadia" not in home(signed_in(reader))


@pytest.mark.parametrize(("days", "is_said"), [(3, True), (60, False)])
def test_being_welcome_is_news_for_some_weeks(signed_in, own, person, days, is_said):
    with_money(person)
    answered = timezone.now() - dt.timedelta(days=days)
    entry = ServiceFactory(site=person.site, name="Choir")
    IntroductionFactory(person=person, service=entry, status="accepted", answered_at=answered)

    assert ("You are welcome at Choir." in home(signed_in(own))) == is_said


# Messages, dates, and where things stand


def test_home_says_what_is_new_what_comes_up_and_where_things_stand(signed_in, own, person):
    with_money(person)
    conversation = ConversationFactory(person=person, subject="About the ramp")
    MessageFactory(person=person, conversation=conversation, from_team=True, sent_by=staff("coordinator"))
    ReviewFactory(person=person, due_on=today() + dt.timedelta(days=60))
    RectificationFactory(person=person, due_on=today() + dt.timedelta(days=4))

    html = home(signed_in(own))

    assert "One new message" in html
    assert "About the ramp" in html
    assert in_words(today() + dt.timedelta(days=4)) in html
    assert html.index("putting your record right") < html.index("We look at this together")
    assert "Where things stand" in html
    assert "Those who pay said yes, and the plan was agreed." in html
    assert "was paid on" in html


def test_a_helper_reads_whose_page_it_is_and_only_what_was_given(signed_in, person):
    with_money(person)
    RectificationFactory(person=person, due_on=today() + dt.timedelta(days=4))
    conversation = ConversationFactory(person=person, subject="Between us")
    MessageFactory(person=person, conversation=conversation, from_team=True)
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, Section.PLAN]).user

    html = home(signed_in(reader))

    assert f"This page is about {person.name}. It is not about you." in html
    assert "Between us" not in html
    assert "putting your record right" not in html
    assert "The decision about the money" not in html
    assert "The plan" in html


@pytest.mark.parametrize(
    ("facts", "plan", "decision", "payment"),
    [
        ({}, "Not begun", "Not yet", "Not yet"),
        ({"plan": "draft", "has_seen_money": True}, "Being written", "A first idea", "Not yet"),
        ({"outcomes": ("refuse", "grant")}, "Not begun", "There can be money", "Not yet"),
        ({"outcomes": ("refuse",)}, "Not begun", "The answer was no", "Not yet"),
        ({"outcomes": ("refuse",), "second_look_due_on": today()}, "Not begun", "Looked at again", "Not yet"),
        ({"plan": "draft", "budget": "proposed"}, "Being written", "Being decided", "Not yet"),
        ({"plan": "draft", "budget": "agreed"}, "Being written", "Decided", "Not yet"),
        ({"plan": "agreed", "budget": "active"}, "Agreed", "Decided", "Not now"),
        (
            {"plan": "agreed", "budget": "active", "due_on": today(), "due_amount": Decimal("5")},
            "Agreed", "Decided", "On its way",
        ),
        (
            {"plan": "agreed", "budget": "active", "paid_on": today(), "paid_amount": Decimal("5")},
            "Agreed", "Decided", "Paid",
        ),
    ],
)  # fmt: skip
def test_three_tracks_say_where_plan_decision_and_payment_stand(facts, plan, decision, payment):
    told = tracks(Where(sections=frozenset(Section), **facts))

    assert [str(one["status"]) for one in told] == [plan, decision, payment]


def test_tracks_of_what_was_not_given_are_not_told():
    assert tracks(Where(sections=frozenset([Section.SUPPORT]))) == []
    assert [one["label"] for one in tracks(Where(sections=frozenset([Section.PLAN])))] == ["The plan"]
