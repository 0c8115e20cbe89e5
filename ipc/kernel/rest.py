"""The API's manners: problems as application/problem+json, acts once per key."""

import json
import uuid

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import exceptions, permissions, response, viewsets
from rest_framework.views import set_rollback

from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once

# What operations may answer and be asked, for the schema.
REFUSED = {
    400: OpenApiResponse(description="Something in the request is not right"),
    401: OpenApiResponse(description="Not signed in"),
    403: OpenApiResponse(description="Seen, but not yours to do"),
    404: OpenApiResponse(description="Nothing here that you may see"),
}
BROKEN = {409: OpenApiResponse(description="A rule would be broken; the title says which")}
KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="A UUID: once per key")


def problem(error, context):
    """Answer an error as RFC 9457 application/problem+json; a broken rule is a conflict (409)."""
    errors = None
    if isinstance(error, RuleBroken):
        status, title = 409, str(error.message)
    elif isinstance(error, Http404 | ObjectDoesNotExist):  # or seen no longer when a key comes again
        status, title = 404, _("There is nothing here that you may see.")
    elif isinstance(error, PermissionDenied):
        status, title = 403, _("You may see this, but not do this.")
    elif isinstance(error, exceptions.ValidationError):
        status, title, errors = 400, _("Something in the request is not right."), _writable(error.detail)
    elif isinstance(error, exceptions.APIException):
        status, title = error.status_code, str(error.detail)
    else:
        return None
    set_rollback()
    body = {"type": "about:blank", "title": title, "status": status}
    if errors:
        body["errors"] = errors
    if getattr(error, "source", ""):
        body["source"] = error.source
    answer = response.Response(body, status=status, content_type="application/problem+json")
    wait = getattr(error, "wait", None)
    if wait:
        answer["Retry-After"] = str(int(wait))
    header = getattr(error, "auth_header", None)
    if header:
        answer["WWW-Authenticate"] = header
    return answer


def _writable(detail):
    """Return ``detail`` with a question mark for what UTF-8 cannot write; it may repeat what was sent."""
    return json.loads(json.dumps(detail, ensure_ascii=False).encode(errors="replace"))


class MayAct(permissions.BasePermission):
    """Let an operation through only if it names an act that the user's role has somewhere."""

    def has_permission(self, request, view):
        act = view.act_of(view.action)
        return act is not None and access.may(act, request.user)


class Rows(viewsets.GenericViewSet):
    """A resource: reads show what is visible; each named action is one verb under one act.

    ``acts`` maps every action to its act. ``queryset`` names the model and what comes along with a row;
    which rows, is decided here alone: those visible to the user, found by ``public_id``.
    """

    acts: dict[str, str] = {}
    lookup_field = "public_id"
    permission_classes = [permissions.IsAuthenticated, MayAct]

    def act_of(self, action):
        return self.acts.get(action or "", None)

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset.none()
        return self.queryset.visible_to(self.request.user)

    def get_object(self):
        return access.find(
            self.queryset.model,
            self.act_of(self.action),
            self.request.user,
            self.kwargs["public_id"],
            self.queryset.all(),
        )

    def once(self, facts, do):
        """Do something once per ``Idempotency-Key`` header; without one it is simply done."""
        key = self.request.headers.get("Idempotency-Key")
        if not key:
            return do()
        try:
            key = uuid.UUID(key)
        except ValueError as error:
            raise exceptions.ValidationError({"Idempotency-Key": [_("Must be a UUID.")]}) from error
        return once(self.request.user, key, self.act_of(self.action), facts, do)[0]
