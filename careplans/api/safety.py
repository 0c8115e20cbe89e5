"""What could go wrong through the API: what is done then, who is called, and what is worth a risk."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import calling, safety
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import CarePlan, Contingency, ContingencyKind, Risk
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED

OF_A_LINE = {
    "position": {"help_text": "Its place among the others, from the first"},
    "revision": {"help_text": "Counts the changes; send it back when you change the line"},
    "changed_at": {"help_text": "When it was last changed"},
}


class LineSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the line")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan it is")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan it stands in")


class ContingencySerializer(LineSerializer):
    who_to_call = serializers.SerializerMethodField(
        help_text="Who to call then; empty where they must not be contacted any more"
    )
    phone = serializers.SerializerMethodField(help_text="Their number; empty in the same case")

    class Meta:
        model = Contingency
        said = ("kind", "trigger", "what_to_do", "who_to_call", "phone")
        fields = ("id", "person", "plan", "position", *said, "revision", "changed_at")
        read_only_fields = fields
        extra_kwargs = OF_A_LINE | {
            "kind": {"help_text": "What it is about"},
            "trigger": {"help_text": "If this happens"},
            "what_to_do": {"help_text": "Do this"},
        }

    def get_who_to_call(self, line) -> str:
        return "" if self._is_kept_off(line) else line.who_to_call

    def get_phone(self, line) -> str:
        return "" if self._is_kept_off(line) else line.phone

    def _is_kept_off(self, line):
        stopped = self.context["stopped"][line.person_id]
        return bool(calling.is_kept_off(line.who_to_call, line.phone, stopped))


class RiskSerializer(LineSerializer):
    class Meta:
        model = Risk
        said = ("words", "why_worth_it", "what_we_do", "watched_by", "is_significant")
        fields = ("id", "person", "plan", "position", *said, "revision", "changed_at")
        read_only_fields = fields
        extra_kwargs = OF_A_LINE | {
            "words": {"help_text": "What could go wrong"},
            "why_worth_it": {"help_text": "Why it is worth it to the person"},
            "what_we_do": {"help_text": "What was agreed to do about it"},
            "watched_by": {"help_text": "Who keeps an eye on it"},
            "is_significant": {"help_text": "Whether it could do serious harm"},
        }


class ChangeContingencySerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=ContingencyKind.choices, help_text="What it is about")
    trigger = serializers.CharField(max_length=500, help_text="If this happens")
    what_to_do = serializers.CharField(max_length=1000, help_text="Do this")
    who_to_call = serializers.CharField(max_length=200, help_text="Call this person")
    phone = serializers.CharField(
        max_length=30, required=False, allow_blank=True, default="", help_text="Their number"
    )


class ChangeRiskSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=500, help_text="What could go wrong")
    why_worth_it = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default="", help_text="Why it is worth it"
    )
    what_we_do = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, default="", help_text="What was agreed to do"
    )
    watched_by = serializers.CharField(
        max_length=120, required=False, allow_blank=True, default="", help_text="Who keeps an eye on it"
    )
    is_significant = serializers.BooleanField(default=False, help_text="Whether it could do serious harm")


class ToPlanSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The draft it is added to")


class OfRevisionSerializer(serializers.Serializer):
    revision = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, help_text="Of the line as you read it"
    )


class AddContingencySerializer(ToPlanSerializer, ChangeContingencySerializer):
    pass


class AddRiskSerializer(ToPlanSerializer, ChangeRiskSerializer):
    pass


class ReviseContingencySerializer(OfRevisionSerializer, ChangeContingencySerializer):
    pass


class ReviseRiskSerializer(OfRevisionSerializer, ChangeRiskSerializer):
    pass


class TakenOutSerializer(serializers.Serializer):
    plan = serializers.UUIDField(source="public_id", help_text="The plan it was taken out of")
    revision = serializers.IntegerField(help_text="Of the plan now")


ACTS: dict[str, str] = {
    "list": Act.SEE_PLAN,
    "retrieve": Act.SEE_PLAN,
    "add": Act.WRITE_PLAN,
    "change": Act.WRITE_PLAN,
    "remove": Act.WRITE_PLAN,
}


def _added(view, form, verb):
    facts, by = view.asked(form), view.request.user
    plan = access.find(CarePlan, Act.WRITE_PLAN, by, facts["plan"])
    said = {name: value for name, value in facts.items() if name != "plan"}
    made = view.once(facts, lambda: str(verb(plan, by=by, **said).public_id))
    return _shown(view, made, status.HTTP_201_CREATED)


def _changed(view, form, verb):
    line, facts = view.get_object(), view.asked(form)
    asked = {"line": str(line.public_id), **facts}
    view.once(asked, lambda: str(verb(line, by=view.request.user, **facts).public_id))
    return _shown(view, line.public_id, status.HTTP_200_OK)


def _removed(view, verb):
    line, by = view.get_object(), view.request.user
    verb(line, by=by)
    return Response(TakenOutSerializer(CarePlan.objects.visible_to(by).get(pk=line.plan_id)).data)


def _shown(view, public_id, code):
    line = view.get_queryset().get(public_id=public_id)
    return Response(view.get_serializer(line).data, status=code)


class ContingencyViewSet(Record):
    queryset = Contingency.objects.select_related("person", "plan")
    serializer_class = ContingencySerializer
    acts = ACTS

    def get_serializer(self, shown=None, **more):
        people = {}
        for line in shown if more.get("many") else filter(None, [shown]):
            people.setdefault(line.site_id, set()).add(line.person_id)
        context = {**self.get_serializer_context(), "stopped": calling.kept_off_among(people)}
        return super().get_serializer(shown, context=context, **more)

    @extend_schema(responses={200: ContingencySerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What to do if something happens, of every plan the user may read."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ContingencySerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AddContingencySerializer,
        parameters=[KEY],
        responses={201: ContingencySerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def add(self, request):
        """Add what to do if something happens to a draft."""
        return _added(self, AddContingencySerializer, safety.add_contingency)

    @extend_schema(
        request=ReviseContingencySerializer,
        parameters=[KEY],
        responses={200: ContingencySerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Change it; refused when somebody else has changed it since ``revision``."""
        return _changed(self, ReviseContingencySerializer, safety.change_contingency)

    @extend_schema(request=None, responses={200: TakenOutSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def remove(self, request, public_id=None):
        """Take it out of the draft."""
        return _removed(self, safety.remove_contingency)


class RiskViewSet(Record):
    queryset = Risk.objects.select_related("person", "plan")
    serializer_class = RiskSerializer
    acts = ACTS

    @extend_schema(responses={200: RiskSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What could go wrong and is worth it, of every plan the user may read."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: RiskSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AddRiskSerializer, parameters=[KEY], responses={201: RiskSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def add(self, request):
        """Add what could go wrong to a draft."""
        return _added(self, AddRiskSerializer, safety.add_risk)

    @extend_schema(
        request=ReviseRiskSerializer, parameters=[KEY], responses={200: RiskSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Change it; refused when somebody else has changed it since ``revision``."""
        return _changed(self, ReviseRiskSerializer, safety.change_risk)

    @extend_schema(request=None, responses={200: TakenOutSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def remove(self, request, public_id=None):
        """Take it out of the draft."""
        return _removed(self, safety.remove_risk)


ROUTES = [
    ("contingencies", ContingencyViewSet, "contingency"),
    ("risks", RiskViewSet, "risk"),
]
