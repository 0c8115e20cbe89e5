"""Sign-off through the API: what waits for whom, answers, panels, questions and limits."""

from drf_spectacular.utils import extend_schema
from rest_framework import response, serializers, status
from rest_framework.decorators import action

from budgets import funder_questions, limits, panels, signing
from budgets.acts import Act
from budgets.api.planning import PROBLEMS, READ_PROBLEMS, BudgetViewSet
from budgets.api.planning_shapes import BudgetOut
from budgets.api.rates import KEY, SOURCE, AllocationRules
from budgets.api.reading import ReadRows
from budgets.models import PUBLIC_FUNDERS, DelegatedLimit, PanelDecision, Signature

FUNDERS = [(funder.value, funder.label) for funder in PUBLIC_FUNDERS]
SIGNERS = [(role.value, role.label) for role in limits.SIGNERS]


class ForAFunder(serializers.Serializer):
    funder = serializers.ChoiceField(
        choices=FUNDERS,
        required=False,
        allow_null=True,
        default=None,
        help_text="For which funder: needed only where you may sign for several",
    )


class AnsweredLineOut(serializers.Serializer):
    id = serializers.UUIDField(help_text="Of the line, which may have changed since")
    words = serializers.CharField(help_text="What is bought")
    amount = serializers.DecimalField(
        max_digits=12, decimal_places=2, help_text="This funder's share before the person's part"
    )
    is_weekly = serializers.BooleanField(help_text="Every week; else once")
    is_agreed = serializers.BooleanField(help_text="Whether the funder said yes to this line")


class SignatureRowOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it answers")
    organisation = serializers.CharField(source="organisation.name", help_text="Who answered")
    lines = AnsweredLineOut(many=True, help_text="The lines it answered about, as they were")

    class Meta:
        model = Signature
        fields = (
            "public_id",
            "budget",
            "funder",
            "organisation",
            "revision",
            "weekly_amount",
            "one_off_amount",
            "is_agreed",
            "is_part",
            "lines",
            "reason",
            "signed_at",
        )


class SignatureViewSet(ReadRows):
    """What funders answered about budgets, one by one; answers are only added."""

    queryset = Signature.objects.select_related("budget", "organisation")
    serializer_class = SignatureRowOut
    acts = {"list": Act.SEE_BUDGET, "retrieve": Act.SEE_BUDGET}

    @extend_schema(responses={200: SignatureRowOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)


class PanelOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it decided about")

    class Meta:
        model = PanelDecision
        fields = ("public_id", "budget", "funder", "revision", "met_on", "who", "is_agreed", "reason")


class PanelViewSet(ReadRows):
    """What panels decided, where a funder's part was above what one may sign for."""

    queryset = PanelDecision.objects.select_related("budget")
    serializer_class = PanelOut
    acts = {"list": Act.SEE_BUDGET, "retrieve": Act.SEE_BUDGET}

    @extend_schema(responses={200: PanelOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)


class AnswerIn(ForAFunder):
    is_agreed = serializers.BooleanField(help_text="Yes to all of this funder's lines")
    revision = serializers.IntegerField(min_value=1, help_text="Of the budget whose figures were read")
    reason = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        default="",
        help_text="Needed for no and for in part; the person reads it",
    )
    agreed_lines = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        default=list,
        help_text="In part: the lines agreed to, with is_agreed false",
    )


class PanelIn(ForAFunder):
    met_on = serializers.DateField(help_text="The day it met")
    who = serializers.CharField(max_length=300, help_text="Who decided, by name or role")
    is_agreed = serializers.BooleanField(help_text="Whether it agreed")
    reason = serializers.CharField(max_length=1000, help_text="Why; the person may read it")


class QuestionIn(ForAFunder):
    words = serializers.CharField(max_length=funder_questions.LONGEST, help_text="What you want to know")


class ApprovalViewSet(ReadRows):
    """Budgets that wait for an answer of yours. Answer, write down what the panel decided, or ask."""

    queryset = BudgetViewSet.queryset
    serializer_class = BudgetOut
    acts = {
        "list": Act.SIGN_BUDGET,
        "retrieve": Act.SIGN_BUDGET,
        "answer": Act.SIGN_BUDGET,
        "panel": Act.RECORD_PANEL,
        "ask": Act.ASK_ABOUT_BUDGET,
    }

    def get_queryset(self):
        found = super().get_queryset()
        if getattr(self, "swagger_fake_view", False) or self.action != "list":
            return found
        return found.waiting_for(*limits.signs_for(self.request.user))

    @extend_schema(responses={200: BudgetOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=AnswerIn, parameters=[KEY], responses={201: SignatureRowOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Answer for a funder: yes, no with its reason, or yes to some lines and no to the others."""
        return self._made(AnswerIn, signing.sign, SignatureRowOut, Signature)

    @extend_schema(request=PanelIn, parameters=[KEY], responses={201: PanelOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def panel(self, request, public_id=None):
        """Write down what a funder's panel decided about the budget as it is now."""
        return self._made(PanelIn, panels.record, PanelOut, PanelDecision)

    @extend_schema(request=QuestionIn, parameters=[KEY], responses={204: None, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def ask(self, request, public_id=None):
        """Ask the coordinator something before answering; the budget goes on waiting."""
        self._done(QuestionIn, funder_questions.ask)
        return response.Response(status=status.HTTP_204_NO_CONTENT)

    def _done(self, shape, verb) -> str:
        budget = self.get_object()
        asked = shape(data=self.request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        return self.once(
            {**facts, "about": str(budget.public_id)},
            lambda: str(verb(budget, by=self.request.user, **facts).public_id),
        )

    def _made(self, shape, verb, out, model):
        made = self._done(shape, verb)
        kept = model.objects.visible_to(self.request.user).get(public_id=made)
        return response.Response(out(kept).data, status.HTTP_201_CREATED)


class LimitOut(serializers.ModelSerializer):
    class Meta:
        model = DelegatedLimit
        fields = (
            "public_id",
            "funder",
            "role",
            "weekly_up_to",
            "one_off_up_to",
            "effective_from",
            "source",
        )


class LimitIn(serializers.ModelSerializer):
    """Up to how much a role may sign for one funder, from today or a later day on."""

    funder = serializers.ChoiceField(choices=FUNDERS, help_text="Whose money")
    role = serializers.ChoiceField(choices=SIGNERS, help_text="Who may sign")

    class Meta:
        model = DelegatedLimit
        fields = ("funder", "role", "weekly_up_to", "one_off_up_to", "effective_from", "source")
        extra_kwargs = {
            "weekly_up_to": {"min_value": 0, "help_text": "Pounds a week"},
            "one_off_up_to": {"min_value": 0, "help_text": "Pounds that are paid once, in all"},
            "source": SOURCE,
        }


class LimitViewSet(AllocationRules):
    queryset = DelegatedLimit.objects.all()
    serializer_class = LimitOut
    adds = LimitIn
    verb = staticmethod(limits.add)

    @extend_schema(responses={200: LimitOut(many=True), **READ_PROBLEMS})
    def list(self, request, *args, **kwargs):
        """Up to how much each role may sign for each funder in one's own site, from which day on."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=LimitIn, parameters=[KEY], responses={201: LimitOut, **PROBLEMS})
    def create(self, request):
        """Add a limit to one's own site. What was signed before stays signed."""
        return super().create(request)


ROUTES = [
    ("signatures", SignatureViewSet, "signature"),
    ("panel-decisions", PanelViewSet, "panel-decision"),
    ("approvals", ApprovalViewSet, "approval"),
    ("delegated-limits", LimitViewSet, "delegated-limit"),
]
