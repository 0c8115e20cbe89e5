"""Finding by need, group, age, day, access and how far it is."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import acting
from peersupport import directory
from peersupport.models import PostcodePlace, Schedule, Service, ServiceKind
from tests.factories import ServiceFactory, UserFactory

HERE, NEXT_STREET, TOWN, CITY = "ZZ1 1AA", "ZZ1 1AB", "ZZ2 1AA", "ZZ3 1AA"
SPOTS = {"ZZ11AA": (53.0, -1.0), "ZZ11AB": (53.005, -1.0), "ZZ21AA": (53.06, -1.0), "ZZ31AA": (54.0, -1.0)}


def found(**narrow):
    return [one.name for one in directory.search(**narrow)]


@pytest.fixture
def spots(house):
    for code, (latitude, longitude) in SPOTS.items():
        PostcodePlace.objects.create(code=code, latitude=latitude, longitude=longitude)


@pytest.fixture
def here(spots):
    return SPOTS["ZZ11AA"]


@pytest.fixture
def near(spots, client):
    """Tell the directory where we are, as its page does."""
    client.post(reverse("directory"), {"postcode": HERE})
    return client


@pytest.fixture
def entries(spots):
    ServiceFactory(name="Carers next door", postcode=NEXT_STREET, needs=["carers"], access_features=["loop"])
    ServiceFactory(name="Carers in town", postcode=TOWN, needs=["carers", "company"], minimum_age=18)
    ServiceFactory(name="Youth club", postcode=HERE, needs=["play"], maximum_age=17, cohorts=["child"])
    ServiceFactory(name="Far away", postcode=CITY)
    ServiceFactory(name="On the screen", postcode="", is_online=True, cost="4.00")


@pytest.mark.parametrize(
    ("narrow", "names"),
    [
        ({"need": "carers"}, ["Carers in town", "Carers next door"]),
        ({"need": "carers", "age": 17}, ["Carers next door"]),
        ({"age": 18, "need": "play"}, []),
        ({"age": 17, "need": "play"}, ["Youth club"]),
        ({"group": "child", "need": "play"}, ["Youth club"]),
        ({"group": "older", "need": "play"}, []),
        ({"group": "older", "need": "company"}, ["Carers in town"]),
        ({"features": ("loop",)}, ["Carers next door"]),
        ({"features": ("loop", "bus")}, []),
        ({"is_online": True}, ["On the screen"]),
        ({"most_cost": 3, "is_online": True}, []),
        ({"most_cost": 4, "is_online": True}, ["On the screen"]),
    ],
)
def test_narrowing_down_by_what_matters(entries, narrow, names):
    assert found(**narrow) == names


def test_the_nearest_come_first_and_the_far_not_at_all(entries, here):
    rows = list(directory.search(near=here))

    assert [one.name for one in rows] == ["Youth club", "Carers next door", "Carers in town"]
    assert [one.metres for one in rows] == [0, 556, 6672]


def test_what_meets_twice_on_a_day_is_found_once(house):
    twice = ServiceFactory(name="Twice")
    Schedule.objects.create(service=twice, weekday="MO", opens_at=dt.time(18))

    assert found(weekday="MO") == ["Twice"]


@pytest.mark.parametrize(
    "untold",
    [
        {"has_sensitive_place": True},
        {"kind": ServiceKind.PEER},
        {"is_mobile": True},
        {"is_online": True},
    ],
)
def test_a_place_that_is_not_told_has_no_distance(near, here, untold):
    service = ServiceFactory(name="Untold", postcode=NEXT_STREET, **untold)

    assert service.postcode == NEXT_STREET
    assert found(near=here) == []
    assert "Untold" not in near.get(reverse("directory"), {"reach": "far"}).content.decode()
    assert (
        "walk"
        not in near.get(reverse("service", args=[service.public_id])).content.decode().split("<main")[1]
    )


def test_a_carers_group_within_a_walk_in_three_taps(entries, client):
    front = client.get(reverse("directory"))
    tapped = next(need["url"] for need in front.context["needs"] if need["name"] == "Looking after somebody")
    listed = client.post(reverse("directory") + tapped, {"postcode": "zz1 1aa"}, follow=True)

    (card,) = listed.context["cards"]
    assert (card["name"], card["far"]) == ("Carers next door", "about 10 minutes' walk")
    assert "about 10 minutes&#x27; walk" in client.get(card["url"]).content.decode()


def test_a_stranger_reads_every_page_with_nobody_acting(entries, near):
    nobody = acting.begin(None)
    listed = near.get(reverse("directory"))
    entry = near.get(listed.context["cards"][0]["url"])
    acting.end(nobody)

    assert (listed.status_code, entry.status_code) == (200, 200)
    assert "Youth club" in entry.content.decode()


def test_a_postcode_stands_in_no_address_and_is_forgotten_when_asked(near):
    answer = near.post(reverse("directory") + "?need=carers&site=luton", {"postcode": HERE})

    assert answer.headers["Location"] == "/directory/?need=carers"
    assert near.cookies["near"]["httponly"]
    assert not near.cookies["near"]["max-age"]

    near.post(reverse("directory") + "?need=carers", {"forget": "1"})

    assert near.cookies["near"].value == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your postcode, like S70 2AB"),
        ("Luton", "Enter a real postcode, like S70 2AB"),
        ("SW1A 1AA", "We do not know where this postcode is."),
    ],
)
def test_a_postcode_that_cannot_be_used_says_what_to_do(entries, client, typed, said):
    answer = client.post(reverse("directory") + "?need=carers", {"postcode": typed})

    assert said in answer.content.decode()
    assert len(answer.context["cards"]) == 2
    assert "near" not in client.cookies


@pytest.mark.parametrize("kept", ["<script>", "ZZ99", "0", "x" * 4000])
def test_a_place_kept_that_means_nothing_counts_as_none(entries, client, kept):
    client.cookies["near"] = kept

    assert not client.get(reverse("directory")).context["is_near"]


def test_where_nothing_is_within_a_walk_the_nearest_are_shown(entries, near):
    answer = near.get(reverse("directory"), {"need": "company"})

    assert [card["name"] for card in answer.context["cards"]] == ["Carers in town"]
    assert "These are the nearest." in answer.content.decode()


@pytest.mark.parametrize(("reach", "number"), [("10", 2), ("20", 2), ("far", 3), ("nonsense", 2)])
def test_how_far_to_look_is_chosen(entries, near, reach, number):
    assert len(near.get(reverse("directory"), {"reach": reach}).context["cards"]) == number


def test_nothing_near_leads_further_and_back(entries, near):
    page = near.get(reverse("directory"), {"need": "money", "reach": "10"}).content.decode()

    assert "Nothing near you fits yet" in page
    assert "?need=money&amp;reach=far" in page
    assert "Show everything" in page


def test_a_town_chosen_counts_more_than_a_postcode(entries, near):
    answer = near.get(reverse("directory"), {"site": "barnsley"})

    assert not answer.context["is_near"]
    assert len(answer.context["cards"]) == 5


def test_peers_and_what_needs_no_journey_are_found_from_a_postcode_too(entries, near):
    ServiceFactory(name="Somebody like me", kind=ServiceKind.PEER, meets=False)
    listed = near.get(reverse("directory")).context

    def names(url):
        return [card["name"] for card in near.get(reverse("directory") + url).context["cards"]]

    assert names(listed["peers_url"]) == names(listed["kinds"][1]["url"]) == ["Somebody like me"]
    assert names(listed["online_url"]) == ["On the screen"]


def test_near_pages_follow_each_other_without_gap_or_repetition(near):
    ServiceFactory.create_batch(23, postcode=NEXT_STREET)
    seen, address = [], reverse("directory")
    while address:
        answer = near.get(address)
        seen += [card["name"] for card in answer.context["cards"]]
        address = answer.context["more_url"] and reverse("directory") + answer.context["more_url"]

    assert len(seen) == len(set(seen)) == 23


@pytest.mark.parametrize("number", [1, 9])
@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ({}, 3),
        ({"need": "carers", "kind": "group", "day": "MO", "age": "30", "is_free": "on"}, 3),
        ({"need": "company"}, 4),
        ({"words": "zeppelin tea"}, 4),
        ({"picture": "1", "easy": "1"}, 3),
    ],
)
def test_a_page_near_asks_four_questions_at_most(near, questions, number, asked, most):
    ServiceFactory.create_batch(number, postcode=NEXT_STREET, needs=["carers"])
    ServiceFactory.create_batch(number, postcode=TOWN, needs=["company"])

    with questions() as made:
        answer = near.get(reverse("directory"), asked)

    reading = [one for one in made() if "searchgap" not in one]  # what was searched in vain is counted too
    assert len(reading) == most
    assert answer.context["cards"]


def test_the_picture_shows_what_the_list_says(entries, near):
    page = near.get(reverse("directory"), {"picture": "1"}).content.decode()

    assert page.count('class="ipc-directions__spot"') == 2
    assert "to the north" in page
    assert "The circles are 10, 20 and 30 minutes" in page
    assert "picture=1" in near.get(reverse("directory")).content.decode()


def test_kinds_stand_side_by_side(entries, client):
    answer = client.get(reverse("directory"), {"kind": "group", "need": "carers"})

    assert [kind["name"] for kind in answer.context["kinds"]][1:] == ServiceKind.labels
    assert [kind["name"] for kind in answer.context["kinds"] if kind["is_asked"]] == ["Peer support group"]
    assert answer.context["kinds"][2]["url"] == "?need=carers&kind=group"


def test_the_api_asks_the_same_and_takes_no_whole_postcode(entries, signed_in):
    client = signed_in(UserFactory())

    def names(**asked):
        return [one["name"] for one in client.get("/api/v1/services/", asked).json()["results"]]

    assert names(need="carers", age="17") == ["Carers next door"]
    assert names(access="loop") == ["Carers next door"]
    assert names(is_online="true", most_cost="4") == ["On the screen"]
    PostcodePlace.objects.create(code="ZZ11*", latitude=53.0, longitude=-1.0)
    assert names(near="ZZ1 1", within="1000") == ["Youth club", "Carers next door"]
    page = client.get("/api/v1/services/", {"near": "ZZ1 1", "per_page": "1"}).json()
    following = client.get(page["next"]).json()["results"]
    assert [page["results"][0]["metres"], following[0]["metres"]] == [0, 556]
    for near in (HERE, HERE.replace(" ", ""), "ZZ9", "x"):
        assert client.get("/api/v1/services/", {"near": near}).status_code == 400


def test_the_api_tells_where_as_far_as_it_may_be_known(entries, signed_in):
    ServiceFactory(name="Secret place", postcode=HERE, has_sensitive_place=True, access_features=["loop"])
    told = {one["name"]: one for one in signed_in(UserFactory()).get("/api/v1/services/").json()["results"]}

    assert (told["Youth club"]["latitude"], told["Youth club"]["longitude"]) == (53.0, -1.0)
    assert told["Youth club"]["schedules"][0]["weekday"] == "MO"
    secret = told["Secret place"]
    assert (secret["latitude"], secret["longitude"], secret["access_features"]) == (None, None, [])
    assert Service.objects.get(name="Secret place").latitude == 53.0


@pytest.mark.parametrize(("asked", "is_open"), [({"site": "barnsley"}, True), ({"need": "carers"}, False)])
def test_whoever_comes_for_an_area_finds_the_search_open(client, house, asked, is_open):
    ServiceFactory(site=house, needs=["carers"])

    page = client.get(reverse("directory"), asked).content.decode()

    assert (" open>" in page.split("Change what you look for")[0].rsplit("<details", 1)[1]) is is_open
