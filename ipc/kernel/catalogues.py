"""The catalogues of translations: found in the sources, checked and compiled, all without gettext's tools.

Each language has ``locale/<code>/LC_MESSAGES/django.po``; the compiled file beside it is never committed.
"""

import ast
import io
import re
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from ipc.kernel.languages import DATA, LOCALE

ROOT = LOCALE.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+")


class BrokenCatalogue(Exception):
    """A catalogue would show something other than a translation."""


def path_of(code) -> Path:
    return LOCALE / code / "LC_MESSAGES" / "django.po"


def read(code) -> Catalog:
    """Return the catalogue of a language, empty where there is none yet."""
    path = path_of(code)
    if not path.exists():
        return Catalog(locale=code)
    return read_po(io.BytesIO(path.read_bytes()), locale=code)


def wanted(**head) -> Catalog:
    """Return every text of the translated pages, as ``languages.toml`` names their sources."""
    found = Catalog(**head)
    for name in DATA["templates"]:
        source = templatize((ROOT / name).read_text(encoding="utf-8"), origin=name)
        flat = "\n".join(line.strip() for line in source.splitlines())
        _collect(found, name, flat, None)
    for entry in DATA["modules"]:
        name, _colon, only = entry.partition(":")
        source = (ROOT / name).read_text(encoding="utf-8")
        _collect(found, name, source, _lines_of(source, only.split(",")) if only else None)
    for text in (*DATA["of_libraries"], *_easy_lines()):
        found.add(text)
    return found


def _easy_lines():
    """Yield the sentences of the pages' Easy Read introductions; each line begins with its drawing."""
    pages = tomllib.loads((ROOT / DATA["easy"]).read_text(encoding="utf-8"))
    for name in DATA["pages"]:
        for line in pages.get(name, {}).get("lines", []):
            yield line.partition(": ")[2]


def _collect(found, name, source, lines):
    code = io.BytesIO(source.encode())
    for line, message, _comments, context in extract("python", code, KEYWORDS, options={"encoding": "utf-8"}):
        if lines is None or line in lines:
            found.add(message, locations=[(name, line)], context=context)


def _lines_of(source, names):
    """Return the lines on which the named things of a module stand."""
    lines: set[int] = set()
    for node in ast.parse(source).body:
        targets = getattr(node, "targets", [node])
        if any(getattr(each, "id", getattr(each, "name", "")) in names for each in targets):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def renew(code):
    """Write the catalogue of a language anew: what is new stands empty in it, what is gone is dropped."""
    old = read(code)
    catalogue = wanted(
        locale=code,
        header_comment=f"# {DATA['languages'][code]['english']}, for the pages in locale/languages.toml.",
        project="Integrated Personal Commissioning",
        version="1",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        creation_date=old.creation_date,
        revision_date=old.creation_date,
        fuzzy=False,
    )
    for message in catalogue:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, include_lineno=False, sort_by_file=True)


def how_far(code) -> tuple[int, int]:
    """Return how many of the texts of the translated pages are translated, and how many there are."""
    catalogue, texts = read(code), [message for message in wanted() if message.id]
    done = (catalogue.get(message.id, message.context) for message in texts)
    return sum(1 for message in done if _is_whole(message)), len(texts)


def _is_whole(message):
    if message is None:
        return False
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def faults(code) -> list[str]:
    """Return what is broken in a catalogue: marked as a guess, gaps or mark-up unlike the English."""
    return [
        f"{code}: {fault}: {message.id!r}"
        for message in read(code)
        if message.id and _is_whole(message)
        for fault in _faults_of(message)
    ]


def _faults_of(message):
    if message.fuzzy:
        yield "marked as a guess"
    originals = message.id if isinstance(message.id, list | tuple) else [message.id]
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    for form in forms:
        if not any(_gaps(form) == _gaps(original) for original in originals):
            yield "other gaps"
        if not any(_tags(form) == _tags(original) for original in originals):
            yield "other mark-up"


def _gaps(text):
    return set(GAP.findall(text))


def _tags(text):
    return sorted(TAG.findall(text))


def compile_all(into=LOCALE):
    """Compile every catalogue that is not broken.

    Raises:
        BrokenCatalogue: one or more are; the words name each fault.
    """
    broken = [fault for code in DATA["languages"] for fault in faults(code)]
    if broken:
        raise BrokenCatalogue("\n".join(broken))
    for code in DATA["languages"]:
        path = into / path_of(code).relative_to(LOCALE).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, read(code))
