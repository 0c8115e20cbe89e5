"""What people type into the search box, made into a question PostgreSQL can answer."""

import re

from django.contrib.postgres.search import SearchQuery

LONGEST = 200
_PLAIN = re.compile(r"(?:(?P<before>[\w\s'’,.&/]*)\s)?(?P<last>\w{3,})")


def sought(words, *, any_word=False):
    """Return the query for ``words``, or None where nothing was typed.

    Quotes, ``or`` and a minus sign mean what they mean in every search box. Where only plain words are
    typed, the last may be a beginning: "danc" finds dancing. ``any_word`` asks for at least one of them.
    """
    words = words.replace("\x00", " ").strip()[:LONGEST]
    if not words:
        return None
    if any_word:
        return _asked(" or ".join(re.findall(r"\w+", words)))
    query = _asked(words)
    plain = _PLAIN.fullmatch(words)
    if plain:
        beginning = SearchQuery(f"{plain['last']}:*", search_type="raw", config="english")
        before = (plain["before"] or "").strip()
        query = query | (_asked(before) & beginning if before else beginning)
    return query


def _asked(words):
    return SearchQuery(words, search_type="websearch", config="english")
