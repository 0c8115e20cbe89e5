"""What is hidden stays hidden: whatever is asked, by page, by Easy Read, by the API, by the feed, by an id.

Beside each hidden entry stands one that anybody may find and that fits the same questions, so that no
answer is empty for another reason.
"""

import pytest
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peersupport.models import AccessFeature, PostcodePlace, Service, ServiceKind, ServiceStatus, Weekday
from peersupport.oruk import ids
from people.models import Cohort
from tests.factories import ServiceFactory, SiteFactory, UserFactory
from tests.factories.people import staff

# Stands in everything that must not be told, and in nothing that is asked; no token holds it by chance.
MARK = "QX1ZQX7ZQX"
HIDDEN = (
    {"is_internal": True},
    {"is_refuge": True},
    {"is_out_of_date": True},
    {"status": ServiceStatus.INACTIVE},
    {"status": ServiceStatus.DEFUNCT},
    {"status": ServiceStatus.CLOSED_FOR_NOW},
    {"is_refuge": True, "is_online": True},
    {"is_internal": True, "kind": ServiceKind.PEER},
)
# May be found, but not where it is, or not how to reach whoever it is.
HALF_HIDDEN = (
    {"has_sensitive_place": True, "has_personal_contact": True},
    {"kind": ServiceKind.PEER, "city": "", "website": f"https://hush.example/{MARK}"},
)
FACTS = {
    "needs": ["carers"],
    "access_features": AccessFeature.values,
    "minimum_age": 16,
    "maximum_age": 90,
    "postcode": "ZZ1 1AB",
    "languages": "Polish",
}
SECRET_PLACE = {
    "place": f"Hush House {MARK}",
    "address": f"1 Hush Lane {MARK}",
    "city": f"Hushtown{MARK}",
    "access_notes": f"Third bell {MARK}",
    "phone": f"07700 {MARK}",
    "email": f"hush{MARK}@hush.example".lower(),
}
HUSH = ("hush", "hushname", '"hush house"', "hush -tea", "tea or hush", "hush lane", "qx")

asked = st.fixed_dictionaries(
    {},
    optional={
        "words": st.sampled_from(("", "tea", "sunrise", *HUSH)),
        "site": st.sampled_from(("", "barnsley", "luton", "moon")),
        "need": st.sampled_from(("", "carers", "money", "'")),
        "kind": st.sampled_from(("", *ServiceKind.values)),
        "day": st.sampled_from(("", *Weekday.values)),
        "group": st.sampled_from(("", *Cohort.values)),
        "age": st.sampled_from(("", "0", "40", "120", "-1")),
        "is_free": st.sampled_from(("", "on")),
        "online": st.sampled_from(("", "on")),
        "access": st.lists(st.sampled_from(AccessFeature.values), max_size=3),
        "reach": st.sampled_from(("", "10", "far")),
        "any": st.sampled_from(("", "1")),
        "picture": st.sampled_from(("", "1")),
        "easy": st.sampled_from(("0", "1")),
        "after": st.sampled_from(range(len(HIDDEN))),
        # Nothing that a form knows: an address may hold whatever somebody types into it.
        "is_internal": st.just("1"),
        "is_refuge": st.just("1"),
        "status": st.sampled_from(ServiceStatus.values),
    },
)
asked_by_machines = st.fixed_dictionaries(
    {},
    optional={
        "search": st.sampled_from(("tea", *HUSH)),
        "postcode": st.sampled_from(("ZZ1 1AB", "ZZ1")),
        "proximity": st.sampled_from(("1", "5000", "40000")),
        "day": st.sampled_from(("MO", "TU")),
        "minimum_age": st.sampled_from(("0", "16")),
        "maximum_age": st.sampled_from(("90", "150")),
        "page": st.sampled_from(("1", "2")),
        "per_page": st.sampled_from(("1", "100")),
        "modified_after": st.just("2020-01-01"),
        "full": st.sampled_from(("true", "false")),
    },
)
asked_of_api = st.fixed_dictionaries(
    {},
    optional={
        "search": st.sampled_from(("tea", *HUSH)),
        "need": st.just("carers"),
        "kind": st.sampled_from(ServiceKind.values),
        "day": st.sampled_from(("MO", "TU")),
        "group": st.sampled_from(Cohort.values),
        "age": st.sampled_from(("0", "40")),
        "near": st.just("ZZ1"),
        "within": st.sampled_from(("1", "50000")),
        "is_internal": st.just("true"),
        "access": st.lists(st.sampled_from(AccessFeature.values), max_size=2),
    },
)
some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def hidden(house):
    """The public twin, and each kind of hidden entry beside it."""
    for code in ("ZZ11AB", "ZZ1"):
        PostcodePlace.objects.create(code=code, latitude=53.0, longitude=-1.0)
    ServiceFactory(name="Open to all", **FACTS)
    for facts in HALF_HIDDEN:
        ServiceFactory(name="Half told", **FACTS | SECRET_PLACE | facts)
    return [
        ServiceFactory(
            name=f"Hushname {MARK}",
            description=f"Hush, tea. {MARK}",
            website=f"https://hush.example/{MARK}",
            **FACTS | SECRET_PLACE | facts,
        )
        for facts in HIDDEN
    ]


def told(answer):
    return answer.content.decode().lower()


def assert_nothing_is_told(answer, hidden):
    """No word of them, and none of the ids that they or their parts have."""
    text = told(answer)
    assert MARK.lower() not in text
    for one in hidden:
        assert str(one.public_id) not in text.replace(str(answer.wsgi_request.GET.get("after", "-")), "")
        assert str(ids.at_location(one.public_id)) not in text


@some
@given(facts=asked, is_near=st.booleans())
def test_no_question_finds_what_is_hidden(hidden, client, facts, is_near):
    client.cookies["near"] = "ZZ11AB" if is_near else ""
    if "after" in facts:
        facts = facts | {"after": str(hidden[facts["after"]].public_id)}

    answer = client.get(reverse("directory"), facts)

    assert answer.status_code == 200
    assert_nothing_is_told(answer, hidden)


@some
@given(facts=asked_by_machines, what=st.sampled_from(["services", "service_at_locations", "taxonomy_terms"]))
def test_the_feed_tells_nothing_that_is_hidden(hidden, client, facts, what):
    answer = client.get(f"/oruk/{what}", facts)

    assert answer.status_code in (200, 400)
    assert_nothing_is_told(answer, hidden)


@some
@given(facts=asked_of_api, role=st.sampled_from([None, "coordinator", "navigator", "manager"]))
def test_the_api_tells_nothing_that_is_hidden(hidden, signed_in, facts, role):
    luton = SiteFactory(slug="luton")
    client = signed_in(staff(role, site=luton) if role else UserFactory())

    answer = client.get("/api/v1/services/", facts)

    assert answer.status_code == 200
    assert_nothing_is_told(answer, hidden)


def addresses(public_id):
    """Return every address of this room and of the API's entries that takes an id, with this one in it."""
    room = next(entry for entry in get_resolver().url_patterns if "peersupport" in str(entry.urlconf_name))
    for route in routes(room):
        if "<" in route:
            yield "/" + filled(route, public_id)
        if route.startswith("oruk"):
            yield "/" + filled(route, ids.at_location(public_id))
            yield "/" + filled(route, ids.part_of(public_id, "schedule"))
    yield f"/api/v1/services/{public_id}/"
    yield f"/directory/list/?entry={public_id}"


def routes(resolver, before=""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        yield from routes(entry, route) if hasattr(entry, "url_patterns") else [route]


def filled(route, wanted):
    before, _opens, rest = route.partition("<")
    return before + str(wanted) + rest.partition(">")[2] if rest else route


@pytest.mark.parametrize("who", ["stranger", "person", "elsewhere"])
def test_no_address_with_the_id_of_a_hidden_entry_tells_anything(hidden, client, signed_in, who):
    if who == "person":
        signed_in(UserFactory())
    elif who == "elsewhere":
        signed_in(staff("navigator", site=SiteFactory(slug="luton")))

    some_of_them = hidden if who == "stranger" else hidden[:2]
    asked_for = [address for one in some_of_them for address in addresses(one.public_id)]

    assert len(asked_for) > 40
    for address in asked_for:
        answer = client.get(address)
        assert MARK.lower() not in told(answer), address


def test_no_term_of_the_feed_leads_to_a_hidden_entry(hidden, client):
    terms = client.get("/oruk/taxonomy_terms", {"per_page": 100}).json()["contents"]

    for term in terms:
        assert_nothing_is_told(client.get("/oruk/services", {"taxonomy_term_id": term["id"]}), hidden)


@pytest.mark.parametrize("address", ["/directory/", "/oruk/services", "/oruk/service_at_locations"])
def test_the_public_twin_is_found_where_the_hidden_are_not(hidden, client, address):
    assert "open to all" in told(client.get(address))
    Service.objects.update(is_internal=False, is_refuge=False, is_out_of_date=False, status="active")
    assert MARK.lower() in told(client.get(address, {"per_page": 100}))


def test_a_hidden_entry_cannot_be_asked_for_by_its_id(hidden, signed_in):
    client = signed_in(UserFactory())

    for one in hidden:
        assert client.get(reverse("ask_to_join", args=[one.public_id])).status_code in (403, 404)
