"""About me through the API: read, and written under a heading; what works and what does not."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import about
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import AboutHeading, Observation, Statement, View
from ipc.kernel.rest import BROKEN, KEY, REFUSED


class StatementSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the statement")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose words they are")
    heading = serializers.ChoiceField(choices=AboutHeading.choices, help_text="Under which heading")
    words = serializers.CharField(help_text="In the person's own words, unchanged")
    helped_by = serializers.CharField(help_text="Who supported them to write it: name and relationship")
    written_at = serializers.DateTimeField(help_text="When it was written last")
    written_by = serializers.CharField(source="written_by.name", default="", help_text="Who wrote it down")
    revision = serializers.IntegerField(help_text="How often it was saved; needed to write again")

    class Meta:
        model = Statement
        fields = ("id", "person", "heading", "words", "helped_by", "written_at", "written_by", "revision")
        read_only_fields = fields


class WriteSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose words they are")
    heading = serializers.ChoiceField(choices=AboutHeading.choices, help_text="Under which heading")
    words = serializers.CharField(max_length=5000, help_text="In the person's own words")
    helped_by = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="Who supported them to write it: name and relationship",
    )
    revision = serializers.IntegerField(
        min_value=0, default=0, max_value=2_000_000_000, help_text="Of the words as read; 0 for the first"
    )


class StatementViewSet(Record):
    queryset = Statement.objects.select_related("person", "written_by")
    serializer_class = StatementSerializer
    acts = {"list": Act.SEE_ABOUT_ME, "retrieve": Act.SEE_ABOUT_ME, "write": Act.WRITE_ABOUT_ME}

    @extend_schema(responses={200: StatementSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """About me, of everybody whose About me the user may read."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: StatementSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=WriteSerializer, parameters=[KEY], responses={200: StatementSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def write(self, request):
        """Save the words under a heading; refused when somebody else has written since ``revision``."""
        facts = self.asked(WriteSerializer)
        person = self.person_for(facts["person"])
        said = {name: facts[name] for name in ("heading", "words", "helped_by", "revision")}

        def write():
            return str(about.write(person, by=request.user, **said).public_id)

        written = self.get_queryset().get(public_id=self.once(facts, write))
        return Response(self.get_serializer(written).data)


class ObservationSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the observation")
    person = serializers.UUIDField(source="person.public_id", help_text="In whose life it is")
    view = serializers.ChoiceField(choices=View.choices, help_text="Whose view it is")
    is_working = serializers.BooleanField(help_text="Whether it is working")
    words = serializers.CharField(help_text="What is working or not")
    noted_at = serializers.DateTimeField(help_text="When it was noted")
    noted_by = serializers.CharField(source="noted_by.name", default="", help_text="Who noted it")

    class Meta:
        model = Observation
        fields = ("id", "person", "view", "is_working", "words", "noted_at", "noted_by")
        read_only_fields = fields


class NoteSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="In whose life it is")
    is_working = serializers.BooleanField(help_text="Whether it is working")
    words = serializers.CharField(max_length=2000, help_text="What is working or not")
    view = serializers.ChoiceField(
        choices=View.choices,
        required=False,
        default=None,
        allow_null=True,
        help_text="Whose view it is, where not one's own: a colleague or family may write down the person's",
    )


class ObservationViewSet(Record):
    queryset = Observation.objects.select_related("person", "noted_by")
    serializer_class = ObservationSerializer
    acts = {"list": Act.SEE_ABOUT_ME, "retrieve": Act.SEE_ABOUT_ME, "note": Act.NOTE_OBSERVATION}

    @extend_schema(responses={200: ObservationSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What is working and what is not, of everybody whose About me the user may read."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ObservationSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=NoteSerializer,
        parameters=[KEY],
        responses={200: ObservationSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def note(self, request):
        """Note what is working or not, in one's own view or in that of the person."""
        facts = self.asked(NoteSerializer)
        person = self.person_for(facts["person"])
        said = {name: facts[name] for name in ("is_working", "words", "view")}

        def note():
            return str(about.observe(person, by=request.user, **said).public_id)

        noted = self.get_queryset().get(public_id=self.once(facts, note))
        return Response(self.get_serializer(noted).data)


ROUTES = [
    ("statements", StatementViewSet, "statement"),
    ("observations", ObservationViewSet, "observation"),
]
