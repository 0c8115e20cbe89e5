"""The pages of lines and rules: written, changed, kept back; one rule sheet; what is bought beside it."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from budgets import contribution, drafting, own_extras, rule_sheet, rules
from budgets.drafting import Uplift
from budgets.models import BudgetStatus, Connection, Every, LineKind, OwnExtra
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import OrganisationKind
from tests.budgets.running import COUNCIL, EDUCATION, NHS, THIRD_PARTY, in_use, margaret
from tests.factories import AllocationFactory, BudgetFactory, OrganisationFactory, PersonFactory
from tests.factories.budgets import BudgetLineFactory, OwnExtraFactory, UnitPriceFactory, action_of
from tests.factories.people import UserFactory, staff

D = Decimal


@pytest.fixture
def worker(house):
    return AllocationFactory(person=PersonFactory()).worker


@pytest.fixture
def budget(worker):
    return BudgetFactory(person=worker.allocations.get().person)


@pytest.fixture
def action(budget):
    return action_of(budget.plan, is_paid=False)


@pytest.fixture
def at_work(signed_in, worker):
    return signed_in(worker)


def line(action, **answers):
    return {
        "key": str(uuid.uuid4()),
        "action": str(action.public_id),
        "words": "Help in the mornings",
        "frequency": "weekly",
        "option": "notional",
        **answers,
    }


def words_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_line_is_written_with_three_answers(at_work, budget, action):
    answer = at_work.post(reverse("add_budget_line", args=[budget.public_id]), line(action, nhs_amount="50"))

    assert answer["Location"] == reverse("budget", args=[budget.public_id])
    made = budget.lines.get()
    assert (made.amount, made.kind, made.unit) == (D("50.00"), LineKind.OTHER, "")


def test_a_line_is_written_from_a_price_and_its_sum_is_said(at_work, budget, action):
    price = UnitPriceFactory(site=budget.site, amount=D("24.10"))
    UnitPriceFactory(site=budget.site, amount=D("99.00"), effective_from=today() + dt.timedelta(days=1))

    page = words_of(at_work.get(reverse("add_budget_line", args=[budget.public_id])))
    assert "£24.10 each hour" in page
    assert "£99.00" not in page
    answer = at_work.post(
        reverse("add_budget_line", args=[budget.public_id]),
        line(action, price=price.public_id, quantity="10", every="month", nhs_percent="50",
             council_percent="50"),
        follow=True,
    )  # fmt: skip

    made = budget.lines.get()
    assert (made.amount, made.every, made.kind) == (D("55.62"), Every.MONTH, LineKind.CARE_AGENCY)
    assert "10 × £24.10 for each hour, every month: that is £55.62 a week." in words_of(answer)


def test_a_line_says_what_the_rules_forbid_and_keeps_what_was_typed(at_work, budget, action):
    answer = at_work.post(
        reverse("add_budget_line", args=[budget.public_id]),
        line(action, words="Cigarettes for a week", council_amount="50"),
    )

    assert "This looks like tobacco" in words_of(answer)
    assert "Cigarettes for a week" in answer.content.decode()
    assert not budget.lines.exists()


def test_a_line_says_what_the_rules_warn_of(at_work, budget, action):
    answer = at_work.post(
        reverse("add_budget_line", args=[budget.public_id]),
        line(action, words="Bingo on Fridays", council_amount="5"),
        follow=True,
    )

    assert "This looks like gambling" in words_of(answer)
    assert budget.lines.exists()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Enter at least one amount"),
        ({"nhs_amount": "5", "option": "third_party"}, "Choose the organisation"),
        ({"nhs_amount": "5", "quantity": "2"}, "Choose how often so many are bought"),
        ({"nhs_percent": "100"}, "Enter how many are bought"),
    ],
)
def test_a_line_says_what_is_missing(at_work, budget, action, answers, said):
    assert said in words_of(
        at_work.post(reverse("add_budget_line", args=[budget.public_id]), line(action, **answers))
    )


def test_a_line_is_changed_from_what_it_is(at_work, budget, worker, action):
    made = drafting.add_line(
        budget, by=worker, action=action, words="Mornings", option="notional", shares={COUNCIL: D(100)},
        uplift=Uplift(today() + dt.timedelta(days=60), percent=D("2.50")), connection=Connection.RELATIVE,
    )  # fmt: skip
    address = reverse("change_budget_line", args=[made.public_id])

    page = words_of(at_work.get(address))
    assert 'value="Mornings"' in page
    assert 'value="2.50"' in page
    assert page.count("<details") - page.count('<details class="govuk-details" open') > 1
    assert at_work.post(address, line(action, words="Evenings", education_amount="20")).status_code == 302
    made.refresh_from_db()
    assert (made.words, made.amount, made.ends_on) == ("Evenings", D("20.00"), None)
    assert not made.replaced_by.exists()


def test_money_is_kept_back_on_its_page(at_work, budget):
    BudgetLineFactory(budget=budget)
    address = reverse("keep_back", args=[budget.public_id])

    assert "Enter either" in words_of(at_work.post(address, {"key": str(uuid.uuid4())}))
    assert at_work.post(address, {"key": str(uuid.uuid4()), "weeks": "1"}).status_code == 302
    kept = budget.lines.get(is_contingency=True)
    assert kept.amount == D("180.00")
    assert at_work.get(reverse("change_budget_line", args=[kept.public_id]))["Location"] == address
    assert at_work.post(address, {"key": str(uuid.uuid4()), "weeks": "0"}).status_code == 302
    assert not budget.lines.filter(is_contingency=True).exists()


def test_every_rule_of_the_book_stands_on_the_sheet_once():
    told = [rule.name for section in rule_sheet.SECTIONS for rule in section.rules]

    assert sorted(told) == sorted(rule.name for rule in rules.RULES)


def rules_on(sheet):
    return {str(rule["words"]): rule for section in sheet["sections"] for rule in section["rules"]}


def test_the_sheet_tells_the_rules_of_those_who_pay_and_no_others(budget):
    BudgetLineFactory(budget=budget, shares={NHS: D(50)})

    sheet = rules_on(rule_sheet.sheet(budget))

    assert {letter for rule in sheet.values() for letter in rule["letters"]} == {"H"}
    assert not any("rent" in words for words in sheet)
    assert not any(rule["stricter"] for rule in sheet.values())


def test_the_sheet_names_the_stricter_rule_where_money_is_blended(budget):
    BudgetLineFactory(budget=budget, shares={EDUCATION: D(10)})
    BudgetLineFactory(budget=budget, shares={NHS: D(50), COUNCIL: D(50)})

    sheet = rules_on(rule_sheet.sheet(budget))

    living = next(rule for words, rule in sheet.items() if "rent" in words)
    friends = next(rule for words, rule in sheet.items() if "friends" in words)
    everybody = next(rule for words, rule in sheet.items() if "tobacco" in words)
    assert "The council is stricter here" in living["stricter"]
    assert "The NHS is stricter here: friends count too" in friends["stricter"]
    assert everybody["stricter"] == ""
    assert everybody["letters"] == ["H", "C", "E"]


def test_the_sheet_stands_in_my_money_with_sources(signed_in, house):
    budget = margaret()
    user = UserFactory(person=budget.person)

    page = words_of(signed_in(user).get(reverse("my_rules")))

    assert "You never have to take a direct payment" in strip_tags(page)
    assert "The NHS is stricter here: friends count too." in page
    assert "Care Act 2014 section 31(1)(a)" in page
    assert Event.objects.filter(actor=user, is_read=True, person_id=budget.person_id).exists()


def test_the_sheet_tells_staff_what_speaks_now(at_work, budget):
    address = reverse("budget_rules", args=[budget.public_id])
    BudgetLineFactory(budget=budget, shares={NHS: D(50)}, option="notional")

    assert "All the rules hold." in words_of(at_work.get(address))
    BudgetLineFactory(budget=budget, shares={NHS: D(50)}, connection="friend", is_same_household=True)
    page = words_of(at_work.get(address))
    assert "This has to change first." in page
    assert "A friend who lives in the same home would be paid" in page


def test_own_extras_are_noted_beside_the_budget_and_in_none_of_its_sums(house, signed_in):
    budget = margaret()
    user = UserFactory(person=budget.person)
    client, address = signed_in(user), reverse("my_extras")

    sent = {"key": str(uuid.uuid4()), "words": "A second swim", "weekly_amount": "6"}
    assert client.post(address, sent).status_code == 302
    page = words_of(client.get(address))

    assert "A second swim</strong>: £6.00 a week" in page
    assert budget.own_extras.get().recorded_by == user
    assert Event.objects.filter(act="budgets.write_own_extra", actor=user).exists()
    assert contribution.whole(contribution.funding(budget)).weekly == D("275.00")


def test_own_extras_are_taken_off(house, signed_in):
    budget = margaret()
    extra = OwnExtraFactory(budget=budget)
    client = signed_in(UserFactory(person=budget.person))
    address = reverse("remove_my_extra", args=[extra.public_id])

    assert "A second swim every week" in words_of(client.get(address))
    assert client.post(address, {"key": str(uuid.uuid4())}).status_code == 302
    assert not OwnExtra.objects.exists()
    assert client.get(address).status_code == 404


def test_own_extras_are_noted_by_the_coordinator_too(at_work, budget):
    address = reverse("own_extras_of_budget", args=[budget.public_id])

    sent = {"key": str(uuid.uuid4()), "words": "A second swim", "weekly_amount": "6"}
    assert at_work.post(address, sent).status_code == 302
    assert "A second swim" in words_of(at_work.get(address))


def test_own_extras_never_top_up_what_the_nhs_pays_for(budget, worker):
    BudgetLineFactory(budget=budget, words="Physiotherapy at home", shares={NHS: D(50)})
    BudgetLineFactory(budget=budget, words="Swimming", shares={COUNCIL: D(5)})

    with pytest.raises(own_extras.PlannedAlready):
        own_extras.add(budget, by=worker, words=" physiotherapy  at home", weekly_amount=D(10))
    assert own_extras.add(budget, by=worker, words="Swimming", weekly_amount=D(10)).weekly_amount == D(10)


def test_own_extras_are_something_beside_a_budget_that_goes_on(budget, worker):
    with pytest.raises(own_extras.NothingExtra):
        own_extras.add(budget, by=worker, words="Swimming", weekly_amount=D(0))
    with pytest.raises(own_extras.WordsMissing):
        own_extras.add(budget, by=worker, words=" ", weekly_amount=D(1))
    extra = OwnExtraFactory(budget=budget)
    budget.status = BudgetStatus.ENDED
    budget.save()
    with pytest.raises(own_extras.BudgetOver):
        own_extras.add(budget, by=worker, words="Swimming", weekly_amount=D(1))
    with pytest.raises(own_extras.BudgetOver):
        own_extras.remove(extra, by=worker)


@pytest.mark.parametrize("name", ["budget_rules", "add_budget_line", "keep_back", "own_extras_of_budget"])
def test_pages_of_lines_are_not_for_others(house, signed_in, budget, name):
    assert signed_in(staff("coordinator")).get(reverse(name, args=[budget.public_id])).status_code == 404


def test_the_rules_as_staff_read_them_lead_others_to_their_own_page(house, signed_in):
    ours = OrganisationFactory(kind=OrganisationKind.PROVIDER)
    budget = in_use(({NHS: "30.00"}, {"option": THIRD_PARTY, "holder": ours}))
    address = reverse("budget_rules", args=[budget.public_id])

    assert signed_in(staff("holder", organisation=ours)).get(address).url == reverse("held_budgets")
    assert signed_in(UserFactory(person=budget.person)).get(address).url == reverse("my_rules")
