"""The days of a schedule: every so many weeks, or one weekday of each month, by the clock in London."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.utils import timezone

from ipc.kernel.dates import plus_months
from peersupport.models import Frequency, Schedule, Weekday

WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)
NUMBER = {day: number for number, day in enumerate(Weekday)}
TWO_HOURS = dt.timedelta(hours=2)


class Time(NamedTuple):
    starts_at: dt.datetime
    ends_at: dt.datetime


def times(schedule, first: dt.date, last: dt.date) -> Iterator[Time]:
    """Yield each meeting of ``schedule`` between two days, both included; none without an hour to begin.

    10 o'clock is 10 o'clock in summer and winter. Where nobody says until when, it is two hours.
    """
    if schedule.opens_at is None:
        return
    for day in days(schedule, first, last):
        starts_at = at(day, schedule.opens_at)
        yield Time(starts_at, at(day, schedule.closes_at) if schedule.closes_at else starts_at + TWO_HOURS)


def at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def days(schedule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days of ``schedule`` between ``first`` and ``last``, in order.

    Every two weeks or more is counted from ``begins_on``; without it nobody knows which week, so none.
    """
    first = max(filter(None, [first, schedule.begins_on]))
    last = min(filter(None, [last, schedule.ends_on]))
    if not can_be_counted(schedule):
        return
    if schedule.frequency == Frequency.WEEKLY:
        yield from _of_weeks(schedule, first, last)
    else:
        yield from _of_months(schedule, first, last)


def can_be_counted(schedule: Schedule) -> bool:
    """Return whether what is written says on which days it is."""
    is_in_step = schedule.every == 1 or schedule.begins_on is not None
    if schedule.frequency == Frequency.WEEKLY:
        return is_in_step and bool(schedule.weekday or schedule.begins_on)
    return is_in_step and bool((schedule.week and schedule.weekday) or schedule.begins_on)


def first_day(schedule, day: dt.date) -> dt.date | None:
    """Return the first day of ``schedule`` from ``day`` on, within two years."""
    return next(days(schedule, day, day + 104 * WEEK), None)


def _of_weeks(schedule, first, last):
    weekday = NUMBER[schedule.weekday] if schedule.weekday else schedule.begins_on.weekday()
    counted_from = schedule.begins_on or first
    day = counted_from + DAY * ((weekday - counted_from.weekday()) % 7)
    step = WEEK * schedule.every
    if day < first:
        day += step * -((day - first).days // step.days)
    while day <= last:
        yield day
        day += step


def _of_months(schedule, first, last):
    month = (schedule.begins_on or first).replace(day=1)
    while month <= last:
        day = _day_of(schedule, month)
        if day is not None and first <= day <= last:
            yield day
        month = plus_months(month, schedule.every)


def _day_of(schedule, month):
    """Return the day within ``month``, None where it has no such day."""
    if not (schedule.week and schedule.weekday):
        wanted = schedule.begins_on.day
        day = plus_months(month, 1) - DAY
        return month.replace(day=wanted) if wanted <= day.day else None
    if schedule.week < 0:
        last = plus_months(month, 1) - DAY
        return last - DAY * ((last.weekday() - NUMBER[schedule.weekday]) % 7)
    offset = (NUMBER[schedule.weekday] - month.weekday()) % 7
    return month + DAY * offset + WEEK * (schedule.week - 1)
