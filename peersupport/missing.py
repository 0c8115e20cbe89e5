"""What people look for and do not find, counted by the week: whom to plan for, never who asked.

A search is remembered by those of its words that stand in our own list (``vocabulary.txt``), by the need,
the kind and the names of the filters used. Whatever else was typed, a postcode or an age is forgotten at
once. What was searched for only a few times is not shown.
"""

import datetime as dt
import functools
import re
from pathlib import Path

from django.db import connection
from django.db.models import Q, Sum

from ipc.kernel.dates import today
from peersupport import figures
from peersupport.models import GapCause, SearchGap, ServiceKind, SupportFigure

OUR_WORDS = Path(__file__).with_name("vocabulary.txt")
# How a search may have been narrowed, besides by need, kind and site. Never what was put in.
FILTERS = ("weekday", "age", "group", "is_free", "features", "is_online", "near")
WEEKS = 26

_COUNT = """
INSERT INTO peersupport_searchgap (site_id, week_starts_on, cause, words, need, kind, filters, times)
SELECT coalesce((SELECT id FROM people_site WHERE slug = %(site)s), ({nearby})), %(week)s, %(cause)s,
       ({ours}), coalesce((SELECT code FROM peersupport_need WHERE code = %(need)s), ''), %(kind)s,
       %(filters)s, 1
ON CONFLICT (site_id, week_starts_on, cause, words, need, kind, filters)
DO UPDATE SET times = peersupport_searchgap.times + 1
"""
# Whose area a place is in: the one of the nearest entry, within about twenty miles.
_NEARBY = """
SELECT site_id FROM peersupport_service
 WHERE NOT is_internal AND NOT is_refuge AND NOT is_out_of_date AND status = 'active'
   AND latitude BETWEEN %(north)s - 0.3 AND %(north)s + 0.3
   AND longitude BETWEEN %(east)s - 0.5 AND %(east)s + 0.5
 ORDER BY (latitude - %(north)s) ^ 2 + ((longitude - %(east)s) * 0.6) ^ 2 LIMIT 1
"""
# Those of the words typed that share their stem with one of ours, as we write it.
_OURS = """
SELECT coalesce(string_agg(word, ' ' ORDER BY word), '') FROM (
    SELECT DISTINCT min(ours.word) AS word
      FROM unnest(%(typed)s::text[]) AS typed (word), unnest(%(ours)s::text[]) AS ours (word)
     WHERE ts_lexize('english_stem', ours.word) = ts_lexize('english_stem', typed.word)
     GROUP BY typed.word ORDER BY word LIMIT 6
) AS known
"""


def count(words="", *, need="", kind="", filters=(), site_slug="", near=None, is_far=False) -> None:
    """Count a search that found nothing; ``is_far`` where there was something, but further away.

    ``near`` is where it was looked around (latitude, longitude): the area it lies in is kept, the place not.
    """
    north, east = near or (None, None)
    gap = {
        "site": site_slug,
        "north": north,
        "east": east,
        "week": today() - dt.timedelta(days=today().weekday()),
        "cause": GapCause.FAR if is_far else GapCause.NOTHING,
        "typed": _plain(words),
        "ours": _ours(),
        "need": need,
        "kind": kind if kind in ServiceKind.values else "",
        "filters": " ".join(one for one in FILTERS if one in filters),
    }
    nearby = _NEARBY if near else "NULL::bigint"
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(nearby=nearby, ours=_OURS), gap)


def _plain(words) -> list[str]:
    """Return the words typed, without what is a number, an address or a postcode."""
    plain = [part for part in words.lower()[:200].split() if not re.search(r"[\d@/_.]\w", part)]
    return list(dict.fromkeys(re.findall(r"[a-z]+", " ".join(plain))))[:20]


@functools.cache
def _ours() -> list[str]:
    return [line for line in OUR_WORDS.read_text().splitlines() if line and not line.startswith("#")]


def forget(site) -> None:
    """Forget what nobody is shown any more; runs nightly."""
    old = SearchGap.objects.filter(week_starts_on__lt=today() - dt.timedelta(weeks=2 * WEEKS))
    old.filter(Q(site=site) | Q(site=None)).delete()


def searches(site_id, *, on=None) -> list[dict]:
    """Return what was searched in vain in the site, or anywhere, since half a year: the most wanted first.

    Only what was searched for often enough to tell nothing about anybody.
    """
    since = (on or today()) - dt.timedelta(weeks=WEEKS)
    least = figures.value(SupportFigure.LEAST_TOLD, site_id=site_id, on=on)
    here = SearchGap.objects.filter(Q(site_id=site_id) | Q(site=None), week_starts_on__gte=since)
    summed = here.values("words", "need", "kind", "cause").annotate(total=Sum("times"))
    told = summed.filter(total__gte=least).order_by("-total", "words", "need", "kind", "cause")[:200]
    return [{**row} for row in told]
