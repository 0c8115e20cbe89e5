"""Meetings of groups and who comes, through the API."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport.acts import Act
from peersupport.api.reading import ReadRows
from peersupport.groups import attendance, sessions
from peersupport.models import Attendance, Introduction, Service, Session
from peersupport.pages import meetings
from people import portal
from people.models import Person


class SessionOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the meeting")
    service = serializers.UUIDField(source="service.public_id", help_text="The group that meets")
    place = serializers.SerializerMethodField(
        help_text="Where, only if it is not where the group usually meets; never a secret place"
    )

    class Meta:
        model = Session
        fields = ("id", "service", "starts_at", "ends_at", "place", "words", "is_cancelled", "why_cancelled")
        read_only_fields = fields
        extra_kwargs = {
            "starts_at": {"help_text": "When it begins"},
            "ends_at": {"help_text": "When it ends"},
            "words": {"help_text": "What is special about it"},
            "is_cancelled": {"help_text": "Whether it was called off"},
            "why_cancelled": {"help_text": "Why it was called off"},
        }

    def get_place(self, session) -> str:
        return session.place if session.service.has_public_place else ""


class AddMeetingIn(serializers.Serializer):
    service = serializers.UUIDField(help_text="The group")
    begins = serializers.DateTimeField(source="starts_at", help_text="When it begins")
    ends = serializers.DateTimeField(source="ends_at", help_text="When it ends")
    words = serializers.CharField(max_length=300, help_text="What it is; everybody can read it")
    place = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True, help_text="Only if it is elsewhere"
    )


class ChangeMeetingIn(serializers.Serializer):
    place = serializers.CharField(max_length=200, allow_blank=True, help_text="Where it is this time")
    words = serializers.CharField(max_length=300, allow_blank=True, help_text="What is special")


class CancelMeetingIn(serializers.Serializer):
    why = serializers.CharField(max_length=300, help_text="Why; those who come read it")


class WhoCameIn(serializers.Serializer):
    came = serializers.ListField(child=serializers.UUIDField(), help_text="Introductions of those who came")
    missed = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        default=list,
        help_text="Introductions of those who did not",
    )


@extend_schema_view(
    list=extend_schema(responses={200: SessionOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: SessionOut, **REFUSED}),
)
class SessionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """Meetings of the groups of one's site. They are made ahead from the times of each group."""

    queryset = Session.objects.select_related("service")
    serializer_class = SessionOut
    acts = dict.fromkeys(("list", "retrieve", "create", "change", "cancel", "who_came"), Act.KEEP_SESSION)

    @extend_schema(request=AddMeetingIn, parameters=[KEY], responses={201: SessionOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Add a meeting outside the usual times."""
        facts = valid(AddMeetingIn, request)
        service = access.find(Service, Act.KEEP_SERVICE, request.user, facts["service"])
        said = {name: value for name, value in facts.items() if name != "service"}
        made = self.once(facts, lambda: str(sessions.add(service, by=request.user, **said).public_id))
        return Response(SessionOut(self.get_queryset().get(public_id=made)).data, status.HTTP_201_CREATED)

    @extend_schema(
        request=ChangeMeetingIn, parameters=[KEY], responses={200: SessionOut, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Say where it is this time or what is special; those who come are told of another place."""
        return self._done(request, ChangeMeetingIn, sessions.change)

    @extend_schema(
        request=CancelMeetingIn, parameters=[KEY], responses={200: SessionOut, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request, public_id=None):
        """Call it off; those who expect it are told."""
        return self._done(request, CancelMeetingIn, sessions.cancel)

    def _done(self, request, shape, verb):
        found, facts = self.get_object(), valid(shape, request)
        self.once(
            {"session": str(found.public_id), **facts},
            lambda: str(verb(found, by=request.user, **facts).public_id),
        )
        found.refresh_from_db()
        return Response(SessionOut(found).data)

    @extend_schema(request=WhoCameIn, parameters=[KEY], responses={200: SessionOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def who_came(self, request, public_id=None):
        """Write down who came, once it has begun; it may be put right by saying it again."""
        found, facts = self.get_object(), valid(WhoCameIn, request)
        seen = Introduction.objects.visible_to(request.user).filter(service=found.service_id)
        who = {
            name: [get_object_or_404(seen, public_id=one) for one in facts[name]]
            for name in ("came", "missed")
        }
        self.once(
            {"session": str(found.public_id), **facts},
            lambda: str(len(attendance.write_down(found, by=request.user, **who))),
        )
        return Response(SessionOut(found).data)


class AttendanceOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of what was said")
    person = serializers.UUIDField(source="person.public_id", help_text="Who comes")
    session = SessionOut(help_text="To which meeting")

    class Meta:
        model = Attendance
        fields = ("id", "person", "session", "presence", "written_at")
        read_only_fields = fields
        extra_kwargs = {
            "presence": {"help_text": "Whether they come, or came"},
            "written_at": {"help_text": "When it was said"},
        }


class SayComingIn(serializers.Serializer):
    person = serializers.UUIDField(help_text="Yourself, or somebody you act for")
    session = serializers.UUIDField(help_text="A meeting to come of one of their groups")
    is_coming = serializers.BooleanField(help_text="Whether they come")


class MeetingsIn(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose meetings")


@extend_schema_view(
    list=extend_schema(responses={200: AttendanceOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: AttendanceOut, **REFUSED}),
)
class AttendanceViewSet(ReadRows):
    """Who said that they come to which meeting, and who came."""

    queryset = Attendance.objects.select_related("person", "session__service")
    serializer_class = AttendanceOut
    acts = {
        "list": Act.SEE_ATTENDANCE,
        "retrieve": Act.SEE_ATTENDANCE,
        "meetings": Act.SEE_ATTENDANCE,
        "create": Act.SAY_COMING,
    }

    @extend_schema(
        parameters=[OpenApiParameter("person", str, required=True, description="Whose meetings")],
        responses={200: SessionOut(many=True), **REFUSED},
    )
    @action(detail=False, methods=["get"], pagination_class=None)
    def meetings(self, request):
        """List the meetings to come of the groups that somebody is in."""
        asked = MeetingsIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        person = access.find(
            Person, access.tables()[Person].sees, request.user, asked.validated_data["person"]
        )
        found = meetings.to_come(person, request.user).sessions
        return Response(SessionOut(found, many=True).data)

    @extend_schema(request=SayComingIn, parameters=[KEY], responses={201: AttendanceOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Say whether somebody comes; it may be said anew until the meeting is over."""
        facts, user = valid(SayComingIn, request), request.user
        person = person_for(Act.SAY_COMING, Attendance, user, facts["person"])
        listed = {one.public_id: one for one in meetings.to_come(person, user).sessions}
        session = listed.get(facts["session"])
        if session is None:
            raise Http404
        made = self.once(facts, lambda: self._say(session, person, is_coming=facts["is_coming"]))
        kept = self.get_queryset().get(public_id=made)
        return Response(AttendanceOut(kept).data, status.HTTP_201_CREATED)

    def _say(self, session, person, *, is_coming):
        said = attendance.say(session, by=self.request.user, person=person, is_coming=is_coming)
        return str(said.public_id)


def valid(shape, request) -> dict:
    asked = shape(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def person_for(act, model, user, public_id) -> Person:
    """Return the person for whom ``user`` may do ``act``; 404 where they may not see them, 403 else."""
    person = access.find(Person, access.tables()[Person].sees, user, public_id)
    if not portal.may_for(act, model, user, person):
        raise PermissionDenied
    return person


ROUTES = [("meetings", SessionViewSet, "meeting"), ("attendances", AttendanceViewSet, "attendance")]
