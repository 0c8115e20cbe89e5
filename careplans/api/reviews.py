"""Reviews through the API: when each is due, and what was said when it was held."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import review_meetings
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import (
    CarePlan,
    HowHeld,
    MoneyWorks,
    Review,
    ReviewMeeting,
    ReviewOutcome,
    ReviewStream,
)
from careplans.reviews import shown
from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED


class ReviewSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The review")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan and money")
    stream = serializers.CharField(help_text="Whose clock it is")
    due_on = serializers.DateField(help_text="The last day for it")
    reminded_at = serializers.DateTimeField(help_text="When people were reminded; null before")
    held_on = serializers.DateField(help_text="When it was held; null while it is waiting")

    class Meta:
        model = Review
        fields = ("id", "person", "stream", "due_on", "reminded_at", "held_on")
        read_only_fields = fields


class ReviewViewSet(Record):
    queryset = Review.objects.select_related("person")
    serializer_class = ReviewSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN}

    @extend_schema(responses={200: ReviewSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The reviews the user may see: due when, reminded when, and held when."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ReviewSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)


SAID = (
    "held_on",
    "how",
    "who_came",
    "person_said",
    "working",
    "not_working",
    "tried",
    "next_steps",
    "has_changed",
    "money_works",
    "money_words",
    "is_money_enough",
    "is_money_as_agreed",
    "is_coordinator_right",
    "advocate",
    "outcome",
)


MONEY = ("money_works", "money_words", "is_money_enough", "is_money_as_agreed")


def said_in(help_text, *, most=2000, required=False):
    more = {} if required else {"required": False, "allow_blank": True, "default": ""}
    return serializers.CharField(max_length=most, help_text=help_text, **more)


class HoldSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan in force")
    streams = serializers.MultipleChoiceField(
        choices=ReviewStream.choices, help_text="Which open reviews the meeting serves"
    )
    held_on = serializers.DateField(help_text="The day of the meeting, not after today")
    how = serializers.ChoiceField(choices=HowHeld.choices, help_text="How people met")
    who_came = said_in("Everybody who came", most=500, required=True)
    person_said = said_in("The person's own words")
    working = said_in("What works", required=True)
    not_working = said_in("What does not work", required=True)
    tried = said_in("What was tried and learned")
    next_steps = said_in("Who does what, by when", required=True)
    has_changed = said_in("What has changed in the person's life")
    money_works = serializers.ChoiceField(choices=MoneyWorks.choices, help_text="Whether the money works")
    money_words = said_in("What does not work with the money; needed where it does not")
    is_money_enough = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Needed where a direct payment is looked at"
    )
    is_money_as_agreed = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Whether it is used as the plan says"
    )
    is_coordinator_right = serializers.BooleanField(
        default=True, help_text="Whether the care coordinator is still the right one"
    )
    advocate = said_in("Who speaks up for the person, or why nobody needs to", most=200)
    outcome = serializers.ChoiceField(
        choices=ReviewOutcome.choices, help_text="Whether the plan stays or a next one is written"
    )


class MeetingSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The meeting")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose review it was")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan that was looked at")
    reviews = ReviewSerializer(many=True, help_text="The reviews that it served")

    class Meta:
        model = ReviewMeeting
        fields = ("id", "person", "plan", "reviews", *SAID)
        read_only_fields = fields
        extra_kwargs = {
            name: {"help_text": field.help_text}
            for name, field in HoldSerializer().fields.items()
            if name in SAID
        }

    def to_representation(self, instance):
        """What was said about the money is there only for who may see the money."""
        told = super().to_representation(instance)
        return told if instance.has_money else {key: told[key] for key in told if key not in MONEY}


class MeetingViewSet(Record):
    queryset = ReviewMeeting.objects.select_related("person", "plan").prefetch_related("reviews__person")
    serializer_class = MeetingSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "hold": Act.HOLD_REVIEW}

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset.none()
        return shown.with_money(super().get_queryset(), self.request.user)

    @extend_schema(responses={200: MeetingSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What was said at the reviews the user may read, the newest first."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: MeetingSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        meeting = self.get_object()
        audit.read(Act.SEE_PLAN, meeting, by=request.user)
        return Response(self.get_serializer(self.get_queryset().get(pk=meeting.pk)).data)

    @extend_schema(
        request=HoldSerializer, parameters=[KEY], responses={201: MeetingSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def hold(self, request):
        """Write down a review that was held; each clock it serves starts again by its own rule."""
        facts = self.asked(HoldSerializer)
        plan = access.find(CarePlan, Act.HOLD_REVIEW, request.user, facts["plan"])
        said = {name: facts[name] for name in SAID}
        streams = sorted(facts["streams"])

        def hold():
            return str(review_meetings.hold(plan, by=request.user, streams=streams, **said).public_id)

        asked = {**facts, "streams": streams}
        meeting = self.get_queryset().get(public_id=self.once(asked, hold))
        return Response(self.get_serializer(meeting).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("reviews", ReviewViewSet, "review"),
    ("review-meetings", MeetingViewSet, "reviewmeeting"),
]
