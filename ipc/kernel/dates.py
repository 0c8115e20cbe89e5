"""Calendar days in England. A month is a calendar month; a day begins at midnight in London."""

import calendar
import datetime as dt

from django.utils import formats, timezone


def today() -> dt.date:
    """Return the calendar day in Europe/London."""
    return timezone.localdate()


def plus_months(day: dt.date, months: int) -> dt.date:
    """Return ``day`` some calendar months on, the last of the month where the day does not exist."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Return the age in whole years; somebody born on 29 February ages on 1 March in common years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def in_words(day: dt.date | None) -> str:
    """Return ``Friday 4 December 2026``, or nothing for no day."""
    if day is None:
        return ""
    if isinstance(day, dt.datetime):
        day = timezone.localtime(day).date()
    return formats.date_format(day, "l j F Y")


def month_in_words(day: dt.date) -> str:
    """Return ``December 2026``."""
    return formats.date_format(day, "F Y")


def moment_in_words(moment: dt.datetime | None) -> str:
    """Return ``Friday 4 December 2026, 3:05 pm`` in London time."""
    if moment is None:
        return ""
    return f"{in_words(moment)}, {time_in_words(moment)}"


def time_in_words(moment: dt.datetime) -> str:
    """Return ``3:05 pm`` in London time."""
    local = timezone.localtime(moment)
    return f"{local:%-I:%M} {'am' if local.hour < 12 else 'pm'}"
