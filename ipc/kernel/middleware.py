"""Around every request: its id, and headers that keep it private."""

import uuid

from ipc.kernel import audit


def request_id(get_response):
    """Give the request an id; it is in the answer's headers, the logs, the audit and the history."""

    def middleware(request):
        request.id = uuid.uuid4()
        audit.coming_from(request.META.get("REMOTE_ADDR") or None)
        response = get_response(request)
        response["X-Request-ID"] = str(request.id)
        return response

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
