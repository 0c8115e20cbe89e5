"""Loading where postcodes are: the ONS Postcode Directory, or any CSV file of postcodes and degrees.

The Office for National Statistics gives the file away (Open Government Licence). It has some two and a half
million lines; they are copied in and compared in the database, a part at a time.
"""

import csv
import io
import re
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken

AT_ONCE = 50_000
CODE = ("pcds", "pcd7", "pcd", "pcd8", "postcode")
NORTH, EAST = ("lat", "latitude"), ("long", "longitude", "lng")
# The United Kingdom with its islands; the directory writes 99.999999 where it knows no place.
SOUTHERNMOST, NORTHERNMOST, WESTERNMOST, EASTERNMOST = 49.0, 61.5, -9.0, 2.5
_WHOLE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")

_UPSERT = """
INSERT INTO peersupport_postcodeplace AS place (code, latitude, longitude) {rows}
ON CONFLICT (code) DO UPDATE SET latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude
 WHERE (place.latitude, place.longitude) IS DISTINCT FROM (EXCLUDED.latitude, EXCLUDED.longitude)
"""
UNITS = "SELECT DISTINCT ON (code) code, latitude, longitude FROM read_place ORDER BY code"
# The middle of all we know there, also what an earlier file told.
MIDDLES = """
SELECT left(code, -{cut}) || '{mark}', avg(latitude), avg(longitude) FROM peersupport_postcodeplace
 WHERE length(code) >= 5 AND code NOT LIKE '%*'
   AND left(code, -{cut}) IN (SELECT left(code, -{cut}) FROM read_place)
 GROUP BY 1
"""
ENTRIES = """
UPDATE peersupport_service AS entry SET latitude = spot.latitude, longitude = spot.longitude
  FROM (
        SELECT one.id, place.latitude, place.longitude FROM peersupport_service AS one,
               LATERAL (SELECT upper(replace(one.postcode, ' ', '')) AS typed) AS written,
               LATERAL (SELECT latitude, longitude FROM peersupport_postcodeplace
                         WHERE code IN (typed, left(typed, -2) || '*', left(typed, -3))
                         ORDER BY length(code) DESC LIMIT 1) AS place
         WHERE one.postcode <> ''
       ) AS spot
 WHERE spot.id = entry.id
   AND (entry.latitude, entry.longitude) IS DISTINCT FROM (spot.latitude, spot.longitude)
"""


class NoPostcodes(RuleBroken):
    message = _("The first line must name a column for the postcode, one for the latitude and the longitude.")


class Loaded(NamedTuple):
    """How many lines told a place and how many did not; sectors and districts; entries that moved."""

    lines: int
    without: int
    middles: int
    entries: int


@transaction.atomic
def load(lines) -> Loaded:
    """Load the places that ``lines`` of a CSV file tell; what was known before stays or is put right.

    Raises:
        NoPostcodes
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            "CREATE TEMPORARY TABLE read_place (code text, latitude float8, longitude float8) ON COMMIT DROP"
        )
        read, without = _copy(cursor, lines)
        cursor.execute(_UPSERT.format(rows=UNITS))
        middles = 0
        for cut, mark in ((2, "*"), (3, "")):
            cursor.execute(_UPSERT.format(rows=MIDDLES.format(cut=cut, mark=mark)))
            middles += cursor.rowcount
        cursor.execute(ENTRIES)
        moved = cursor.rowcount
        cursor.execute("DROP TABLE read_place")
    return Loaded(read, without, middles, moved)


def _copy(cursor, lines):
    table = csv.reader(lines)
    columns = _columns(next(table, []))
    read = without = 0
    while some := list(islice(table, AT_ONCE)):
        places = [place for place in (_place(line, *columns) for line in some) if place]
        text = io.StringIO("".join(f"{code}\t{north}\t{east}\n" for code, north, east in places))
        cursor.copy_expert("COPY read_place FROM STDIN", text)
        read += len(places)
        without += len(some) - len(places)
    return read, without


def _columns(header):
    names = [name.strip().lstrip("\ufeff").casefold() for name in header]
    found = [
        next((names.index(one) for one in wanted if one in names), None) for wanted in (CODE, NORTH, EAST)
    ]
    if None in found:
        raise NoPostcodes
    return found


def _place(line, code_at, north_at, east_at):
    """Return code, latitude and longitude of a line, or None where it tells no place."""
    try:
        code = re.sub(r"\s", "", line[code_at].upper())
        north, east = float(line[north_at]), float(line[east_at])
    except (IndexError, ValueError):
        return None
    is_here = SOUTHERNMOST < north < NORTHERNMOST and WESTERNMOST < east < EASTERNMOST
    return (code, north, east) if is_here and _WHOLE.fullmatch(code) else None
