"""Finding somebody among those one may see: by number, telephone, birthday or name, misspelt too.

Every search reads an index, whatever the number of people (docs/performance.md): a prefix of a name is a
range of ``sort_name``, never LIKE, which row-level security would not let near an index. A search asks
three times at most: for what was typed, for what is nearly the same, and to write down who was shown.
"""

import datetime as dt
import re
from typing import NamedTuple

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext, gettext_lazy

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import MONTHS
from people import surnames
from people.acts import Act
from people.models import Person
from people.surnames import learn

__all__ = ["Found", "TooLittleToFindBy", "TooShortANumber", "find", "learn"]

MOST = 20
SPARE = 20
FEWEST_LETTERS = 2
MOST_WORDS = 4
WHOLE_NUMBER = 10
WHOLE_SURNAME = 4  # shorter, it is likely a beginning, and everything would be nearly the same
LAST = "\U0010ffff"
A_DAY = re.compile(r"(?<!\d)(\d{1,2})[ ./-]+(\d{1,2}|[a-z]{3,9})[ ./-]+(\d{4})(?!\d)")


class TooLittleToFindBy(RuleBroken):
    message = gettext_lazy("Type at least two letters of the surname, a whole number or a birthday.")


class TooShortANumber(RuleBroken):
    message = gettext_lazy(
        "Type the whole number: the 10 numbers of an NHS number, or all of a telephone number."
    )


class Match(NamedTuple):
    """Somebody who was found, and why."""

    person: Person
    why: str


class Found(NamedTuple):
    """Those who were found, in the order of their names; ``is_more`` when not all of them are here."""

    matches: list[Match]
    is_more: bool


class Reading(NamedTuple):
    """One way to read what was typed: the surname, or its beginning, and how the first name begins."""

    begins: str
    given: str = ""


def find(*, by, words="", born_on=None) -> Found:
    """Return those whom ``by`` may find with ``words`` and the birthday; each counts as looked at.

    ``words`` may hold an NHS number, a telephone number, a name or its beginning, or a name with a
    birthday behind it (``smith 27 3 1947``).

    Raises:
        TooLittleToFindBy, TooShortANumber
    """
    words, born_on = _without_day(" ".join(words.lower().split()), born_on)
    seen = Person.objects.permitting(Act.FIND_PEOPLE, by)
    if born_on:
        seen = seen.filter(born_on=born_on)
    if words and not re.search(r"[^\d\s()+./-]", words):
        matches = _by_number(seen, words)
    elif words:
        matches = _by_name(seen, words, born_on)
    elif born_on:
        matches = [Match(one, gettext("The birthday is the same.")) for one in _first(seen)]
    else:
        raise TooLittleToFindBy
    found = Found(matches[:MOST], len(matches) > MOST)
    audit.read_each(
        Act.FIND_PEOPLE, [one.person for one in found.matches], by=by, why=gettext("found by searching")
    )
    return found


def _without_day(words, born_on):
    """Return ``words`` without a birthday typed among them, and the birthday."""
    typed = None if born_on else A_DAY.search(words)
    if typed is None:
        return words, born_on
    day, month, year = typed.groups()
    month = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else month
    try:
        born_on = dt.date(int(year), int(month), int(day))
    except ValueError:
        return words, None
    return " ".join((words[: typed.start()] + words[typed.end() :]).strip(" ,").split()), born_on


def _first(people):
    return list(people.kept().order_by("sort_name", "pk")[: MOST + 1])


def _by_number(seen, words):
    digits = "".join(re.findall(r"\d", words))
    if len(digits) < WHOLE_NUMBER:
        raise TooShortANumber
    last = digits[-WHOLE_NUMBER:]
    is_either = Q(phone_digits=last)
    if len(digits) == WHOLE_NUMBER:
        is_either |= Q(nhs_number=digits)
    return [Match(one, _why_by_number(one, digits)) for one in _first(seen.filter(is_either))]


def _why_by_number(one, digits):
    if one.nhs_number == digits:
        return gettext("The NHS number is the same.")
    return gettext("The telephone number is the same.")


def _by_name(seen, words, born_on):
    if len(re.findall(r"[^\W\d_]", words)) < FEWEST_LETTERS:
        raise TooLittleToFindBy
    why, nearly = gettext("The name begins like this."), gettext("The surname is nearly the same.")
    if born_on:
        why = gettext("The birthday is the same and the name begins like this.")
        nearly = gettext("The birthday is the same and the surname is nearly the same.")
    begin, surname = _beginning(seen, readings(words), born_on), surname_in(words)
    if len(begin) > MOST or (begin and len(surname) < WHOLE_SURNAME):
        return [Match(one, why) for one in begin]
    shown = {one.pk for one in begin}
    return [
        *(Match(one, why) for one in begin),
        *(Match(one, nearly) for one in _nearly(seen, words, surname) if one.pk not in shown),
    ]


def readings(words: str) -> list[Reading]:
    """Return the ways to read a name: ``smi``, ``smith, j``, ``john smi``, ``smith john``, ``de la cruz``."""
    surname, comma, given = (part.strip() for part in words.partition(","))
    if comma:
        return [Reading(f"{surname}, {given}")]
    parts = words.split()[:MOST_WORDS]
    ways = [Reading(words)]
    for place in range(1, len(parts)):
        first, last = " ".join(parts[:place]), " ".join(parts[place:])
        ways += [Reading(last, first), Reading(f"{first}, {last}")]
    return ways


def surname_in(words: str) -> str:
    """Return what is most likely the surname: what stands before a comma, or the last word."""
    surname, comma, _given = words.partition(",")
    return surname.strip() if comma else words.split()[-1]


def _beginning(seen, ways, born_on):
    """Return those whose name begins in one of these ``ways``, in the order of their names.

    Each way is a range of the index by itself, joined in one statement; those of one birthday are so few
    that the first name may be all that is known.
    """
    if born_on:
        begun = Q()
        for way in ways:
            begun |= (
                _begins(way) | Q(given_name__istartswith=way.begins) | Q(known_as__istartswith=way.begins)
            )
        return _first(seen.filter(begun))
    asked = [_from_index(seen.filter(_begins(way)), "sort_name", "pk") for way in ways]
    found = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return sorted({one.pk: one for one in found}.values(), key=lambda one: (one.sort_name, one.pk))[
        : MOST + 1
    ]


def _begins(way):
    begins = Q(sort_name__gte=way.begins, sort_name__lt=way.begins + LAST)
    return begins & Q(sort_name__contains=f", {way.given}") if way.given else begins


def _nearly(seen, words, surname):
    """Return those whose surname is nearly the same: the same first name first, then one slip of the pen."""
    slips = surnames.slips_of(surnames.key_of(surname))
    given = f", {words.partition(',')[2].strip() or words.rpartition(' ')[0]}"
    other_name = Case(When(sort_name__contains=given, then=Value(0)), default=Value(1))
    further = Case(When(surname_key__in=slips, then=Value(0)), default=Value(1))
    near = seen.filter(surname_key__in=surnames.near(surname))
    found = _from_index(near, other_name, further, "sort_name", "pk")
    return sorted(
        found,
        key=lambda one: (given not in one.sort_name, one.surname_key not in slips, one.sort_name, one.pk),
    )[: MOST + 1]


def _from_index(people, *order):
    """Return the first of ``people``, chosen by what an index holds: only those few rows are read.

    Whether a record still stands by itself is not in the index; a few more are taken for those that do not.
    """
    return Person.objects.filter(pk__in=people.order_by(*order).values("pk")[: MOST + 1 + SPARE]).kept()
