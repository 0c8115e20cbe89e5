"""Who takes part in a plan, through the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import participants
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import Participant, Side
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people.models import HowGiven, NotSought, Relationship, Section

SIDES = [one for one in Side.choices if one[0] != Side.PERSON]
SHARED = [one for one in Section.choices if one[0] != Section.RECORD]


class ParticipantSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the participant")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan it is")
    signs_in = serializers.BooleanField(source="user_id", help_text="Whether they can sign in here")

    class Meta:
        model = Participant
        fields = (
            "id",
            "person",
            "side",
            "name",
            "organisation",
            "signs_in",
            "may_write",
            "named_at",
            "how_approved",
            "approved_at",
            "ended_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "side": {"help_text": "For whom they speak"},
            "name": {"help_text": "Their name"},
            "organisation": {"help_text": "Their organisation, if they speak for one"},
            "may_write": {"help_text": "Whether they write in the draft themselves"},
            "named_at": {"help_text": "When they were named"},
            "how_approved": {"help_text": "How the yes was said; empty while it waits"},
            "approved_at": {"help_text": "When the yes was said; before it they read nothing"},
            "ended_at": {"help_text": "When they stopped, or were said no to"},
        }


class NameParticipantSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose plan it is")
    side = serializers.ChoiceField(choices=SIDES, help_text="For whom they speak")
    name = serializers.CharField(
        max_length=120, default="", allow_blank=True, help_text="Of somebody who only speaks"
    )
    organisation = serializers.CharField(
        max_length=120, default="", allow_blank=True, help_text="Of somebody who only speaks"
    )
    relationship = serializers.UUIDField(
        default=None, allow_null=True, help_text="Somebody of the circle of support"
    )
    email = serializers.EmailField(
        default="", allow_blank=True, help_text="Of a colleague elsewhere who takes part in plans here"
    )
    may_write = serializers.BooleanField(default=False, help_text="Whether they write in the draft")


class ApproveSerializer(serializers.Serializer):
    how = serializers.ChoiceField(choices=HowGiven.choices, help_text="How the yes was said")
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=SHARED), default=list, help_text="What they may see from now on"
    )
    why_not_sought = serializers.ChoiceField(
        choices=NotSought.choices,
        default="",
        allow_blank=True,
        help_text="Why somebody else said yes, and not the person",
    )


class ParticipantViewSet(Record):
    queryset = Participant.objects.select_related("person")
    serializer_class = ParticipantSerializer
    acts = {
        "list": Act.SEE_PLAN,
        "retrieve": Act.SEE_PLAN,
        "propose": Act.INVOLVE,
        "approve": Act.INVOLVE,
        "end": Act.INVOLVE,
    }

    @extend_schema(responses={200: ParticipantSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """Who takes part, took part or is named, in the plans the user may see."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ParticipantSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=NameParticipantSerializer,
        parameters=[KEY],
        responses={201: ParticipantSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"], url_path="name")
    def propose(self, request):
        """Name somebody who could take part; they read nothing before the person said yes."""
        facts, user = self.asked(NameParticipantSerializer), request.user
        person = self.person_for(facts["person"])
        named = {name: facts[name] for name in ("side", "name", "organisation", "may_write")}
        if facts["relationship"]:
            named["relationship"] = access.find(
                Relationship, access.tables()[Relationship].sees, user, facts["relationship"]
            )
        if facts["email"]:
            named["user"] = self._colleague(person, facts["email"])

        def name():
            return str(participants.name(person, by=user, **named).public_id)

        return self._shown(self.once(facts, name), status.HTTP_201_CREATED)

    @extend_schema(
        request=ApproveSerializer,
        parameters=[KEY],
        responses={200: ParticipantSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def approve(self, request, public_id=None):
        """Say yes to somebody who was named, and to what they may see."""
        one, facts = self.get_object(), self.asked(ApproveSerializer)
        return self._done(facts, one, lambda: participants.approve(one, by=request.user, **facts))

    @extend_schema(
        request=None, parameters=[KEY], responses={200: ParticipantSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Say no to somebody who was named, or stop that they take part."""
        one = self.get_object()
        return self._done({}, one, lambda: participants.end(one, by=request.user))

    def _colleague(self, person, email):
        elsewhere = participants.colleagues_elsewhere(person.site_id)
        found = elsewhere.filter(email=email.lower()).first()
        if found is None:
            raise participants.NotOneToName
        return found

    def _done(self, facts, one, do):
        asked = {"participant": str(one.public_id), **facts}

        def carry_out():
            do()
            return str(one.public_id)

        return self._shown(self.once(asked, carry_out), status.HTTP_200_OK)

    def _shown(self, public_id, code):
        found = self.get_queryset().get(public_id=public_id)
        return Response(self.get_serializer(found).data, status=code)


ROUTES = [
    ("participants", ParticipantViewSet, "participant"),
]
