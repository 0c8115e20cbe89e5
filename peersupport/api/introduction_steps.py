"""The steps of an introduction through the API: each one a verb, each once per key."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from peersupport import feedback, introductions
from peersupport.acts import Act
from peersupport.models import IntroductionStatus, Outcome, Step


class StepSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Which step")
    from_status = serializers.CharField(help_text="Where it stood before; empty for the first")
    status = serializers.ChoiceField(choices=IntroductionStatus.choices, help_text="Where it stood after")
    words = serializers.CharField(help_text="What was written, for the person to read")
    at = serializers.DateTimeField(help_text="When")

    class Meta:
        model = Step
        fields = ("id", "from_status", "status", "words", "at")
        read_only_fields = fields


class StandingSerializer(serializers.Serializer):
    """Where an introduction stands after a step: it may be out of sight then."""

    id = serializers.UUIDField(help_text="Which introduction")
    status = serializers.ChoiceField(choices=IntroductionStatus.choices, help_text="Where it stands now")


class WordsSerializer(serializers.Serializer):
    words = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="The person reads them"
    )


class TrySerializer(WordsSerializer):
    was_reached = serializers.BooleanField(help_text="Whether somebody was reached")


class FinishSerializer(WordsSerializer):
    outcome = serializers.ChoiceField(choices=Outcome.choices, help_text="What came of it")


class SteerSerializer(WordsSerializer):
    step = serializers.ChoiceField(
        choices=[*introductions.OF_THE_PERSON, "end_without_reason"], help_text="What the person would like"
    )


class FeedbackSerializer(serializers.Serializer):
    score = serializers.IntegerField(
        required=False, min_value=1, max_value=5, default=None, help_text="1 (bad) to 5 (very good)"
    )
    words = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="In their own words"
    )
    may_be_shown = serializers.BooleanField(
        default=False, help_text="Whether others may read the words, without a name"
    )


def _schema(request):
    answers = {200: StandingSerializer, **REFUSED, **BROKEN}
    return extend_schema(request=request, parameters=[KEY], responses=answers)


ACTS = {
    "steps": Act.SEE_INTRODUCTION,
    "feedback": Act.GIVE_FEEDBACK,
    "steer": Act.STEER_INTRODUCTION,
    **dict.fromkeys(
        (
            "receive",
            "try_to_reach",
            "put_on_waiting_list",
            "offer_place",
            "match",
            "look_further",
            "begin",
            "pause",
            "go_on",
            "finish",
            "stop",
            "end",
        ),
        Act.MOVE_INTRODUCTION,
    ),
}


class StepActions:
    """The steps, for the view set of introductions."""

    @extend_schema(responses={200: StepSerializer(many=True), **REFUSED})
    @action(detail=True, methods=["get"], pagination_class=None)
    def steps(self, request, public_id=None):
        """Show every step of one introduction, the first one first."""
        found = self.get_object()
        audit.read(Act.SEE_INTRODUCTION, found, by=request.user)
        seen = Step.objects.visible_to(request.user).filter(introduction=found)
        return Response(StepSerializer(seen, many=True).data)

    def _take(self, request, verb, serializer=WordsSerializer):
        found, said = self.get_object(), serializer(data=request.data)
        said.is_valid(raise_exception=True)
        facts = dict(said.validated_data)
        status = self.once(
            {"introduction": str(found.public_id), **facts},
            lambda: str(verb(found, by=request.user, **facts).status),
        )
        return Response(StandingSerializer({"id": found.public_id, "status": status}).data)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"])
    def receive(self, request, public_id=None):
        """Say that it arrived and is being looked at."""
        return self._take(request, introductions.receive)

    @_schema(TrySerializer)
    @action(detail=True, methods=["post"], url_path="try")
    def try_to_reach(self, request, public_id=None):
        """Write down that the person was tried to be reached; the last try in vain ends it."""
        return self._take(request, introductions.try_to_reach, TrySerializer)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"], url_path="waiting-list")
    def put_on_waiting_list(self, request, public_id=None):
        """Keep a turn for the person."""
        return self._take(request, introductions.put_on_waiting_list)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"], url_path="offer-place")
    def offer_place(self, request, public_id=None):
        """Give a place to somebody on the waiting list."""
        return self._take(request, introductions.offer_place)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"])
    def match(self, request, public_id=None):
        """Say that somebody was found; the person says yes or no."""
        return self._take(request, introductions.match)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"], url_path="look-further")
    def look_further(self, request, public_id=None):
        """Look for somebody else than who was found."""
        return self._take(request, introductions.look_further)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"])
    def begin(self, request, public_id=None):
        """Write down that it goes on now."""
        return self._take(request, introductions.begin)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request, public_id=None):
        """Stop for a while."""
        return self._take(request, introductions.pause)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"], url_path="go-on")
    def go_on(self, request, public_id=None):
        """Go on where it was paused."""
        return self._take(request, introductions.go_on)

    @_schema(FinishSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request, public_id=None):
        """End what has come to its end; the plan hears what came of it."""
        return self._take(request, introductions.finish, FinishSerializer)

    @_schema(WordsSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request, public_id=None):
        """Write down that the person does not come any more."""
        return self._take(request, introductions.stop)

    @_schema(None)
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """End it at once; nobody is asked why."""
        return self._take(request, introductions.end_without_reason, serializers.Serializer)

    @_schema(SteerSerializer)
    @action(detail=True, methods=["post"])
    def steer(self, request, public_id=None):
        """Say as the person how it is to go on: yes, somebody else, a pause, on again, or no more."""
        return self._take(request, introductions.take, SteerSerializer)

    @_schema(FeedbackSerializer)
    @action(detail=True, methods=["post"])
    def feedback(self, request, public_id=None):
        """Say how it went, for the side one is on."""
        return self._take(request, _say, FeedbackSerializer)


def _say(introduction, *, by, **said):
    feedback.give(introduction, by=by, **said)
    return introduction
