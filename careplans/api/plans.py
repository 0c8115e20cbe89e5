"""Plans through the API: read whole, written part by part."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import writing
from careplans.acts import Act
from careplans.api.lines import (
    KINDS,
    AddActionSerializer,
    AddGoalSerializer,
    AddNeedSerializer,
    ChangeActionSerializer,
    ChangeGoalSerializer,
    ChangeNeedSerializer,
    MoveSerializer,
    NeedSerializer,
    RankSerializer,
    WeekSerializer,
)
from careplans.api.reading import Record
from careplans.models import Action, CarePlan, Goal, Need
from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from peersupport.models import Service


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
            "coping",
            "advance_statement",
            "health_watched_by",
            "notice_days",
            "review_by",
            "needs",
        )
        read_only_fields = fields


class StartSerializer(serializers.Serializer):
    person = serializers.UUIDField()


class PlanViewSet(Record):
    queryset = CarePlan.objects.select_related("person")
    serializer_class = PlanSerializer
    acts = {
        "list": Act.SEE_PLAN,
        "retrieve": Act.SEE_PLAN,
        "start": Act.START_PLAN,
        "add_need": Act.WRITE_PLAN,
        "add_goal": Act.WRITE_PLAN,
        "add_action": Act.WRITE_PLAN,
        "change_need": Act.WRITE_PLAN,
        "change_goal": Act.WRITE_PLAN,
        "change_action": Act.WRITE_PLAN,
        "move_line": Act.WRITE_PLAN,
        "set_week": Act.WRITE_PLAN,
        "rank_goals": Act.RANK_GOALS,
    }

    def get_serializer_class(self):
        return PlanInBriefSerializer if self.action == "list" else PlanSerializer

    @extend_schema(responses={200: PlanInBriefSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The plans the user may see, without what is in them."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: PlanSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        """A plan with its needs, their goals, their actions."""
        plan = self.get_object()
        audit.read(Act.SEE_PLAN, plan, by=request.user)
        return Response(self._whole(plan))

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
        need = self._line(plan, Need, facts.pop("need"))
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
        goal = self._line(plan, Goal, facts.pop("goal"))
        self._name_service(plan, facts)
        return self._added(
            {"goal": goal.public_id, **facts},
            lambda: writing.add_action(goal, by=request.user, **facts).plan,
        )

    @extend_schema(
        request=ChangeNeedSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="needs/change")
    def change_need(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(ChangeNeedSerializer)
        return self._changed(plan, Need, facts.pop("need"), facts)

    @extend_schema(
        request=ChangeGoalSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="goals/change")
    def change_goal(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(ChangeGoalSerializer)
        return self._changed(plan, Goal, facts.pop("goal"), facts)

    @extend_schema(
        request=ChangeActionSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="actions/change")
    def change_action(self, request, public_id=None):
        plan, facts = self.get_object(), self.asked(ChangeActionSerializer)
        self._name_service(plan, facts)
        return self._changed(plan, Action, facts.pop("action"), facts)

    @extend_schema(
        request=MoveSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="lines/move")
    def move_line(self, request, public_id=None):
        """Move a line one place up or down among its own."""
        plan, facts = self.get_object(), self.asked(MoveSerializer)
        line = self._line(plan, KINDS[facts["kind"]], facts["line"])
        return self._done(facts, lambda: writing.move_line(line, by=request.user, up=facts["up"]).plan)

    @extend_schema(
        request=WeekSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="actions/week")
    def set_week(self, request, public_id=None):
        """Say when in the week an action happens."""
        plan, facts = self.get_object(), self.asked(WeekSerializer)
        line = self._line(plan, Action, facts["action"])
        said = {"slots": facts["slots"], "revision": facts["revision"]}
        return self._done(facts, lambda: writing.set_week(line, by=request.user, **said).plan)

    @extend_schema(
        request=RankSerializer, parameters=[KEY], responses={200: PlanSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"], url_path="goals/order")
    def rank_goals(self, request, public_id=None):
        """Put the goals in the order the person gives them."""
        plan, facts = self.get_object(), self.asked(RankSerializer)
        asked = {"plan": public_id, **facts}
        return self._done(asked, lambda: writing.rank_goals(plan, facts["goals"], by=request.user))

    def _name_service(self, plan, facts):
        """Put the entry of the directory in the place of its id."""
        if facts.get("service"):
            here = Service.objects.visible_to(self.request.user).filter(site_id=plan.site_id)
            facts["service"] = get_object_or_404(here, public_id=facts["service"])

    def _line(self, plan, model, public_id):
        lines = model.objects.permitting(Act.WRITE_PLAN, self.request.user)
        return get_object_or_404(lines, plan=plan, public_id=public_id)

    def _changed(self, plan, model, public_id, facts):
        line = self._line(plan, model, public_id)
        asked = {"line": line.public_id, **facts}
        return self._done(asked, lambda: writing.change_line(line, by=self.request.user, **facts).plan)

    def _done(self, facts, do):
        return self._added(facts, do, status.HTTP_200_OK)

    def _added(self, facts, do, answer=status.HTTP_201_CREATED):
        """Answer with the whole plan as it now is, once per key."""
        plan = self.get_queryset().get(public_id=self.once(facts, lambda: str(do().public_id)))
        return Response(self._whole(plan), status=answer)

    def _whole(self, plan):
        """Return the plan as it is answered: with the needs that the user may see."""
        seen = Need.objects.visible_to(self.request.user).as_a_tree()
        prefetch_related_objects([plan], Prefetch("needs", seen.prefetch_related("goals__actions__slots")))
        return self.get_serializer(plan).data


ROUTES = [
    ("plans", PlanViewSet, "plan"),
]
