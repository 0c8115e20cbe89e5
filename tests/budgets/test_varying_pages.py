"""Pages about changes in a year: who sees what, what they mean, and every way to decide."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from budgets import ending, varying
from budgets.models import Budget, BudgetYear, EndedBecause, Frequency, VariationKind, VariationStatus
from budgets.pages import varying as pages
from budgets.varying import Change
from ipc.kernel.dates import in_words, today
from ipc.kernel.models import Event
from people.models import OrganisationKind
from tests.budgets.running import COUNCIL, NHS, in_use, margaret, paid, pounds
from tests.factories.budgets import UnitPriceFactory
from tests.factories.people import AllocationFactory, OrganisationFactory, UserFactory, staff

DAY = {"effective_on": today().isoformat(), "reason": "Sundays are long."}


@pytest.fixture
def budget(house):
    return margaret()


@pytest.fixture
def coordinator(budget):
    worker = staff("coordinator", budget.site)
    AllocationFactory(person=budget.person, worker=worker)
    return worker


def wished(budget, by, council="190.00"):
    line = budget.lines.get()
    return varying.ask(
        budget,
        by=by,
        kind=VariationKind.AMOUNT,
        reason="Sundays are long.",
        effective_on=today(),
        changes=[Change(line, {NHS: pounds("95.00"), COUNCIL: pounds(council)})],
    )


def send(client, name, *args, query="", **answers):
    return client.post(reverse(name, args=args) + query, {"key": str(uuid.uuid4()), **answers})


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_coordinator_writes_sees_what_it_means_and_proposes(budget, coordinator, signed_in):
    client = signed_in(coordinator)
    line = budget.lines.get()
    answer = send(
        client,
        "change_amount",
        budget.public_id,
        line=str(line.public_id),
        nhs_amount="95",
        council_amount="200",
        **DAY,
    )
    variation = budget.variations.get()
    assert answer["Location"] == reverse("propose_change", args=[variation.public_id])

    page = text(client.get(answer["Location"]))
    assert "£295.00 a week instead of £275.00" in page
    assert "£168.00 a week" in page  # the council's 200 less the person's 32
    assert "Sundays are long." in page
    refused = send(client, "propose_change", variation.public_id)
    assert "Talk with the person first." in text(refused)
    send(client, "propose_change", variation.public_id, agreed_with_person_on=today().isoformat())
    variation.refresh_from_db()
    assert variation.status == VariationStatus.PROPOSED
    seen = text(client.get(reverse("change", args=[variation.public_id])))
    assert "These must agree" in seen
    assert Event.objects.filter(is_read=True, subject_id=variation.public_id, actor=coordinator).exists()


@pytest.mark.parametrize(
    ("name", "answers", "kind"),
    [
        ("change_option", {"option": "notional"}, VariationKind.OPTION),
        ("change_amount", {"ends": "on"}, VariationKind.AMOUNT),
        ("change_contribution", {"weekly_contribution": "20"}, VariationKind.CONTRIBUTION),
    ],
)
def test_each_kind_of_change_has_its_page(budget, coordinator, signed_in, name, answers, kind):
    line = {"line": str(budget.lines.get().public_id)}
    client = signed_in(coordinator)

    assert client.get(reverse(name, args=[budget.public_id])).status_code == 200
    assert send(client, name, budget.public_id, **answers, **line, **DAY).status_code == 302
    assert budget.variations.get().kind == kind


def test_money_moves_as_each_funder_has_it(house, signed_in):
    budget = in_use({NHS: "60.00", COUNCIL: "40.00"}, {NHS: "50.00"})
    worker = AllocationFactory(person=budget.person).worker
    source, target = budget.lines.order_by("-amount")
    ids = {"line": str(source.public_id), "to_line": str(target.public_id)}
    client = signed_in(worker)

    too_much = send(client, "move_money", budget.public_id, amount="100.01", **ids, **DAY)
    assert "Enter £100.00 or less" in text(too_much)
    same = send(client, "move_money", budget.public_id, **{**ids, "to_line": ids["line"]}, amount="1", **DAY)
    assert "Choose another part" in text(same)
    send(client, "move_money", budget.public_id, amount="10", **ids, **DAY)
    rows = {row.line: row for row in budget.variations.get().lines.all()}
    assert {one.funder: one.amount for one in rows[target].shares.all()} == {
        NHS: pounds("56.00"),
        COUNCIL: pounds("4.00"),
    }
    assert rows[source].amount == pounds("90.00")


def test_a_wish_of_the_person_is_filled_in(budget, coordinator, signed_in):
    wish = varying.ask(
        budget,
        by=UserFactory(person=budget.person),
        kind=VariationKind.AMOUNT,
        reason="I am alone on Sundays.",
        effective_on=today(),
    )
    client, query = signed_in(coordinator), f"?for={wish.public_id}"
    page = client.get(reverse("change_amount", args=[budget.public_id]) + query)
    assert "I am alone on Sundays." in text(page)
    line = str(budget.lines.get().public_id)
    send(client, "change_amount", budget.public_id, query=query, line=line, nhs_amount="99", **DAY)

    wish.refresh_from_db()
    assert (budget.variations.count(), wish.lines.get().amount) == (1, pounds("99.00"))
    assert wish.reason == "I am alone on Sundays.", "their words stay"


def test_an_approver_answers_and_others_are_told_why_not(budget, coordinator, signed_in):
    variation = varying.propose(wished(budget, coordinator), by=coordinator, agreed_with_person_on=today())
    kinds = (OrganisationKind.COUNCIL, OrganisationKind.NHS)
    council, nhs = (
        staff("approver", budget.site, OrganisationFactory(site=budget.site, kind=kind)) for kind in kinds
    )
    assert [one["name"] for one in pages.changes_waiting(council)] == [budget.person.name]
    assert pages.changes_waiting(nhs) == []
    page = signed_in(nhs).get(reverse("answer_change", args=[variation.public_id]))
    assert "There is nothing to answer." in text(page)

    client = signed_in(council)
    assert "Write why not" in text(send(client, "answer_change", variation.public_id, is_agreed="no"))
    assert send(client, "answer_change", variation.public_id, is_agreed="yes").status_code == 302
    variation.refresh_from_db()
    assert variation.status == VariationStatus.IN_FORCE


def test_a_coordinator_takes_a_change_back(budget, coordinator, signed_in):
    variation = wished(budget, coordinator)
    client = signed_in(coordinator)
    assert client.get(reverse("withdraw_change", args=[variation.public_id])).status_code == 200
    send(client, "withdraw_change", variation.public_id, why="They thought again.")
    variation.refresh_from_db()
    assert variation.status == VariationStatus.WITHDRAWN


def test_the_person_sees_asks_and_takes_back(budget, coordinator, signed_in):
    wished(budget, coordinator)
    client = signed_in(UserFactory(person=budget.person))
    seen = text(client.get(reverse("my_changes")))
    assert "£285.00 a week instead of £275.00" in seen
    assert "What it means for the money" in seen

    asked = {
        "kind": "option",
        "reason": "I want to choose my own helper.",
        "effective_on": today().isoformat(),
    }
    assert client.get(reverse("ask_change")).status_code == 200
    assert send(client, "ask_change", **asked).status_code == 302
    wish = budget.variations.get(kind=VariationKind.OPTION)
    assert client.get(reverse("withdraw_my_change", args=[wish.public_id])).status_code == 200
    send(client, "withdraw_my_change", wish.public_id)
    wish.refresh_from_db()
    assert wish.status == VariationStatus.WITHDRAWN


def test_giving_up_says_first_what_happens(budget, coordinator, signed_in):
    paid(budget)
    client = signed_in(UserFactory(person=budget.person))
    page = text(client.get(reverse("give_up_money")))
    assert "The NHS never refuses treatment because of a budget." in page
    assert "£1,100.00 in your account" in page

    day = {"last_day": (today() + dt.timedelta(days=3)).isoformat()}
    assert "Tick the box" in text(send(client, "give_up_money", **day))
    assert send(client, "give_up_money", is_sure="on", **day).status_code == 302
    ended = Budget.objects.get(pk=budget.pk)
    assert ended.ends_on == today() + dt.timedelta(days=3)
    assert (ended.ends_because, ended.end_words) == (EndedBecause.PERSON_ASKED, "The person asked for it")


def test_the_list_of_changes_costs_the_same_for_one_and_many(budget, coordinator, django_assert_num_queries):
    wished(budget, coordinator)
    wished(budget, coordinator, "191.00")

    with django_assert_num_queries(6):
        assert len(pages.changes_of(budget, coordinator)) == 2
    wished(budget, coordinator, "192.00")
    with django_assert_num_queries(6):
        assert len(pages.changes_of(budget, coordinator)) == 3


def test_finance_begins_the_next_year_and_says_what_goes_back(budget, signed_in):
    client = signed_in(staff("finance", budget.site))
    url = reverse("next_year", args=[budget.public_id])
    assert "Come back then." in text(client.get(url))
    BudgetYear.objects.filter(budget=budget).update(ends_on=today() - dt.timedelta(days=1))

    page = text(client.get(url))
    # Seven days were never paid: their £95.00 and £148.00 are still due.
    assert "NHS: £4,845.00 was not used" in page
    answers = {f"carry_{NHS}": "back", f"carry_{COUNCIL}": "carry"}
    assert send(client, "next_year", budget.public_id, **answers).status_code == 302
    assert budget.years.get(number=2).carried_in == pounds("7548.00")
    assert budget.years.get(number=1).given_back == pounds("4845.00")


def test_ending_and_settling_have_their_pages(budget, coordinator, signed_in):
    client = signed_in(coordinator)
    url = reverse("end_budget", args=[budget.public_id])
    assert in_words(ending.earliest_last_day(budget, "")) in text(client.get(url))
    early = {"because": "moved", "last_day": today().isoformat(), "words": "She lives in Luton now."}
    assert "28 days of notice" in text(send(client, "end_budget", budget.public_id, **early))
    send(client, "end_budget", budget.public_id, **{**early, "because": "asked"})

    client = signed_in(staff("finance", budget.site))
    settle = reverse("settle_budget", args=[budget.public_id])
    assert "It is not there yet." in text(client.get(settle))
    Budget.objects.filter(pk=budget.pk).update(ends_on=today() - dt.timedelta(days=1))
    assert "£12,636.00" in text(client.get(settle)) or "£7,696.00" in text(client.get(settle))
    assert "is not settled yet" in text(client.get(reverse("reckoning", args=[budget.public_id])))
    assert send(client, "settle_budget", budget.public_id).status_code == 302
    assert "went back" in text(client.get(reverse("reckoning", args=[budget.public_id])))
    mine = signed_in(UserFactory(person=budget.person)).get(reverse("my_reckoning"))
    assert "£12,636.00 went back to those it came from." in text(mine)


def test_emergency_money_is_used_on_its_page(house, signed_in):
    kept = {"is_contingency": True, "frequency": Frequency.ONE_OFF, "words": "For emergencies"}
    budget = in_use({NHS: "70.00"}, ({NHS: "400.00"}, kept))
    worker = AllocationFactory(person=budget.person).worker
    client = signed_in(worker)
    url = reverse("use_contingency", args=[budget.public_id])
    assert "For emergencies: £400.00 is left this year." in text(client.get(url))
    answers = {
        "line": str(budget.lines.get(is_contingency=True).public_id),
        "action": str(budget.plan.actions.first().public_id),
        "option": "notional",
        "why": "The hoist broke.",
    }
    assert "£400.00 is left" in text(
        send(client, "use_contingency", budget.public_id, amount="500", **answers)
    )
    assert send(client, "use_contingency", budget.public_id, amount="150", **answers).status_code == 302
    assert budget.lines.filter(words="The hoist broke.", amount=pounds("150.00")).exists()


def test_a_new_price_is_followed_on_its_page(house, signed_in):
    old = UnitPriceFactory(site=house)
    behind = {"price": old, "unit": "hour", "unit_amount": old.amount, "quantity": 5, "every": "week"}
    budget = in_use(({NHS: "120.00"}, behind))
    client = signed_in(AllocationFactory(person=budget.person).worker)
    new = UnitPriceFactory(site=house, amount=pounds("25.00"), effective_from=today())

    assert "No budget of the people you work with" in text(
        send(client, "follow_price", price=str(old.public_id))
    )
    assert send(client, "follow_price", price=str(new.public_id)).status_code == 302
    assert budget.variations.get().lines.get().amount == pounds("125.00")


def test_what_the_person_pays_is_said_to_them_as_theirs(budget, signed_in):
    varying.ask(
        budget,
        by=staff("coordinator", budget.site),
        kind=VariationKind.CONTRIBUTION,
        reason="A new assessment.",
        effective_on=today(),
        weekly_contribution=pounds("20.00"),
    )
    seen = text(signed_in(UserFactory(person=budget.person)).get(reverse("my_changes")))

    assert "Change what you pay" in seen
    assert "Change what the person pays" not in seen
