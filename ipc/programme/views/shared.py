"""The page of one reader with a link. To everybody else it is a link that opens nothing."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ipc.kernel import acting
from ipc.programme import shared as sharing
from people import forms, links

COOKIE = "link"


@require_http_methods(["GET", "POST"])
@login_not_required
@sensitive_post_parameters("words")
def shared(request, code):
    """Show what was shared to the browser that opened it first, and ask a first one for the words."""
    if request.method == "POST" and not ratelimit.consume(request, action="open_link", key=code):
        return _kept_private(render(request, "429.html", status=429))
    try:
        link = links.find(code)
        if links.opens_for(link, request.get_signed_cookie(COOKIE, default="", salt=code)):
            return _kept_private(_page(request, link))
        if link.first_opened_at:
            raise links.LinkClosed
        return _kept_private(_ask_for_words(request, code, link))
    except links.LinkClosed:
        return _kept_private(render(request, "programme/shared_over.html", status=410))


def _page(request, link):
    with acting.acting_as(links.acting_for(link)):
        links.looked(link)
        return render(request, "programme/shared.html", sharing.page(link))


def _ask_for_words(request, code, link):
    form = forms.LinkWordsForm(forms.posted(request))
    if form.is_valid():
        try:
            browser = links.open_first(code, form.cleaned_data["words"])
        except links.WrongWords as wrong:
            form.add_error("words", wrong.message)
        else:
            return _remember(redirect("shared", code), code, link, browser)
    return render(request, "programme/shared_words.html", {"form": form})


def _remember(answer, code, link, browser):
    """Let this browser show that it was the first: a signed cookie for this address alone."""
    answer.set_signed_cookie(
        COOKIE,
        browser,
        salt=code,
        max_age=link.expires_at - timezone.now(),
        path=reverse("shared", args=[code]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _kept_private(answer):
    """Keep it out of every cache and out of search engines."""
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
