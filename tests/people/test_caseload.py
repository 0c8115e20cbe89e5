"""Today, and a person at a glance."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from budgets.models import Budget, BudgetStatus, IndicativeBudget, IndicativeStatus
from careplans.models import AboutHeading, CarePlan, PlanStatus, Review, Statement
from ipc.kernel import dates
from ipc.kernel.models import Event
from ipc.programme import work
from people.models import PersonStatus, Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    InformationNeedsFactory,
    InvitationFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    TodoFactory,
    UserFactory,
)
from tests.factories.people import staff

TODAY = dt.date(2026, 11, 21)
NOTHING_YET = {
    **dict.fromkeys(work.FACTS),
    "status": PersonStatus.REFERRED,
    "referred_on": dt.date(2026, 11, 2),
}
ASKED = {"needs_due_on": dt.date(2999, 1, 1)}
THEN = dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC)


def days(number):
    return dates.today() + dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("facts", "words", "since"),
    [
        ({}, "Ask how to give information", dt.date(2026, 11, 2)),
        ({"needs_due_on": dt.date(2026, 11, 1)}, "Ask again how to give information", dt.date(2026, 11, 1)),
        (ASKED, "Work out a first idea of the money", dt.date(2026, 11, 2)),
        (
            {**ASKED, "idea_status": IndicativeStatus.DRAFT, "idea_at": THEN},
            "Show the first idea of the money",
            dt.date(2026, 11, 9),
        ),
        (
            {**ASKED, "idea_status": IndicativeStatus.SHARED, "idea_at": THEN},
            "Start the plan together",
            dt.date(2026, 11, 9),
        ),
        ({**ASKED, "draft_at": THEN}, "Go on with the plan", dt.date(2026, 11, 9)),
        (
            {**ASKED, "draft_at": THEN, "budget_status": BudgetStatus.DRAFT, "budget_at": THEN},
            "Finish the budget and send it to the funders",
            dt.date(2026, 11, 9),
        ),
        (
            {**ASKED, "draft_at": THEN, "budget_status": BudgetStatus.AGREED, "budget_at": THEN},
            "Agree the plan together",
            dt.date(2026, 11, 9),
        ),
        ({"review_on": dt.date(2026, 11, 1)}, "Hold the review", dt.date(2026, 11, 1)),
    ],
)
def test_next_work_follows_the_journey(facts, words, since):
    found = work.next_for({**NOTHING_YET, **facts})

    assert (found.words, found.since, found.is_mine) == (words, since, True)


@pytest.mark.parametrize(
    "facts",
    [
        {"draft_at": THEN, "budget_status": BudgetStatus.PROPOSED, "budget_at": THEN},
        {"agreed_at": THEN, "budget_status": BudgetStatus.PROPOSED, "budget_at": THEN},
    ],
)
def test_budget_with_the_funders_waits_for_them(facts):
    found = work.next_for({**NOTHING_YET, **ASKED, **facts})

    assert found.words == "The funders have the budget to sign"
    assert not found.is_mine


@pytest.mark.parametrize("status", work.OVER)
def test_nothing_is_to_do_when_it_is_over(status):
    assert work.next_for({**NOTHING_YET, "status": status}) is None


def test_first_payment_is_prepared_where_some_is_paid_directly():
    agreed = {**NOTHING_YET, **ASKED, "agreed_at": THEN, "budget_status": BudgetStatus.ACTIVE}

    assert work.next_for({**agreed, "pays_directly": True}).words == "Prepare the first payment"
    assert work.next_for({**agreed, "pays_directly": True, "has_payment": True}) is None
    assert work.next_for(agreed) is None


def test_nothing_is_to_do_while_the_plan_is_lived():
    lived = {**NOTHING_YET, **ASKED, "agreed_at": THEN, "review_on": dt.date(2999, 1, 1)}

    assert work.next_for(lived) is None


@pytest.fixture
def page(signed_in, coordinator):
    """Return a function that opens the coordinator's caseload, or asks it for somebody."""
    client = signed_in(coordinator)
    return lambda **asked: (
        client.post(reverse("caseload"), asked) if asked else client.get(reverse("caseload"))
    )


def names(answer):
    return [row["name"] for row in answer.context["rows"]]


def test_caseload_shows_my_people_by_surname_and_nobody_else(page, coordinator):
    for name in ("Young", "Abbot"):
        AllocationFactory(worker=coordinator, person__family_name=name)
    AllocationFactory()
    AllocationFactory(worker=coordinator, ends_on=days(0))

    assert names(page()) == ["Ada Abbot", "Ada Young"]


def test_what_waits_longest_stands_first(page, coordinator):
    for name, referred in (("Newer", -2), ("Older", -30)):
        AllocationFactory(worker=coordinator, person__family_name=name, person__referred_on=days(referred))

    answer = page()

    assert [one["name"] for one in answer.context["waiting"]] == ["Ada Older", "Ada Newer"]
    assert "<b>30</b> days" in answer.text


def test_row_tells_stage_review_and_money(page, margaret):
    InformationNeedsFactory(person=margaret)
    Review.objects.create(site=margaret.site, person=margaret, stream="plan", due_on=days(-3))
    (row,) = page().context["rows"]

    assert row["stage"] == "Newly referred"
    assert row["review"] == dates.in_words(days(-3))
    assert row["is_late"]
    assert row["money"] == "Not worked out yet"
    assert row["format"] == "Large print"
    assert row["work"].words == "Hold the review"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "hil"}, ["Margaret Hill"]),
        ({"q": "MARG hill"}, ["Margaret Hill"]),
        ({"q": "peggy"}, ["Margaret Hill"]),
        ({"q": "nobody"}, []),
        ({"stage": "planning"}, []),
        ({"stage": "referred"}, ["Margaret Hill", "Ada Young"]),
        ({"stage": "nonsense"}, ["Margaret Hill", "Ada Young"]),
    ],
)
def test_typing_finds_among_my_people(page, coordinator, margaret, asked, found):
    margaret.known_as = "Peggy"
    margaret.save()
    AllocationFactory(worker=coordinator, person__family_name="Young")

    assert names(page(**asked)) == found


def test_nhs_number_finds_with_spaces(page, margaret):
    assert names(page(q=margaret.nhs_number_spaced)) == ["Margaret Hill"]


def test_those_whose_support_ended_are_found_by_their_stage(page, coordinator):
    AllocationFactory(worker=coordinator, person__status=PersonStatus.ENDED, person__family_name="Young")

    assert names(page()) == []
    assert names(page(stage="ended")) == ["Ada Young"]
    assert page().context["waiting"] == []


def test_empty_caseload_says_how_people_come(page):
    assert "as soon as you register somebody" in page().text


def test_caseload_is_one_statement_for_its_rows(page, signed_in, coordinator, queries_of):
    for _ in range(12):
        person = AllocationFactory(worker=coordinator).person
        RelationshipFactory(person=person)

    assert queries_of(signed_in(coordinator), reverse("caseload")) == 3


def test_manager_sees_the_site_a_page_at_a_time(signed_in, house, queries_of):
    for number in range(53):
        PersonFactory(family_name=f"Zed{number:02d}")
    PersonFactory(site=SiteFactory(slug="luton"))
    client = signed_in(staff("manager"))

    first = client.get(reverse("caseload"))
    second = client.get(reverse("caseload") + first.context["more_url"])

    assert len(names(first)) == 50
    assert names(second) == ["Ada Zed50", "Ada Zed51", "Ada Zed52"]
    assert queries_of(client, reverse("caseload")) == 6
    assert queries_of(client, reverse("caseload") + first.context["more_url"]) == 7


def test_names_shown_to_a_manager_are_looks(signed_in, margaret, house):
    manager = staff("manager")

    signed_in(manager).get(reverse("caseload"))

    looks = Event.objects.filter(person_id=margaret.pk, is_read=True)
    assert list(looks.values_list("act", "actor_id")) == [("people.see_caseload", manager.pk)]


def test_manager_finds_by_the_beginning_of_a_surname(signed_in, margaret):
    AllocationFactory(person__family_name="Young")
    client = signed_in(staff("manager"))

    assert names(client.post(reverse("caseload"), {"q": "hi"})) == ["Margaret Hill"]
    assert names(client.post(reverse("caseload"), {"q": margaret.nhs_number})) == ["Margaret Hill"]
    assert client.post(reverse("caseload"), {"q": "hi"}).context["rows"][0]["coordinator"] == "Sam Okafor"


def test_what_is_to_be_done_besides_plan_and_money_waits_too(page, signed_in, margaret):
    InformationNeedsFactory(person=margaret)
    TodoFactory(person=margaret, kind="died", due_on=days(-2))
    TodoFactory(person=margaret, role="manager", kind="merge", due_on=days(0))
    TodoFactory(person=margaret, kind="flag_review", due_on=days(60), done_at=None)

    of_coordinator = [one["work"].words for one in page().context["waiting"]]
    of_manager = [
        one["work"].words for one in signed_in(staff("manager")).get(reverse("caseload")).context["waiting"]
    ]

    assert of_coordinator == ["Work out a first idea of the money", "Somebody has died"]
    assert of_manager == ["Two records may be the same person"]


def test_no_name_ever_stands_in_the_address_of_the_next_page(signed_in, house):
    for number in range(53):
        PersonFactory(family_name=f"Zed{number:02d}")

    answer = signed_in(staff("manager")).post(reverse("caseload"), {"q": "zed"})

    assert answer.context["more_url"] == ""
    assert "Type more of the name" in answer.text
    assert 'method="post" role="search"' in answer.text


def test_manager_sees_which_reviews_are_late(signed_in, margaret):
    Review.objects.create(site=margaret.site, person=margaret, stream="plan", due_on=days(-3))

    answer = signed_in(staff("manager")).get(reverse("caseload"))

    assert [one["name"] for one in answer.context["waiting"]] == ["Margaret Hill"]


@pytest.mark.parametrize("role", ["finance", "navigator", "analyst", "site_admin"])
def test_caseload_is_for_coordinators_and_managers(signed_in, house, role):
    assert signed_in(staff(role)).get(reverse("caseload")).status_code == 403


@pytest.fixture
def full(margaret):
    """Margaret with something in every place of her page."""
    now = timezone.now()
    about = {"site": margaret.site, "person": margaret}
    susan = UserFactory(name="Susan Hill")
    InformationNeedsFactory(person=margaret, how_to_talk="Speak slowly")
    RelationshipFactory(person=margaret, name="Susan Hill", user=susan, is_carer=True, phone="07700 900 123")
    AuthorityFactory(person=margaret, holder=susan)
    ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"), sections=[Section.PLAN])
    InvitationFactory(person=margaret, name="Joan Hill")
    Statement.objects.create(**about, heading=AboutHeading.MATTERS, words="My garden.", written_at=now)
    IndicativeBudget.objects.create(
        **about,
        status=IndicativeStatus.SHARED,
        weekly_amount=275,
        weekly_low_amount=250,
        weekly_high_amount=300,
        working={},
        worked_out_at=now,
        shared_at=now,
    )
    plan = CarePlan.objects.create(
        **about, number=1, status=PlanStatus.AGREED, started_at=now, agreed_at=THEN
    )
    Budget.objects.create(**about, plan=plan, status=BudgetStatus.ACTIVE, opened_at=now)
    return margaret


def test_person_at_a_glance(signed_in, coordinator, full):
    answer = signed_in(coordinator).get(reverse("person", args=[full.public_id]))

    for told in (
        "Margaret at a glance",
        "Letter · Large print · Speak slowly",
        "My garden.",
        "Agreed on Monday 9 November 2026.",
        "In use",
        "Sam Okafor",
        "looks after them",
        "Nominee for a direct payment",
        "Dev Hill",
        "Joan Hill",
    ):
        assert told in answer.text


def test_person_at_a_glance_is_six_queries(signed_in, coordinator, full, queries_of):
    assert queries_of(signed_in(coordinator), reverse("person", args=[full.public_id])) == 6


def test_manager_sees_the_person_and_nothing_to_change(signed_in, full):
    answer = signed_in(staff("manager")).get(reverse("person", args=[full.public_id]))

    assert "My garden." in answer.text
    assert reverse("invite", args=[full.public_id]) not in answer.text


def test_finance_sees_the_name_and_the_money_only(signed_in, full):
    answer = signed_in(staff("finance")).get(reverse("person", args=[full.public_id]))

    assert answer.status_code == 200
    assert "In use" in answer.text
    for kept in ("My garden.", full.nhs_number_spaced, "Dev Hill", "07700 900 123", "Joan Hill"):
        assert kept not in answer.text
