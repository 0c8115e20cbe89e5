"""What is declared about direct payments, and when education money was asked for."""

import datetime as dt

import pytest

from budgets import conditions
from budgets.models import Regime, RequestWindow
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.factories import AllocationFactory, PersonFactory

TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def person(house):
    return PersonFactory(site=house)


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


def test_the_newest_declaration_of_each_regime_counts(person, coordinator):
    for regime, is_excluded in ((Regime.NHS, True), (Regime.NHS, False), (Regime.COUNCIL, True)):
        declared = conditions.declare(
            person, by=coordinator, regime=regime, is_excluded=is_excluded, declared_on=today()
        )

    found = conditions.standing(person)
    assert {regime: one.is_excluded for regime, one in found.items()} == {
        Regime.NHS: False,
        Regime.COUNCIL: True,
    }
    assert declared.recorded_by == coordinator
    assert Event.objects.filter(act="budgets.record_conditions", subject_id=declared.public_id).exists()


def test_a_request_for_education_money_says_whether_it_was_the_time(person, coordinator):
    asked = {"by": coordinator, "asked_on": today()}
    conditions.ask_for_education(person, window=RequestWindow.OUTSIDE, words=" Help at school ", **asked)
    assert not conditions.was_asked_in_time(person)
    conditions.ask_for_education(person, window=RequestWindow.REVIEW, **asked)

    assert conditions.was_asked_in_time(person)
    assert Event.objects.filter(act="budgets.record_conditions").count() == 2


@pytest.mark.parametrize(
    ("day", "refusal"),
    [(lambda person: today() + TOMORROW, conditions.NotYetSaid),
     (lambda person: person.born_on - TOMORROW, conditions.BornLater)],
)  # fmt: skip
def test_the_day_is_one_of_the_persons_life_so_far(person, coordinator, day, refusal):
    said = {"by": coordinator, "regime": Regime.NHS, "is_excluded": False}

    with pytest.raises(refusal):
        conditions.declare(person, declared_on=day(person), **said)
    with pytest.raises(refusal):
        conditions.ask_for_education(
            person, by=coordinator, asked_on=day(person), window=RequestWindow.REVIEW
        )
