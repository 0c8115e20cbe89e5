"""How somebody says they are, through the API: read, and noted as the person said it. Never one score."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import wellbeing
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.api.reviews import said_in
from careplans.models import HowTrue, HowTrueNow, LicensedScore, OwnStatement, WellbeingCheck
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people.models import HowGiven

PERSON = "Who says it of themselves"


class WellbeingCheckSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The answers of one day")
    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)
    answered_on = serializers.DateField(help_text="On which day they were given")
    how_answered = serializers.ChoiceField(choices=HowGiven.choices, help_text="How they were given")
    satisfied = serializers.IntegerField(help_text="How satisfied with life, 0 to 10; null: left out")
    worthwhile = serializers.IntegerField(help_text="How worthwhile what they do is, 0 to 10; null: left out")
    happy = serializers.IntegerField(help_text="How happy yesterday, 0 to 10; null: left out")
    anxious = serializers.IntegerField(
        help_text="How anxious yesterday, 0 to 10, less is calmer; null: left out"
    )
    words = serializers.CharField(help_text="What the person said about it, unchanged")

    class Meta:
        model = WellbeingCheck
        fields = (
            "id", "person", "answered_on", "how_answered", "satisfied", "worthwhile", "happy", "anxious",
            "words",
        )  # fmt: skip
        read_only_fields = fields


def from_nought_to_ten(what):
    return serializers.IntegerField(
        min_value=0, max_value=10, required=False, allow_null=True, default=None, help_text=what
    )


class AnswerWellbeingSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text=PERSON)
    satisfied = from_nought_to_ten("How satisfied with life; leave out what was not answered")
    worthwhile = from_nought_to_ten("How worthwhile the things they do are")
    happy = from_nought_to_ten("How happy they felt yesterday")
    anxious = from_nought_to_ten("How anxious they felt yesterday; less is calmer")
    words = said_in("What the person says about it", most=1000)
    how_answered = serializers.ChoiceField(
        choices=HowGiven.choices,
        required=False,
        allow_null=True,
        default=None,
        help_text="How the person told a colleague; left out by the person themselves",
    )
    answered_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="When the person told a colleague"
    )
    are_their_own = serializers.BooleanField(
        default=False, help_text="Said by a colleague: these are the person's own answers and no guess"
    )


class WellbeingCheckViewSet(Record):
    queryset = WellbeingCheck.objects.filter(taken_back_at=None).select_related("person")
    serializer_class = WellbeingCheckSerializer
    acts = {
        "list": Act.SEE_WELLBEING,
        "retrieve": Act.SEE_WELLBEING,
        "answer": Act.NOTE_WELLBEING,
        "take_back": Act.NOTE_WELLBEING,
    }

    @extend_schema(responses={200: WellbeingCheckSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The answers to the four questions about wellbeing; each question stands for itself."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: WellbeingCheckSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AnswerWellbeingSerializer,
        parameters=[KEY],
        responses={201: WellbeingCheckSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def answer(self, request):
        """Answer the four questions, or note what the person answered. Nobody answers for somebody else."""
        facts = self.asked(AnswerWellbeingSerializer)
        person = self.person_for(facts["person"])
        said = {name: value for name, value in facts.items() if name != "person"}

        def answer():
            return str(wellbeing.answer(person, by=request.user, **said).public_id)

        check = self.get_queryset().get(public_id=self.once(facts, answer))
        return Response(self.get_serializer(check).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request=None, parameters=[KEY], responses={200: WellbeingCheckSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, public_id=None):
        """Take answers back, by the person or whoever noted them; they are shown no more."""
        check = access.find(WellbeingCheck, Act.NOTE_WELLBEING, request.user, public_id)

        def take_back():
            return str(wellbeing.take_back(check, by=request.user).public_id)

        self.once({"on": check.public_id}, take_back)
        return Response(self.get_serializer(check).data)


class HowTrueNowSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The answer")
    how_true = serializers.ChoiceField(choices=HowTrue.choices, help_text="From 1, not at all, to 5")
    said_on = serializers.DateField(help_text="On which day it was said")

    class Meta:
        model = HowTrueNow
        fields = ("id", "how_true", "said_on")
        read_only_fields = fields


class OwnStatementSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The sentence")
    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)
    words = serializers.CharField(help_text="What should be true for the person, in their words")
    added_at = serializers.DateTimeField(help_text="When it was written")
    ended_at = serializers.DateTimeField(help_text="When it was taken off the list, if it was")
    answers = HowTrueNowSerializer(many=True, help_text="How true it was, the oldest first")

    class Meta:
        model = OwnStatement
        fields = ("id", "person", "words", "added_at", "ended_at", "answers")
        read_only_fields = fields


class AddSentenceSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text=PERSON)
    words = serializers.CharField(max_length=200, help_text="What should be true, in the person's words")


class SayHowTrueSerializer(serializers.Serializer):
    how_true = serializers.ChoiceField(choices=HowTrue.choices, help_text="From 1, not at all, to 5")


class OwnStatementViewSet(Record):
    queryset = OwnStatement.objects.select_related("person").prefetch_related("answers")
    serializer_class = OwnStatementSerializer
    acts = {
        "list": Act.SEE_WELLBEING,
        "retrieve": Act.SEE_WELLBEING,
        "add": Act.KEEP_OWN_STATEMENT,
        "say": Act.NOTE_WELLBEING,
        "end": Act.KEEP_OWN_STATEMENT,
    }

    @extend_schema(responses={200: OwnStatementSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """People's own sentences, and how true each was over time."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: OwnStatementSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AddSentenceSerializer,
        parameters=[KEY],
        responses={201: OwnStatementSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def add(self, request):
        """Write a sentence that should be true for the person."""
        facts = self.asked(AddSentenceSerializer)
        person = self.person_for(facts["person"])

        def add():
            return str(wellbeing.add_statement(person, by=request.user, words=facts["words"]).public_id)

        added = self.get_queryset().get(public_id=self.once(facts, add))
        return Response(self.get_serializer(added).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request=SayHowTrueSerializer,
        parameters=[KEY],
        responses={200: OwnStatementSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def say(self, request, public_id=None):
        """Say how true it is today, as the person says it."""
        statement, facts = self.get_object(), self.asked(SayHowTrueSerializer)

        def say():
            return str(wellbeing.say_how_true(statement, by=request.user, **facts).public_id)

        self.once({"on": statement.public_id, **facts}, say)
        return Response(self.get_serializer(self.get_queryset().get(pk=statement.pk)).data)

    @extend_schema(
        request=None, parameters=[KEY], responses={200: OwnStatementSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Take it off the list; what was said about it stays."""
        statement = self.get_object()

        def end():
            return str(wellbeing.end_statement(statement, by=request.user).public_id)

        ended = self.get_queryset().get(public_id=self.once({"on": statement.public_id}, end))
        return Response(self.get_serializer(ended).data)


class LicensedScoreSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The score")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose score it is")
    tool = serializers.SlugField(source="tool.slug", help_text="Of which questionnaire")
    score = serializers.DecimalField(max_digits=6, decimal_places=2, help_text="The score")
    level = serializers.CharField(help_text="The level, where the questionnaire has levels")
    licence_reference = serializers.CharField(help_text="Under which licence it was used")
    answered_on = serializers.DateField(help_text="On which day it was filled in")

    class Meta:
        model = LicensedScore
        fields = ("id", "person", "tool", "score", "level", "licence_reference", "answered_on")
        read_only_fields = fields


class NoteScoreSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose score it is")
    tool = serializers.SlugField(help_text="Of which questionnaire, one that is in use")
    score = serializers.DecimalField(max_digits=6, decimal_places=2, help_text="The score, on its scale")
    level = serializers.CharField(
        max_length=40, required=False, allow_blank=True, default="", help_text="The level, if it has levels"
    )
    licence_reference = serializers.CharField(max_length=60, help_text="Under which licence it was used")
    answered_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="On which day; today if left out"
    )


class LicensedScoreViewSet(Record):
    queryset = LicensedScore.objects.select_related("person", "tool")
    serializer_class = LicensedScoreSerializer
    acts = {"list": Act.SEE_WELLBEING, "retrieve": Act.SEE_WELLBEING, "note": Act.NOTE_LICENSED_SCORE}

    @extend_schema(responses={200: LicensedScoreSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """Scores of questionnaires under licence. Their questions and answers are kept nowhere here."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: LicensedScoreSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=NoteScoreSerializer,
        parameters=[KEY],
        responses={201: LicensedScoreSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def note(self, request):
        """Note the score that somebody had with a questionnaire in use here."""
        facts = self.asked(NoteScoreSerializer)
        person = self.person_for(facts["person"])
        tool = wellbeing.tools_for(person).filter(slug=facts["tool"]).first()
        if tool is None:
            raise wellbeing.ToolNotInUse
        said = {name: value for name, value in facts.items() if name not in ("person", "tool")}

        def note():
            return str(wellbeing.note_score(person, by=request.user, tool=tool, **said).public_id)

        noted = self.get_queryset().get(public_id=self.once(facts, note))
        return Response(self.get_serializer(noted).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("wellbeing", WellbeingCheckViewSet, "wellbeingcheck"),
    ("own-statements", OwnStatementViewSet, "ownstatement"),
    ("licensed-scores", LicensedScoreViewSet, "licensedscore"),
]
