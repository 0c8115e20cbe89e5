"""What whoever runs an entry does through the API with the code of their link: nobody signs in for it.

The code is sent in the body and never stands in an address. Everybody may ask; without a live code there is
nothing to be had.
"""

from allauth.core import ratelimit
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import exceptions, permissions, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, REFUSED, Rows
from peersupport.acts import Act
from peersupport.api import keeping_shapes as shapes
from peersupport.keeping import confirming, links, proposing, values
from peersupport.models import EntryChange, Service

TOO_MANY = {429: OpenApiResponse(description="Too many attempts; wait a little")}
ANSWERS = {200: shapes.ByLinkOut, **REFUSED, **BROKEN, **TOO_MANY}


class EntryLinkViewSet(Rows):
    """The entry of a link, for whoever runs it."""

    queryset = Service.objects.none()
    authentication_classes = []
    permission_classes = [permissions.AllowAny]
    acts = {
        "look": Act.SEE_SERVICE,
        "confirm": Act.CONFIRM_SERVICE,
        "change": Act.PROPOSE_CHANGE,
        "ended": Act.PROPOSE_CHANGE,
    }

    def handle_exception(self, error):
        """Answer a link that is over without undoing the request: attempts at guessing one are counted."""
        if not isinstance(error, links.LinkOver):
            return super().handle_exception(error)
        body = {"type": "about:blank", "title": str(error.message), "status": status.HTTP_409_CONFLICT}
        return Response(body, status.HTTP_409_CONFLICT, content_type="application/problem+json")

    def _asked(self, shape):
        """Return what was sent and the live link of its code.

        Raises:
            links.LinkOver
        """
        asked = shape(data=self.request.data)
        asked.is_valid(raise_exception=True)
        code = asked.validated_data["code"]
        if not ratelimit.consume(self.request, action="entry_link", key=code):
            raise exceptions.Throttled
        return asked, links.find(code)

    def _told(self, link):
        service = Service.objects.for_reading().get(pk=link.service_id)
        all_of_it = values.of(service)
        newest = EntryChange.objects.filter(service=service, link__isnull=False).order_by("-pk").first()
        told = {
            "name": service.name,
            "written": {name: all_of_it[name] for name in values.by_link(service)},
            "assured_on": service.assured_on,
            "proposal": newest.status if newest else "",
        }
        return Response(shapes.ByLinkOut(told).data)

    @extend_schema(request=shapes.CodeIn, responses=ANSWERS, auth=[])
    @action(detail=False, methods=["post"])
    def look(self, request):
        """Read what people read of the entry."""
        return self._told(self._asked(shapes.CodeIn)[1])

    @extend_schema(request=shapes.CodeIn, responses=ANSWERS, auth=[])
    @action(detail=False, methods=["post"])
    def confirm(self, request):
        """Say that all of it is right today."""
        _asked, link = self._asked(shapes.CodeIn)
        confirming.confirm_by_link(link)
        return self._told(link)

    @extend_schema(request=shapes.ProposalIn, responses=ANSWERS, auth=[])
    @action(detail=False, methods=["post"])
    def change(self, request):
        """Propose other values; a colleague of the site looks before they are shown."""
        asked, link = self._asked(shapes.ProposalIn)
        proposing.propose(link, written=asked.written(), words=asked.validated_data["words"])
        return self._told(link)

    @extend_schema(request=shapes.EndedIn, responses=ANSWERS, auth=[])
    @action(detail=False, methods=["post"])
    def ended(self, request):
        """Say that it has ended; a colleague of the site looks first."""
        asked, link = self._asked(shapes.EndedIn)
        proposing.say_ended(link, words=asked.validated_data["words"])
        return self._told(link)


ROUTES = [("directory-links", EntryLinkViewSet, "directory-link")]
