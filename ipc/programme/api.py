"""What happened and who looked, through the API: read only, one person at a time."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from ipc.kernel import access, audit
from ipc.kernel.models import Event
from ipc.kernel.rest import Rows
from ipc.programme import timeline
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
        fields = [*EventOut.Meta.fields, "why", "way_in"]


class OfOnePerson(Rows):
    """A list about the person named by ``?person=``; the look itself is written down."""

    queryset = Event.objects.select_related("actor")

    def person(self):
        """Return the person asked for.

        Raises:
            ValidationError: no id, or none that is one.
            Http404, PermissionDenied
        """
        asked = serializers.UUIDField().run_validation(self.request.query_params.get("person"))
        act = self.act_of(self.action)
        person = access.find(Person, act, self.request.user, asked)
        audit.read(act, person, by=self.request.user)
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
        return self.answer(self.queryset.filter(person_id=self.person().pk, is_read=True))


ROUTES = [
    ("timeline", TimelineViewSet, "timeline"),
    ("looks", LookViewSet, "look"),
]
