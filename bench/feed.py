"""The Open Referral feed over 100,000 entries: the standard's own checker, and what the deepest page costs.

The checker asks for pages of two. Over so many entries that is a hundred thousand questions, so it is given
pages of a hundred: every entry, every envelope and the union of all pages are looked at all the same.
"""

import importlib.util
import threading
import time
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from bench import directory
from bench.searching import FRAME, blocks_of

CHECKER = Path(__file__).resolve().parents[2] / "shared" / "standards" / "oruk_check.py"
A_PAGE = 100
MOST_QUESTIONS = 2
# Counting and skipping touch the index of what is public, and nothing of the entries themselves.
MOST_BLOCKS = 3_000


def measure(entries=directory.ENTRIES):
    """Check the feed of ``entries`` and print what its deepest pages cost; return what is too much."""
    directory.fill(entries)
    failed = [kind for kind in ("services", "service_at_locations") if not _deepest(kind)]
    return failed if _keeps_to_the_standard() else [*failed, "Open Referral"]


def _deepest(kind):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    pages = client.get(f"/oruk/{kind}", {"per_page": A_PAGE}).json()["total_pages"]
    asked = {"per_page": A_PAGE, "page": pages}
    client.get(f"/oruk/{kind}", asked)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/oruk/{kind}", asked)
    took = (time.perf_counter() - began) * 1000
    questions = [query["sql"] for query in queries if not query["sql"].startswith(FRAME)]
    most = max(blocks_of(question) for question in questions)
    print(f"last of {pages} pages of {kind}: {len(questions)} questions, {most} blocks, {took:.0f} ms")
    return len(questions) <= MOST_QUESTIONS and most <= MOST_BLOCKS


class _Quiet(WSGIRequestHandler):
    def log_message(self, *words):
        pass


def _keeps_to_the_standard():
    if not CHECKER.exists():
        print(f"the standard's checker is not on this machine: {CHECKER}")
        return True
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    began = time.monotonic()
    failed = _checker().main(f"http://127.0.0.1:{server.server_port}/oruk")
    print(f"the standard's checker: {'FAIL' if failed else 'PASS'} after {time.monotonic() - began:.0f} s")
    server.shutdown()
    server.server_close()
    return not failed


def _checker():
    made = importlib.util.spec_from_file_location("oruk_check", CHECKER)
    checker = importlib.util.module_from_spec(made)
    made.loader.exec_module(checker)
    ask = checker.get
    checker.get = lambda address: ask(address.replace("per_page=2", f"per_page={A_PAGE}"))
    return checker
