"""Whatever a site sets and whatever is said: shares make the total, the range holds it, none is negative."""

import datetime as dt
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.allocation import Cost, Facts, Way
from budgets.allocation.working import working
from budgets.models import (
    AllocationAnswer,
    AllocationBand,
    AllocationMethod,
    AllocationPolicy,
    AllocationQuestion,
    AllocationRate,
    AllocationTariff,
    Every,
    Method,
    UnitPrice,
)
from people.models import Funder, Relationship

DAY = dt.date(2026, 11, 2)
PUBLIC = [Funder.NHS, Funder.COUNCIL, Funder.EDUCATION]
money = st.decimals("0.01", "9999.99", places=2)
or_nothing = st.decimals("0.00", "999.99", places=2)
points = st.integers(0, 99)
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
every = st.sampled_from([one for one in Every if one != Every.SCHOOL_WEEK])


def method_of(kind, **parts):
    method = AllocationMethod(pk=1, method=kind, effective_from=DAY, source="Made up")
    method._prefetched_objects_cache = {"bands": [], "tariffs": [], **parts}
    return method


@st.composite
def with_points(draw, funder):
    """Return a way by a rate or by bands, with answers to its questions, and perhaps willing carers."""
    numbers = range(100 * PUBLIC.index(funder) + 1, 100 * PUBLIC.index(funder) + 2 + draw(st.integers(0, 3)))
    questions = [AllocationQuestion(pk=number, is_informal_support=draw(st.booleans())) for number in numbers]
    answers = {one.pk: AllocationAnswer(question=one, points=draw(points)) for one in questions}
    carers = {one.pk: Relationship(kind="child") for one in questions if draw(st.booleans())}
    if draw(st.booleans()):
        rate = AllocationRate(pounds_per_point=draw(or_nothing), effective_from=DAY)
        return Way(funder, None, questions, rate, []), Facts(answers, carers, DAY)
    ends = sorted(draw(st.sets(st.integers(0, 200), max_size=4)))
    bands = [
        AllocationBand(points_from=first, points_to=last, weekly_amount=draw(or_nothing))
        for first, last in zip([0, *(end + 1 for end in ends)], [*ends, None], strict=True)
    ]
    return Way(funder, method_of(Method.BANDS, bands=bands), questions, None, []), Facts(answers, carers, DAY)


@st.composite
def with_costs(draw, funder):
    price = UnitPrice(pk=1, words="An hour", unit="hour", amount=draw(money), effective_from=DAY)
    quantity = st.decimals("0.01", "999.99", places=2)
    costs = draw(st.lists(st.builds(Cost, st.just(funder), st.just(price), quantity, every), max_size=4))
    return Way(funder, method_of(Method.COST), [], None, [price]), Facts(costs=costs)


@st.composite
def with_tariffs(draw, funder):
    tariffs = [
        AllocationTariff(pk=number, words="A sum", is_one_off=draw(st.booleans()), amount=draw(money))
        for number in range(draw(st.integers(1, 4)))
    ]
    method = method_of(Method.TARIFF, tariffs=tariffs)
    return Way(funder, method, [], None, []), Facts(tariffs=[one for one in tariffs if draw(st.booleans())])


@st.composite
def sites(draw):
    """Return ways of some funders, what was said to each, and the tolerance and rounding."""
    found = [
        draw(draw(st.sampled_from([with_points, with_costs, with_tariffs]))(funder))
        for funder in PUBLIC
        if draw(st.booleans())
    ]
    policy = AllocationPolicy(
        tolerance_percent=draw(st.decimals("0.0", "999.9", places=1)),
        round_up_to=draw(money),
        effective_from=DAY,
    )
    facts = Facts(
        {pk: answer for _way, said in found for pk, answer in said.answers.items()},
        {pk: carer for _way, said in found for pk, carer in said.carers.items()},
        DAY,
        [cost for _way, said in found for cost in said.costs],
        [tariff for _way, said in found for tariff in said.tariffs],
    )
    return [way for way, _said in found], facts, policy


@UNHURRIED
@given(sites())
def test_shares_make_the_total_the_range_holds_it_and_nothing_is_below_nothing(site):
    ways, facts, policy = site

    made = working(ways, facts, policy, DAY)

    weekly, once = (
        [Decimal(part[name]) for part in made["funders"]] for name in ("weekly_amount", "one_off_amount")
    )
    assert sum(weekly) == Decimal(made["weekly_amount"])
    assert sum(once) == Decimal(made["one_off_amount"])
    assert 0 <= Decimal(made["weekly_low_amount"]) <= Decimal(made["weekly_amount"])
    assert Decimal(made["weekly_amount"]) <= Decimal(made["weekly_high_amount"])
    for amount, part in zip(weekly, made["funders"], strict=True):
        assert (
            0 <= Decimal(part["exact_amount"]) <= amount < Decimal(part["exact_amount"]) + policy.round_up_to
        )
        assert amount % policy.round_up_to == 0
    assert all(amount >= 0 for amount in once)


@UNHURRIED
@given(with_points(Funder.COUNCIL))
def test_a_willing_carer_never_makes_it_more_and_one_who_is_not_makes_it_no_less(site):
    way, facts = site
    policy = AllocationPolicy(tolerance_percent=Decimal(10), round_up_to=Decimal(1), effective_from=DAY)
    nobody = Facts(facts.answers)
    needs_alone = Facts(
        {
            question.pk: facts.answers[question.pk]
            for question in way.questions
            if not question.is_informal_support
        }
    )

    amounts = [
        Decimal(part["exact_amount"])
        for said in (nobody, needs_alone)
        for part in working([way], said, policy, DAY)["funders"]
    ]

    assert amounts[0] == amounts[1]
    if way.rate:
        with_carer = working([way], facts, policy, DAY)["funders"][0]
        assert Decimal(with_carer["exact_amount"]) <= amounts[0]
