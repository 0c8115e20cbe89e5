"""The pages shown when something is not as it should be."""

import logging
import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import JsonResponse
from django.shortcuts import render

log = logging.getLogger("ipc.requests")


def form_expired(request, reason=""):
    """Answer a form that came without its safety token: the page was open too long, or a session ended."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """Answer an error: 503 and what to do when PostgreSQL cannot be reached, otherwise 500.

    Both pages stand alone: no context processor, no query.
    """
    error = sys.exc_info()[1]
    away = is_out_of_reach(error)
    status, title = (
        (503, "The service is not reachable right now.") if away else (500, "Something went wrong.")
    )
    log.error("answered %s: %s", status, type(error).__name__)
    if request.path.startswith(("/api/", "/oruk")):
        response = JsonResponse(
            {"type": "about:blank", "title": title, "status": status},
            status=status,
            content_type="application/problem+json",
        )
    else:
        response = render(None, f"{status}.html", status=status)
    if away:
        response["Retry-After"] = "30"
    return response


def is_out_of_reach(error) -> bool:
    """Return whether PostgreSQL went away while it was asked, whatever was raised because of that.

    A connection that breaks in the middle of an answer gives a plain error without a code, and what is
    asked after it in the same transaction gives errors of its own, which name it as their cause.
    """
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            return True
        if type(error) is DatabaseError and getattr(error.__cause__, "pgcode", "") is None:
            return True
        error = error.__cause__ or error.__context__
    return False
