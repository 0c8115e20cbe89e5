"""The feed against the standard's own schemas, asked of a real server over a real socket."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import WSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler

from ipc.kernel import acting
from ipc.programme.demonstration import directory
from ipc.programme.demonstration.places import PLACES
from peersupport.models import Service, ServiceKind
from people.models import Site
from tests.factories import ServiceFactory, SiteFactory
from tests.factories.people import staff

CHECKER = Path(__file__).resolve().parents[3] / "shared" / "standards" / "oruk_check.py"


@pytest.fixture
def feed(house):
    """Serve the feed from a thread of its own, on the connection (and in the transaction) of the test."""
    server = WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())

    shared = connections["default"]
    # The test waits in its transaction while the checker, a program of its own, gets ready.
    shared.cursor().execute("SET LOCAL idle_in_transaction_session_timeout = 0")

    def serve():
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    shared.inc_thread_sharing()
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/oruk"
    server.shutdown()
    thread.join()
    server.server_close()
    shared.dec_thread_sharing()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def check():
    """Return a function that checks a feed and gives whether it failed and what was said."""
    if not CHECKER.exists():
        pytest.skip("The standard's schemas are not on this machine: ../shared/standards/oruk_check.py")

    def run(address):
        done = subprocess.run([sys.executable, CHECKER, address], capture_output=True, text=True, timeout=100)
        return done.returncode, done.stdout + done.stderr

    return run


def every_sort_of_entry():
    ServiceFactory(cost="2.50", cost_note="a visit", cohorts=["older", "learning"], minimum_age=18)
    ServiceFactory(kind=ServiceKind.PEER, phone="07700 900123")
    ServiceFactory(is_online=True, website="https://sunrise.example/", languages="Polish, Urdu")
    ServiceFactory(has_sensitive_place=True, access_notes="Step-free")
    ServiceFactory(is_internal=True)
    ServiceFactory(
        needs=["company"],
        access_features=["loop", "bsl"],
        eligibility="Carers of adults",
        is_full=True,
        is_mobile=True,
        latitude=53.55,
        longitude=-1.48,
        meets=[{"frequency": "MONTHLY", "week": -1, "weekday": "FR"}, {"weekday": "MO", "every": 2}],
    )
    ServiceFactory(
        site=SiteFactory(slug="luton"),
        meets=False,
        place="",
        address="",
        city="",
        postcode="",
        phone="",
        email="",
        assured_on=None,
        cost="20.00",
    )
    ServiceFactory(
        maximum_age=25, access_notes="Ring the bell", meets__opens_at="09:30", meets__closes_at=None
    )


def test_the_feed_keeps_to_the_standard(feed, check):
    every_sort_of_entry()

    assert check(feed) == (0, "RESULT PASS 0\n")


@pytest.mark.long
def test_the_demonstrations_three_hundred_keep_to_the_standard(house, request, check):
    for place in PLACES:
        staff("navigator", site=SiteFactory(slug=place.slug))
    with acting.acting_as(acting.job(Site.objects.values_list("pk", flat=True))):
        directory.fill()

    assert Service.objects.count() == 300
    assert check(request.getfixturevalue("feed")) == (0, "RESULT PASS 0\n")


def test_an_empty_feed_keeps_to_the_standard_too(feed, check):
    failed, told = check(feed)

    assert not failed, told
    assert "WARN /services empty feed" in told
