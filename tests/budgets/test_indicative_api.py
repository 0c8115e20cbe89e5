"""Indicative budgets through the API: the ways of one person, and working out from ids."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets.models import IndicativeBudget, Method
from people.models import Cohort, Role
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationMethodFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    PersonFactory,
    RelationshipFactory,
    UnitPriceFactory,
)
from tests.factories.people import staff

D = Decimal
WORK_OUT = "/api/v1/indicative/work-out/"


@pytest.fixture
def person(house):
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    AllocationMethodFactory(site=house, funder="H", method=Method.COST)
    AllocationMethodFactory(site=house, funder="E", method=Method.TARIFF, group=Cohort.CHILD).tariffs.create(
        words="A chair", amount=D("45.00")
    )
    UnitPriceFactory(site=house)
    for points, informal in ((24, False), (6, True)):
        AllocationAnswerFactory(
            question=AllocationQuestionFactory(site=house, is_informal_support=informal), points=points
        )
    return PersonFactory(cohorts=[Cohort.CHILD], born_on=dt.date(2014, 5, 1))


@pytest.fixture
def desk(person, signed_in):
    return signed_in(AllocationFactory(person=person).worker)


@pytest.fixture
def ways(desk, person):
    return desk.get("/api/v1/indicative/ways/", {"person": person.public_id}).json()


def work_out(desk, person, **said):
    return desk.post(WORK_OUT, {"person": str(person.public_id), **said}, content_type="application/json")


def said(ways, person, **changes):
    """Return ten hours a week from the NHS, both answers to the council, the carer, and the fixed sum."""
    nhs, council, education = ways
    informal = next(one for one in council["questions"] if one["is_informal_support"])
    return {
        "answers": [one["answers"][0]["answer"] for one in council["questions"]],
        "carers": [
            {
                "question": informal["public_id"],
                "carer": str(RelationshipFactory(person=person).public_id),
            }
        ],
        "carers_said_on": "2026-11-02",
        "costs": [{"funder": "H", "price": nhs["prices"][0]["public_id"], "quantity": "10", "every": "week"}],
        "tariffs": [education["tariffs"][0]["tariff"]],
        **changes,
    }


def test_the_ways_of_a_person_say_what_each_funder_asks(ways):
    assert [(way["funder"], way["method"]) for way in ways] == [
        ("H", "cost"),
        ("C", "points"),
        ("E", "tariff"),
    ]
    assert ways[2]["notes"] == [
        "The way to work it out is the one for the group “Disabled child or young person”."
    ]


def test_one_is_worked_out_from_ids_of_the_persons_own_ways(desk, person, ways):
    made = work_out(desk, person, **said(ways, person))

    assert made.status_code == 201, made.content
    assert made.json()["weekly_amount"] == "420.00"
    assert {one["funder"]: one["weekly_amount"] for one in made.json()["shares"]} == {
        "H": "240.00",
        "C": "135.00",
        "E": "45.00",
    }


def test_ids_of_somebody_elses_circle_or_of_no_price_are_refused(desk, person, ways):
    theirs = said(ways, PersonFactory())["carers"]
    unknown = {"funder": "H", "price": str(person.public_id), "quantity": "1", "every": "week"}

    for change in ({"carers": theirs}, {"costs": [unknown]}, {"tariffs": [10**9]}):
        answer = work_out(desk, person, **said(ways, person, **change))
        assert answer.status_code == 409, change
    assert not IndicativeBudget.objects.exists()


def test_nobody_asks_for_the_ways_of_somebody_elses_caseload(person, signed_in):
    address = f"/api/v1/indicative/ways/?person={person.public_id}"

    assert signed_in(staff(Role.COORDINATOR)).get(address).status_code == 404
    assert signed_in(staff(Role.MANAGER)).get(address).status_code == 403
    assert signed_in(staff(Role.COORDINATOR)).get("/api/v1/indicative/ways/").status_code == 400
