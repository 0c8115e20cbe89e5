"""Bare records by the million: names, birthdays, numbers. Enough to search among, made in one statement.

A whole life for each (plan, budget, payments) goes through the verbs and takes a tenth of a second: only
the first people of the larger scales have one. Surnames are put together from halves of made-up ones, some
12,000 of them, a few common and most rare, as in life; telephone numbers are of no length that exists.
"""

import time

FILL = """
INSERT INTO people_person (site_id, given_name, family_name, known_as, pronounced, born_on, nhs_number, phone,
    email, address, postcode, has_no_fixed_abode, gp_practice, cohorts, status, referred_on, registered_at)
SELECT sites.ids[1 + n %% cardinality(sites.ids)],
       given.names[1 + floor(random() * cardinality(given.names))::int],
       left(family.names[1 + floor(random() ^ 2 * cardinality(family.names))::int], 4)
           || right(family.names[1 + floor(random() ^ 2 * cardinality(family.names))::int], 5),
       '', '', date '1925-01-01' + floor(random() * 36000)::int,
       '9990' || lpad((n / cardinality(sites.ids))::text, 6, '0'),
       '0' || lpad(n::text, 10, '0'), '', '', '', false, '', '{older}', 'supported', date '2026-01-05', now()
  FROM generate_series(%(here)s + 1, %(people)s) AS n,
       (SELECT array_agg(id ORDER BY id) AS ids FROM people_site) AS sites,
       (SELECT %(given)s::text[] AS names) AS given,
       (SELECT %(family)s::text[] AS names) AS family
"""


def fill(people):
    """Add bare records until there are ``people``, as the owner: no history of what was never lived."""
    from django.db import connections

    from ipc.programme.demonstration.names import FAMILY, GIVEN
    from people import surnames

    began = time.monotonic()
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        here = cursor.fetchone()[0]
        if here >= people:
            return
        cursor.execute("ALTER TABLE people_person DISABLE TRIGGER USER; SELECT setseed(0.2015)")
        cursor.execute(FILL, {"here": here, "people": people, "given": GIVEN, "family": FAMILY})
        cursor.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
        filled = time.monotonic()
        cursor.execute(surnames.LEARN_EVERYBODY)
        learned = time.monotonic()
        cursor.execute("VACUUM ANALYZE people_person")
        cursor.execute("VACUUM ANALYZE people_surname")
    took = f"{filled - began:.0f} s, their surnames in {learned - filled:.0f} s"
    print(f"filled up to {people:,} people in {took}")
