"""About me through the API: read, and written under a heading."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import about
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import AboutHeading, Statement
from ipc.kernel.rest import BROKEN, KEY, REFUSED


class StatementSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    person = serializers.UUIDField(source="person.public_id")
    written_by = serializers.CharField(source="written_by.name", default="")

    class Meta:
        model = Statement
        fields = ("id", "person", "heading", "words", "helped_by", "written_at", "written_by", "revision")
        read_only_fields = fields


class WriteSerializer(serializers.Serializer):
    person = serializers.UUIDField()
    heading = serializers.ChoiceField(choices=AboutHeading.choices)
    words = serializers.CharField(max_length=5000)
    helped_by = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
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


ROUTES = [
    ("statements", StatementViewSet, "statement"),
]
