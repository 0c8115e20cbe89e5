"""The years of budgets and their end through the API."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from budgets import ending, years
from budgets.acts import Act
from budgets.api.planning import PROBLEMS, READ_PROBLEMS
from budgets.api.reading import ReadRows
from budgets.api.varying import valid
from budgets.models import Budget, BudgetYear, EndedBecause
from ipc.kernel import access
from ipc.kernel.rest import KEY
from people.models import Role


class YearOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it is a year of")

    class Meta:
        model = BudgetYear
        fields = ("public_id", "budget", "number", "starts_on", "ends_on", "carried_in", "given_back")
        extra_kwargs = {
            "number": {"help_text": "The first year is 1"},
            "starts_on": {"help_text": "Its first day"},
            "ends_on": {"help_text": "Its last day: 52 weeks"},
            "carried_in": {"help_text": "Pounds carried over from the year before"},
            "given_back": {"help_text": "Pounds of this year given back to the funders"},
        }


class YearIn(serializers.Serializer):
    budget = serializers.UUIDField(help_text="A budget in use whose year ends")
    carry = serializers.DictField(
        child=serializers.BooleanField(),
        required=False,
        default=dict,
        help_text="By funder (H, C, E): true carries over what is left, false gives it back",
    )


class YearViewSet(ReadRows):
    """The years of budgets. To begin the next one is a POST to the list."""

    queryset = BudgetYear.objects.select_related("budget", "person")
    serializer_class = YearOut
    acts = {"list": Act.SEE_BUDGET, "retrieve": Act.SEE_BUDGET, "create": Act.ROLL_YEAR}

    @extend_schema(responses={200: YearOut(many=True), **READ_PROBLEMS})
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: YearOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=YearIn, parameters=[KEY], responses={201: YearOut, **PROBLEMS})
    def create(self, request):
        facts = valid(YearIn, request)
        budget = access.find(Budget, Act.ROLL_YEAR, request.user, facts["budget"])
        made = self.once(
            facts,
            lambda: str(years.begin_next(budget, carry=facts["carry"], by=request.user).public_id),
        )
        return Response(YearOut(self.get_queryset().get(public_id=made)).data, status.HTTP_201_CREATED)


class EndIn(serializers.Serializer):
    last_day = serializers.DateField(help_text="The last day that is paid for")
    because = serializers.ChoiceField(
        [(one.value, one.label) for one in EndedBecause if one != EndedBecause.NEXT_PLAN],
        help_text="Why it ends",
    )
    words = serializers.CharField(max_length=500, help_text="The reasons, for the person to read")


class EndOut(serializers.ModelSerializer):
    class Meta:
        model = Budget
        fields = ("public_id", "status", "ends_on", "ends_because", "end_words", "ended_at")
        extra_kwargs = {
            "status": {"help_text": "Whether it is in use still"},
            "ends_on": {"help_text": "The last day that is paid for"},
            "ends_because": {"help_text": "Why it ends"},
            "end_words": {"help_text": "The reasons in words"},
            "ended_at": {"help_text": "When the account was settled"},
        }

    def to_representation(self, budget):
        """Whoever holds a part reads until when, and not why: the reasons are between others."""
        shown = super().to_representation(budget)
        request = self.context.get("request")
        is_holder = request is not None and request.user.hat.role == Role.HOLDER
        return {**shown, "ends_because": "", "end_words": ""} if is_holder else shown


class EndingViewSet(ReadRows):
    """When budgets end, found by the budget's id: the last day, where it is set, and the account settled."""

    queryset = Budget.objects.all()
    serializer_class = EndOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "last_day": Act.END_BUDGET,
        "settle": Act.SETTLE_BUDGET,
    }

    @extend_schema(responses={200: EndOut(many=True), **READ_PROBLEMS})
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: EndOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=EndIn, parameters=[KEY], responses={200: EndOut, **PROBLEMS})
    @action(detail=True, methods=["post"], url_path="last-day")
    def last_day(self, request, public_id=None):
        """Set the last day. The person may give the money up at any time; others give notice."""
        budget = access.find(Budget, Act.END_BUDGET, request.user, public_id)
        facts = valid(EndIn, request)
        if not request.user.is_member_of_staff and facts["because"] != EndedBecause.PERSON_ASKED:
            raise serializers.ValidationError({"because": [_("Only staff may say this.")]})
        about = {**facts, "budget": str(budget.public_id)}
        self.once(about, lambda: str(ending.set_last_day(budget, by=request.user, **facts).public_id))
        return Response(EndOut(self.get_queryset().get(pk=budget.pk)).data)

    @extend_schema(request=None, parameters=[KEY], responses={200: EndOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def settle(self, request, public_id=None):
        """Settle the account after the last day: what is left goes back to whoever it came from."""
        budget = self.get_object()
        about = {"settle": str(budget.public_id)}
        self.once(about, lambda: str(ending.settle(budget, by=request.user).public_id))
        return Response(EndOut(self.get_queryset().get(pk=budget.pk)).data)


ROUTES = [
    ("budget-years", YearViewSet, "budget-year"),
    ("budget-endings", EndingViewSet, "budget-ending"),
]
