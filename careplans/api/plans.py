"""Plans through the API: read whole, written part by part."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import writing
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import Action, CarePlan, Goal, GoalKind, Need
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from peersupport.models import Service


class ActionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    service = serializers.UUIDField(source="service.public_id", default=None, allow_null=True)

    class Meta:
        model = Action
        fields = ("id", "words", "who", "when", "is_paid", "service")
        read_only_fields = fields


class GoalSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    actions = ActionSerializer(many=True)

    class Meta:
        model = Goal
        fields = ("id", "kind", "words", "importance", "confidence", "actions")
        read_only_fields = fields


class NeedSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    goals = GoalSerializer(many=True)

    class Meta:
        model = Need
        fields = ("id", "words", "is_eligible", "goals")
        read_only_fields = fields


class PlanInBriefSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    person = serializers.UUIDField(source="person.public_id")

    class Meta:
        model = CarePlan
        fields = ("id", "person", "number", "status", "started_at", "agreed_at", "review_due_on", "revision")
        read_only_fields = fields


class PlanSerializer(PlanInBriefSerializer):
    needs = NeedSerializer(many=True)

    class Meta:
        model = CarePlan
        fields: tuple[str, ...] = (
            *PlanInBriefSerializer.Meta.fields,
            "prevention",
            "if_things_go_wrong",
            "health_watched_by",
            "notice_days",
            "review_by",
            "needs",
        )
        read_only_fields = fields


class StartSerializer(serializers.Serializer):
    person = serializers.UUIDField()


class AddNeedSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=500)
    is_eligible = serializers.BooleanField(required=False, allow_null=True, default=None)


class AddGoalSerializer(serializers.Serializer):
    need = serializers.UUIDField(help_text="A need of this plan")
    kind = serializers.ChoiceField(choices=GoalKind.choices)
    words = serializers.CharField(max_length=500)
    importance = serializers.IntegerField(
        min_value=1, max_value=10, required=False, allow_null=True, default=None
    )
    confidence = serializers.IntegerField(
        min_value=1, max_value=10, required=False, allow_null=True, default=None
    )


class AddActionSerializer(serializers.Serializer):
    goal = serializers.UUIDField(help_text="A goal of this plan")
    words = serializers.CharField(max_length=500)
    who = serializers.CharField(max_length=120)
    when = serializers.CharField(max_length=120)
    is_paid = serializers.BooleanField(default=False)
    service = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="An entry of the directory"
    )


class PlanViewSet(Record):
    queryset = CarePlan.objects.select_related("person").prefetch_related(
        Prefetch("needs", Need.objects.as_a_tree())
    )
    serializer_class = PlanSerializer
    acts = {
        "list": Act.SEE_PLAN,
        "retrieve": Act.SEE_PLAN,
        "start": Act.START_PLAN,
        "add_need": Act.WRITE_PLAN,
        "add_goal": Act.WRITE_PLAN,
        "add_action": Act.WRITE_PLAN,
    }

    def get_queryset(self):
        plans = super().get_queryset()
        return plans.prefetch_related(None) if self.action == "list" else plans

    def get_serializer_class(self):
        return PlanInBriefSerializer if self.action == "list" else PlanSerializer

    @extend_schema(responses={200: PlanInBriefSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The plans the user may see, without what is in them."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: PlanSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        """A plan with its needs, their goals, their actions."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=StartSerializer, parameters=[KEY], responses={201: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def start(self, request):
        """Start the next plan of a person as a draft."""
        facts = self.asked(StartSerializer)
        person = self.person_for(facts["person"])
        return self._added(facts, lambda: writing.start(person, by=request.user))

    @extend_schema(
        request=AddNeedSerializer, parameters=[KEY], responses={201: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="needs")
    def add_need(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(AddNeedSerializer)
        return self._added(
            {"plan": public_id, **facts},
            lambda: writing.add_need(plan, by=request.user, **facts).plan,
        )

    @extend_schema(
        request=AddGoalSerializer, parameters=[KEY], responses={201: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="goals")
    def add_goal(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(AddGoalSerializer)
        need = get_object_or_404(plan.needs, public_id=facts.pop("need"))
        return self._added(
            {"need": need.public_id, **facts},
            lambda: writing.add_goal(need, by=request.user, **facts).plan,
        )

    @extend_schema(
        request=AddActionSerializer, parameters=[KEY], responses={201: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="actions")
    def add_action(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(AddActionSerializer)
        goal = get_object_or_404(plan.goals, public_id=facts.pop("goal"))
        if facts["service"]:
            here = Service.objects.visible_to(request.user).filter(site_id=plan.site_id)
            facts["service"] = get_object_or_404(here, public_id=facts["service"])
        return self._added(
            {"goal": goal.public_id, **facts},
            lambda: writing.add_action(goal, by=request.user, **facts).plan,
        )

    def _added(self, facts, do):
        """Answer with the whole plan as it now is, once per key."""
        plan = self.get_queryset().get(public_id=self.once(facts, lambda: str(do().public_id)))
        return Response(self.get_serializer(plan).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("plans", PlanViewSet, "plan"),
]
