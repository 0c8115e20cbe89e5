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
from peersupport.models import GapCause, Need, SearchGap, ServiceKind, SupportFigure
from people.models import Site

OUR_WORDS = Path(__file__).with_name("vocabulary.txt")
MOST_WORDS = 6
LONGEST = 100
# How a search may have been narrowed, besides by need, kind and site. Never what was put in.
FILTERS = ("day", "age", "group", "is_free", "access", "online", "near")
WEEKS = 26

_COUNT = """
INSERT INTO peersupport_searchgap (site_id, week_starts_on, cause, words, need, kind, filters, times)
VALUES (%s, %s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (site_id, week_starts_on, cause, words, need, kind, filters)
DO UPDATE SET times = peersupport_searchgap.times + 1
"""
_STEMS = "SELECT word, ts_lexize('english_stem', word) FROM unnest(%s::text[]) AS word"


def count(words="", *, need="", kind="", filters=(), site_slug="", is_far=False) -> None:
    """Count a search that found nothing; ``is_far`` where there was something, but further away."""
    known = Need.objects.filter(code=need).values_list("code", flat=True).first() if need else None
    site = Site.objects.filter(slug=site_slug).values_list("pk", flat=True).first() if site_slug else None
    monday = today() - dt.timedelta(days=today().weekday())
    gap = [
        site,
        monday,
        GapCause.FAR if is_far else GapCause.NOTHING,
        known_words(words),
        known or "",
        kind if kind in ServiceKind.values else "",
        " ".join(one for one in FILTERS if one in filters),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, gap)


def known_words(words) -> str:
    """Return those of ``words`` that are ours, as we write them, in the order of the alphabet."""
    plain = [part for part in words.lower()[:200].split() if not re.search(r"[\d@/_.]\w", part)]
    typed = list(dict.fromkeys(re.findall(r"[a-z]+", " ".join(plain))))[:50]
    if not typed:
        return ""
    ours = _vocabulary()
    found = {ours[stem] for stem in _stems(typed).values() if stem in ours}
    return " ".join(sorted(found)[:MOST_WORDS])[:LONGEST]


@functools.cache
def _vocabulary() -> dict[str, str]:
    """Return our words by their stem, the shorter one where two share it."""
    lines = OUR_WORDS.read_text().splitlines()
    words = {line for line in lines if line and not line.startswith("#")}
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return {stem: word for word, stem in _stems(by_length).items() if stem}


def _stems(words) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [words])
        return {word: stems[0] for word, stems in cursor.fetchall() if stems}


def searches(site_id, *, on=None) -> list[dict]:
    """Return what was searched in vain in the site, or anywhere, since half a year: the most wanted first.

    Only what was searched for often enough to tell nothing about anybody.
    """
    since = (on or today()) - dt.timedelta(weeks=WEEKS)
    least = figures.value(SupportFigure.LEAST_TOLD, site_id=site_id, on=on)
    here = SearchGap.objects.filter(Q(site_id=site_id) | Q(site=None), week_starts_on__gte=since)
    summed = here.values("words", "need", "kind", "cause").annotate(total=Sum("times"))
    return list(summed.filter(total__gte=least).order_by("-total", "words", "need", "kind", "cause")[:200])
