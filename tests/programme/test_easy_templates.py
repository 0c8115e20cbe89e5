"""The Easy Read pages of our own hold every way on that the longer pages hold."""

import datetime as dt
import re

import pytest

from ipc.kernel import dates
from tests.factories import (
    BudgetFactory,
    ConsentFactory,
    RelationshipFactory,
    ReviewFactory,
    ServiceFactory,
    UserFactory,
)
from tests.factories.people import PersonFactory

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"#?]+)')


@pytest.fixture
def rose(house):
    user = UserFactory(person=PersonFactory(site=house))
    ConsentFactory(person=user.person, user=UserFactory(name="Ola Reader"))
    RelationshipFactory(person=user.person, name="Joan Friend", phone="01632 960111")
    return user


def main_of(client, address, way):
    return MAIN.search(client.get(address, {"easy": way}).text)[0]


def ways_on(page):
    return set(LINK.findall(page))


@pytest.mark.parametrize("address", ["/", "/information/", "/sites/barnsley/", "/navigators/"])
def test_public_pages_lose_no_way_on_in_easy_read(client, house, address):
    longer, easy = main_of(client, address, "0"), main_of(client, address, "1")

    assert "ipc-easy__line" in easy
    # Easy Read needs no hard word explained; the answer about money is one of those it leads to.
    assert ways_on(longer) - ways_on(easy) <= {"/jargon/", "/information/can-i-have-a-budget/"}


@pytest.mark.parametrize(
    "address",
    [
        "/my/people/",
        "/my/support/meetings/",
        "/my/support/peers/",
        "/my/money/",
        "/my/",
        "/my/put-it-right/",
        "/my/messages/",
        "/my/calendar/",
    ],
)
def test_own_pages_lose_no_way_on_in_easy_read(signed_in, rose, address):
    client = signed_in(rose)
    longer, easy = main_of(client, address, "0"), main_of(client, address, "1")

    assert "ipc-easy__line" in easy
    # Taking somebody out of the circle begins on the page that changes them.
    assert {one for one in ways_on(longer) - ways_on(easy) if not one.endswith("/end/")} == set()


def test_who_sees_what_is_said_in_easy_read_too(signed_in, rose):
    easy = main_of(signed_in(rose), "/my/people/", "1")

    for told in ("Joan Friend", "tel:01632960111", "Ola Reader can see:", "Stop sharing with Ola Reader"):
        assert told in easy


def test_money_in_use_loses_no_way_on_in_easy_read(signed_in, rose):
    BudgetFactory(person=rose.person, status="active")
    client = signed_in(rose)

    longer, easy = main_of(client, "/my/money/", "0"), main_of(client, "/my/money/", "1")

    assert {"/my/money/extras/", "/my/money/indicative/"} <= ways_on(longer)
    assert ways_on(longer) - ways_on(easy) == set()


def test_what_comes_up_leads_on_in_easy_read_too(signed_in, rose):
    ReviewFactory(person=rose.person, due_on=dates.today() + dt.timedelta(days=9))
    client = signed_in(rose)

    longer, easy = main_of(client, "/my/calendar/", "0"), main_of(client, "/my/calendar/", "1")

    assert "/my/plan/reviews/" in ways_on(longer)
    assert ways_on(longer) - ways_on(easy) == set()


def test_a_group_is_reached_in_every_way_in_easy_read_too(client, house):
    group = ServiceFactory(site=house, website="https://sunrise.example/")
    address = f"/directory/{group.public_id}/"

    longer, easy = main_of(client, address, "0"), main_of(client, address, "1")

    assert {"https://sunrise.example/", f"mailto:{group.email}"} <= ways_on(longer)
    assert ways_on(longer) - ways_on(easy) == set()
