"""The statement through the API: for now, or for some days."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from budgets import statement, statement_account, summary
from budgets.acts import Act
from budgets.models import Budget
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.rest import Rows


def _pounds(help_text):
    return serializers.DecimalField(max_digits=12, decimal_places=2, help_text=help_text)


class FunderOut(serializers.Serializer):
    funder = serializers.CharField(help_text="H (NHS), C (council), E (education) or Y (the person).")
    weekly = _pounds("Pounds every week.")
    once = _pounds("Pounds that come one time only.")
    yearly = _pounds("Pounds in a year of 52 weeks.")


class AccountOut(serializers.Serializer):
    first = serializers.DateField(help_text="The first day the account is for.")
    last = serializers.DateField(help_text="The last day the account is for.")
    pots = serializers.ListField(
        child=serializers.DictField(),
        help_text="held (the account), paid_for and aside: what there was, came, went and is, by funder.",
    )


class StatementOut(serializers.Serializer):
    """The facts of the statement, and the balances of the money as they are now."""

    reference = serializers.UUIDField(help_text="The budget's id.")
    person = serializers.CharField(help_text="The person's name.")
    on = serializers.DateField(help_text="The day whose figures these are: the last of the days asked for.")
    starts_on = serializers.DateField(allow_null=True, help_text="The first day of the budget.")
    ends_on = serializers.DateField(allow_null=True, help_text="Its last day, once that is known.")
    funders = FunderOut(
        many=True, help_text="What each pays once the person's part is taken off the council's."
    )
    weekly = _pounds("The whole budget a week.")
    once = _pounds("What comes one time only.")
    yearly = _pounds("The whole budget in a year.")
    weeks_in_a_year = serializers.IntegerField(help_text="How many weeks a year of the budget has.")
    contribution = serializers.DictField(
        help_text="What the person pays, what was assessed, and where it is paid."
    )
    direct_payment = serializers.DictField(
        allow_null=True, help_text="What is paid to the person, and how often."
    )
    lines = serializers.ListField(
        child=serializers.DictField(), help_text="What the money is for, with who pays and how it is managed."
    )
    care_act = serializers.DictField(
        allow_null=True, help_text="The three figures of the Care Act 2014 section 26, for adults."
    )
    own_extras = serializers.ListField(
        child=serializers.DictField(), help_text="What the person buys themselves: in no total."
    )
    account = AccountOut(help_text="What there was, came in, went out and is, over the days asked for.")
    spent_on = serializers.ListField(
        child=serializers.DictField(), help_text="What was bought in these days, by line of the plan."
    )
    put_right = serializers.ListField(
        child=serializers.DictField(), help_text="What was put right in these days, with why."
    )
    money = serializers.DictField(help_text="Every balance as it is now.")


class PeriodIn(serializers.Serializer):
    first = serializers.DateField(help_text="The first day.")
    last = serializers.DateField(help_text="The last day.")

    def validate(self, asked):
        try:
            statement_account.period(**asked)
        except RuleBroken as broken:
            raise serializers.ValidationError({"last": [broken.message]}) from broken
        return asked


def _days(request):
    """Return the days asked for, or None where none are."""
    if not {"first", "last"} & set(request.query_params):
        return None
    asked = PeriodIn(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return statement_account.period(**asked.validated_data)


class StatementViewSet(Rows):
    """The statement of one budget, found by the budget's id."""

    queryset = Budget.objects.select_related("person")
    serializer_class = StatementOut
    acts = {"retrieve": Act.TAKE_STATEMENT}

    @extend_schema(
        responses=StatementOut,
        parameters=[OpenApiParameter(name, OpenApiTypes.DATE) for name in ("first", "last")],
    )
    def retrieve(self, request, public_id=None):
        """Return the statement for the days from ``first`` to ``last``; without them, for this year."""
        budget = self.get_object()
        days = _days(request)
        audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
        facts = statement.content(budget, days)
        return Response({**facts, "money": _as_text(summary.money(budget))})


def _as_text(money):
    """Return balances as text, the way all money goes out."""
    if isinstance(money, dict):
        return {name: _as_text(value) for name, value in money.items()}
    if isinstance(money, list):
        return [_as_text(value) for value in money]
    return money if money is None else str(money)


ROUTES = [("budget-statements", StatementViewSet, "budget-statement")]
