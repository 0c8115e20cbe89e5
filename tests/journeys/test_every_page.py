"""Every page that links lead to, for everybody who signs in: answered, whole and readable, small and large.

Who signs in follows links as far as they go, one page of each kind: on the narrowest phone each is looked at
in every way, at a desk that it fits. Public pages are looked at once.
"""

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import WIDTHS
from tests.test_house import PUBLIC

VISITORS = {
    "a stranger": None,
    "coordinator": "coordinator@barnsley.example",
    "manager": "manager@barnsley.example",
    "approver": "council@barnsley.example",
    "finance": "finance@barnsley.example",
    "partner": "nurse@barnsley.example",
    "person": "margaret@example.org",
    "nominee": "susan@example.org",
}
NARROW = (320, 640)
# Files, other people's documentation, and what is no page of ours.
NOT_FOLLOWED = ("/static/", "/api/", "/demo/mail/", "/oruk", "/admin/", "/accounts/logout/")
LINKS = """() => [...document.querySelectorAll("a[href]")]
    .filter(one => !one.hasAttribute("download") && one.origin === location.origin)
    .map(one => one.pathname + one.search)"""
FILES = (".pdf", ".zip", ".csv", ".ics")
reached: set[str] = set()


def kind_of(path):
    """Return which page an address is, or None where it is not followed."""
    bare = urlsplit(path).path
    if bare.startswith(NOT_FOLLOWED) or bare.endswith(FILES) or "/pdf/" in bare:
        return None
    try:
        return resolve(bare).url_name
    except Resolver404:
        return None


def walk(visitor, start):
    """Follow links from ``start``, one page of each kind; return the kinds. Public ones are seen once."""
    seen, waiting = set(), deque([start])
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or kind in seen or kind in reached & PUBLIC:
            continue
        seen.add(kind)
        if visitor.page.request.get(path).headers.get("content-disposition", "").startswith("attachment"):
            continue
        visitor.turn_to(NARROW).go(path)
        visitor.turn_to(WIDTHS["desktop"]).fits()
        waiting.extend(visitor.page.evaluate(LINKS))
    return seen


@pytest.mark.parametrize("who", VISITORS)
def test_links_lead_to_whole_pages(visit, who):
    visitor = visit("phone")
    email = VISITORS[who]
    if email:
        visitor.sign_in(email)
    reached.update(walk(visitor, "/home/" if email else "/"))
