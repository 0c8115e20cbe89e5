"""What is written for everybody: questions with their answers, words with their meaning, the areas."""

from itertools import groupby

from django.contrib.postgres.search import SearchRank, SearchVector
from django.urls import reverse

from ipc.kernel.dates import in_words, moment_in_words
from ipc.programme.models import Audience, CaughtMail, Channel, Chapter, Term, Topic
from peersupport import wording
from people.models import Site

LARGE, EASY = "large-print", "easy-read"
NEWEST_MAILS = 100
LISTED = ("slug", "site_id", "audience", "chapter", "question", "answer_short")
IN_TOPICS = (
    SearchVector("question", weight="A", config="english")
    + SearchVector("answer_short", weight="B", config="english")
    + SearchVector("body", weight="C", config="english")
)
IN_TERMS = SearchVector("word", "also", weight="A", config="english") + SearchVector(
    "meaning", weight="B", config="english"
)


def listed(reader) -> list[dict]:
    """Return the questions by chapter: ``[{name, label, topics}]``; one query."""
    rows = Topic.objects.read_in(reader.site).values(*LISTED)
    best = _best(rows, reader)
    chapters = [
        {
            "name": chapter.value,
            "label": chapter.label,
            "topics": [row for row in best if row["chapter"] == chapter],
        }
        for chapter in Chapter
    ]
    return [chapter for chapter in chapters if chapter["topics"]]


def found(reader, words) -> dict | None:
    """Return the questions and the words that ``words`` are in, the best first; None if nothing was typed."""
    query = wording.sought(words)
    if query is None:
        return None
    topics = Topic.objects.read_in(reader.site).annotate(text=IN_TOPICS).filter(text=query)
    topics = topics.annotate(rank=SearchRank(IN_TOPICS, query)).order_by("-rank", "position")
    terms = Term.objects.annotate(text=IN_TERMS).filter(text=query)
    terms = terms.annotate(rank=SearchRank(IN_TERMS, query)).order_by("-rank", "word")
    return {
        "asked": words.strip(),
        "topics": _best(topics.values(*LISTED), reader),
        "terms": terms.values("slug", "word", "meaning"),
    }


def _best(rows, reader) -> list[dict]:
    """Return one row of each question, where it first stood: the version that fits the reader best."""
    best: dict[str, dict] = {}
    for row in rows:
        standing = best.get(row["slug"])
        if standing is None or _fit(row, reader) > _fit(standing, reader):
            best[row["slug"]] = row
    return list(best.values())


def _fit(row, reader):
    """Return how well a version fits: for whom it is comes first, then whether it is the site's own."""
    return row["audience"] == reader.audience, row["site_id"] is not None


def topic(slug, reader) -> dict | None:
    """Return the answer to one question as it fits the reader, or None if there is none; one query."""
    rows = list(Topic.objects.read_in(reader.site).filter(slug=slug))
    if not rows:
        return None
    fit = max(rows, key=lambda row: _fit(vars(row), reader))
    others = {row.audience for row in rows} - {fit.audience}
    return {
        "topic": fit,
        "is_own": fit.site_id is not None,
        "is_for_families": fit.audience == Audience.FAMILIES,
        "has_other": bool(others),
        "chapter": fit.get_chapter_display(),
        "reviewed": in_words(fit.reviewed_on),
    }


def address(slug, reader) -> str:
    return reverse("topic", args=[slug]) + reader.query


def terms() -> list[dict]:
    """Return the words by their first letter: ``[{letter, terms}]``."""
    rows = Term.objects.values("slug", "word", "meaning", "easy", "drawing")
    in_order = sorted(rows, key=lambda row: row["word"].lower())
    by_letter = groupby(in_order, key=lambda row: row["word"][0].upper())
    return [{"letter": letter, "terms": list(words)} for letter, words in by_letter]


def sites():
    return Site.objects.values("name", "slug", "phone")


def site(slug):
    return Site.objects.filter(slug=slug).first()


def caught_mails():
    """Return the newest messages the demonstration kept, each with its moment in words."""
    mails = CaughtMail.objects.values("channel", "to", "subject", "body", "sent_at")[:NEWEST_MAILS]
    return [
        {
            **mail,
            "when": moment_in_words(mail["sent_at"]),
            "how": Channel(mail["channel"]).label,
            "is_text": mail["channel"] == Channel.TEXT,
        }
        for mail in mails
    ]
