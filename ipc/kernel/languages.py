"""The languages a reader may choose, and in which of them a page is shown.

Nobody gets a translation unasked: the language is what the reader chose on the page, kept in Django's
language cookie. A page is shown in it only when all its texts are translated (``locale/languages.toml``).
"""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

LOCALE = Path(__file__).resolve().parent.parent.parent / "locale"
DATA = tomllib.loads((LOCALE / "languages.toml").read_text(encoding="utf-8"))
ENGLISH = "en-gb"
LANGUAGES = [(ENGLISH, "English"), *((code, each["name"]) for code, each in DATA["languages"].items())]
RIGHT_TO_LEFT = ("ar", "ur")


def is_reviewed(code) -> bool:
    """Return whether somebody who speaks the language has checked its translation; English is ours."""
    return code == ENGLISH or bool(DATA["languages"][code].get("reviewed_on"))


def direction(code) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def is_translated(page) -> bool:
    """Return whether a page, by the name of its address, is shown in other languages."""
    return page in DATA["pages"]


def of_page(path, chosen) -> str:
    """Return the language in which a page of ours is shown to somebody who chose ``chosen``."""
    return chosen if is_translated(resolve(urlsplit(path).path).view_name) else ENGLISH


def reading_language(get_response):
    """Show the pages that are translated in the language their reader chose, and all others in English."""

    def middleware(request):
        request.chosen_language = _chosen(request)
        with translation.override(ENGLISH):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ["Cookie"])
        return response

    def process_view(request, view, args, kwargs):
        if is_translated(request.resolver_match.view_name):
            translation.activate(request.chosen_language)

    middleware.process_view = process_view
    return middleware


def _chosen(request):
    asked = request.COOKIES.get("language", "")
    return asked if asked in DATA["languages"] else ENGLISH
