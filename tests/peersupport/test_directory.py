"""The directory: found by anybody, telling nothing that must not be told."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from peersupport import directory, facts
from peersupport.models import ServiceKind, ServiceStatus, Weekday
from tests.factories import OrganisationFactory, ServiceFactory, SiteFactory
from tests.factories.people import staff

SECRETS = {"address": "7 Hidden Lane", "postcode": "ZZ99 9ZZ", "place": "Quiet House", "city": "Nowheretown"}


def found(words="", **narrow):
    return [one.name for one in directory.search(words, **narrow)]


@pytest.fixture
def entries(house):
    ServiceFactory(name="Tea Dance", description="Ballroom and laughter.", cost=Decimal("2.00"))
    ServiceFactory(
        name="Carers' Hour", description="Somebody to talk to for unpaid carers.", meets__weekday="TU"
    )
    ServiceFactory(name="Walk and Talk", kind=ServiceKind.ACTIVITY, site=SiteFactory(slug="luton"))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("dancing", ["Tea Dance"]),
        ("ballr", ["Tea Dance"]),
        ("tea ball", ["Tea Dance"]),
        ("talk", ["Carers' Hour", "Walk and Talk"]),
        ("dance or walking", ["Tea Dance", "Walk and Talk"]),
        ("talk -carers", ["Walk and Talk"]),
        ('"walk and talk"', ["Walk and Talk"]),
        ("sunrise", ["Carers' Hour", "Tea Dance", "Walk and Talk"]),
        ("testham", ["Carers' Hour", "Tea Dance", "Walk and Talk"]),
        ("zeppelin", []),
        ("", ["Carers' Hour", "Tea Dance", "Walk and Talk"]),
        ("  ", ["Carers' Hour", "Tea Dance", "Walk and Talk"]),
    ],
)
def test_words_find_what_speaks_of_them(entries, words, names):
    assert found(words) == names


@pytest.mark.parametrize(
    "words", ["'", "a & | !", "<b>", "%", "\\", "((", "tea:*", "\x00tea", "x" * 5000, "-", "or"]
)
def test_no_word_breaks_the_search(entries, words):
    found(words)
    found(words, any_word=True)


@pytest.mark.parametrize(
    ("narrow", "names"),
    [
        ({"site": "luton"}, ["Walk and Talk"]),
        ({"kind": ServiceKind.ACTIVITY}, ["Walk and Talk"]),
        ({"weekday": Weekday.TUESDAY}, ["Carers' Hour"]),
        ({"is_free": True}, ["Carers' Hour", "Walk and Talk"]),
        ({"is_free": True, "site": "barnsley"}, ["Carers' Hour"]),
    ],
)
def test_narrowing_down(entries, narrow, names):
    assert found(**narrow) == names


def test_where_nothing_has_all_the_words_some_are_enough(entries, client):
    page = client.get(reverse("directory"), {"words": "dancing zeppelin"}).content.decode()

    assert "Tea Dance" in page
    assert "These have some of them" in page


def test_nothing_found_says_what_to_do(entries, client):
    page = client.get(reverse("directory"), {"words": "zeppelin"}).content.decode()

    assert "Nothing found this time" in page
    assert "Show everything" in page


def test_an_empty_directory_says_how_entries_come(house, client):
    assert "as soon as an area adds them" in client.get(reverse("directory")).content.decode()


def test_a_list_tells_the_five_facts(house, client):
    ServiceFactory(
        name="Tea Dance", cost=Decimal("2.50"), cost_note="a visit", minimum_age=18, cohorts=["older"]
    )

    page = client.get(reverse("directory")).content.decode()

    for fact in (
        "Tea Dance",
        "Mondays, 10am to 12 noon",
        "The Library, Testham",
        "£2.50 (a visit)",
        "People of 18 and over, made for older people with long-term conditions",
    ):
        assert fact in page


def test_pages_follow_each_other_without_gap_or_repetition(house, client):
    ServiceFactory.create_batch(45)
    seen, address = [], reverse("directory")
    while address:
        answer = client.get(address)
        seen += [card["name"] for card in answer.context["cards"]]
        following = answer.context["more_url"]
        address = following and reverse("directory") + following

    assert len(seen) == len(set(seen)) == 45
    assert seen == sorted(seen)


@pytest.mark.parametrize("after", ["nonsense", "6f0c7a52-3b0e-4d53-9a51-0f6f2f9e2015"])
def test_a_page_after_nothing_known_is_the_first(entries, client, after):
    assert len(client.get(reverse("directory"), {"after": after}).context["cards"]) == 3


def test_what_is_asked_wrongly_is_said_and_not_asked(entries, client):
    answer = client.get(reverse("directory"), {"kind": "castle", "day": "XX"})

    assert answer.status_code == 200
    assert len(answer.context["cards"]) == 3


@pytest.mark.parametrize("number", [1, 15])
@pytest.mark.parametrize(("words", "most"), [("tea", 3), ("zeppelin", 4)])
def test_the_directory_asks_the_database_little_however_long(house, client, questions, number, words, most):
    ServiceFactory.create_batch(number)

    with questions() as asked:
        client.get(reverse("directory"), {"words": words, "site": "barnsley"})

    assert len(asked()) == most


@pytest.mark.parametrize(
    "hidden",
    [
        {"is_internal": True},
        {"status": ServiceStatus.INACTIVE},
        {"status": ServiceStatus.DEFUNCT},
        {"status": ServiceStatus.CLOSED_FOR_NOW},
    ],
)
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"words": "secret"},
        {"words": "sunrise"},
        {"site": "barnsley"},
        {"kind": "group"},
        {"day": "MO"},
        {"is_free": "on"},
    ],
)
def test_hidden_entries_are_found_by_no_filter(house, client, hidden, asked):
    ServiceFactory(name="Secret Circle", **hidden)

    assert "Secret Circle" not in client.get(reverse("directory"), asked).content.decode()


@pytest.mark.parametrize("hidden", [{"is_internal": True}, {"status": ServiceStatus.DEFUNCT}])
@pytest.mark.parametrize("role", [None, "coordinator", "navigator"])
def test_hidden_entries_are_not_found_by_their_id(house, signed_in, client, hidden, role):
    service = ServiceFactory(**hidden)
    if role:
        signed_in(staff(role))

    assert client.get(reverse("service", args=[service.public_id])).status_code == 404


@pytest.mark.parametrize("hidden", [{"has_sensitive_place": True}, {"kind": ServiceKind.PEER}])
def test_a_place_that_must_not_be_told_is_nowhere(house, client, hidden):
    service = ServiceFactory(
        name="Safe Harbour", **SECRETS | ({"city": ""} if "kind" in hidden else {}), **hidden
    )

    pages = [
        client.get(reverse("directory")),
        client.get(reverse("service", args=[service.public_id])),
    ]

    for page in pages:
        assert "Safe Harbour" in page.content.decode()
        for secret in SECRETS.values():
            assert secret not in page.content.decode()
    for secret in ("hidden", "quiet house", "nowheretown"):
        assert found(secret) == []


@pytest.mark.parametrize(
    "personal",
    [{"has_personal_contact": True}, {"kind": ServiceKind.PEER, "website": "https://gran@home.example"}],
)
def test_personal_ways_to_reach_somebody_are_not_told(house, client, personal):
    service = ServiceFactory(phone="07700 900123", email="gran@home.example", **personal)

    page = client.get(reverse("service", args=[service.public_id])).content.decode()

    assert "07700" not in page
    assert "gran@" not in page
    assert "by being introduced" in page


def test_an_entry_tells_all_that_is_known(house, client):
    service = ServiceFactory(website="https://sunrise.example/", access_notes="Step-free", languages="Polish")

    page = client.get(reverse("service", args=[service.public_id])).content.decode()

    for fact in ("1 Test Street", "ZZ99 3AA", "01226 000000", "hello@sunrise.example", "Step-free", "Polish"):
        assert fact in page
    assert "tel:01226000000" in page


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({}, "Mondays, 10am to 12 noon"),
        ({"opens_at": dt.time(14, 30), "closes_at": None}, "Mondays, from 2:30pm"),
        ({"weekday": "", "opens_at": dt.time(0, 15), "closes_at": dt.time(13)}, "12:15am to 1pm"),
        ({"weekday": "", "opens_at": None, "closes_at": None}, "Ask about days and times"),
    ],
)
def test_when_in_words(house, times, words):
    meets = {f"meets__{name}": value for name, value in times.items()}

    assert facts.when(ServiceFactory(**meets)) == words


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ({}, "Everyone"),
        ({"minimum_age": 18}, "People of 18 and over"),
        ({"maximum_age": 25}, "People up to 25"),
        ({"minimum_age": 16, "maximum_age": 25}, "People from 16 to 25"),
        (
            {"cohorts": ["older", "learning"]},
            "Made for older people with long-term conditions and people with a learning disability or autism",
        ),
    ],
)
def test_for_whom_in_words(house, ages, words):
    assert facts.for_whom(ServiceFactory(**ages)) == words


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"cost": Decimal("-1.00")}, "service_cost_not_below_zero"),
        ({"meets__opens_at": dt.time(12), "meets__closes_at": dt.time(10)}, "schedule_closes_after_it_opens"),
        ({"minimum_age": 30, "maximum_age": 20}, "service_ages_in_order"),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(house, fields, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ServiceFactory(**fields)


def test_an_organisation_of_another_site_is_refused_by_the_database(house):
    elsewhere = OrganisationFactory(site=SiteFactory(slug="luton"))
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="same_site"), transaction.atomic():
        ServiceFactory(organisation=elsewhere)
