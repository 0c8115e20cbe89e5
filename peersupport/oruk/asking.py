"""What a machine may ask of the feed, and what is told where the question cannot be understood."""

import datetime as dt
import re
import uuid

from django.db.models import Exists, OuterRef, Q

from ipc.kernel.errors import RuleBroken
from peersupport import places
from peersupport.models import Schedule, Weekday
from peersupport.oruk import vocabulary

MOST_PER_PAGE = 100
A_PAGE = 50
NEAR_METRES = 8_000


class NotUnderstood(RuleBroken):
    """A value that cannot be used; the text says what would be."""


def page(asked) -> tuple[int, int]:
    """Return which page is asked for, and how many on each."""
    number = _whole(asked, "page", 1) or 1
    size = _whole(asked, "per_page", 1, MOST_PER_PAGE) or A_PAGE
    return number, size


def services(queryset, asked):
    """Return the services that fit ``search``, terms, ages, times and day."""
    fitting = queryset.filter(_terms(asked), _ages(asked), _meets(asked))
    return fitting.matching(asked.get("search", ""))


def near(queryset, asked):
    """Return those within ``proximity`` metres of ``postcode``, or within five miles of it."""
    typed, metres = asked.get("postcode", ""), _whole(asked, "proximity", 0)
    if not typed:
        if metres is not None:
            raise NotUnderstood("proximity needs a postcode beside it, like postcode=LU1 2AB.")
        return queryset
    if not places.codes(typed):
        raise NotUnderstood("postcode must be a postcode, like LU1 2AB, or its first half, like LU1.")
    here = places.where(typed)
    if here is None:
        raise NotUnderstood("postcode is not one we know the place of. Try its first half, like LU1.")
    return places.within(queryset, here, NEAR_METRES if metres is None else metres)


def _terms(asked):
    condition = Q()
    for name, find in (
        ("taxonomy_term_id", vocabulary.with_term),
        ("taxonomy_id", vocabulary.with_any_term_of),
    ):
        if name in asked:
            known = find(str(_id(asked, name)))
            condition &= Q(pk__isnull=True) if known is None else known
    return condition


def _ages(asked):
    condition = Q()
    youngest, oldest = _whole(asked, "minimum_age", 0, 150), _whole(asked, "maximum_age", 0, 150)
    if youngest is not None:
        condition &= Q(minimum_age__gte=youngest)
    if oldest is not None:
        condition &= Q(maximum_age__lte=oldest)
    return condition


def _meets(asked):
    """Return the condition that one of the entry's times is on the day and within the hours asked for."""
    when = _times(asked) | _day(asked)
    if not when:
        return Q()
    return Q(Exists(Schedule.objects.filter(service=OuterRef("pk"), **when)))


def _times(asked):
    hours = {"opens_at__gte": _time(asked, "start_time"), "closes_at__lte": _time(asked, "end_time")}
    return {name: hour for name, hour in hours.items() if hour is not None}


def _day(asked):
    typed = asked.get("day", "").strip().upper()
    if not typed:
        return {}
    for day in Weekday:
        if typed in (day.value, day.name):
            return {"weekday": day.value}
    raise NotUnderstood("day must be one of MO, TU, WE, TH, FR, SA, SU.")


def _whole(asked, name, least, most=2_000_000_000):
    typed = asked.get(name)
    if typed is None:
        return None
    if not re.fullmatch(r"[0-9]{1,10}", typed) or not least <= int(typed) <= most:
        raise NotUnderstood(f"{name} must be a whole number from {least} to {most}.")
    return int(typed)


def _time(asked, name):
    typed = asked.get(name)
    if typed is None:
        return None
    try:
        return dt.time.fromisoformat(typed).replace(tzinfo=None)
    except ValueError as error:
        raise NotUnderstood(f"{name} must be a time, like 09:30.") from error


def _id(asked, name):
    try:
        return uuid.UUID(asked[name])
    except ValueError as error:
        raise NotUnderstood(f"{name} must be a UUID.") from error
