"""Working days, held against the bank holidays that GOV.UK publishes for England."""

import datetime as dt

import pytest

from ipc.kernel import working_days

PUBLISHED = {
    2021: ("01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"),
    2026: ("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"),
    2027: ("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"),
    2028: ("01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"),
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_holidays_are_those_that_are_published(year):
    assert working_days.holidays(year) == {dt.date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year]}


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-12-24", 0, "2026-12-24"),
        ("2026-12-30", 2, "2027-01-04"),
    ],
)
def test_weekends_and_holidays_do_not_count(day, days, then):
    assert working_days.after(dt.date.fromisoformat(day), days) == dt.date.fromisoformat(then)
