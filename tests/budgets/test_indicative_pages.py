"""Working out a first idea of the money on the page, and what the person then reads."""

import uuid
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from budgets import allocation, second_looks
from budgets.allocation import Cost
from budgets.models import Every, IndicativeBudget, Method
from ipc.kernel.dates import today
from people.models import Cohort, Funder
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationMethodFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    IndicativeBudgetFactory,
    PersonFactory,
    RelationshipFactory,
    UnitPriceFactory,
    UserFactory,
)

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION
SAID = {"carers_said_on_day": "2", "carers_said_on_month": "11", "carers_said_on_year": "2026"}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Rose", family_name="Kelly", cohorts=[Cohort.OLDER])


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def own(person):
    return UserFactory(person=person)


@pytest.fixture
def daughter(person):
    return RelationshipFactory(person=person, name="Ann Kelly", kind="child")


@pytest.fixture
def site(house):
    """The NHS by cost, the council by points less what the family does, education by a fixed sum."""
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    answers = [
        AllocationAnswerFactory(
            question=AllocationQuestionFactory(site=house, words=words, is_informal_support=informal),
            points=points,
        )
        for words, points, informal in (("How are the mornings?", 24, False), ("Who helps?", 6, True))
    ]
    AllocationMethodFactory(site=house, funder=H, method=Method.COST, group=Cohort.OLDER)
    tariffs = AllocationMethodFactory(site=house, funder=E, method=Method.TARIFF).tariffs
    tariff = tariffs.create(words="A wheelchair", is_one_off=True, amount=D("600.00"))
    return {"answers": answers, "price": UnitPriceFactory(site=house), "tariff": tariff}


def typed(site, daughter=None, **more):
    needs, informal = site["answers"]
    return {
        f"question_{needs.question_id}": needs.pk,
        f"question_{informal.question_id}": informal.pk,
        f"carer_{informal.question_id}": daughter.public_id if daughter else "",
        "cost_H_1_price": site["price"].public_id,
        "cost_H_1_quantity": "10",
        "cost_H_1_every": "week",
        "tariffs_E": [site["tariff"].pk],
        **more,
    }


def post(client, url, data):
    return client.post(url, {"key": str(uuid.uuid4()), **data})


def text(answer):
    return answer.content.decode()


def new(person):
    return f"/people/{person.public_id}/indicative/new/"


def test_the_page_asks_each_funder_its_own_way(person, coordinator, daughter, site, signed_in):
    page = text(signed_in(coordinator).get(new(person)))

    for words in (
        "An hour of help from a care agency: £24.00 for each hour",
        "The way to work it out is the one for the group “Older person with long-term conditions”",
        "How are the mornings?",
        "Ann Kelly, Son or daughter",
        "When did they say so?",
        "£600.00 once",
    ):
        assert words in page


def test_the_sum_so_far_has_every_part_and_keeps_what_was_typed(
    person, coordinator, daughter, site, signed_in
):
    page = text(post(signed_in(coordinator), new(person), typed(site, daughter, step="add_up", **SAID)))

    assert "NHS: £240.00 a week." in page
    assert "24 points − 6 points for what family and friends do = 18 points" in page
    assert "Education: £600.00 once." in page
    assert 'value="10"' in page
    assert 'value="2026"' in page
    assert not IndicativeBudget.objects.exists()


def test_more_rows_of_help_are_there_when_asked_for(person, coordinator, site, signed_in):
    page = text(post(signed_in(coordinator), new(person), typed(site, rows="3", step="more_rows")))

    assert "Help 6" in page
    assert "Help 7" not in page
    assert 'value="10"' in page


def test_it_is_kept_as_the_page_said_it(person, coordinator, daughter, site, signed_in):
    gone = post(signed_in(coordinator), new(person), typed(site, daughter, **SAID))

    made = IndicativeBudget.objects.get()
    assert gone.url == f"/indicative/{made.public_id}/"
    assert (made.weekly_amount, made.one_off_amount) == (D("375.00"), D("600.00"))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"cost_H_1_price": ""}, "Choose what help it is"),
        ({"cost_H_1_quantity": ""}, "Enter how many, like 3 or 2.5"),
        ({"cost_H_1_quantity": "ten"}, "Enter how many, like 3 or 2.5"),
        ({"cost_H_1_quantity": "0"}, "Enter more than 0"),
        ({"carers_said_on_day": "", "carers_said_on_month": "", "carers_said_on_year": ""}, "carer said so"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    person, coordinator, daughter, site, signed_in, change, error
):
    page = text(post(signed_in(coordinator), new(person), typed(site, daughter, **{**SAID, **change})))

    assert error in page
    assert "checked" in page
    assert not IndicativeBudget.objects.exists()


def shown(person, coordinator, site, **more):
    price = Cost(H, site["price"], D("10"), Every.WEEK)
    made = allocation.work_out(
        person, by=coordinator, answers=site["answers"], costs=[price], tariffs=[site["tariff"]], **more
    )
    return allocation.share(made, by=coordinator)


def test_the_person_reads_every_part_with_its_words_and_the_carers_name(
    person, own, coordinator, daughter, site, signed_in
):
    informal = site["answers"][1].question_id
    shown(person, coordinator, site, carers={informal: daughter}, carers_said_on=person.born_on)

    page = text(signed_in(own).get("/my/money/indicative/"))

    for words in (
        "Shown to you on",
        "£375.00 a week",
        "Besides this, £600.00 comes one time only. In the first year that is £20,100.00.",
        "10 × £24.00 for each hour, every week",
        "Willing and able: Ann Kelly.",
        "Made-up prices 2026",
        "What it cannot pay for",
        "a place at a school or college",
        "You may pay towards the council’s part only",
    ):
        assert words in page


def test_the_person_may_ask_for_a_second_look_and_sees_when_the_answer_comes(person, own, signed_in):
    made = IndicativeBudgetFactory(person=person)
    client = signed_in(own)
    assert f"/my/money/decisions/{made.public_id}/second-look/" in text(client.get("/my/money/indicative/"))

    second_looks.ask(made, words="The nights are forgotten.", by=own)

    page = text(client.get("/my/money/indicative/"))
    assert "A second look was asked for on" in strip_tags(page)
    assert f"/my/money/decisions/{made.public_id}/second-look/" not in page


def test_what_was_shown_before_is_read_as_it_was(person, own, coordinator, site, signed_in):
    shown(person, coordinator, site)
    AllocationRateFactory(site=site["price"].site, effective_from=today(), pounds_per_point=D("1.00"))
    shown(person, coordinator, site)

    page = text(signed_in(own).get("/my/money/indicative/"))

    assert "24 points × £1.00 a point = £24.00 a week" in page
    earlier = page.partition("What you were shown before")[2]
    assert "24 points × £7.50 a point = £180.00 a week" in earlier


def test_the_coordinator_reads_that_a_second_look_was_asked_for(person, own, coordinator, signed_in):
    made = IndicativeBudgetFactory(person=person)
    client, url = signed_in(coordinator), f"/indicative/{made.public_id}/"
    assert f"/people/{person.public_id}/second-looks/ask/" in text(client.get(url))

    second_looks.ask(made, words="The nights are forgotten.", by=own)

    page = text(client.get(url))
    assert "A second look was asked for on" in page
    assert f"/people/{person.public_id}/second-looks/ask/" not in page


def test_the_page_costs_the_same_queries_for_one_price_and_for_ten(
    person, coordinator, site, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(coordinator)
    client.get(new(person))
    with django_assert_max_num_queries(24) as one:
        client.get(new(person))
    for number in range(9):
        UnitPriceFactory(code=f"price-{number}")

    with django_assert_num_queries(len(one)):
        client.get(new(person))
