"""Four ways from facts to money: by a rate, by bands, by what help costs, by a fixed sum."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from budgets import allocation
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
    IndicativeShareFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UnitPriceFactory,
)

D = Decimal
H, C, E = Funder.NHS, Funder.COUNCIL, Funder.EDUCATION
DAY = dt.date(2026, 11, 2)


@pytest.fixture
def person(house):
    AllocationPolicyFactory(site=house)
    return PersonFactory(cohorts=[Cohort.LEARNING, Cohort.CHILD])


@pytest.fixture
def by(person):
    return AllocationFactory(person=person).worker


def asked(site, points, funder=C, **question):
    question = AllocationQuestionFactory(site=site, funder=funder, **question)
    return AllocationAnswerFactory(question=question, points=points)


def banded(site, **more):
    """Return a council method: to 9 points £50.00, to 19 points £120.00, from 20 on £200.00."""
    method = AllocationMethodFactory(site=site, method=Method.BANDS, source="Bands 2026", **more)
    for first, last, amount in ((0, 9, "50.00"), (10, 19, "120.00"), (20, None, "200.00")):
        method.bands.create(points_from=first, points_to=last, weekly_amount=D(amount))
    return method


def costed(site, **more):
    AllocationMethodFactory(site=site, funder=H, method=Method.COST, source="Methods 2026", **more)
    return UnitPriceFactory(site=site)


def fixed(site, **more):
    """Return two fixed sums of education: £600.00 once and £45.00 a week."""
    method = AllocationMethodFactory(site=site, funder=E, method=Method.TARIFF, **more)
    return [
        method.tariffs.create(words="A wheelchair", is_one_off=True, amount=D("600.00")),
        method.tariffs.create(words="A place in the swimming group", amount=D("45.00"), position=1),
    ]


def council(indicative):
    return next(part for part in indicative.working["funders"] if part["funder"] == "C")


# -- bands


@pytest.mark.parametrize(
    ("points", "amount", "words"),
    [
        (9, "50.00", "Council: 9 points. From 0 to 9 points there is £50.00 a week."),
        (10, "120.00", "Council: 10 points. From 10 to 19 points there is £120.00 a week."),
        (99, "200.00", "Council: 99 points. From 20 points on there is £200.00 a week."),
    ],
)
def test_a_band_gives_what_it_gives_from_its_first_point_to_its_last(
    person, by, house, points, amount, words
):
    banded(house)

    made = allocation.work_out(person, by=by, answers=[asked(house, points)])

    assert made.weekly_amount == D(amount)
    assert council(made)["in_words"] == words
    assert council(made)["band"]["weekly_amount"] == amount
    assert council(made)["method"]["source"] == "Bands 2026"


def test_points_that_fall_in_no_band_are_refused_by_name(person, by, house):
    AllocationMethodFactory(site=house, method=Method.BANDS, effective_from=today()).bands.create(
        points_from=5, points_to=9, weekly_amount=1
    )

    with pytest.raises(allocation.BandMissing, match="no Council band for 4 points"):
        allocation.work_out(person, by=by, answers=[asked(house, 4)])


# -- what family and friends do


@pytest.fixture
def help_at_home(house, person):
    """24 points of needs at £7.50, and 6 points of what a daughter does."""
    AllocationRateFactory(site=house)
    return [asked(house, 24), asked(house, 6, is_informal_support=True)]


def test_what_a_willing_and_able_carer_does_is_taken_off(person, by, help_at_home):
    daughter = RelationshipFactory(person=person, name="Ann", kind="child")
    informal = help_at_home[1].question

    made = allocation.work_out(
        person, by=by, answers=help_at_home, carers={informal.pk: daughter}, carers_said_on=DAY
    )

    assert made.weekly_amount == D("135.00")
    assert council(made)["in_words"] == (
        "Council: 24 points − 6 points for what family and friends do = 18 points. "
        "18 points × £7.50 a point = £135.00 a week."
    )
    [kept] = council(made)["informal"]
    assert kept["is_taken_off"] is True
    assert (kept["carer"]["id"], kept["carer"]["said_on"]) == (str(daughter.public_id), "2026-11-02")
    assert "Ann" not in str(made.working)


def test_without_a_willing_and_able_carer_nothing_is_taken_off(person, by, help_at_home):
    made = allocation.work_out(person, by=by, answers=help_at_home)

    assert made.weekly_amount == D("180.00")
    assert council(made)["informal"][0]["carer"] is None
    assert "Nobody has said that they are willing and able" in council(made)["notes"][0]


def test_taking_off_never_leaves_fewer_points_than_none(person, by, house):
    AllocationRateFactory(site=house)
    answers = [asked(house, 4), asked(house, 6, is_informal_support=True)]
    carers = {answers[1].question_id: RelationshipFactory(person=person)}

    made = allocation.work_out(person, by=by, answers=answers, carers=carers, carers_said_on=DAY)

    assert (made.weekly_amount, made.weekly_low_amount) == (0, 0)
    assert council(made)["points"] == 0
    assert "There are never fewer than 0 points." in council(made)["notes"]


@pytest.mark.parametrize("said_on", [None, dt.date(2999, 1, 1)])
def test_the_day_a_carer_said_so_is_needed_and_not_to_come(person, by, help_at_home, said_on):
    carers = {help_at_home[1].question_id: RelationshipFactory(person=person)}

    with pytest.raises(allocation.WhenTheySaidMissing):
        allocation.work_out(person, by=by, answers=help_at_home, carers=carers, carers_said_on=said_on)


def test_a_carer_is_of_the_persons_own_circle_and_about_informal_support(person, by, help_at_home):
    needs, informal = (answer.question_id for answer in help_at_home)
    gone = RelationshipFactory(person=person, ended_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

    for question, carer in (
        (informal, RelationshipFactory()),
        (informal, gone),
        (needs, RelationshipFactory(person=person)),
    ):
        with pytest.raises(allocation.NotInTheCircle):
            allocation.work_out(
                person, by=by, answers=help_at_home, carers={question: carer}, carers_said_on=DAY
            )


# -- what help costs


def test_a_cost_is_how_many_times_its_price_times_how_often(person, by, house):
    hour = costed(house)
    chair = UnitPriceFactory(
        site=house, code="chair", words="A shower chair", unit="item", amount=D("599.99")
    )
    costs = [
        Cost(H, hour, D("21"), Every.WEEK),
        Cost(H, hour, D("2.5"), Every.MONTH),
        Cost(H, chair, D("1"), Every.ONCE),
    ]

    made = allocation.work_out(person, by=by, costs=costs)

    [nhs] = made.working["funders"]
    assert [row["in_words"] for row in nhs["costs"]] == [
        "An hour of help from a care agency: 21 × £24.00 for each hour, every week",
        "An hour of help from a care agency: 2.5 × £24.00 for each hour, every month",
        "A shower chair: 1 × £599.99 for each item, one time only",
    ]
    assert [row["sum_in_words"] for row in nhs["costs"]] == [
        "£504.00 a week",
        "£13.85 a week",
        "£599.99 once",
    ]
    assert nhs["in_words"] == (
        "NHS: £504.00 + £13.85 = £517.85 a week. £599.99 once. Rounded up to the next £5.00: £520.00 a week."
    )
    assert (made.weekly_amount, made.one_off_amount) == (D("520.00"), D("599.99"))
    share = made.shares.get()
    assert (share.weekly_amount, share.one_off_amount) == (D("520.00"), D("599.99"))
    assert made.working["in_words"][-1] == "Besides this, £599.99 comes one time only."


@pytest.mark.parametrize(
    ("every", "a_week"),
    [
        (Every.WEEK, "100.00"),
        (Every.TWO_WEEKS, "50.00"),
        (Every.FOUR_WEEKS, "25.00"),
        (Every.MONTH, "23.08"),
        (Every.SCHOOL_WEEK, "75.00"),
        (Every.YEAR, "1.93"),
    ],
)
def test_what_comes_less_often_than_weekly_is_a_part_of_a_week_upwards(person, by, house, every, a_week):
    AllocationPolicyFactory(site=house, effective_from=today(), round_up_to=D("0.01"))
    costed(house)
    price = UnitPriceFactory(site=house, code="hundred", amount=D("100.00"))

    made = allocation.work_out(person, by=by, costs=[Cost(H, price, D(1), every)])

    assert made.weekly_amount == D(a_week)


def test_a_price_is_the_newest_whose_day_has_come(person, house):
    costed(house)
    UnitPriceFactory(site=house, effective_from=today(), amount=D("25.00"))
    UnitPriceFactory(site=house, effective_from=dt.date(2999, 1, 1), amount=D("99.00"))
    UnitPriceFactory(site=SiteFactory(slug="luton"), effective_from=today(), amount=D("1.00"))

    [way] = allocation.ways_for(house.pk)

    assert [price.amount for price in way.prices] == [D("25.00")]


def test_only_todays_prices_of_the_site_count_and_only_for_whom_costs_count(person, by, house):
    hour = costed(house)
    old = UnitPriceFactory(site=house, code="old", effective_from=dt.date(2026, 4, 1))
    UnitPriceFactory(site=house, code="old", effective_from=dt.date(2026, 5, 1))
    theirs = UnitPriceFactory(site=SiteFactory(slug="luton"))

    for cost in (
        Cost(H, old, D(1), Every.WEEK),
        Cost(H, theirs, D(1), Every.WEEK),
        Cost(C, hour, D(1), Every.WEEK),
        Cost(H, hour, D(1), "hourly"),
    ):
        with pytest.raises(allocation.NotOffered):
            allocation.work_out(person, by=by, costs=[cost])


@pytest.mark.parametrize("quantity", ["0", "-1", "100000"])
def test_how_many_is_above_nothing(person, by, house, quantity):
    with pytest.raises(allocation.QuantityWrong):
        allocation.work_out(person, by=by, costs=[Cost(H, costed(house), D(quantity), Every.WEEK)])


# -- fixed sums


def test_fixed_sums_that_were_chosen_count_a_week_and_once(person, by, house):
    made = allocation.work_out(person, by=by, tariffs=fixed(house))

    [education] = made.working["funders"]
    assert education["in_words"] == "Education: £45.00 a week. £600.00 once."
    assert [row["sum_in_words"] for row in education["tariffs"]] == ["£600.00 once", "£45.00 a week"]
    assert (made.weekly_amount, made.one_off_amount) == (D("45.00"), D("600.00"))
    assert (made.weekly_low_amount, made.weekly_high_amount) == (D("40.50"), D("49.50"))


def test_a_fixed_sum_of_another_site_is_refused(person, by, house):
    fixed(house)

    with pytest.raises(allocation.NotOffered):
        allocation.work_out(person, by=by, tariffs=fixed(SiteFactory(slug="luton"))[:1])


def test_nothing_said_is_nothing_to_add_up(person, by, house):
    fixed(house)

    with pytest.raises(allocation.NothingToAddUp):
        allocation.work_out(person, by=by)


def test_each_funder_goes_its_own_way(person, by, house):
    """One person: the NHS by cost, the council by bands, education by a fixed sum."""
    banded(house)
    answers, hour, sums = [asked(house, 12)], costed(house), fixed(house)

    made = allocation.work_out(
        person, by=by, answers=answers, costs=[Cost(H, hour, D(10), Every.WEEK)], tariffs=sums[:1]
    )

    assert dict(made.shares.values_list("funder", "weekly_amount")) == {"H": 240, "C": 120, "E": 0}
    assert made.working["in_words"] == [
        "All together: £240.00 + £120.00 = £360.00 a week.",
        "Plans differ, so we allow 10% either way: from £324.00 to £396.00 a week.",
        "Besides this, £600.00 comes one time only.",
    ]


# -- groups


def test_what_is_set_for_the_first_of_ones_groups_comes_before_all_else(person, by, house):
    """She is of two groups: children come before learning disability, whatever came later."""
    general = asked(house, 50)
    AllocationRateFactory(site=house, pounds_per_point=D("1.00"))
    AllocationRateFactory(site=house, group=Cohort.CHILD, pounds_per_point=D("2.00"))
    newer = {"effective_from": today(), "pounds_per_point": D("9.00")}
    AllocationRateFactory(site=house, group=Cohort.LEARNING, **newer)
    AllocationRateFactory(site=house, group=Cohort.OLDER, **newer)
    learning = asked(house, 10, group=Cohort.LEARNING)
    AllocationMethodFactory(site=house, method=Method.TARIFF)
    AllocationMethodFactory(site=house, method=Method.POINTS, group=Cohort.CHILD)

    made = allocation.work_out(person, by=by, answers=[learning])

    assert made.weekly_amount == D("20.00")
    assert council(made)["notes"] == [
        "The way to work it out is the one for the group “Disabled child or young person”.",
        "The questions are those for the group “Learning disability or autism”.",
        "What a point is worth is set for the group “Disabled child or young person”.",
    ]
    assert made.working["groups"] == ["child", "learning"]
    with pytest.raises(allocation.QuestionsUnanswered):
        allocation.work_out(person, by=by, answers=[general])


def test_whoever_is_in_no_such_group_goes_the_way_for_everybody(by, house, person):
    general = asked(house, 50)
    AllocationRateFactory(site=house, pounds_per_point=D("1.00"))
    AllocationRateFactory(site=house, group=Cohort.CHILD, pounds_per_point=D("2.00"))
    asked(house, 10, group=Cohort.CHILD)
    other = PersonFactory(cohorts=[Cohort.OLDER])

    made = allocation.work_out(other, by=by, answers=[general])

    assert made.weekly_amount == D("50.00")
    assert council(made)["notes"] == []


# -- kept


def test_nothing_that_was_worked_out_changes_when_bands_prices_and_sums_do(person, by, house):
    banded(house)
    hour, sums = costed(house), fixed(house)
    said = {"answers": [asked(house, 12)], "tariffs": sums[:1]}
    made = allocation.share(
        allocation.work_out(person, by=by, costs=[Cost(H, hour, D(10), Every.WEEK)], **said), by=by
    )
    before = IndicativeBudget.objects.filter(pk=made.pk).values().get()

    dearer = UnitPriceFactory(site=house, effective_from=today(), amount=D("48.00"))
    AllocationMethodFactory(site=house, method=Method.BANDS, effective_from=today()).bands.create(
        points_from=0, weekly_amount=D("1000.00")
    )
    after = allocation.work_out(person, by=by, costs=[Cost(H, dearer, D(10), Every.WEEK)], **said)

    assert IndicativeBudget.objects.filter(pk=made.pk).values().get() == before
    assert after.weekly_amount == D("1480.00")


def test_so_far_adds_up_what_was_said_and_keeps_nothing(person, house):
    hour = costed(house)
    banded(house)
    asked(house, 12)

    found = allocation.so_far(house.pk, costs=[Cost(H, hour, D(10), Every.WEEK)])

    assert [part["funder"] for part in found["funders"]] == ["H"]
    assert found["weekly_amount"] == "240.00"
    assert not IndicativeBudget.objects.exists()


def test_the_ways_cost_the_same_queries_for_one_row_and_for_ten(
    person, house, django_assert_num_queries, django_assert_max_num_queries
):
    for set_up in (costed, banded, fixed):
        set_up(house)
    asked(house, 1)
    with django_assert_max_num_queries(7) as one:
        allocation.ways_for(house.pk, person.cohorts)
    for number in range(9):
        UnitPriceFactory(site=house, code=f"price-{number}")
        asked(house, 1)

    with django_assert_num_queries(len(one)):
        allocation.ways_for(house.pk, person.cohorts)


def test_the_database_keeps_nothing_below_nothing(person, house):
    method = AllocationMethodFactory(site=house, method=Method.BANDS)
    shown = IndicativeBudgetFactory(person=person, is_draft=True)

    for write, name in (
        (lambda: method.bands.create(points_from=0, weekly_amount=D("-0.01")), "allocationband_not_below"),
        (
            lambda: IndicativeBudgetFactory(person=person, weekly_low_amount=D("-0.01")),
            "indicativebudget_not",
        ),
        (
            lambda: IndicativeShareFactory(indicative=shown, funder=E, one_off_amount=-1),
            "indicativeshare_not",
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()
