"""What a document is made of: headings, sentences, own words, cards, lists, tables and drawings."""

from functools import cache

from ipc.kernel.typesetting import LETTERS

ICONS = LETTERS.parent / "components" / "icons"
# What the stylesheet gives a drawing on a page, it carries itself in a document.
DRAWN = 'fill="none" stroke="#5a1f5c" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
TINT = 'fill="#f3e9f4"'


def section(heading, blocks) -> dict:
    return {"heading": str(heading), "blocks": [block for block in blocks if block]}


def says(text) -> dict:
    return {"kind": "says", "text": str(text)} if text else {}


def heading(text) -> dict:
    return {"kind": "heading", "text": str(text)}


def quote(words, by="") -> dict:
    """Return somebody's own words, a paragraph for each of their lines, and who helped to write them."""
    lines = [line.strip() for line in (words or "").splitlines() if line.strip()]
    return {"kind": "quote", "lines": lines, "by": str(by)} if lines else {}


def card(title, facts) -> dict:
    """Return a line of the plan with its facts, ``(label, words)``; those without words are left out."""
    said = [{"label": str(label), "text": str(words)} for label, words in facts if words]
    return {"kind": "card", "title": title, "facts": said}


def bullets(items) -> dict:
    return {"kind": "list", "items": [str(item) for item in items]} if items else {}


def table(caption, heads, rows) -> dict:
    return {"kind": "table", "caption": str(caption), "heads": [str(head) for head in heads], "rows": rows}


def drawn(line) -> dict:
    """Return a line of Easy Read with its drawing."""
    return {
        "kind": "drawn",
        "picture": line["picture"],
        "shows": line["shows"],
        "sentence": line["sentence"],
        "words": line["words"],
    }


@cache
def drawing(name) -> str:
    """Return a drawing as SVG that needs no stylesheet."""
    svg = (ICONS / f"{name}.svg").read_text()
    svg = svg.replace('class="ipc-icon__tint"', TINT).replace('class="ipc-icon"', DRAWN)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
