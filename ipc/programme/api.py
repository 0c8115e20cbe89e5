"""What happened, who looked and everything held, through the API: read only, one person at a time."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.models import Event
from ipc.kernel.rest import Rows
from ipc.programme import looks, timeline
from ipc.programme.everything import bundle
from people.acts import Act
from people.models import Person

PERSON = OpenApiParameter("person", OpenApiTypes.UUID, required=True, description="The person's id.")
REFUSED = {
    400: OpenApiResponse(description="Name the person by their id"),
    401: OpenApiResponse(description="Not signed in"),
    403: OpenApiResponse(description="Seen, but not yours to do"),
    404: OpenApiResponse(description="Nothing here that you may see"),
}


class EventOut(serializers.ModelSerializer):
    did = serializers.SerializerMethodField()
    who = serializers.CharField(source="actor.name", allow_null=True, default=None)

    class Meta:
        model = Event
        fields = ["at", "act", "did", "who", "role", "subject_type", "subject_id"]

    def get_did(self, event) -> str:
        return str(timeline.ACTS.get(event.act, ""))


class LookOut(EventOut):
    class Meta(EventOut.Meta):
        fields = [*EventOut.Meta.fields, "why", "way_in", "emergency_id"]


class OfOnePerson(Rows):
    """A list about the person named by ``?person=``; the look itself is written down."""

    queryset = Event.objects.select_related("actor")

    def asked_for(self):
        """Return the person asked for.

        Raises:
            ValidationError: no id, or none that is one.
            Http404, PermissionDenied
        """
        asked = serializers.UUIDField().run_validation(self.request.query_params.get("person"))
        return access.find(Person, self.act_of(self.action), self.request.user, asked)

    def person(self):
        """Return the person asked for, the look at them written down."""
        person = self.asked_for()
        audit.read(self.act_of(self.action), person, by=self.request.user)
        return person

    def answer(self, events):
        page = self.paginate_queryset(events)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class TimelineViewSet(OfOnePerson):
    serializer_class = EventOut
    acts = {"list": Act.SEE_PERSON}

    @extend_schema(parameters=[PERSON], responses={200: EventOut(many=True), **REFUSED})
    def list(self, request):
        """List what was done for the person, newest first, as far as you may see it."""
        events = timeline.events_of(self.person(), request.user)
        return self.answer(events.select_related("actor"))


class LookViewSet(OfOnePerson):
    serializer_class = LookOut
    acts = {"list": Act.SEE_RECORD_OF_LOOKS}

    @extend_schema(parameters=[PERSON], responses={200: LookOut(many=True), **REFUSED})
    def list(self, request):
        """List who looked at the person's record, newest first. For the person alone."""
        return self.answer(looks.looks_at(self.person()).select_related("actor"))


class EverythingViewSet(OfOnePerson):
    pagination_class = None
    acts = {"list": Act.TAKE_EVERYTHING}

    @extend_schema(parameters=[PERSON], responses={200: OpenApiTypes.OBJECT, **REFUSED})
    def list(self, request):
        """Give everything held about the person, as the file for machines in the copy they can download.

        By the name of each kind of record, a list of its rows; ``left_out`` names what stays behind and why.
        Files are named; they come with the copy. The shape is in ``docs/everything.md``.
        """
        return Response(bundle.for_machines(self.asked_for(), by=request.user))


ROUTES = [
    ("timeline", TimelineViewSet, "timeline"),
    ("looks", LookViewSet, "look"),
    ("everything", EverythingViewSet, "everything"),
]
