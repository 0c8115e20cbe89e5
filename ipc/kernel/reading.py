"""How somebody reads: each choice is a cookie of the reader's own browser and stands nowhere else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

SIZE = "text_size"
SIZES = ("100", "125", "150")  # per cent
A_YEAR = 365 * 24 * 60 * 60
CHOSEN_IN_THE_ADDRESS = ("easy", "format")


def text_size(request) -> str:
    """Return how large the text is to be, in per cent."""
    said = request.COOKIES.get(SIZE)
    return said if said in SIZES else SIZES[0]


def keep(answer, name, value):
    """Keep a choice for a year."""
    answer.set_cookie(
        name, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def page_before(request) -> str:
    """Return which of our pages one comes from, without what its address said of reading; or nothing."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(before)
    asked = QueryDict(parts.query, mutable=True)
    for name in CHOSEN_IN_THE_ADDRESS:
        asked.pop(name, None)
    path = parts.path + (f"?{asked.urlencode()}" if asked else "")
    return path if is_page(path) and parts.path != request.path else ""


def is_page(path) -> bool:
    """Whether ``path`` is an address of ours and of nobody else."""
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, None):
        return False
    try:
        resolve(urlsplit(path).path)
    except Resolver404:
        return False
    return True
