"""Signing out after a time of rest, and keeping what was being typed then.

A form sent after the time-out is put aside in the new, anonymous session together with whose it was.
When the same user signs in again and comes back to the page, they are shown that it was kept and may
send it or throw it away. Anybody else who signs in never sees it. Files cannot be kept.

What a script sends on its own while somebody types (``X-Background``) signs nobody out: the form itself
still comes, and is what must be kept.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

KEPT = "kept_form"
SEEN, BEGAN = "seen_at", "began_at"
MOST_KEPT = 200_000
# For a script whose words were not taken: 205 is neither the 204 it waits for nor an error on the screen.
NOT_DONE = 205


def time_out(get_response):
    def middleware(request):
        if not request.user.is_authenticated:
            return get_response(request)
        if _is_over(request):
            in_the_background = "X-Background" in request.headers
            return HttpResponse(status=NOT_DONE) if in_the_background else _sign_out(request)
        _note_that_seen(request)
        kept = request.session.get(KEPT)
        if kept and kept["path"] == request.path:
            if request.method == "GET" and kept["user"] == request.user.pk and "fresh" not in request.GET:
                return _offer(request, kept)
            del request.session[KEPT]
        return get_response(request)

    return middleware


def _now():
    return timezone.now().timestamp()


def _is_over(request):
    group = "staff" if request.user.is_member_of_staff else "people"
    idle = timedelta(minutes=settings.IPC_IDLE_MINUTES[group]).total_seconds()
    whole = timedelta(hours=settings.IPC_SESSION_HOURS).total_seconds()
    seen, began = request.session.get(SEEN), request.session.get(BEGAN)
    return seen is not None and (_now() - seen > idle or _now() - began > whole)


def _note_that_seen(request):
    """Write the time at most once a minute: a read stays a read."""
    request.session.setdefault(BEGAN, _now())
    if _now() - request.session.get(SEEN, 0) > 60:
        request.session[SEEN] = _now()


def _sign_out(request):
    user_id, fields = request.user.pk, _typed(request)
    logout(request)
    messages.info(request, _("We signed you out to keep your information safe."))
    if fields:
        request.session[KEPT] = {"path": request.path, "user": user_id, "fields": fields}
        messages.info(request, _("What you wrote is kept. Sign in again to send it."))
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")


def _typed(request):
    """Return the names and values of a form of our own that was just sent, without its token."""
    if request.method != "POST" or request.path.startswith("/api/"):
        return []
    origin = request.headers.get("Origin", "")
    if origin and origin != f"{request.scheme}://{request.get_host()}":
        return []
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    return fields if sum(len(value) for _name, value in fields) <= MOST_KEPT else []


def _offer(request, kept):
    visible = [value for name, value in kept["fields"] if name != "key" and len(value) > 2]
    return render(
        request,
        "people/kept_form.html",
        {"fields": kept["fields"], "visible": visible, "path": kept["path"]},
    )
