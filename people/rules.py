"""The figures that rules about people turn on: dated data, for every site or for one of them."""

import datetime as dt

from ipc.kernel import dated
from people.models import Figure, PeopleRule


def value(figure, *, site_id=None, on=None) -> int:
    """Return the ``figure`` in force on a day (today), the site's own where it has one.

    Raises:
        PeopleRule.DoesNotExist: no such figure was in force then.
    """
    return values([figure], site_id=site_id, on=on)[Figure(figure)]


def values(figures, *, site_id=None, on=None) -> dict[Figure, int]:
    """Return several ``figures`` at once: one query. See ``value``."""
    return dated.values(PeopleRule, figures, site_id=site_id, on=on)


def birthday(born_on: dt.date, age: int) -> dt.date:
    """Return the day somebody reaches ``age``; born on 29 February, it is 1 March where that day is not.

    Source: the age of somebody is reached at the beginning of the birthday (Family Law Reform Act 1969 s9).
    """
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return dt.date(born_on.year + age, 3, 1)
