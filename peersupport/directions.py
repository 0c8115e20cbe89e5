"""Which way things are from here: a picture of our own, of rings and numbers. No map service is asked."""

import math

from django.utils.translation import gettext_lazy as _

from peersupport import places

MIDDLE = 200
EDGE = 175
RINGS = (10, 20, 30)
TOO_CLOSE = 44
BELOW = 6
HALF = 16
WAYS = (
    _("to the north"),
    _("to the north-east"),
    _("to the east"),
    _("to the south-east"),
    _("to the south"),
    _("to the south-west"),
    _("to the west"),
    _("to the north-west"),
)


def bearing(here, there) -> float:
    """Return the way from one point to another in degrees, clockwise from north."""
    up = there[0] - here[0]
    along = (there[1] - here[1]) * math.cos(math.radians(here[0]))
    return math.degrees(math.atan2(along, up)) % 360


def way(here, there) -> str:
    """Return ``to the north-east``."""
    return str(WAYS[round(bearing(here, there) / 45) % 8])


def picture(entries, here) -> dict:
    """Return the rings and, numbered as in the list, the spots of those within half an hour's walk.

    Entries that would cover each other share a spot. ``beyond`` counts those too far for the picture.
    """
    spots: list[dict] = []
    beyond = 0
    for number, one in enumerate(entries, start=1):
        if one.metres > places.walk_of(RINGS[-1]):
            beyond += 1
        else:
            _put(spots, number, *_spot(here, one))
    rings = [{"minutes": ring, "radius": _radius(places.walk_of(ring))} for ring in RINGS]
    for ring in rings:
        ring["at"] = MIDDLE - ring["radius"] + BELOW
    shares = any(len(spot["numbers"]) > 2 for spot in spots)
    size = {"size": 2 * MIDDLE, "middle": MIDDLE}
    return {"rings": rings, "spots": spots, "beyond": beyond, "shares": shares} | size


def _spot(here, one):
    angle = math.radians(bearing(here, (one.latitude, one.longitude)))
    far = _radius(one.metres)
    return round(MIDDLE + far * math.sin(angle)), round(MIDDLE - far * math.cos(angle))


def _radius(metres):
    return round(EDGE * metres / places.walk_of(RINGS[-1]))


def _put(spots, number, x, y):
    for spot in spots:
        if math.hypot(spot["x"] - x, spot["y"] - y) < TOO_CLOSE:
            spot["numbers"].append(number)
            _label(spot)
            return
    spots.append({"x": x, "y": y, "numbers": [number]})
    _label(spots[-1])


def _label(spot):
    """Say which it is: ``3``, ``3, 7``, or ``3 +4`` for the first of five."""
    first, *others = spot["numbers"]
    label = f"{first} +{len(others)}" if len(others) > 1 else ", ".join(map(str, spot["numbers"]))
    width = max(2 * HALF, 12 + 10 * len(label))
    spot |= {"label": label, "width": width, "left": spot["x"] - width // 2, "top": spot["y"] - HALF}
