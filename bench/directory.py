"""What finding support costs among 100,000 entries: questions, blocks of memory touched, milliseconds.

As in ``searching``: blocks do not depend on how busy the machine is, and the bench fails when a page needs
more than it may. The entries are the demonstration's, copied, each moved a little from where it
was and called a little differently, so that names and needs do not go together.
"""

import statistics
import time

from bench.searching import FRAME, blocks_of

ENTRIES = 100_000
MOST_QUESTIONS = 4
PAGES = [
    # what, is a postcode known, what the address asks, blocks its dearest question may touch
    ("the first page", False, {}, 300),
    ("a need", False, {"need": "carers"}, 1_000),
    ("a need in an area", False, {"need": "carers", "site": "barnsley"}, 1_000),
    ("words", False, {"words": "singing"}, 1_500),
    ("words in an area", False, {"words": "coffee carers", "site": "barnsley"}, 1_500),
    ("near", True, {}, 1_000),
    ("a need, near", True, {"need": "carers"}, 1_000),
    ("a need, ten miles", True, {"need": "carers", "reach": "far"}, 2_000),
    ("words, near", True, {"words": "singing"}, 1_000),
    ("several at once", True, {"need": "carers", "kind": "group", "day": "MO", "age": "40"}, 1_000),
    ("nothing has it", True, {"words": "zeppelin"}, 300),
]
FILL = """
INSERT INTO peersupport_service ({columns}, public_id, name, latitude, longitude)
SELECT {columns}, gen_random_uuid(), initcap(substr(md5(random()::text), 1, 6)) || ' ' || name,
       latitude + (random() - 0.5) / 5, longitude + (random() - 0.5) / 4
  FROM peersupport_service, generate_series(1, %(turns)s) AS turn
 WHERE feed_id IS NULL;
INSERT INTO peersupport_schedule (service_id, frequency, every, weekday, opens_at, closes_at)
SELECT id, 'WEEKLY', 1, (ARRAY['MO', 'TU', 'WE', 'TH', 'FR'])[1 + id %% 5], '10:00', '12:00'
  FROM peersupport_service AS entry
 WHERE NOT EXISTS (SELECT FROM peersupport_schedule WHERE service_id = entry.id)
"""
NEW = ("id", "public_id", "name", "latitude", "longitude", "search")


def measure(entries=ENTRIES, rounds=10):
    """Fill the directory, print a line for each page; return those that need more than they may."""
    fill(entries)
    print(f"{'finding support':24}{'questions':>11}{'may':>5}{'most blocks':>12}{'may':>6}{'ms':>8}")
    return [what for what, is_near, asked, may in PAGES if not _line(what, is_near, asked, may, rounds)]


def fill(entries):
    """Copy the entries that are there until there are about as many as asked for, as the owner."""
    from django.db import connections

    from peersupport.models import Service

    columns = [f.column for f in Service._meta.concrete_fields if f.column not in NEW]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM peersupport_service")
        here = cursor.fetchone()[0]
        if here >= entries:
            return
        began = time.monotonic()
        cursor.execute("ALTER TABLE peersupport_service DISABLE TRIGGER USER; SELECT setseed(0.2015)")
        cursor.execute(FILL.format(columns=", ".join(columns)), {"turns": -(-(entries - here) // here)})
        cursor.execute("ALTER TABLE peersupport_service ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE peersupport_service")
        cursor.execute("VACUUM ANALYZE peersupport_schedule")
    print(f"filled up to {entries:,} entries in {time.monotonic() - began:.0f} s")


def _line(what, is_near, asked, may, rounds):
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    if is_near:
        client.cookies["near"] = "S702AB"
    client.get("/directory/", asked)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/directory/", asked)
    if answer.status_code != 200:
        raise RuntimeError(f"{what}: answered {answer.status_code}")
    reading = [one["sql"] for one in queries if not one["sql"].lstrip().startswith((*FRAME, "INSERT"))]
    most = max(blocks_of(sql) for sql in reading)
    taken = statistics.median(_ms(client, asked) for _round in range(rounds))
    print(f"{what:24}{len(reading):>11}{MOST_QUESTIONS:>5}{most:>12}{may:>6}{taken:>8.1f}")
    return len(reading) <= MOST_QUESTIONS and most <= may


def _ms(client, asked):
    began = time.perf_counter()
    client.get("/directory/", asked)
    return (time.perf_counter() - began) * 1000
