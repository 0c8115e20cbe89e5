"""The words we use, explained where they stand: the first time on a page, on that page."""

import re

from ipc.programme.models import Term

PIECES = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
# Inside these nothing is marked: what leads on, asks, names a part, or is in somebody's own words.
LEFT_ALONE = {
    "a",
    "blockquote",
    "button",
    "caption",
    "cite",
    "code",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
LEFT_ALONE |= {"label", "legend", "option", "q", "script", "select", "style", "summary", "svg", "textarea"}
LEFT_ALONE |= {"th", "title"}


def words() -> list[dict]:
    """Return every word that is explained; one query."""
    return [dict(term) for term in Term.objects.values("slug", "word", "meaning", "easy", "also")]


def mark(html, terms, known=()) -> tuple[str, list[dict]]:
    """Return ``html`` with the first of each word linked to its meaning on the page, and the words found.

    ``known`` are the slugs that were explained before on the same page.
    """
    by_spelling = {spelling.lower(): term for term in terms for spelling in _spellings(term)}
    if not by_spelling:
        return html, []
    spellings = "|".join(re.escape(one) for one in sorted(by_spelling, key=len, reverse=True))
    looked_for = re.compile(rf"\b({spellings})s?\b", re.IGNORECASE)
    seen, found = set(known), []

    def marked(match):
        term = by_spelling[match[1].lower()]
        if term["slug"] in seen:
            return match[0]
        seen.add(term["slug"])
        found.append(term)
        slug = term["slug"]
        return f'<a class="ipc-jargon-link" id="from-{slug}" href="#word-{slug}">{match[0]}</a>'

    return "".join(_texts_only(html, lambda text: looked_for.sub(marked, text))), found


def _spellings(term):
    return [one.strip() for one in (term["word"], *term["also"].splitlines()) if one.strip()]


def _texts_only(html, change):
    """Yield ``html`` piece by piece, the text that may be marked put through ``change``."""
    depth = 0
    for piece in PIECES.split(html):
        tag = TAG.match(piece)
        if tag and tag["name"].lower() in LEFT_ALONE:
            depth += -1 if tag["end"] else 1
        yield piece if tag or depth or piece.startswith("<") else change(piece)
