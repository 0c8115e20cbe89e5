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
    found = PeopleRule.objects.on(on or dates.today()).filter(figure=Figure(figure))
    found = found.filter(site_id=site_id) | found.filter(site_id=None)
    rule = found.order_by(F("site_id").asc(nulls_last=True), "-starts_on").first()
    if rule is None:
        raise PeopleRule.DoesNotExist(f"No rule says {figure}.")
    return rule.value


def birthday(born_on: dt.date, age: int) -> dt.date:
    """Return the day somebody reaches ``age``; born on 29 February, it is 1 March where that day is not.

    Source: the age of somebody is reached at the beginning of the birthday (Family Law Reform Act 1969 s9).
    """
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return dt.date(born_on.year + age, 3, 1)
