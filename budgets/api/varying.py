"""Changes of budgets in use through the API."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from budgets import varying
from budgets.acts import Act
from budgets.api.planning import PROBLEMS, READ_PROBLEMS
from budgets.api.reading import ReadRows
from budgets.models import (
    Budget,
    BudgetLine,
    ManagementOption,
    Variation,
    VariationKind,
    VariationLine,
)
from budgets.models.indicative import PUBLIC_FUNDERS
from budgets.varying import Change
from careplans.acts import Act as PlanAct
from careplans.models import Action
from ipc.kernel import access
from ipc.kernel.rest import KEY
from people.models import Funder, Organisation

PUBLIC = [(funder.value, funder.label) for funder in PUBLIC_FUNDERS]


class ChangedLineOut(serializers.ModelSerializer):
    line = serializers.UUIDField(
        source="line.public_id",
        default=None,
        allow_null=True,
        help_text="The line it changes; null where it comes new",
    )
    made = serializers.UUIDField(
        source="made.public_id",
        default=None,
        allow_null=True,
        help_text="The line that came of it, once it is in force",
    )
    shares = serializers.SerializerMethodField(help_text="Pounds by funder: H NHS, C council, E education")

    class Meta:
        model = VariationLine
        fields = ("public_id", "line", "words", "option", "amount", "shares", "made")
        extra_kwargs = {
            "words": {"help_text": "What is bought"},
            "option": {"help_text": "How the money is managed"},
            "amount": {"help_text": "Pounds a week, or once for what comes once; null: the line only ends"},
        }

    def get_shares(self, row) -> dict[str, str]:
        return {share.funder: str(share.amount) for share in row.shares.all()}


class VariationOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it changes")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose budget it is")
    lines = ChangedLineOut(many=True, help_text="What it changes")

    class Meta:
        model = Variation
        fields = (
            "public_id",
            "budget",
            "person",
            "kind",
            "status",
            "effective_on",
            "reason",
            "weekly_contribution",
            "agreed_with_person_on",
            "asked_at",
            "settled_at",
            "settled_because",
            "lines",
        )
        extra_kwargs = {
            "kind": {"help_text": "What is changed"},
            "status": {"help_text": "How far it is"},
            "effective_on": {"help_text": "From which day; it may be past"},
            "reason": {"help_text": "Why"},
            "weekly_contribution": {"help_text": "What the person can be asked for a week from then on"},
            "agreed_with_person_on": {"help_text": "When the person agreed to it"},
            "asked_at": {"help_text": "When it was asked for"},
            "settled_at": {"help_text": "When it was put in force, refused or withdrawn"},
            "settled_because": {"help_text": "Why it was refused or withdrawn"},
        }


class ChangeIn(serializers.Serializer):
    """What takes the place of ``line``, or comes new for ``action``; without shares the line only ends."""

    line = serializers.UUIDField(
        required=False, default=None, allow_null=True, help_text="A line of the budget"
    )
    action = serializers.UUIDField(
        required=False, default=None, allow_null=True, help_text="An action of the plan, for a new line"
    )
    words = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=200, help_text="What is bought"
    )
    option = serializers.ChoiceField(
        ManagementOption.choices,
        required=False,
        default="",
        allow_blank=True,
        help_text="How it is managed; left out, as before",
    )
    holder = serializers.UUIDField(
        required=False, default=None, allow_null=True, help_text="Who holds it, in a third-party budget"
    )
    shares = serializers.DictField(
        child=serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0),
        required=False,
        default=dict,
        help_text="Pounds a week (or once) by funder: H, C, E",
    )

    def validate_shares(self, shares):
        if not set(shares) <= {value for value, _label in PUBLIC}:
            raise serializers.ValidationError(_("Name funders as H, C or E."))
        return {Funder(name): amount for name, amount in shares.items()}


class VariationIn(serializers.Serializer):
    budget = serializers.UUIDField(help_text="A budget in use")
    kind = serializers.ChoiceField(VariationKind.choices, help_text="What is changed")
    reason = serializers.CharField(max_length=500, help_text="Why, in words the person can read")
    effective_on = serializers.DateField(help_text="From which day")
    weekly_contribution = serializers.DecimalField(
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        default=None,
        allow_null=True,
        help_text="What the council's assessment says, a week",
    )
    changes = ChangeIn(many=True, required=False, default=list, help_text="None: only a wish in words")


class ProposeChangeIn(serializers.Serializer):
    agreed_with_person_on = serializers.DateField(
        required=False,
        default=None,
        allow_null=True,
        help_text="When the person agreed; left out where they are given notice instead",
    )


class AnswerChangeIn(serializers.Serializer):
    is_agreed = serializers.BooleanField(help_text="Whether your organisation agrees")
    reason = serializers.CharField(
        max_length=500, required=False, default="", allow_blank=True, help_text="Why not"
    )


class WithdrawChangeIn(serializers.Serializer):
    why = serializers.CharField(max_length=200, required=False, default="", allow_blank=True, help_text="Why")


class VariationViewSet(ReadRows):
    """Changes of a budget in use. Asking is a POST to the list; nothing moves until it is in force."""

    queryset = Variation.objects.select_related("budget", "person").prefetch_related(
        "lines__line", "lines__made", "lines__shares"
    )
    serializer_class = VariationOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "create": Act.ASK_VARIATION,
        "propose": Act.PROPOSE_VARIATION,
        "answer": Act.ANSWER_VARIATION,
        "withdraw": Act.ASK_VARIATION,
    }

    @extend_schema(responses={200: VariationOut(many=True), **READ_PROBLEMS})
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: VariationOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=VariationIn, parameters=[KEY], responses={201: VariationOut, **PROBLEMS})
    def create(self, request):
        """Ask for a change. A person may ask in words alone; the figures are worked out together."""
        facts = valid(VariationIn, request)
        budget = access.find(Budget, Act.ASK_VARIATION, request.user, facts["budget"])
        said = {name: value for name, value in facts.items() if name not in ("budget", "changes")}
        changes = [_change(one, budget, request.user) for one in facts["changes"]]
        made = self.once(
            facts,
            lambda: str(varying.ask(budget, by=request.user, changes=changes, **said).public_id),
        )
        return Response(self._seen(made), status.HTTP_201_CREATED)

    @extend_schema(request=ProposeChangeIn, parameters=[KEY], responses={200: VariationOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def propose(self, request, public_id=None):
        """Put it to the funders it touches; where none has to agree it is in force at once."""
        return self._do(request, ProposeChangeIn, varying.propose)

    @extend_schema(request=AnswerChangeIn, parameters=[KEY], responses={200: VariationOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Answer for your organisation; with the last yes it is in force."""
        return self._do(request, AnswerChangeIn, varying.answer)

    @extend_schema(request=WithdrawChangeIn, parameters=[KEY], responses={200: VariationOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def withdraw(self, request, public_id=None):
        """Take back what is not in force yet."""
        return self._do(request, WithdrawChangeIn, varying.withdraw)

    def _do(self, request, shape, verb):
        variation, facts = self.get_object(), valid(shape, request)
        about = {**facts, "variation": str(variation.public_id)}
        self.once(about, lambda: str(verb(variation, by=request.user, **facts).public_id))
        return Response(self._seen(variation.public_id))

    def _seen(self, public_id):
        return VariationOut(self.get_queryset().get(public_id=public_id)).data


def valid(shape, request) -> dict:
    asked = shape(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _change(facts, budget, user) -> Change:
    """Return the change with its rows, each among those the user may see of this budget."""

    def found(model, act, public_id, rows):
        return access.find(model, act, user, public_id, rows) if public_id else None

    holder = None
    if facts["holder"]:
        here = Organisation.objects.filter(site=budget.site_id, public_id=facts["holder"])
        holder = here.first()
        if holder is None:
            raise serializers.ValidationError({"holder": [_("There is no such organisation here.")]})
    return Change(
        line=found(BudgetLine, Act.SEE_BUDGET, facts["line"], budget.lines.prefetch_related("shares")),
        shares=facts["shares"],
        option=facts["option"],
        holder=holder,
        words=facts["words"],
        action=found(
            Action, PlanAct.SEE_PLAN, facts["action"], Action.objects.filter(plan_id=budget.plan_id)
        ),
    )


ROUTES = [
    ("budget-changes", VariationViewSet, "budget-change"),
]
