"""The eight sites: how each is called, where it is, and what a point is worth there."""

import datetime as dt
import math
from decimal import Decimal
from typing import NamedTuple

from ipc.programme.demonstration.names import ENDS


class Place(NamedTuple):
    """A site. ``share`` is its part of the people; ``rates`` are pounds a point for H, C and E."""

    slug: str
    name: str
    holder: str
    towns: dict[str, str]
    share: int
    rates: tuple[str, str, str]

    @property
    def domain(self):
        return f"{self.slug}.example"

    @property
    def short(self):
        return self.name.split(" and ")[0].split(" Consortium")[0]

    def pounds_per_point(self):
        return dict(zip("HCE", map(Decimal, self.rates), strict=True))


JOINED_ON = dt.date(2015, 4, 1)
PLACES = [
    Place(
        "barnsley",
        "Barnsley",
        "Dearne Valley Independent Living",
        {"Barnsley": "S70", "Cudworth": "S72", "Wombwell": "S73", "Hoyland": "S74", "Mapplewell": "S75"},
        21,
        ("5.00", "6.00", "5.00"),
    ),
    Place(
        "cheshire-west-and-chester",
        "Cheshire West and Chester",
        "Weaver Vale Choices",
        {"Chester": "CH1", "Ellesmere Port": "CH65", "Northwich": "CW9", "Winsford": "CW7"},
        10,
        ("5.20", "6.10", "5.00"),
    ),
    Place(
        "hampshire",
        "Hampshire",
        "Test and Itchen Support",
        {"Winchester": "SO23", "Basingstoke": "RG21", "Fareham": "PO16", "Andover": "SP10", "Fleet": "GU51"},
        13,
        ("5.40", "6.40", "5.20"),
    ),
    Place(
        "luton",
        "Luton",
        "Lea Bank Support Brokers",
        {"Luton": "LU1", "Bury Park": "LU4", "Stopsley": "LU2", "Leagrave": "LU3"},
        14,
        ("5.20", "6.20", "5.10"),
    ),
    Place(
        "portsmouth",
        "Portsmouth",
        "Harbour Lights Support",
        {"Portsmouth": "PO1", "Southsea": "PO4", "Cosham": "PO6", "Fratton": "PO2"},
        14,
        ("5.30", "6.20", "5.10"),
    ),
    Place(
        "south-west",
        "South West Consortium",
        "Moor and Coast Living",
        {"Taunton": "TA1", "Truro": "TR1", "Torquay": "TQ1", "Plymouth": "PL4", "Exeter": "EX4"},
        10,
        ("5.10", "6.00", "5.00"),
    ),
    Place(
        "stockton-on-tees",
        "Stockton-on-Tees",
        "Tees Lane Personal Support",
        {"Stockton": "TS18", "Billingham": "TS23", "Thornaby": "TS17", "Norton": "TS20"},
        9,
        ("5.00", "5.90", "5.00"),
    ),
    Place(
        "tower-hamlets",
        "Tower Hamlets",
        "Lea Mouth Living",
        {"Bethnal Green": "E2", "Bow": "E3", "Poplar": "E14", "Whitechapel": "E1"},
        9,
        ("5.90", "7.10", "5.60"),
    ),
]
# About where the middle of each postcode district is, in degrees: good enough for made-up addresses.
MIDDLES = {
    "S70": (53.553, -1.483), "S72": (53.577, -1.412), "S73": (53.521, -1.398), "S74": (53.498, -1.440),
    "S75": (53.589, -1.503), "CH1": (53.190, -2.892), "CH65": (53.279, -2.901), "CW9": (53.259, -2.518),
    "CW7": (53.194, -2.524), "SO23": (51.063, -1.308), "RG21": (51.267, -1.087), "PO16": (50.853, -1.179),
    "SP10": (51.208, -1.480), "GU51": (51.280, -0.842), "LU1": (51.879, -0.418), "LU4": (51.887, -0.430),
    "LU2": (51.902, -0.397), "LU3": (51.905, -0.458), "PO1": (50.799, -1.091), "PO4": (50.787, -1.080),
    "PO6": (50.843, -1.066), "PO2": (50.815, -1.085), "TA1": (51.015, -3.103), "TR1": (50.263, -5.051),
    "TQ1": (50.462, -3.525), "PL4": (50.373, -4.133), "EX4": (50.726, -3.527), "TS18": (54.568, -1.318),
    "TS23": (54.606, -1.291), "TS17": (54.541, -1.302), "TS20": (54.589, -1.313), "E2": (51.527, -0.055),
    "E3": (51.529, -0.020), "E14": (51.508, -0.014), "E1": (51.516, -0.061),
}  # fmt: skip


def middle_of_sector(district, sector):
    """Return about where a sector (1 to 9) of a district is: around its middle, up to a kilometre away."""
    latitude, longitude = MIDDLES[district]
    angle = math.tau * sector / 9
    return latitude + 0.008 * math.sin(angle), longitude + 0.013 * math.cos(angle)


def where(postcode):
    """Return about where a made-up postcode is: within a few hundred metres of its sector's middle."""
    district, unit = postcode.split()
    latitude, longitude = middle_of_sector(district, int(unit[0]))
    east, north = (ENDS.index(letter) / len(ENDS) - 0.5 for letter in unit[1:])
    return latitude + 0.004 * north, longitude + 0.006 * east
