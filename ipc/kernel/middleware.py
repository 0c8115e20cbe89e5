"""Around every request: its id, and headers that keep it private."""

import uuid

from django.shortcuts import render

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken


def request_id(get_response):
    """Give the request an id; it is in the answer's headers, the logs, the audit and the history."""

    def middleware(request):
        request.id = uuid.uuid4()
        audit.coming_from(request.META.get("REMOTE_ADDR") or None)
        response = get_response(request)
        response["X-Request-ID"] = str(request.id)
        return response

    return middleware


def refusals(get_response):
    """Answer a broken rule that a page did not turn into a form error: its words, and a way back."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, error):
        if isinstance(error, RuleBroken) and not request.path.startswith("/api/"):
            return render(request, "409.html", {"refusal": error}, status=409)
        return None

    middleware.process_exception = process_exception
    return middleware


def private(get_response):
    """Keep signed-in pages out of every cache and switch off what a browser need not do."""

    def middleware(request):
        response = get_response(request)
        response["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(), payment=(), usb=()"
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware
