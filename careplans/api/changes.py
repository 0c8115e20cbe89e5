"""What happened in a life, and what was asked for, through the API."""

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import reviews, triggers
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.api.reviews import said_in
from careplans.models import CarePlan, ChangeRequest, ReviewTrigger, Wish
from careplans.reviews.asking import ASK_THEMSELVES
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people.models import HowGiven


class TriggerSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="What happened")
    person = serializers.UUIDField(source="person.public_id", help_text="In whose life")
    kind = serializers.CharField(help_text="What kind of thing")
    happened_on = serializers.DateField(help_text="The day it happened")
    words = serializers.CharField(help_text="More about it")
    look_by = serializers.DateField(help_text="By when everything is looked at again")

    class Meta:
        model = ReviewTrigger
        fields = ("id", "person", "kind", "happened_on", "words", "look_by")
        read_only_fields = fields


class NoteTriggerSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan in force")
    kind = serializers.ChoiceField(
        choices=[(kind.value, kind.label) for kind in triggers.TOLD_BY_COLLEAGUES],
        help_text="What kind of thing; that money may be misused is for colleagues to note",
    )
    happened_on = serializers.DateField(help_text="The day it happened, not after today")
    words = said_in("More about it", most=500)


class TriggerViewSet(Record):
    queryset = ReviewTrigger.objects.select_related("person")
    serializer_class = TriggerSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "note": Act.NOTE_TRIGGER}

    @extend_schema(responses={200: TriggerSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What happened that brought reviews forward, the newest first."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: TriggerSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=NoteTriggerSerializer,
        parameters=[KEY],
        responses={201: TriggerSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def note(self, request):
        """Tell that something happened; every open review of the person is brought forward."""
        facts, user = self.asked(NoteTriggerSerializer), request.user
        plan = access.find(CarePlan, Act.NOTE_TRIGGER, user, facts["plan"])
        if user.hat.role in ASK_THEMSELVES and facts["kind"] not in triggers.TOLD_BY_FAMILY:
            raise PermissionDenied
        told = {name: facts[name] for name in ("kind", "happened_on", "words")}

        def note():
            return str(triggers.note(plan.person, by=user, **told).public_id)

        trigger = self.get_queryset().get(public_id=self.once(facts, note))
        return Response(self.get_serializer(trigger).data, status=status.HTTP_201_CREATED)


@extend_schema_serializer(component_name="AskedChange")  # a name with Request is what is sent
class ChangeRequestSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The request")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan it is about")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan")
    wish = serializers.CharField(help_text="A change, or a review")
    words = serializers.CharField(help_text="What was asked, in the words of whoever asked")
    who = serializers.CharField(help_text="Who asked, where a colleague wrote it down")
    how = serializers.CharField(help_text="How they asked, where a colleague wrote it down")
    asked_at = serializers.DateTimeField(help_text="When it was asked")
    answer_due_on = serializers.DateField(help_text="By when it is answered")
    answered_on = serializers.DateField(
        source="review.held_on", help_text="The review that answered it; null while it waits"
    )

    class Meta:
        model = ChangeRequest
        fields = (
            "id",
            "person",
            "plan",
            "wish",
            "words",
            "who",
            "how",
            "asked_at",
            "answer_due_on",
            "answered_on",
        )
        read_only_fields = fields


class AskForChangeSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan it is about")
    wish = serializers.ChoiceField(
        choices=Wish.choices, default=Wish.CHANGE, help_text="A change, or a review"
    )
    words = said_in("What is asked, in the words of whoever asks", required=True)
    who = said_in("Who asked; needed where a colleague writes it down", most=120)
    how = serializers.ChoiceField(
        choices=HowGiven.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="How they asked; needed where a colleague writes it down",
    )


class ChangeRequestViewSet(Record):
    queryset = ChangeRequest.objects.select_related("person", "plan", "review")
    serializer_class = ChangeRequestSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "ask": Act.ASK_FOR_CHANGE}

    @extend_schema(responses={200: ChangeRequestSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What was asked to be changed or reviewed, the newest first."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ChangeRequestSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AskForChangeSerializer,
        parameters=[KEY],
        responses={201: ChangeRequestSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def ask(self, request):
        """Ask for a change or a review; it is answered by a day."""
        facts, user = self.asked(AskForChangeSerializer), request.user
        plan = access.find(CarePlan, Act.ASK_FOR_CHANGE, user, facts["plan"])
        said = {name: facts[name] for name in ("wish", "words", "who", "how")}

        def ask():
            return str(reviews.ask_for_change(plan, by=user, **said).public_id)

        asked = self.get_queryset().get(public_id=self.once(facts, ask))
        return Response(self.get_serializer(asked).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("review-triggers", TriggerViewSet, "reviewtrigger"),
    ("change-requests", ChangeRequestViewSet, "changerequest"),
]
