"""Money to the penny, calendar months, ages: the vectors of the rule book."""

import datetime as dt
from decimal import Decimal

import pytest

from ipc.kernel.dates import age_on, in_words, moment_in_words, plus_months
from ipc.kernel.money import pounds, rounded, shared_out


def test_pounds_are_written_as_people_write_them():
    assert pounds(Decimal("1285.2")) == "£1,285.20"
    assert pounds(Decimal("-3")) == "-£3.00"
    assert pounds(Decimal("0")) == "£0.00"


def test_a_sum_in_thirds_loses_no_penny():
    thirds = shared_out(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])

    assert thirds == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


@pytest.mark.parametrize("pennies", range(0, 2000, 37))
def test_shares_always_add_up(pennies):
    amount = Decimal(pennies) / 100
    shares = shared_out(amount, [Decimal("95"), Decimal("148"), Decimal("32")])

    assert sum(shares) == amount
    assert all(share >= 0 for share in shares)


@pytest.mark.parametrize("weights", [[], [Decimal(0)], [Decimal(1), Decimal(-1)]])
def test_shares_need_weights_above_nothing(weights):
    with pytest.raises(ValueError, match="weights"):
        shared_out(Decimal(10), weights)


def test_rates_round_half_to_even():
    assert [rounded(Decimal(value)) for value in ("0.125", "0.135", "2.005")] == [
        Decimal("0.12"),
        Decimal("0.14"),
        Decimal("2.00"),
    ]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 11, 21), 3, (2027, 2, 21)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 12, 1), 12, (2027, 12, 1)),
    ],
)
def test_months_are_calendar_months(day, months, later):
    assert plus_months(dt.date(*day), months) == dt.date(*later)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((2010, 11, 21), (2026, 11, 20), 15),
        ((2010, 11, 21), (2026, 11, 21), 16),
        ((2008, 2, 29), (2026, 2, 28), 17),
        ((2008, 2, 29), (2026, 3, 1), 18),
    ],
)
def test_age_changes_on_the_birthday(born, day, age):
    assert age_on(dt.date(*born), dt.date(*day)) == age


def test_days_and_moments_are_said_in_london_time():
    assert in_words(dt.date(2026, 12, 4)) == "Friday 4 December 2026"
    assert in_words(None) == ""
    summer = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    assert moment_in_words(summer) == "Thursday 2 July 2026, 12:30 am"
