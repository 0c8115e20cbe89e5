"""The eight sites: how each is called, where it is, and what a point is worth there."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple


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
