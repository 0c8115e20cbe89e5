"""``python -m bench --scale small``: load made-up people, then count and time the pages that exist.

Every page is measured in turn with the hello page, in one process through the whole of Django, and
reported as queries and as a ratio to hello: ratios travel between machines, milliseconds do not. Exits
1 when a page needs more queries than it may. What each may need is in docs/decisions/0005.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

from bench import directory, feed, searching
from bench import people as bare

ROOT = Path(__file__).resolve().parent.parent
MOST_WHOLE_LIVES = 10_000
SCALES = {"small": 400, "first": 10_000, "tenth": 160_000, "national": 1_600_000}
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # the same two round trips for every page
PAGES = [
    # what, who looks, address, queries it may need
    ("start", None, "/", 1),
    ("directory", None, "/directory/?words=carers", 3),
    ("caseload", "coordinator@barnsley.example", "/caseload/", 3),
    ("caseload of a site", "manager@barnsley.example", "/caseload/", 6),
    ("my home", "margaret@example.org", "/my/", 8),
    ("my plan", "margaret@example.org", "/my/plan/", 30),
    ("my money", "margaret@example.org", "/my/money/", 19),
    ("payments", "finance@barnsley.example", "/payments/", 3),
    ("people who asked", "navigator@barnsley.example", "/referrals/", 5),
]


def main():
    arguments = argparse.ArgumentParser(prog="bench")
    arguments.add_argument("--scale", choices=SCALES, default="small")
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--feed", action="store_true", help="check the Open Referral feed too (minutes)")
    options = arguments.parse_args()
    os.environ["IPC_ENV"] = "demo"
    os.environ.setdefault("IPC_RUN_DIR", str(ROOT / ".run" / f"bench-{options.scale}"))
    os.environ["IPC_DB_OPTIONS"] = "-c statement_timeout=60s"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipc.settings")
    os.environ["LOG_LEVEL"] = "ERROR"
    load(SCALES[options.scale])
    too_much = measure(options.rounds) + searching.measure("manager@barnsley.example")
    too_much += directory.measure() + (feed.measure() if options.feed else [])
    sys.exit(1 if too_much else 0)


def load(people):
    """Start the servers of this scale and load the people, unless they are there already."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("services", "up")
    call_command("migrate", database="owner", verbosity=0)
    began = time.monotonic()
    whole = people if people <= MOST_WHOLE_LIVES else SCALES["small"]
    call_command("demo_data", people=whole)
    print(f"loaded {whole:,} whole lives in {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f}")
    bare.fill(people)


def measure(rounds):
    """Print a line for each page and return those that need more queries than they may."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from people.models import User

    settings.ROOT_URLCONF = "bench.urls"
    too_many = []
    print(f"{'page':22}{'queries':>8}{'may':>5}{'ms':>9}{'hello ms':>10}{'ratio':>8}")
    for what, email, address, may in PAGES:
        client = Client()
        if email:
            client.force_login(User.objects.get(email=email), backend="people.signing_in.Backend")
            client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if answer.status_code != 200:
            print(f"{what:22} answered {answer.status_code}")
            too_many.append(what)
            continue
        count = sum(not query["sql"].startswith(FRAME) for query in queries)
        hello, page = [], []
        for _round in range(rounds):
            hello.append(timed(client, "/bench/hello/" if email else "/health/live"))
            page.append(timed(client, address))
        ours, limit = statistics.median(page), statistics.median(hello)
        print(f"{what:22}{count:>8}{may:>5}{ours:>9.1f}{limit:>10.1f}{ours / limit:>8.1f}")
        if count > may:
            too_many.append(what)
    print("too many queries: " + ", ".join(too_many) if too_many else "every page within its queries")
    return too_many


def timed(client, address):
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
