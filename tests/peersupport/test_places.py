"""Where a postcode is, how far something is, and which way: sums of our own, over points held as data."""

import pytest

from peersupport import directions, opening, places
from peersupport.models import Need, PostcodePlace
from tests.factories import ServiceFactory

LUTON = (51.879, -0.418)


@pytest.fixture
def luton(house):
    """The district, one sector and one postcode of a town."""
    for code, latitude, longitude in (
        ("LU1", *LUTON),
        ("LU12*", 51.880, -0.420),
        ("LU12AB", 51.881, -0.421),
    ):
        PostcodePlace.objects.create(code=code, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("LU1 2AB", ["LU12AB", "LU12*", "LU1"]),
        (" lu12ab ", ["LU12AB", "LU12*", "LU1"]),
        ("W1A 1AA", ["W1A1AA", "W1A1*", "W1A"]),
        ("LU1 2", ["LU12*", "LU1"]),
        ("LU12", ["LU12"]),
        ("e1", ["E1"]),
        ("", []),
        ("Luton", []),
        ("LU1 2AB; DROP", []),
        ("1" * 500, []),
    ],
)
def test_a_postcode_is_known_by_itself_its_sector_and_its_district(typed, known):
    assert places.codes(typed) == known


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("LU1 2AB", (51.881, -0.421)),
        ("LU1 2ZZ", (51.880, -0.420)),
        ("LU1 9ZZ", LUTON),
        ("lu1", LUTON),
        ("SW1A 1AA", None),
        ("nowhere", None),
    ],
)
def test_where_a_postcode_is(luton, typed, point):
    assert places.where(typed) == point
    assert opening.ask(typed).here == point


def test_the_distance_of_two_towns_is_that_of_the_map():
    barnsley, plymouth = (53.5526, -1.4797), (50.3755, -4.1427)

    assert places.distance(barnsley, plymouth) == pytest.approx(396_400, rel=0.005)
    assert places.distance(barnsley, barnsley) == 0


def test_the_database_works_out_the_same_distance(luton):
    service = ServiceFactory(postcode="LU1 2AB")

    (found,) = places.within(type(service).objects.all(), LUTON, 1000)

    assert abs(found.metres - places.distance(LUTON, (51.881, -0.421))) <= 1
    assert not places.within(type(service).objects.all(), LUTON, found.metres - 1).exists()


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "about 1 minute's walk"),
        (600, "about 10 minutes' walk"),
        (2_700, "about 44 minutes' walk"),
        (2_800, "about 2 miles away"),
        (16_000, "about 10 miles away"),
    ],
)
def test_how_far_in_words(metres, words):
    assert places.far(metres) == words


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_a_walk_reaches_no_further_than_its_minutes(minutes):
    assert places.walking_minutes(places.walk_of(minutes)) in (minutes, minutes + 1)
    assert places.walking_minutes(places.walk_of(minutes) - 5) <= minutes


@pytest.mark.parametrize(
    ("there", "way"),
    [
        ((51.889, -0.418), "to the north"),
        ((51.8852, -0.408), "to the north-east"),
        ((51.879, -0.400), "to the east"),
        ((51.869, -0.418), "to the south"),
        ((51.879, -0.430), "to the west"),
        ((51.8852, -0.428), "to the north-west"),
    ],
)
def test_which_way_in_words(there, way):
    assert directions.way(LUTON, there) == way


class Spot:
    """An entry as the picture needs it."""

    def __init__(self, latitude, longitude):
        self.latitude, self.longitude = latitude, longitude
        self.metres = places.distance(LUTON, (latitude, longitude))


def test_the_picture_has_each_number_where_it_is():
    north, same, far = Spot(51.885, -0.418), Spot(51.8851, -0.4181), Spot(52.5, -0.418)

    picture = directions.picture([north, far, same], LUTON)

    (spot,) = picture["spots"]
    assert spot["label"] == "1, 3"
    assert (spot["x"], spot["y"] < directions.MIDDLE) == (directions.MIDDLE, True)
    assert picture["beyond"] == 1
    assert (spot["left"], spot["left"] + spot["width"]) == (spot["x"] - 26, spot["x"] + 26)
    assert [ring["minutes"] for ring in picture["rings"]] == [10, 20, 30]


def test_the_opening_is_one_question(luton, questions):
    Need.objects.get(code="carers").delete()
    Need.objects.create(code="carers", name="Looking after somebody", easy_name="You care", order=0)

    with questions() as asked:
        known = opening.ask("LU1 2AB")

    assert len(asked()) == 1
    assert ("carers", "Looking after somebody", "You care") in known.needs
    assert [slug for slug, _name in known.sites] == ["barnsley", "luton"]


def test_many_at_one_place_share_a_spot_that_says_how_many():
    picture = directions.picture([Spot(51.885, -0.418)] * 5, LUTON)

    assert [spot["label"] for spot in picture["spots"]] == ["1 +4"]
