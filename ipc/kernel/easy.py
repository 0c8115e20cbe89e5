"""Easy Read as a way to see pages: asked for in the address (``?easy=1``), then kept in a cookie.

A page that has one of its own is drawn by ``page``: its other template ends with ``_easy``. On every other
the frame says in Easy Read what the page is for. Whoever wants Easy Read once gets it everywhere, until they
say otherwise.
"""

from django.shortcuts import render

from ipc.kernel import reading

NAME = "easy"
COOKIE = "easy_read"
WAYS = ("0", "1")


def wanted(request) -> bool:
    """Whether to show Easy Read: what the address says, else what was said before."""
    said = request.GET.get(NAME)
    return said == "1" if said in WAYS else request.COOKIES.get(COOKIE) == "1"


def was_chosen(request) -> bool:
    """Whether this browser was told, either way."""
    return request.COOKIES.get(COOKIE) in WAYS


def other_way(request) -> str:
    """Return the address of the same page in the other way; nothing else that was asked is lost."""
    asked = request.GET.copy()
    asked[NAME] = "0" if wanted(request) else "1"
    return f"?{asked.urlencode()}"


def page(request, template, facts, **how):
    """Draw ``template``, or the same with ``_easy`` where Easy Read is wanted."""
    is_easy = request.is_drawn_easy = wanted(request)
    drawn = template.replace(".html", "_easy.html") if is_easy else template
    return render(request, drawn, facts | {"easy_url": other_way(request)}, **how)


def keep(answer, is_easy):
    """Keep the choice, also that somebody does not want it: a cookie that says nothing but this."""
    reading.keep(answer, COOKIE, "1" if is_easy else "0")


def remembering(get_response):
    """Keep what an address says about Easy Read, whichever page it is (middleware)."""

    def middleware(request):
        answer = get_response(request)
        if request.GET.get(NAME) in WAYS:
            keep(answer, wanted(request))
        return answer

    return middleware
