"""What each page is for, in Easy Read: lines of ``pages.toml`` by the name of the page's address.

The frame draws them above every page that has no Easy Read of its own. ``pages.toml`` holds, for each page,
lines as topics have them: the name of a drawing, a colon, one short sentence.
"""

import functools
import tomllib
from pathlib import Path

from django.utils.translation import gettext

PAGES = Path(__file__).with_name("pages.toml")


@functools.cache
def lines_of_pages() -> dict[str, list[tuple[str, str]]]:
    """Return the lines of each page as ``(drawing, English sentence)``."""
    pages = tomllib.loads(PAGES.read_text(encoding="utf-8"))
    return {name: [_parted(line) for line in page["lines"]] for name, page in pages.items()}


def introduction(name) -> list[dict]:
    """Return what the page ``name`` is for, in the reader's language."""
    lines = lines_of_pages().get(name, [])
    return [{"drawing": drawing, "sentence": gettext(sentence)} for drawing, sentence in lines]


def _parted(line):
    drawing, _colon, sentence = line.partition(": ")
    return drawing, sentence
