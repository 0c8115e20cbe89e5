"""Working days in England: not Saturdays, Sundays, Good Friday, Christmas Day or bank holidays.

Bank holidays are worked out by the rule they follow. One that is proclaimed for a single year counts as a
working day: whoever waits then has their answer a day sooner.

Sources: Banking and Financial Dealings Act 1971 Sch 1; SI 2009/309 reg 2 (what a working day is) [memory].
"""

import datetime as dt
from functools import cache

DAY = dt.timedelta(days=1)
MONDAY, SATURDAY = 0, 5


def after(day: dt.date, days: int) -> dt.date:
    """Return the day some working days on."""
    while days:
        day += DAY
        days -= is_one(day)
    return day


def is_one(day: dt.date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[dt.date]:
    """Return the holidays of a year in England, each moved to a weekday where the rule moves it."""
    sunday = easter(year)
    fixed: set[dt.date] = set()
    for month, day in ((1, 1), (12, 25), (12, 26)):
        fixed.add(_moved(dt.date(year, month, day), fixed))
    return frozenset(
        {
            *fixed,
            sunday - 2 * DAY,
            sunday + DAY,
            _monday_from(dt.date(year, 5, 1)),
            _monday_from(dt.date(year, 5, 25)),
            _monday_from(dt.date(year, 8, 25)),
        }
    )


def easter(year: int) -> dt.date:
    """Return Easter Sunday, by the Gregorian computus."""
    century = year // 100
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    full = moon - (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - year % 19) // 11))
    weekday = (year + year // 4 + full + 2 - century + century // 4) % 7
    month = 3 + (full - weekday + 40) // 44
    return dt.date(year, month, full - weekday + 28 - 31 * (month // 4))


def _moved(day, taken):
    """Return ``day``, or the next weekday that is not a holiday itself."""
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day


def _monday_from(day):
    """Return the first Monday on or after ``day``."""
    return day + ((MONDAY - day.weekday()) % 7) * DAY
