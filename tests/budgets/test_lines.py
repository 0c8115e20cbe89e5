"""Lines: what units come to, how the parts are split, prices that rise, money kept back."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import accruing, contribution, drafting, prices
from budgets.drafting import Bought, Uplift, amounts
from budgets.models import (
    BudgetStatus,
    Connection,
    Every,
    Frequency,
    LineKind,
    ManagementOption,
    PriceUnit,
)
from budgets.rules import AgainstTheRules
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from ipc.kernel.money import PENNY
from tests.budgets.running import COUNCIL, EDUCATION, NHS
from tests.factories import AllocationFactory, BudgetFactory, PersonFactory, SiteFactory
from tests.factories.budgets import UnitPriceFactory, action_of

D = Decimal
WEEKLY = [every for every in Every if every not in (Every.ONCE, Every.SCHOOL_WEEK)]


def hundredths(most):
    """Return a strategy for amounts above nothing with two places; whole numbers are drawn faster."""
    return st.integers(1, most).map(lambda number: number * PENNY)


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def budget(person, coordinator):
    return BudgetFactory(person=person)


@pytest.fixture
def write(budget, coordinator):
    """Return a function that adds a line to the budget."""

    def written(**facts):
        facts = {
            "action": action_of(budget.plan, is_paid=False),
            "words": "Help in the mornings",
            "option": ManagementOption.NOTIONAL,
            **facts,
        }
        return drafting.add_line(budget, by=coordinator, **facts)

    return written


def shares_of(line):
    return dict(line.shares.values_list("funder", "amount"))


def hours(quantity, amount="15.00", every=Every.WEEK):
    return Bought(quantity=D(quantity), every=every, unit=PriceUnit.HOUR, unit_amount=D(amount))


@given(
    unit_amount=hundredths(99_999),
    quantity=hundredths(20_000),
    every=st.sampled_from(WEEKLY),
)
def test_units_come_to_enough_for_the_year_and_less_than_a_pound_more(unit_amount, quantity, every):
    a_week = prices.weekly_amount(unit_amount, quantity, every, site_id=None)
    the_year = Fraction(unit_amount) * Fraction(quantity) * prices.times_a_year(every, site_id=None)

    assert the_year <= Fraction(contribution.annual(a_week)) < the_year + Fraction(52, 100)


@given(
    amount=hundredths(999_999),
    cuts=st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_parts_by_percent_come_to_the_whole_and_each_is_near_its_percent(amount, cuts):
    low, high = sorted(cuts)
    percents = {NHS: D(low), COUNCIL: D(high - low), EDUCATION: D(100 - high)}

    parts = amounts.by_percent(amount, percents)

    assert sum(parts.values()) == amount
    assert all(abs(part - amount * percents[funder] / 100) < D("0.02") for funder, part in parts.items())
    assert all(part > 0 for part in parts.values())


@given(old=hundredths(999_999), percent=hundredths(5_000))
def test_a_price_that_rises_rises_enough_and_by_less_than_a_penny_more(old, percent):
    new = drafting.uplifts._risen(old, percent)

    assert 0 <= new - old * (1 + percent / 100) < D("0.01")


@pytest.mark.parametrize(
    ("bought", "amount"),
    [
        (hours("12"), "180.00"),
        (hours("2", "120.00", Every.FOUR_WEEKS), "60.00"),
        (hours("1", "100.00", Every.MONTH), "23.08"),
        (hours("3", "10.00", Every.TWO_WEEKS), "15.00"),
        (hours("1", "100.00", Every.YEAR), "1.93"),
        (hours("5", "20.00", Every.SCHOOL_WEEK), "75.00"),
    ],
)
def test_a_line_is_worked_out_from_its_units_to_the_penny_upwards(write, bought, amount):
    line = write(bought=bought, percents={COUNCIL: D(100)})

    assert line.amount == D(amount)
    assert (line.unit, line.quantity, line.every) == (PriceUnit.HOUR, bought.quantity, bought.every)


def test_a_line_follows_a_price_of_the_list_and_takes_its_kind(write, budget):
    price = UnitPriceFactory(site=budget.site, amount=D("24.00"), kind=LineKind.CARE_AGENCY)

    line = write(bought=Bought(D(10), Every.WEEK, price), percents={NHS: D("33.3"), COUNCIL: D("66.7")})

    assert (line.price, line.unit_amount, line.kind) == (price, D("24.00"), LineKind.CARE_AGENCY)
    assert shares_of(line) == {"H": D("79.92"), "C": D("160.08")}


def test_a_line_once_is_bought_once(write):
    line = write(bought=hours("1", "600.00", Every.ONCE), shares={NHS: D(600)}, frequency=Frequency.ONE_OFF)

    assert (line.amount, line.frequency) == (D("600.00"), Frequency.ONE_OFF)
    with pytest.raises(drafting.OnceOrEveryWeek):
        write(bought=hours("1", every=Every.ONCE), percents={NHS: D(100)})


def test_a_line_is_refused_where_its_sums_do_not_agree(write):
    with pytest.raises(drafting.SharesDoNotAddUp, match=r"£170.00, and the line costs £180.00"):
        write(bought=hours("12"), shares={COUNCIL: D("170.00")})
    with pytest.raises(drafting.PercentsDoNotAddUp, match="come to 90"):
        write(bought=hours("12"), percents={COUNCIL: D(90)})
    with pytest.raises(drafting.NothingBought):
        write(bought=hours("0"), percents={COUNCIL: D(100)})
    price = UnitPriceFactory(site=SiteFactory(slug="luton"))
    with pytest.raises(drafting.PriceOfAnotherSite):
        write(bought=Bought(D(1), Every.WEEK, price), percents={COUNCIL: D(100)})
    with pytest.raises(drafting.TooMuch):
        write(bought=hours("999999", "9999.00"), percents={COUNCIL: D(100)})


def test_a_line_runs_from_a_day_to_a_day(write):
    first, last = today(), today() + dt.timedelta(days=90)

    line = write(shares={COUNCIL: D(10)}, starts_on=first, ends_on=last)

    assert (line.starts_on, line.ends_on) == (first, last)
    with pytest.raises(drafting.EndsBeforeItStarts):
        write(shares={COUNCIL: D(10)}, starts_on=last, ends_on=first)


def test_a_price_that_rises_is_a_line_of_its_own_that_takes_the_place_of_the_first(write, budget):
    rises_on = today() + dt.timedelta(days=140)

    line = write(
        bought=hours("10"),
        percents={NHS: D(50), COUNCIL: D(50)},
        uplift=Uplift(rises_on, unit_amount=D("15.75")),
    )

    after = line.replaced_by.get()
    line.refresh_from_db()
    assert line.ends_on == rises_on - dt.timedelta(days=1)
    assert (after.starts_on, after.unit_amount, after.amount) == (rises_on, D("15.75"), D("157.50"))
    assert shares_of(after) == {"H": D("78.75"), "C": D("78.75")}
    assert contribution.whole(contribution.funding(budget)).weekly == D("150.00")
    four_weeks = accruing.over(budget, rises_on - dt.timedelta(weeks=2), rises_on + dt.timedelta(days=13))
    assert sum(four_weeks.values()) == D("615.00")


def test_a_price_that_rises_by_percent_rises_to_the_penny_upwards(write):
    line = write(shares={COUNCIL: D("100.01")}, uplift=Uplift(today(), percent=D("2.5")))

    assert line.replaced_by.get().amount == D("102.52")


def test_a_price_rises_only_within_the_days_of_its_line(write):
    day = today() + dt.timedelta(days=10)
    with pytest.raises(drafting.UpliftOutsideTheLine):
        write(shares={COUNCIL: D(10)}, starts_on=day, uplift=Uplift(day, percent=D(2)))
    with pytest.raises(drafting.UpliftOutsideTheLine):
        write(shares={COUNCIL: D(10)}, ends_on=day - dt.timedelta(days=1), uplift=Uplift(day, percent=D(2)))
    with pytest.raises(drafting.UpliftOutsideTheLine):
        write(shares={COUNCIL: D(10)}, frequency=Frequency.ONE_OFF, uplift=Uplift(day, percent=D(2)))
    with pytest.raises(drafting.UpliftOfNothing):
        write(shares={COUNCIL: D(10)}, uplift=Uplift(day))


def test_a_line_is_changed_in_its_place_with_what_was_to_follow_it(write, budget, coordinator):
    line = write(shares={COUNCIL: D(10)}, uplift=Uplift(today() + dt.timedelta(days=30), percent=D(2)))
    action = line.action

    other = action_of(budget.plan, is_paid=False)
    changed = drafting.change_line(
        line, by=coordinator, action=other, words="Evenings", option="direct", shares={NHS: D(20)}
    )

    assert (changed.pk, changed.words, changed.option, changed.ends_on) == (
        line.pk,
        "Evenings",
        "direct",
        None,
    )
    assert shares_of(changed) == {"H": D(20)}
    assert budget.lines.count() == 1
    action.refresh_from_db()
    other.refresh_from_db()
    assert (action.is_paid, other.is_paid) == (False, True)
    budget.refresh_from_db()
    assert budget.revision == 3
    assert Event.objects.filter(act="budgets.write_budget", subject_id=budget.public_id).count() == 2


def test_a_line_is_changed_only_in_a_draft(write, budget, coordinator):
    line = write(shares={COUNCIL: D(10)})
    budget.refresh_from_db()
    budget.status = BudgetStatus.PROPOSED
    budget.save()

    with pytest.raises(drafting.BudgetNotDraft):
        drafting.change_line(line, by=coordinator, action=line.action, words="x", option="direct")


def test_a_line_is_taken_off_with_what_was_to_follow_it(write, budget, coordinator):
    line = write(shares={COUNCIL: D(10)}, uplift=Uplift(today() + dt.timedelta(days=30), percent=D(2)))

    drafting.remove_line(line, by=coordinator, is_free=True)

    assert not budget.lines.exists()
    line.action.refresh_from_db()
    assert not line.action.is_paid


def test_a_line_is_refused_where_a_rule_forbids_it_and_nothing_is_kept(write, budget):
    with pytest.raises(AgainstTheRules):
        write(words="Cigarettes", shares={COUNCIL: D(10)})
    with pytest.raises(AgainstTheRules):
        write(option="direct", connection=Connection.PARTNER, shares={COUNCIL: D(10)})

    assert not budget.lines.exists()


def test_money_is_kept_back_in_weeks_and_follows_the_lines(write, budget, coordinator):
    write(shares={NHS: D("95.00"), COUNCIL: D("180.00")})

    kept = drafting.keep_back(budget, by=coordinator, weeks=D("1.5"))

    assert (kept.amount, kept.action, kept.frequency) == (D("412.50"), None, Frequency.ONE_OFF)
    assert shares_of(kept) == {"H": D("142.50"), "C": D("270.00")}
    assert "1.5 weeks" in kept.words
    line = write(shares={EDUCATION: D("20.00")})
    kept.refresh_from_db()
    assert kept.amount == D("442.50")
    assert sum(shares_of(kept).values()) == kept.amount
    drafting.remove_line(line, by=coordinator)
    kept.refresh_from_db()
    assert kept.amount == D("412.50")


def test_money_is_kept_back_in_percent_of_a_year_once_at_a_time(write, budget, coordinator):
    line = write(shares={COUNCIL: D("100.00")})
    drafting.keep_back(budget, by=coordinator, weeks=D(1))

    kept = drafting.keep_back(budget, by=coordinator, percent=D(5))

    assert kept.amount == D("260.00")
    assert budget.lines.filter(is_contingency=True).count() == 1
    assert drafting.keep_back(budget, by=coordinator, weeks=D(0)) is None
    assert list(budget.lines.all()) == [line]


def test_money_is_kept_back_only_of_lines_and_within_measure(write, budget, coordinator):
    with pytest.raises(drafting.NothingToKeepBack):
        drafting.keep_back(budget, by=coordinator, weeks=D(1))
    line = write(shares={COUNCIL: D("100.00")})
    with pytest.raises(drafting.KeepsTooMuchBack):
        drafting.keep_back(budget, by=coordinator, weeks=D(13))
    drafting.keep_back(budget, by=coordinator, weeks=D(1))
    drafting.remove_line(line, by=coordinator)
    assert not budget.lines.exists()
