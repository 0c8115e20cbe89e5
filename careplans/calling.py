"""Who may be called when things go wrong: never anybody of whom it is said that they must not be."""

import re
from typing import NamedTuple

from ipc.kernel import acting
from people.models import Relationship

DIGITS_THAT_COUNT = 10


class KeptOff(NamedTuple):
    """Somebody who must not be contacted: their name, and their number as its last ten digits."""

    name: str
    digits: str


def kept_off(person) -> list[KeptOff]:
    """Return those in the life of ``person`` who must not be contacted, also where the reader is not told."""
    with acting.for_the_site("ask who must not be contacted", site_id=person.site_id):
        stopped = Relationship.objects.filter(person=person, may_be_contacted=False)
        return [KeptOff(name.strip(), digits(phone)) for name, phone in stopped.values_list("name", "phone")]


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
