"""What a search costs among so many people: statements, blocks of memory touched, milliseconds.

Blocks do not depend on how busy the machine is. What each search may touch is its budget: the bench fails
when one needs more, at any scale.
"""

import json
import statistics
import time

SAMPLE = 25
MOST_STATEMENTS = 3
SEARCHES = [
    # what, how it is typed (a function of somebody who is there), blocks that any of them may touch
    ("NHS number", lambda one: one.nhs_number, 50),
    ("telephone", lambda one: one.phone, 50),
    ("birthday and surname", lambda one: f"{one.family_name} {one.born_on:%d %m %Y}", 600),
    ("four letters", lambda one: one.family_name[:4], 400),
    ("surname", lambda one: one.family_name, 1000),
    ("surname, first name", lambda one: f"{one.family_name}, {one.given_name}", 2500),
    ("first name surname", lambda one: f"{one.given_name} {one.family_name}", 2500),
    ("misspelt surname", lambda one: swapped(one.family_name), 2500),
    ("misspelt, birthday", lambda one: f"{swapped(one.family_name)} {one.born_on:%d %m %Y}", 600),
]
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")


def swapped(surname):
    """Return the surname with its third and fourth letters the other way round."""
    return surname[:2] + surname[3] + surname[2] + surname[4:]


def measure(email):
    """Print a line for each way to search as the user with this address; return those above their budget."""
    from ipc.kernel import acting
    from people.models import Person, User

    user = User.objects.get(email=email)
    with acting.acting_as(user.acting()):
        seen = Person.objects.filter(site_id=user.hat.site_id)
        first, last = seen.order_by("pk").first().pk, seen.order_by("-pk").first().pk
        step = max((last - first) // SAMPLE, 1)
        people = [seen.filter(pk__gte=pk).order_by("pk").first() for pk in range(first, last, step)][:SAMPLE]
    print(f"{'search':24}{'statements':>11}{'may':>5}{'blocks':>8}{'most':>7}{'may':>6}{'ms':>8}")
    return [what for what, typed, may in SEARCHES if not _line(user, what, typed, may, people)]


def _line(user, what, typed, may, people):
    statements, blocks, taken = [], [], []
    for one in people:
        asked, ms = _ask(user, typed(one), one)
        statements.append(len(asked))
        blocks.append(sum(_blocks(user, sql) for sql in asked if not sql.startswith(("INSERT", "\nINSERT"))))
        taken.append(ms)
    most, middle = max(blocks), statistics.median(blocks)
    print(
        f"{what:24}{max(statements):>11}{MOST_STATEMENTS:>5}{middle:>8.0f}{most:>7}{may:>6}"
        f"{statistics.median(taken):>8.1f}"
    )
    return max(statements) <= MOST_STATEMENTS and most <= may


def _ask(user, words, one):
    """Search; return the statements and the milliseconds. A search that misses who is there is no search."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from ipc.kernel import acting
    from people import finding

    with acting.acting_as(user.acting()):
        finding.find(by=user, words=words)
        began = time.perf_counter()
        found = finding.find(by=user, words=words)
        ms = (time.perf_counter() - began) * 1000
        with CaptureQueriesContext(connection) as queries:
            finding.find(by=user, words=words)
    if not found.is_more and one not in [match.person for match in found.matches]:
        raise RuntimeError("Somebody who is there was not found.")
    return [query["sql"] for query in queries if not query["sql"].startswith(FRAME)], ms


def _blocks(user, sql):
    from ipc.kernel import acting

    with acting.acting_as(user.acting()):
        return blocks_of(sql)


def blocks_of(sql):
    """Return how many blocks of shared memory a statement touches, its row-level security included."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)
        told = cursor.fetchone()[0]
    plan = (json.loads(told) if isinstance(told, str) else told)[0]
    node = plan["Plan"]
    return node["Shared Hit Blocks"] + node["Shared Read Blocks"]
