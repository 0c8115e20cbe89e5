"""Around the agreement through the API: what a plan lacks, the five things, the plans as they were agreed."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import criteria, readiness, versions
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import CarePlan, Criterion, PlanStatus, PlanVersion
from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows

WITH = OpenApiParameter("with", OpenApiTypes.UUID, description="An earlier agreed plan; else the one before")


class MissingLineSerializer(serializers.Serializer):
    words = serializers.CharField(help_text="What is missing, in plain words")
    is_blocking = serializers.BooleanField(help_text="Whether the plan cannot be agreed without it")
    sources = serializers.ListField(child=serializers.CharField(), help_text="Who asks for it")


class MissingSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan")
    is_ready = serializers.BooleanField(help_text="Whether nothing stops it from being agreed")
    missing = MissingLineSerializer(many=True, help_text="What stops it first; nothing once it is agreed")


class MissingViewSet(Rows):
    """What a draft still lacks, by which law."""

    queryset = CarePlan.objects.select_related("person")
    serializer_class = MissingSerializer
    acts = {"retrieve": Act.SEE_PLAN}

    @extend_schema(responses={200: MissingSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        plan = self.get_object()
        audit.read(Act.SEE_PLAN, plan, by=request.user)
        found = readiness.missing(plan, request.user)
        is_ready = plan.status == PlanStatus.DRAFT and not any(one["is_blocking"] for one in found)
        answer = {"plan": plan.public_id, "is_ready": is_ready, "missing": found}
        return Response(MissingSerializer(answer).data)


class CriterionAnswerSerializer(serializers.Serializer):
    criterion = serializers.ChoiceField(Criterion.choices, help_text="Which of the five")
    is_met = serializers.BooleanField(help_text="Whether the plan meets it")
    words = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default="", help_text="How that is known"
    )


class CheckSerializer(serializers.Serializer):
    answers = CriterionAnswerSerializer(many=True, help_text="One for each of the five")


class FactSerializer(serializers.Serializer):
    words = serializers.CharField(help_text="What the plan may show")
    is_there = serializers.BooleanField(help_text="Whether it does")


class CriterionSerializer(serializers.Serializer):
    criterion = serializers.IntegerField(help_text="Which of the five")
    facts = FactSerializer(many=True, help_text="What the plan itself shows of it")
    is_met = serializers.BooleanField(allow_null=True, help_text="What was confirmed last; null before")


class CriteriaSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan")
    is_counted = serializers.BooleanField(help_text="Whether all five were confirmed")
    criteria = CriterionSerializer(many=True, help_text="The five, in order")


class CriteriaViewSet(Rows):
    """The five things that make a plan a personal one: shown by facts, confirmed by somebody."""

    queryset = CarePlan.objects.select_related("person")
    serializer_class = CriteriaSerializer
    acts = {"retrieve": Act.CHECK_PLAN, "check": Act.CHECK_PLAN}

    @extend_schema(responses={200: CriteriaSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        plan = self.get_object()
        audit.read(Act.SEE_PLAN, plan, by=request.user)
        return Response(self._shown(plan))

    @extend_schema(
        request=CheckSerializer, parameters=[KEY], responses={200: CriteriaSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def check(self, request, public_id=None):
        """Confirm or deny each of the five; refused for a draft."""
        plan, form = self.get_object(), CheckSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        facts = form.validated_data
        said = {Criterion(one["criterion"]): (one["is_met"], one["words"]) for one in facts["answers"]}
        self.once(
            {"plan": public_id, **facts},
            lambda: str(criteria.check(plan, by=request.user, answers=said).public_id),
        )
        return Response(self._shown(plan))

    def _shown(self, plan):
        newest = criteria.newest(plan)
        shown = [
            {
                "criterion": criterion,
                "facts": facts,
                "is_met": newest[criterion].is_met if criterion in newest else None,
            }
            for criterion, facts in criteria.facts(plan).items()
        ]
        answer = {"plan": plan.public_id, "is_counted": criteria.is_counted(plan), "criteria": shown}
        return CriteriaSerializer(answer).data


class VersionInBriefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The agreed plan as it was")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan that was sealed")
    number = serializers.IntegerField(source="plan.number", help_text="Which plan of this person")
    content_hash = serializers.CharField(help_text="SHA-256 of the canonical JSON of the content")
    sealed_at = serializers.DateTimeField(help_text="When it was agreed")

    class Meta:
        model = PlanVersion
        fields: tuple[str, ...] = ("id", "person", "plan", "number", "content_hash", "sealed_at")
        read_only_fields = fields


class VersionSerializer(VersionInBriefSerializer):
    content = serializers.SerializerMethodField(
        help_text="The plan word for word; its money only for who may see the money"
    )
    is_whole = serializers.SerializerMethodField(help_text="Whether it still is what was agreed")

    class Meta(VersionInBriefSerializer.Meta):
        fields = (*VersionInBriefSerializer.Meta.fields, "content", "is_whole")

    def get_content(self, version) -> dict:
        return versions.content(self.context["request"].user, version)

    def get_is_whole(self, version) -> bool:
        return versions.is_whole(version)


class VersionViewSet(Record):
    queryset = PlanVersion.objects.select_related("person", "plan")
    serializer_class = VersionSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "compare": Act.SEE_PLAN}

    def get_queryset(self):
        found = super().get_queryset()
        return found.defer("content") if self.action == "list" else found

    def get_serializer_class(self):
        return VersionInBriefSerializer if self.action == "list" else VersionSerializer

    @extend_schema(responses={200: VersionInBriefSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The agreed plans that the user may read whole, without what is in them."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: VersionSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        """An agreed plan, word for word as it was sealed."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(parameters=[WITH], responses={200: OpenApiTypes.OBJECT, **REFUSED, **BROKEN})
    @action(detail=True, methods=["get"])
    def compare(self, request, public_id=None):
        """What changed since an earlier agreed plan, part by part, in words."""
        version = self.get_object()
        audit.read(Act.SEE_PLAN, version, by=request.user)
        earlier = versions.earlier_than(version, request.user, request.query_params.get("with"))
        return Response(versions.compare(request.user, earlier, version))


ROUTES = [
    ("plan-missing", MissingViewSet, "plan-missing"),
    ("plan-criteria", CriteriaViewSet, "plan-criteria"),
    ("plan-versions", VersionViewSet, "plan-version"),
]
