"""Who may be called when things go wrong: never anybody of whom it is said that they must not be."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from people.models import Relationship

DIGITS_THAT_COUNT = 10


class NotToBeCalled(RuleBroken):
    message = _("%(name)s must not be contacted. Write down somebody else to call.")


class KeptOff(NamedTuple):
    """Somebody who must not be contacted: their name, and their number as its last ten digits."""

    name: str
    digits: str


def kept_off(person) -> list[KeptOff]:
    """Return those in the life of ``person`` who must not be contacted, also where the reader is not told."""
    return kept_off_among({person.site_id: {person.pk}})[person.pk]


def kept_off_among(people) -> dict[int, list[KeptOff]]:
    """Return the same for each of ``people``, the keys of persons by that of their site; a query a site."""
    found: dict[int, list[KeptOff]] = {person: [] for some in people.values() for person in some}
    for site, some in people.items():
        with acting.for_the_site("ask who must not be contacted", site_id=site):
            stopped = Relationship.objects.filter(person__in=some, may_be_contacted=False)
            for person, name, phone in stopped.values_list("person", "name", "phone"):
                found[person].append(KeptOff(name.strip(), digits(phone)))
    return found


def is_kept_off(who, phone, stopped) -> str:
    """Return whom of ``stopped`` these words or this number mean, or nothing."""
    said, dialled = who.casefold(), digits(phone)
    for one in stopped:
        named = one.name and re.search(rf"\b{re.escape(one.name.casefold())}\b", said)
        if named or (one.digits and one.digits in (dialled, digits(who))):
            return one.name
    return ""


def digits(phone) -> str:
    """Return what a number is told by: the same with 0 and with +44 in front."""
    return re.sub(r"\D", "", phone)[-DIGITS_THAT_COUNT:]


def check(contingency):
    """Refuse a line of a plan that names somebody who must not be contacted.

    Raises:
        NotToBeCalled
    """
    name = is_kept_off(contingency.who_to_call, contingency.phone, kept_off(contingency.person))
    if name:
        raise NotToBeCalled(name=name)
