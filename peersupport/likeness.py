"""Why two people might get on: the wishes of one that the other meets, each in words."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from peersupport.models import Gender, Mode, Weekday
from peersupport.times import EVERY

NEAR_YEARS = 10
MIDDLE_OF_A_DECADE = 5


@dataclass(frozen=True)
class Wishes:
    """What a person wishes for in whom they meet; nothing is asked for by itself."""

    mode: str = ""
    language: str = ""
    gender: str = ""
    weekday: str = ""
    needs: tuple[str, ...] = ()
    interests: str = ""
    faith: str = ""
    is_near_in_age: bool = False
    is_carer: bool = False


class Reason(NamedTuple):
    """One wish that is met; ``weight`` only puts people in an order and is never shown."""

    words: str
    weight: int


def reasons(peer, person, wishes: Wishes, *, needs: dict[str, str]) -> list[Reason]:
    """Return what speaks for ``peer``; ``needs`` are the names of all needs by code."""
    found = [
        _shared_life(peer, person, wishes, needs),
        _gender(peer, wishes),
        _age(peer, person, wishes),
        _if(wishes.is_carer and peer.is_carer, _("Has looked after somebody too"), 2),
        _interests(peer, wishes),
        _if(_same(wishes.faith, peer.faith), _("Shares your faith"), 2),
        _day(peer, wishes),
        _mode(peer, wishes),
        _language(peer, wishes),
    ]
    return [one for one in found if one is not None]


def _if(is_met, words, weight):
    return Reason(words, weight) if is_met else None


def _same(wished, has):
    return bool(wished.strip()) and wished.strip().lower() == has.strip().lower()


def _shared_life(peer, person, wishes, needs):
    entry = peer.service
    shared = [needs[code].lower() for code in entry.needs if code in wishes.needs and code in needs]
    if shared:
        words = _("Knows this from their own life: %(what)s") % {"what": ", ".join(shared)}
        return Reason(words, 3 * len(shared))
    return _if(set(entry.cohorts) & set(person.cohorts), _("Has lived with something like it"), 1)


def _gender(peer, wishes):
    is_met = wishes.gender and wishes.gender == peer.gender
    return _if(is_met, _("%(who)s, as you asked") % {"who": Gender(peer.gender).label}, 2) if is_met else None


def _age(peer, person, wishes):
    if not wishes.is_near_in_age or peer.born_in is None:
        return None
    years = abs(peer.born_in + MIDDLE_OF_A_DECADE - person.born_on.year)
    return _if(years <= NEAR_YEARS, _("About your age"), 2)


def _interests(peer, wishes):
    wished = {one.strip().lower() for one in wishes.interests.split(",") if one.strip()}
    both = [one for one in peer.interests if one.strip().lower() in wished]
    return _if(both, _("You both like: %(what)s") % {"what": ", ".join(both)}, len(both))


def _day(peer, wishes):
    if not wishes.weekday or wishes.weekday not in peer.weekdays:
        return None
    return Reason(_("Has time on %(day)s") % {"day": EVERY[Weekday(wishes.weekday)]}, 1)


def _mode(peer, wishes):
    if not wishes.mode:
        return None
    return Reason(_("You can meet this way: %(mode)s") % {"mode": Mode(wishes.mode).label.lower()}, 0)


def _language(peer, wishes):
    if not wishes.language:
        return None
    return Reason(_("Speaks %(language)s") % {"language": wishes.language}, 0)
