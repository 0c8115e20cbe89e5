"""The feed: who may read it, what it can be asked, what it never tells."""

import json
import uuid

import pytest

from peersupport.models import Need, PostcodePlace, Service, ServiceKind, ServiceStatus
from peersupport.oruk import asking, ids
from tests.factories import ServiceFactory, SiteFactory

LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.fixture
def ask(client, house):
    """Return a function that asks the feed: ``ask("services", day="MO")`` gives status and body."""

    def asking(path="", **query):
        answer = client.get(f"/oruk/{path}", query)
        assert answer["Access-Control-Allow-Origin"] == "*"
        return answer.status_code, json.loads(answer.content)

    return asking


@pytest.fixture
def names(ask):
    return lambda path="services", **query: [
        one["name"] if path == "services" else one["service"]["name"]
        for one in ask(path, **query)[1]["contents"]
    ]


def test_the_beginning_names_the_standard(ask):
    assert ask()[1]["version"] == "HSDS-UK-3.0"


@pytest.mark.parametrize("kind", LISTS)
def test_pages_part_the_whole(ask, kind):
    ServiceFactory.create_batch(5)
    first = ask(kind, per_page=2)[1]

    seen = [
        one["id"]
        for n in range(1, first["total_pages"] + 1)
        for one in ask(kind, per_page=2, page=n)[1]["contents"]
    ]

    assert len(seen) == len(set(seen)) == first["total_items"]


def test_an_empty_list_is_one_empty_page(ask):
    assert ask("services") == (
        200,
        {
            "total_items": 0,
            "total_pages": 0,
            "page_number": 1,
            "size": 0,
            "first_page": True,
            "last_page": True,
            "empty": True,
            "contents": [],
        },
    )


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "2"},
        {"page": "-1"},
        {"page": "one"},
        {"page": ""},
        {"page": "²"},
        {"page": "99999999999999999999"},
        {"per_page": "0"},
        {"per_page": "101"},
        {"minimum_age": "old"},
        {"maximum_age": "200"},
        {"start_time": "noon"},
        {"end_time": "25:00"},
        {"day": "someday"},
        {"taxonomy_id": "kind"},
        {"taxonomy_term_id": "1"},
        {"postcode": "somewhere"},
        {"proximity": "500"},
        {"postcode": "ZZ99 3AA", "proximity": "near"},
        {"postcode": "ZZ99 3AA", "proximity": "5"},
    ],
)
def test_what_cannot_be_used_is_said(ask, query):
    status, body = ask("service_at_locations", **query)

    assert status == 400
    assert any(name in body["title"] for name in query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "swim"}, ["Swimming"]),
        ({"minimum_age": "18"}, ["Swimming"]),
        ({"maximum_age": "25"}, ["Youth Club"]),
        ({"start_time": "10:00"}, ["Swimming"]),
        ({"end_time": "10:00"}, ["Youth Club"]),
        ({"day": "TU"}, ["Swimming"]),
        ({"day": "tuesday"}, ["Swimming"]),
        ({"day": ""}, ["Swimming", "Youth Club"]),
        ({"taxonomy_term_id": ids.of_term("kind", "activity")}, ["Swimming"]),
        ({"taxonomy_term_id": ids.of_term("group", "child")}, ["Youth Club"]),
        ({"taxonomy_term_id": ids.of_term("group", "older")}, []),
        ({"taxonomy_term_id": str(uuid.uuid4())}, []),
        ({"taxonomy_term_id": ids.of_term("need", "moving")}, ["Swimming"]),
        ({"taxonomy_id": ids.of_term("need")}, ["Swimming"]),
        ({"day": "TU", "start_time": "18:00"}, ["Swimming"]),
        ({"day": "TH", "start_time": "18:00"}, []),
        ({"taxonomy_id": ids.of_term("kind")}, ["Swimming", "Youth Club"]),
        ({"taxonomy_id": ids.of_term("group")}, ["Youth Club"]),
    ],
)
def test_narrowing_down(names, query, expected):
    twice = [
        {"weekday": "TU", "opens_at": "18:00", "closes_at": "20:00"},
        {"weekday": "TH", "opens_at": "11:00", "closes_at": "12:00"},
    ]
    ServiceFactory(name="Swimming", kind=ServiceKind.ACTIVITY, meets=twice, minimum_age=18, needs=["moving"])
    early = {"meets__opens_at": "09:00", "meets__closes_at": "10:00"}
    ServiceFactory(name="Youth Club", cohorts=["child"], maximum_age=25, **early)

    assert names(**query) == expected
    assert names("service_at_locations", **query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"postcode": "LU1 2AB"}, ["Here", "Next street"]),
        ({"postcode": "lu12ab", "proximity": "500"}, ["Here"]),
        ({"postcode": "LU1 2ZZ", "proximity": "0"}, []),
        ({"postcode": "LU1", "proximity": "1000"}, ["Next street"]),
        ({"postcode": "LU1 2AB", "proximity": "20000"}, ["Here", "Next street", "Next town"]),
    ],
)
def test_near_a_postcode_is_measured(names, query, expected):
    """A thousandth of a degree of latitude is 111 metres."""
    places = {"LU12AB": 51.880, "LU12*": 51.881, "LU1": 51.892, "LU13CD": 51.890, "LU102AB": 51.980}
    for code, latitude in places.items():
        PostcodePlace.objects.create(code=code, latitude=latitude, longitude=-0.4)
    ServiceFactory(name="Here", postcode="LU1 2AB")
    ServiceFactory(name="Next street", postcode="LU1 3CD")
    ServiceFactory(name="Next town", postcode="LU10 2AB")
    ServiceFactory(name="Nobody knows where", postcode="S70 2AA")
    for hidden in ({"is_online": True}, {"is_mobile": True}, {"has_sensitive_place": True}, {"kind": "peer"}):
        ServiceFactory(name="Not told", postcode="LU1 2AB", **hidden)

    assert names("service_at_locations", **query) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_internal": True},
        {"is_refuge": True},
        {"is_out_of_date": True},
        *({"status": one} for one in ServiceStatus if one != "active"),
    ],
)
def test_hidden_entries_are_in_no_list_and_have_no_id(ask, names, hidden):
    PostcodePlace.objects.create(code="ZZ993AA", latitude=51.88, longitude=-0.4)
    service = ServiceFactory(
        name="Secret Circle", cohorts=["older"], minimum_age=18, maximum_age=20, **hidden
    )

    for query in ({}, {"search": "secret"}, {"day": "MO"}, {"minimum_age": "1"}, {"maximum_age": "99"}):
        assert names(**query) == names("service_at_locations", **query) == []
    assert names("service_at_locations", postcode="ZZ99 3AA") == []
    assert ask(f"services/{service.public_id}")[0] == 404
    assert ask(f"service_at_locations/{ids.at_location(service.public_id)}")[0] == 404


@pytest.mark.parametrize("hidden", [{"has_sensitive_place": True}, {"kind": ServiceKind.PEER}])
def test_a_place_that_must_not_be_told_is_nowhere(ask, names, hidden):
    PostcodePlace.objects.create(code="LU1", latitude=51.88, longitude=-0.4)
    service = ServiceFactory(place="Quiet House", address="7 Hidden Lane", postcode="LU1 9ZZ", **hidden)

    told = json.dumps(ask(f"services/{service.public_id}")[1])

    for secret in ("Quiet", "Hidden", "LU1", "service_at_locations"):
        assert secret not in told
    assert names("service_at_locations") == []
    assert names("service_at_locations", postcode="LU1") == []
    assert names(search="hidden") == names(search="quiet") == []
    assert ask(f"service_at_locations/{ids.at_location(service.public_id)}")[0] == 404


@pytest.mark.parametrize(
    "personal",
    [{"has_personal_contact": True}, {"kind": ServiceKind.PEER, "website": "https://gran@home.example"}],
)
def test_personal_ways_to_reach_somebody_are_not_told(ask, personal):
    service = ServiceFactory(phone="07700 900123", email="gran@home.example", **personal)

    told = json.dumps([ask(f"services/{service.public_id}")[1], ask("services")[1]])

    assert "07700" not in told
    assert "gran@" not in told


def test_an_entry_and_its_place_lead_to_each_other(ask):
    service = ServiceFactory()
    whole = ask(f"services/{service.public_id}")[1]
    (place,) = whole["service_at_locations"]

    there = ask(f"service_at_locations/{place['id']}")[1]

    assert there["service"]["id"] == whole["id"] == str(service.public_id)
    assert there["location"]["addresses"][0]["postal_code"] == "ZZ99 3AA"
    assert uuid.UUID(place["id"]).version == 8


def test_the_same_organisation_keeps_its_id(ask):
    ServiceFactory.create_batch(2)
    ServiceFactory(site=SiteFactory(slug="luton"))

    seen = {one["organization"]["id"] for one in ask("services")[1]["contents"]}

    assert len(seen) == 2


def test_times_are_told_as_the_standard_writes_them(ask):
    first_friday = {"frequency": "MONTHLY", "week": 1, "weekday": "FR", "opens_at": "10:00"}
    every_other = {"weekday": "MO", "every": 2, "begins_on": "2026-11-02", "ends_on": "2027-03-29"}
    service = ServiceFactory(meets=[first_friday, every_other, {"opens_at": "09:00"}])

    told = [
        {name: one[name] for name in one if name not in ("id", "service_id", "attending_type")}
        for one in ask(f"services/{service.public_id}")[1]["schedules"]
    ]

    assert told == [
        {"freq": "MONTHLY", "byday": "1FR", "opens_at": "10:00"},
        {
            "freq": "WEEKLY",
            "interval": 2,
            "byday": "MO",
            "dtstart": "2026-11-02",
            "valid_to": "2027-03-29",
        },
        {"opens_at": "09:00"},
    ]


def test_an_entry_tells_what_it_helps_with_and_how_to_get_in(ask):
    need = Need.objects.get(code="moving")
    Need.objects.filter(pk=need.pk).update(term_uri="https://terms.example/42")
    service = ServiceFactory(
        needs=[need.code], access_features=["loop"], access_notes="Ring", eligibility="Carers", is_full=True
    )

    whole = ask(f"services/{service.public_id}")[1]
    location = whole["service_at_locations"][0]["location"]

    helps = [one["taxonomy_term"] for one in whole["attributes"] if "term_uri" in one["taxonomy_term"]]
    assert [(one["name"], one["term_uri"]) for one in helps] == [(need.name, "https://terms.example/42")]
    assert helps[0] in ask("taxonomy_terms", per_page=100)[1]["contents"]
    assert [one["description"] for one in location["accessibility"]] == ["Hearing loop", "Ring"]
    assert whole["description"].endswith("Who it is for: Carers")
    assert "no free place" in whole["alert"]


@pytest.mark.parametrize(("cost", "told"), [("0", 0), ("2.50", 2.5), ("20.00", 20), ("1200.00", 1200)])
def test_costs_are_numbers(ask, cost, told):
    service = ServiceFactory(cost=cost)

    assert ask(f"services/{service.public_id}")[1]["cost_options"][0]["amount"] == told


@pytest.mark.parametrize(
    "path",
    [
        "services/6f0c7a52-3b0e-4d53-9a51-0f6f2f9e2015",
        "services/nonsense",
        "service_at_locations/nonsense",
        "taxonomies/nonsense",
        "taxonomy_terms/6f0c7a52-3b0e-4d53-9a51-0f6f2f9e2015",
        "castles",
        "services/1/2",
    ],
)
def test_nothing_is_said_as_nothing(ask, path):
    status, body = ask(path)

    assert (status, body["status"]) == (404, 404)


@pytest.mark.parametrize("kind", ["taxonomies", "taxonomy_terms"])
def test_each_word_is_found_by_its_id(ask, kind):
    for one in ask(kind)[1]["contents"]:
        assert ask(f"{kind}/{one['id']}")[1] == one


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_the_feed_is_for_reading(client, house, method):
    answer = getattr(client, method)("/oruk/services")

    assert answer.status_code == 405
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("number", [1, 12])
def test_a_list_asks_the_database_twice(client, house, questions, number):
    ServiceFactory.create_batch(number)

    with questions() as asked:
        client.get("/oruk/service_at_locations")

    assert len(asked()) == 2


@pytest.mark.parametrize("query", [{"postcode": "LU"}, {"postcode": "LU1 2A"}, {"proximity": "1"}])
def test_near_needs_a_postcode_that_can_be_one(house, query):
    with pytest.raises(asking.NotUnderstood):
        asking.near(Service.objects.all(), query)
