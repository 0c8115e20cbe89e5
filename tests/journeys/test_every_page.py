"""Every page that links lead to, for everybody who signs in: answered, whole and readable, small and large.

Who signs in follows links as far as they go, one page of each kind. Pages of colleagues are looked at on the
narrowest phone in every way, and at a desk that they fit. Pages for everybody and for people are met in all
the ways of ``ways``, in Easy Read too, and without scripts; public ones once. What was met is written down
for the accessibility statement where ``make accessibility`` asks for it.
"""

import functools
import json
import os
import re
from collections import deque
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from ipc.kernel import dates
from ipc.programme import accessibility
from tests.journeys.ways import DESK, NARROW, ON_THE_OPEN_PAGE, WHOLE
from tests.programme.test_bad_line import LOOKS, MOST
from tests.programme.test_easy_pages import IS_EASY_READ, pages
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
    "somebody with a worry": "priya@example.org",
    "somebody with a question": "leon@example.org",
    "parent": "claire@example.org",
}
# They come for the pages that the others do not have.
ONLY_FOR_NEW = ("somebody with a worry", "somebody with a question", "parent")
STAFF = ("coordinator", "manager", "approver", "finance", "partner")
# Files, other people's documentation, and what is no page of ours.
NOT_FOLLOWED = ("/static/", "/api/", "/demo/mail/", "/oruk", "/admin/", "/accounts/logout/")
LINKS = """() => [...document.querySelectorAll("a[href]")]
    .filter(one => !one.hasAttribute("download") && one.origin === location.origin)
    .map(one => one.pathname + one.search)"""
LINKS_IN_TEXT = re.compile(r'<a [^>]*href="(/[^"#]*)')
FILES = (".pdf", ".zip", ".csv", ".ics")
reached: set[str] = set()
met: dict[str, set[str]] = {}
walked: set[str] = set()


def kind_of(path):
    """Return which page an address is, or None where it is not followed."""
    bare = urlsplit(path).path
    if bare.startswith(NOT_FOLLOWED) or bare.endswith(FILES) or "/pdf/" in bare or "easy=" in path:
        return None
    try:
        return resolve(bare).url_name
    except Resolver404:
        return None


@functools.cache
def addresses():
    """Return the addresses of pages for everybody and for people that need nothing to be known."""
    found = []
    for name in sorted(pages() | IS_EASY_READ):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return [path for path in found if kind_of(path)]


def in_all_words(visitor, value="0"):
    """Let the pages to come be the longer ones; with ``1``, in Easy Read."""
    cookie = {"name": "easy_read", "url": visitor.demonstration.url, "value": value}
    visitor.page.context.add_cookies([cookie])


def in_easy_read(visitor, path):
    """Meet the page once more in Easy Read; the next is the longer one again."""
    in_all_words(visitor, "1")
    visitor.turn_to(NARROW).go(path)
    assert visitor.main.locator(".ipc-easy__line").count(), f"{path} says nothing in Easy Read"
    for way in ("wide", "larger text", "right to left"):
        ON_THE_OPEN_PAGE[way](visitor)
    in_all_words(visitor)


def in_all_ways(visitor, kind, path, plain):
    for way in ON_THE_OPEN_PAGE.values():
        way(visitor)
    words = visitor.page.evaluate(WHOLE)
    in_easy_read(visitor, path)
    plain.go(path)
    assert plain.page.evaluate(WHOLE) == words, f"{path} says something else without scripts"
    met.setdefault(kind, set()).update(accessibility.CHECKS)


def walk(visitor, start, plain=None, *, only_new=False):
    """Follow links from ``start``, one page of each kind; return the kinds. Public ones are seen once.

    ``plain`` is the same visitor with scripts off; with it, pages are met in all ways, each kind once. Who
    comes with it also tries the pages that no link led them to. With ``only_new``, a kind that was met
    before is read for its links alone.
    """
    seen, waiting = set(), deque([start])
    while waiting:
        waiting.extend(look_at(visitor, waiting.popleft(), seen, plain, only_new=only_new))
    for path in addresses() if plain else ():
        answer = visitor.page.request.get(path)
        assert answer.status < 500, f"{path} answered {answer.status}"
        if answer.ok and kind_of(answer.url) == kind_of(path):
            look_at(visitor, path, seen, plain, only_new=only_new)
    return seen


def look_at(visitor, path, seen, plain, *, only_new):
    """Look at a page as it is for this visitor, unless its kind was seen; return the links on it."""
    kind = kind_of(path)
    if kind is None or kind in seen or kind in reached & PUBLIC:
        return []
    seen.add(kind)
    answer = visitor.page.request.get(path)
    if answer.headers.get("content-disposition", "").startswith("attachment"):
        return []
    if only_new and kind in met:
        assert answer.ok, f"{path} answered {answer.status}"
        return [unescape(link) for link in LINKS_IN_TEXT.findall(answer.text())]
    visitor.turn_to(NARROW).go(path)
    links = visitor.page.evaluate(LINKS)
    if plain and kind in pages() | IS_EASY_READ and kind not in met:
        assert len(answer.body()) + LOOKS < MOST, f"{path} is {len(answer.body())} bytes"
        in_all_ways(visitor, kind, path, plain)
    else:
        visitor.turn_to(DESK).fits()
    return links


@pytest.mark.parametrize("who", VISITORS)
def test_links_lead_to_whole_pages(visit, who):
    visitor = visit("phone")
    email = VISITORS[who]
    if email:
        visitor.sign_in(email)
    in_all_words(visitor)
    state = visitor.page.context.storage_state()
    plain = visit("phone", java_script_enabled=False, storage_state=state) if who not in STAFF else None
    reached.update(walk(visitor, "/home/" if email else "/", plain, only_new=who in ONLY_FOR_NEW))
    walked.add(who)


@pytest.fixture(scope="module", autouse=True)
def statement():
    """Write down what a whole walk met, for the accessibility statement: ``make accessibility``."""
    yield
    if "IPC_ACCESSIBILITY" in os.environ:
        assert walked == set(VISITORS), "Not everybody walked: nothing is written."
        accessibility.RESULT.write_text(json.dumps(what_was_met(), indent=2) + "\n", encoding="utf-8")


def what_was_met():
    return {
        "on": dates.today().isoformat(),
        "checks": list(accessibility.CHECKS),
        "pages": sorted(met),
        "not_met": sorted((pages() | IS_EASY_READ) - met.keys()),
    }
