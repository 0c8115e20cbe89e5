"""Agreeing a plan with its money through the API, and reading who agreed what."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import response, serializers, status

from budgets import agreeing
from budgets.api.planning import PROBLEMS, READ_PROBLEMS
from budgets.api.reading import ReadRows
from budgets.models import Budget
from careplans import who_decides
from careplans.acts import Act as PlanAct
from careplans.models import Agreement, AgreementParty, CarePlan
from ipc.kernel import access
from people.models import HowGiven

KEY = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER)


class AgreementOut(serializers.ModelSerializer):
    plan = serializers.UUIDField(source="plan.public_id")
    person = serializers.UUIDField(source="person.public_id")
    paper = serializers.UUIDField(
        source="paper.public_id",
        default=None,
        allow_null=True,
        help_text="The signed page, where there is one",
    )
    decision = serializers.UUIDField(
        source="decision.public_id",
        default=None,
        allow_null=True,
        help_text="The best interests decision, where the person could not decide",
    )

    class Meta:
        model = Agreement
        fields = (
            "public_id",
            "plan",
            "person",
            "party",
            "name",
            "how",
            "organisation",
            "witness",
            "paper",
            "decision",
            "revision",
            "agreed_at",
        )


class AgreementIn(serializers.Serializer):
    """Who agreed and how. Left out, the review is the one in the plan; only staff may set another."""

    plan = serializers.UUIDField()
    party = serializers.ChoiceField(AgreementParty.choices)
    how = serializers.ChoiceField(HowGiven.choices, help_text="online, when you agree for yourself")
    name = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="Whose yes staff write down: one of several who decide by right, or another professional",
    )
    organisation = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="Whom a professional speaks for; left out, the organisation you work for",
    )
    witness = serializers.CharField(
        max_length=120,
        required=False,
        allow_blank=True,
        default="",
        help_text="Who else heard it, where it was said by telephone",
    )
    paper = serializers.FileField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The signed page (PDF, JPG or PNG), where it was agreed on paper",
    )
    review_due_on = serializers.DateField(required=False, default=None, allow_null=True)
    review_by = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    revision = serializers.IntegerField(min_value=0, help_text="Of the plan that was read")
    budget_revision = serializers.IntegerField(
        min_value=0,
        allow_null=True,
        help_text="Of the budget whose figures were read; 0 where the plan has none, null where its money is "
        "not shared with you",
    )


class AgreementViewSet(ReadRows):
    """Who agreed which plan, and how. To agree one is a POST to the list."""

    queryset = Agreement.objects.select_related("plan", "person", "paper", "decision")
    serializer_class = AgreementOut
    acts = {"list": PlanAct.SEE_PLAN, "retrieve": PlanAct.SEE_PLAN, "create": PlanAct.AGREE_PLAN}

    @extend_schema(responses={200: AgreementOut(many=True), **READ_PROBLEMS})
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: AgreementOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=AgreementIn, parameters=[KEY], responses={201: AgreementOut, **PROBLEMS})
    def create(self, request):
        """Agree a plan as it was read, with its money; refused when either has changed since."""
        asked = AgreementIn(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        plan = access.find(CarePlan, PlanAct.AGREE_PLAN, request.user, facts["plan"])
        said = _said(facts, plan, request.user)
        made = self.once(facts, lambda: _agree(plan, by=request.user, **said))
        kept = self.get_queryset().get(public_id=made)
        return response.Response(AgreementOut(kept).data, status.HTTP_201_CREATED)


def _said(facts, plan, user) -> dict:
    """Return what is agreed; whoever agrees for themselves does so online, to the review in the plan."""
    review = {"review_due_on": plan.review_due_on, "review_by": plan.review_by}
    said = {name: value for name, value in facts.items() if name != "plan"}
    said.update({name: said[name] or value for name, value in review.items()})
    if not user.is_member_of_staff:
        as_on_the_page = {"how": HowGiven.ONLINE, "name": "", "witness": "", "paper": None, **review}
        others = [name for name, value in as_on_the_page.items() if said[name] != value]
        if others:
            raise serializers.ValidationError({name: [_("Only staff may say this.")] for name in others})
    if said["budget_revision"] is None and Budget.objects.visible_to(user).filter(plan=plan).exists():
        raise serializers.ValidationError({"budget_revision": [_("Say which figures you read.")]})
    if said["party"] == AgreementParty.BEST_INTERESTS:
        said["decision"] = who_decides.standing_decision(plan.person)
    return said


def _agree(plan, *, by, party, **said) -> str:
    plan = agreeing.agree(plan, by=by, party=party, **said)
    made = plan.agreements.filter(agreed_by=by, party=party, revision=plan.revision)
    return str(made.order_by("pk").last().public_id)


ROUTES = [
    ("plan-agreements", AgreementViewSet, "plan-agreement"),
]
