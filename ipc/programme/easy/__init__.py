"""What each page is for, in Easy Read: lines of ``pages.toml`` by the name of the page's address.

The frame draws them above every page that has no Easy Read of its own. ``pages.toml`` holds, for each page,
lines as topics have them: the name of a drawing, a colon, one short sentence; ``in_easy_read`` is the page on
which the whole of it stands in Easy Read.
"""

import functools
import tomllib
from pathlib import Path

from django.utils.translation import gettext

PAGES = Path(__file__).with_name("pages.toml")


@functools.cache
def pages() -> dict[str, dict]:
    return tomllib.loads(PAGES.read_text(encoding="utf-8"))


def lines_of_pages() -> dict[str, list[tuple[str, str]]]:
    """Return the lines of each page as ``(drawing, English sentence)``."""
    return {name: [_parted(line) for line in page["lines"]] for name, page in pages().items()}


def introduction(name) -> dict:
    """Return what the page ``name`` is for, and where it stands in Easy Read of its own, if it does.

    The sentences are in the reader's language.
    """
    page = pages().get(name, {"lines": []})
    parted = map(_parted, page["lines"])
    lines = [{"drawing": drawing, "sentence": gettext(sentence)} for drawing, sentence in parted]
    return {"lines": lines, "in_easy_read": page.get("in_easy_read", "")}


def _parted(line):
    drawing, _colon, sentence = line.partition(": ")
    return drawing, sentence
