"""Can I get one? A guide from the law as it stands today, and never a decision."""

import pytest

from budgets import guide
from budgets.guide import Age, Standing
from ipc.kernel.dates import today
from people.models import Basis, Right
from tests.factories import PeopleRuleFactory, RightRuleFactory


def answer(age, *bases, lives_here=True):
    return guide.answer(lives_here=lives_here, age=age, bases=list(bases))


@pytest.mark.parametrize(
    ("age", "basis", "standing"),
    [
        (Age.ADULT, Basis.CONTINUING_CARE, Standing.LIKELY),
        (Age.CHILD, Basis.CHILDRENS_CONTINUING_CARE, Standing.LIKELY),
        (Age.ADULT, Basis.AFTER_CARE, Standing.LIKELY),
        (Age.CHILD, Basis.CONTINUING_CARE, Standing.UNKNOWN),
        (Age.YOUNG, Basis.CHILDRENS_ACT, Standing.UNKNOWN),
        (Age.ADULT, Basis.EHC_PLAN, Standing.UNKNOWN),
    ],
)
def test_the_guide_goes_by_what_the_law_gives_and_by_age(house, age, basis, standing):
    found, reasons = answer(age, basis)

    assert found == standing
    assert bool(reasons[0].source) is (standing == Standing.LIKELY)


def test_the_guide_follows_the_law_when_it_changes(house):
    RightRuleFactory(basis=Basis.CONTINUING_CARE, right=Right.ASK, starts_on=today(), source="A new law")

    standing, reasons = answer(Age.ADULT, Basis.CONTINUING_CARE)
    assert standing == Standing.MAYBE
    assert reasons[0].source == "A new law"


def test_one_way_that_fits_is_enough(house):
    standing, reasons = answer(Age.CHILD, Basis.CONTINUING_CARE, Basis.CHILDRENS_CONTINUING_CARE)

    assert standing == Standing.LIKELY
    assert [one.fits for one in reasons] == [False, True]


def test_nothing_ticked_is_no_no(house):
    assert answer(Age.ADULT) == (Standing.UNKNOWN, [])


def test_somebody_from_elsewhere_is_led_there(house):
    assert answer(Age.ADULT, Basis.CARE_ACT, lives_here=False) == (Standing.ELSEWHERE, [])


def test_the_ages_are_dated_figures(house):
    PeopleRuleFactory(figure="adult_from", value=21, site=house, starts_on=today())

    assert guide.ages(house.pk) == {"adult": 21, "last": 25}
