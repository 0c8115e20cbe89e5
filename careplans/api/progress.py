"""How it goes with goals and actions through the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import progress
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.api.reviews import said_in
from careplans.models import Action, Goal, Progress, Stage, View
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED

NEAR = "How near the person feels to it, 0 to 10"


class ProgressSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The note")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose goal it is")
    goal = serializers.UUIDField(source="goal.public_id", default=None, help_text="The goal, if it is on one")
    action = serializers.UUIDField(
        source="action.public_id", default=None, help_text="The action, if it is on one"
    )
    stage = serializers.CharField(help_text="How far it is")
    how_near = serializers.IntegerField(help_text=NEAR)
    view = serializers.CharField(help_text="Whose words these are")
    words = serializers.CharField(help_text="What was said")
    noted_at = serializers.DateTimeField(help_text="When it was noted")

    class Meta:
        model = Progress
        fields = ("id", "person", "goal", "action", "stage", "how_near", "view", "words", "noted_at")
        read_only_fields = fields


class NoteProgressSerializer(serializers.Serializer):
    goal = serializers.UUIDField(required=False, help_text="A goal; or name an action")
    action = serializers.UUIDField(required=False, help_text="An action; or name a goal")
    stage = serializers.ChoiceField(choices=Stage.choices, help_text="How far it is")
    how_near = serializers.IntegerField(
        min_value=0,
        max_value=progress.MOST_NEAR,
        required=False,
        allow_null=True,
        default=None,
        help_text=NEAR,
    )
    words = said_in("What is said", most=1000)
    view = serializers.ChoiceField(
        choices=View.choices, required=False, allow_null=True, default=None, help_text="Whose words these are"
    )

    def validate(self, attrs):
        if ("goal" in attrs) == ("action" in attrs):
            raise serializers.ValidationError("Name a goal or an action, and not both.")
        return attrs


class ProgressViewSet(Record):
    queryset = Progress.objects.select_related("person", "goal", "action")
    serializer_class = ProgressSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "note": Act.NOTE_PROGRESS}

    @extend_schema(responses={200: ProgressSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """How it goes with goals and actions, the newest first."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ProgressSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=NoteProgressSerializer,
        parameters=[KEY],
        responses={201: ProgressSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def note(self, request):
        """Note how it goes; nothing that was noted before is changed."""
        facts, user = self.asked(NoteProgressSerializer), request.user
        model, key = (Goal, facts["goal"]) if "goal" in facts else (Action, facts["action"])
        line = access.find(model, Act.NOTE_PROGRESS, user, key)
        said = {name: facts[name] for name in ("stage", "how_near", "words", "view")}

        def note():
            return str(progress.note(line, by=user, **said).public_id)

        noted = self.get_queryset().get(public_id=self.once(facts, note))
        return Response(self.get_serializer(noted).data, status=status.HTTP_201_CREATED)


ROUTES = [("progress", ProgressViewSet, "progress")]
