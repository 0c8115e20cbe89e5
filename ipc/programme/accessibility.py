"""The accessibility statement: made from the last run of the tests that meet every page in every way.

``make accessibility`` writes ``accessibility.json``: the day, the checks, the pages that were met and those
that no link led to. ``known.toml`` holds what people must know that no test finds.

Source: The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
"""

import datetime as dt
import json
import tomllib
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates

HERE = Path(__file__).resolve().parent
RESULT = HERE / "accessibility.json"
KNOWN = HERE / "easy" / "known.toml"
CHECKS = {
    "rules": _("A program looked for breaks of the rules of WCAG 2.2, levels A and AA (axe)."),
    "narrow": _("It fits a small phone, 320 pixels wide."),
    "wide": _("It fits a wide screen."),
    "zoomed": _("It can be made four times as large."),
    "larger text": _("It fits with the largest text."),
    "spaced text": _("It fits with more space between the letters, words and lines."),
    "right to left": _("It fits when it is read from right to left."),
    "own colours": _("It can be used in your own colours."),
    "without motion": _("Nothing moves when you do not want it to."),
    "keyboard": _("You can use it with the keys alone, and see where you are."),
    "without scripts": _("It says the same with JavaScript switched off."),
    "small": _("It is small enough for a slow line: less than 100 kB without pictures."),
    "easy read": _("It is there in Easy Read, and that was checked the same way."),
}


def result() -> dict:
    return json.loads(RESULT.read_text(encoding="utf-8"))


def known() -> list[dict]:
    """Return the known problems: what, for whom it is hard, and what to do instead."""
    found = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["problems"]
    return [{name: gettext(words) for name, words in one.items()} for one in found]


def statement() -> dict:
    """Return what the page shows."""
    found = result()
    return {
        "tested_on": dates.in_words(dt.date.fromisoformat(found["on"])),
        "checks": [CHECKS[name] for name in found["checks"]],
        "number": len(found["pages"]),
        "number_not_met": len(found["not_met"]),
        "known": known(),
    }
