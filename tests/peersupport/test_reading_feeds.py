"""Feeds read from the internet: page by page, with limits, and never from our own network."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from ipc.kernel import tasks as kernel_tasks
from ipc.kernel.models import Effect
from peersupport.importing import carrying_out, feeds, fetching, preview
from peersupport.models import FeedKind, RunStatus, Service
from tests.factories import FeedFactory, ImportRunFactory


class Feed(BaseHTTPRequestHandler):
    """A directory of somebody else, over a real socket: ``pages`` by address, as lists or as bytes."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urlsplit(self.path)
        page = parse_qs(parts.query).get("page", [""])[0]
        status, body, headers = self.server.answer(parts.path, page)
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def elsewhere(settings):
    """Serve a directory of somebody else: ``elsewhere.answer`` decides what comes."""
    server = HTTPServer(("127.0.0.1", 0), Feed)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.at = f"http://127.0.0.1:{server.server_port}/feed"
    settings.IMPORT_INSIDE_HOSTS = [f"127.0.0.1:{server.server_port}"]
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def listed(*entries, last=True):
    return {"contents": list(entries), "last_page": last}


def ask_for(feed, navigator):
    """Ask for the feed, let the outbox deliver, and return the run."""
    run = preview.ask_for(feed, by=navigator)
    for pk in Effect.objects.filter(task="peersupport.read_feed", done_at=None).values_list("pk", flat=True):
        kernel_tasks.deliver(pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def their_feed(house, navigator, elsewhere):
    return feeds.add(house.pk, by=navigator, name="Council", kind=FeedKind.ORUK, url=elsewhere.at)


WHOLE = {
    "id": "5e1f1d0e-0000-4000-8000-000000000001",
    "name": "Lakeside Choir",
    "description": "We sing.",
    "status": "active",
    "organization": {"id": "5e1f1d0e-0000-4000-8000-0000000000aa", "name": "Lakeside Voices"},
    "cost_options": [{"amount": 2.5, "amount_description": "a visit"}],
    "contacts": [{"phones": [{"number": "01226 000000"}]}],
    "attributes": [{"taxonomy_term": {"name": "Music and singing"}}],
    "schedules": [{"freq": "WEEKLY", "byday": "MO,TH", "opens_at": "10:00Z", "closes_at": "11:00Z"}],
    "service_at_locations": [
        {
            "id": "5e1f1d0e-0000-4000-8000-0000000000b1",
            "location": {
                "location_type": "physical",
                "name": "The Hall",
                "addresses": [{"address_1": "1 Test Street", "city": "Testham", "postal_code": "ZZ99 3AA"}],
                "accessibility": [{"description": "Hearing loop"}, {"description": "Ring the bell"}],
            },
        },
        {
            "id": "5e1f1d0e-0000-4000-8000-0000000000b2",
            "location": {"location_type": "virtual"},
        },
    ],
}


def test_a_feed_is_read_page_by_page_and_place_by_place(their_feed, elsewhere, navigator):
    brief = {name: WHOLE[name] for name in ("id", "name", "organization", "status")}
    other = WHOLE | {"id": "2", "name": "Soup Lunch", "service_at_locations": []}
    pages = {
        ("/feed/services", "1"): listed(brief, last=False),
        ("/feed/services", "2"): listed(other),
        (f"/feed/services/{WHOLE['id']}", ""): WHOLE,
    }
    elsewhere.answer = lambda path, page: (200, pages[path, page], {})

    run = ask_for(their_feed, navigator)
    assert (run.status, run.problem) == (RunStatus.PREVIEWED, "")
    carrying_out.carry_out(run, by=navigator)

    hall, online, lunch = Service.objects.order_by("pk")
    assert (hall.place, hall.postcode, hall.phone, hall.cost) == ("The Hall", "ZZ99 3AA", "01226 000000", 2.5)
    assert (hall.access_features, hall.access_notes) == (["loop"], "Ring the bell")
    assert [f"{one.weekday} {one.opens_at:%H:%M}" for one in hall.schedules.all()] == ["MO 10:00", "TH 10:00"]
    assert (online.is_online, online.postcode, lunch.name) == (True, "", "Soup Lunch")
    assert {one.action for one in ask_for(their_feed, navigator).rows.all()} == {"same"}


def test_what_no_text_can_hold_is_left_out(their_feed, elsewhere, navigator):
    odd = {"name": "Choir \ud83d\x00", "url": "https://choir.example/\x00", "email": "a\ud83d@choir.example"}
    nameless_places = [{"location": {"location_type": "virtual"}}] * 2
    whole = WHOLE | odd | {"service_at_locations": nameless_places}
    pages = {"/feed/services": listed(whole, {"id": "\x00"}, {"id": 7})}
    elsewhere.answer = lambda path, page: (200, pages[path], {})

    run = ask_for(their_feed, navigator)

    assert [one.source_id[-2:] for one in run.rows.all()] == ["/1", "/2"]
    first = run.rows.first()
    assert (first.name, first.values["website"], first.values["email"]) == ("Choir", "", "")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((500, b"", {}), "500"),
        ((200, b"<html>", {}), "cannot be understood"),
        ((200, b"[" * 100_000, {}), "cannot be understood"),
        ((200, [1], {}), "cannot be understood"),
        ((200, {"contents": 1}, {}), "cannot be understood"),
        ((200, b"x" * (fetching.MOST_BYTES + 1), {}), "too large"),
        ((302, b"", {"Location": "/feed/services"}), "on and on"),
        ((302, b"", {"Location": "http://127.0.0.1:9/"}), "not one on the open internet"),
        ((302, b"", {"Location": "file:///etc/passwd"}), "https://"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why(their_feed, elsewhere, navigator, answer, problem):
    elsewhere.answer = lambda path, page: answer

    run = ask_for(their_feed, navigator)

    assert run.status == RunStatus.FAILED
    assert problem in run.problem
    assert not run.rows.exists()


def test_a_feed_that_takes_too_long_is_left(elsewhere):
    elsewhere.answer = lambda path, page: (200, listed(), {})

    with fetching.Reader(seconds=-1) as reader, pytest.raises(fetching.CannotBeRead, match="too long"):
        reader.json(elsewhere.at)


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_only_the_open_internet_is_asked(address, is_open):
    assert fetching.is_open(address) is is_open


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://localhost:8000/", "http://[::1]/"])
def test_our_own_network_is_never_asked(url):
    with fetching.Reader() as reader, pytest.raises(fetching.NotOnTheInternet):
        reader.json(url)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "//feed.example", "https://user:word@feed.example/", "http://a b/", "http://x:y"],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(fetching.NotAnAddress):
        fetching.check(url)


def test_each_kind_is_read_in_its_own_way(their_feed, navigator):
    with pytest.raises(preview.NotAFeed):
        preview.ask_for(FeedFactory(site=their_feed.site), by=navigator)
    with pytest.raises(preview.NotAFile):
        preview.of_file(their_feed, by=navigator, content=b"name,organisation")


def test_a_run_that_was_dropped_meanwhile_is_not_read(their_feed, elsewhere):
    run = ImportRunFactory(feed=their_feed, status=RunStatus.DROPPED)

    preview.of_feed(run.pk)

    assert not run.rows.exists()
