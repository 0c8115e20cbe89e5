"""The Easy Read pages of our own hold every way on that the longer pages hold."""

import re

import pytest

from tests.factories import ConsentFactory, RelationshipFactory, UserFactory
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
