"""The figures that rules about people turn on: dated data, for every site or for one of them."""

import datetime as dt

from django.db.models import F

from ipc.kernel import dates
from people.models import Figure, PeopleRule


def value(figure, *, site_id=None, on=None) -> int:
    """Return the ``figure`` in force on a day (today), the site's own where it has one.

    Raises:
        PeopleRule.DoesNotExist: no such figure was in force then.
    """
    return values([figure], site_id=site_id, on=on)[Figure(figure)]


def values(figures, *, site_id=None, on=None) -> dict[Figure, int]:
    """Return several ``figures`` at once: one query. See ``value``."""
    found = PeopleRule.objects.on(on or dates.today()).filter(figure__in=figures)
    found = found.filter(site_id=site_id) | found.filter(site_id=None)
    # What comes later takes the place of what came before: the site's own, and the newest.
    ordered = found.order_by(F("site_id").asc(nulls_first=True), "starts_on")
    in_force = {Figure(rule.figure): rule.value for rule in ordered}
    for figure in figures:
        if figure not in in_force:
            raise PeopleRule.DoesNotExist(f"No rule says {figure}.")
    return in_force


def birthday(born_on: dt.date, age: int) -> dt.date:
    """Return the day somebody reaches ``age``; born on 29 February, it is 1 March where that day is not.

    Source: the age of somebody is reached at the beginning of the birthday (Family Law Reform Act 1969 s9).
    """
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return dt.date(born_on.year + age, 3, 1)
