"""Easy Read as a way to see pages: asked for in the address (``?easy=1``), then kept in a cookie.

A page that has it is drawn by ``page``: its other template ends with ``_easy``. Whoever wants Easy Read once
gets it on every such page, until they say ``?easy=0``.
"""

from django.conf import settings
from django.shortcuts import render

NAME = "easy"
COOKIE = "easy_read"
A_YEAR = 365 * 24 * 60 * 60


def wanted(request) -> bool:
    """Whether to show Easy Read: what the address says, else what was said before."""
    said = request.GET.get(NAME)
    return said == "1" if said in ("0", "1") else request.COOKIES.get(COOKIE) == "1"


def other_way(request) -> str:
    """Return the address of the same page in the other way; nothing else that was asked is lost."""
    asked = request.GET.copy()
    asked[NAME] = "0" if wanted(request) else "1"
    return f"?{asked.urlencode()}"


def page(request, template, facts, **how):
    """Draw ``template``, or the same with ``_easy`` where Easy Read is wanted; remember what was said."""
    is_easy = wanted(request)
    drawn = template.replace(".html", "_easy.html") if is_easy else template
    answer = render(request, drawn, facts | {"easy_url": other_way(request)}, **how)
    if request.GET.get(NAME) in ("0", "1"):
        keep(answer, is_easy)
    return answer


def keep(answer, is_easy):
    """Keep the choice for a year, or forget it: a cookie that says nothing but this."""
    if is_easy:
        answer.set_cookie(
            COOKIE, "1", max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
