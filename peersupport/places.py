"""Where a postcode is, and how far something is from it. No map service: points are data."""

import math
import re

from django.db.models import ExpressionWrapper, F, FloatField, IntegerField, Q, Value
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Round, Sin, Sqrt
from django.utils.translation import ngettext

from peersupport.models import PostcodePlace, ServiceKind

EARTH_METRES = 6_371_000
METRES_OF_A_DEGREE = 111_320
METRES_OF_A_MILE = 1_609.344
# A choice: an easy pace, and streets that are a third longer than the straight line.
METRES_A_MINUTE = 80
STREETS_ARE_LONGER = 1.3
LONGEST_WALK = 45


def codes(typed) -> list[str]:
    """Return the codes a postcode is known by, the nearest first: itself, its sector, its district.

    ``typed`` is a whole postcode, a sector (``LU1 2``) or the first half; else the list is empty.
    """
    code = re.sub(r"\s", "", typed.upper())[:10]
    whole = re.fullmatch(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})", code)
    if whole:
        return [code, f"{whole[1]}{whole[2]}*", whole[1]]
    halves = typed.upper().split()
    if len(halves) == 2 and re.fullmatch(r"[0-9]", halves[1]) and _is_district(halves[0]):
        return [f"{code}*", halves[0]]
    return [code] if _is_district(code) else []


def _is_district(code):
    return bool(re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?", code))


def where(postcode) -> tuple[float, float] | None:
    """Return latitude and longitude of a postcode, a sector or a district; None where nobody has told us."""
    known = {
        one.code: (one.latitude, one.longitude)
        for one in PostcodePlace.objects.filter(code__in=codes(postcode))
    }
    return first_known(codes(postcode), known)


def first_known(tried, known):
    return next((known[code] for code in tried if code in known), None)


def distance(here, there) -> int:
    """Return the metres between two points along a straight line (haversine)."""
    (north, east), (other_north, other_east) = (
        map(math.radians, here),
        map(math.radians, there),
    )
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return round(2 * EARTH_METRES * math.asin(min(1, math.sqrt(half))))


def metres_from(here):
    """Return ``distance`` from ``here`` as the database works it out for each entry, in whole metres."""
    latitude, longitude = here
    half = Power(Sin((Radians(F("latitude")) - math.radians(latitude)) / 2.0), 2) + Value(
        math.cos(math.radians(latitude))
    ) * Cos(Radians(F("latitude"))) * Power(Sin((Radians(F("longitude")) - math.radians(longitude)) / 2.0), 2)
    arc = ASin(Least(Value(1.0), Sqrt(ExpressionWrapper(half, output_field=FloatField()))))
    return Cast(Round(arc * Value(2.0 * EARTH_METRES)), IntegerField())


def box(here, metres) -> Q:
    """Return the condition of lying in the box around ``here``: quick to look up, a little too wide."""
    latitude, longitude = here
    up = metres / METRES_OF_A_DEGREE
    along = up / max(math.cos(math.radians(latitude)), 0.01)
    return Q(
        latitude__range=(latitude - up, latitude + up),
        longitude__range=(longitude - along, longitude + along),
    )


# What has a place that anybody may know: only its distance is ever told, or asked.
HAS_A_KNOWN_PLACE = Q(has_sensitive_place=False, is_refuge=False, is_online=False, is_mobile=False) & ~Q(
    kind=ServiceKind.PEER
)


def within(entries, here, metres):
    """Return those of ``entries`` whose known place is within ``metres``, with their ``metres``."""
    near = entries.filter(HAS_A_KNOWN_PLACE).filter(box(here, metres))
    return near.annotate(metres=metres_from(here)).filter(metres__lte=metres)


def walking_minutes(metres) -> int:
    """Return about how many minutes the walk takes, at least one."""
    return max(1, math.ceil(metres * STREETS_ARE_LONGER / METRES_A_MINUTE))


def walk_of(minutes) -> int:
    """Return how many metres, in a straight line, a walk of so many minutes reaches."""
    return round(minutes * METRES_A_MINUTE / STREETS_ARE_LONGER)


def far(metres) -> str:
    """Return ``about 12 minutes' walk``, or ``about 4 miles away`` where it is too far to walk."""
    minutes = walking_minutes(metres)
    if minutes <= LONGEST_WALK:
        return ngettext("about %(n)s minute's walk", "about %(n)s minutes' walk", minutes) % {"n": minutes}
    miles = max(1, round(metres / METRES_OF_A_MILE))
    return ngettext("about %(n)s mile away", "about %(n)s miles away", miles) % {"n": miles}


def neat(postcode) -> str:
    """Return a postcode as it is written, ``LU1 2AB``."""
    code = re.sub(r"\s", "", postcode.upper())
    return f"{code[:-3]} {code[-3:]}" if re.fullmatch(r"[A-Z0-9]+[0-9][A-Z]{2}", code) else code
