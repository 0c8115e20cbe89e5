"""What the API of lines and rules takes (``…In``) and gives (``…Out``)."""

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgets import prices
from budgets.drafting import ChargeExemption
from budgets.models import (
    PUBLIC_FUNDERS,
    BudgetLine,
    Connection,
    Every,
    Frequency,
    LineKind,
    ManagementOption,
    OwnExtra,
    PriceUnit,
    UnitPrice,
)
from people.models import Role

LETTERS = {funder.value for funder in PUBLIC_FUNDERS}
SHARES = "Pounds a week, or once, by funder: H (NHS), C (council), E (education)"
FOR_A_HOLDER = {
    "connection": "",
    "is_same_household": False,
    "connection_reason": "",
    "charge_exempt_reason": "",
}


def pounds(help_text, **more):
    return serializers.DecimalField(max_digits=12, decimal_places=2, help_text=help_text, **more)


class BoughtIn(serializers.Serializer):
    """How an amount comes about; it is rounded up to the penny, so that it is always enough."""

    quantity = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=Decimal("0.01"), help_text="How many units"
    )
    every = serializers.ChoiceField(Every.choices, help_text="How often so many are bought")
    price = serializers.UUIDField(
        required=False, allow_null=True, help_text="A price of the site; it says the unit and what one costs"
    )
    unit = serializers.ChoiceField(
        PriceUnit.choices, required=False, help_text="Of what, where no price of the site is chosen"
    )
    unit_amount = pounds("What one costs, where no price of the site is chosen", required=False, min_value=0)


class UpliftIn(serializers.Serializer):
    """A price that is known to rise: from that day another line takes the place of this one."""

    starts_on = serializers.DateField(help_text="From which day on")
    percent = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, required=False, help_text="By how many percent"
    )
    unit_amount = pounds("Or what one unit costs then", required=False, min_value=0)


class LineIn(serializers.Serializer):
    """A line of the budget: its parts in pounds (``shares``), or ``bought`` units with ``percents``."""

    action = serializers.UUIDField(help_text="The action of the plan that it is for")
    words = serializers.CharField(max_length=200, help_text="What is bought")
    option = serializers.ChoiceField(
        ManagementOption.choices, help_text="How it is managed, as the person chose"
    )
    frequency = serializers.ChoiceField(Frequency.choices, help_text="Every week, or once")
    shares = serializers.DictField(child=pounds("Pounds", min_value=0), required=False, help_text=SHARES)
    percents = serializers.DictField(
        child=serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0),
        required=False,
        help_text="With bought: the percent of each funder, together 100",
    )
    bought = BoughtIn(
        required=False, allow_null=True, help_text="Where it is known how the amount comes about"
    )
    holder = serializers.UUIDField(
        required=False, allow_null=True, help_text="Who holds the money of a third-party budget"
    )
    charge_exempt_reason = serializers.ChoiceField(
        ChargeExemption.choices, required=False, allow_blank=True, help_text="Why it is free by law"
    )
    kind = serializers.ChoiceField(LineKind.choices, required=False, help_text="What kind of thing it is")
    starts_on = serializers.DateField(
        required=False, allow_null=True, help_text="Its first day, if a later one"
    )
    ends_on = serializers.DateField(
        required=False, allow_null=True, help_text="Its last day, if an earlier one"
    )
    uplift = UpliftIn(required=False, allow_null=True, help_text="A price that is known to rise")
    connection = serializers.ChoiceField(
        Connection.choices, required=False, allow_blank=True, help_text="How close whoever is paid is"
    )
    is_same_household = serializers.BooleanField(
        required=False, help_text="Whether they live in the same home"
    )
    connection_reason = serializers.CharField(
        max_length=500, required=False, allow_blank=True, help_text="Why paying them is needed"
    )
    is_on_school_premises = serializers.BooleanField(
        required=False, help_text="Whether it happens in a school"
    )
    school_agreed_on = serializers.DateField(
        required=False, allow_null=True, help_text="When the head agreed in writing"
    )

    def validate_shares(self, shares):
        return _public(shares)

    def validate_percents(self, percents):
        return _public(percents)


def _public(parts):
    unknown = set(parts) - LETTERS
    if unknown:
        raise serializers.ValidationError([f"{', '.join(sorted(unknown))}: H, C or E"])
    return parts


class LineRowOut(serializers.ModelSerializer):
    """A line with what each public funder puts in before the person's own part is taken off."""

    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it belongs to")
    holder = serializers.CharField(source="holder.name", default="", help_text="Who holds the money, by name")
    replaces = serializers.UUIDField(
        source="replaces.public_id",
        default=None,
        help_text="The line whose place it takes from its first day",
    )
    shares = serializers.SerializerMethodField(help_text=SHARES)
    in_words = serializers.SerializerMethodField(help_text="How the amount comes about, where that is known")

    class Meta:
        model = BudgetLine
        fields = (
            "public_id", "budget", "words", "option", "holder", "frequency", "amount", "shares", "kind",
            "unit", "unit_amount", "quantity", "every", "in_words", "starts_on", "ends_on", "replaces",
            "is_contingency", "charge_exempt_reason", "connection", "is_same_household", "connection_reason",
            "is_on_school_premises", "school_agreed_on",
        )  # fmt: skip

    @extend_schema_field(serializers.DictField(child=pounds("Pounds")))
    def get_shares(self, line):
        return {share.funder: str(share.amount) for share in line.shares.all()}

    def get_in_words(self, line) -> str:
        if line.unit_amount is None:
            return ""
        return prices.in_words(line.unit, line.unit_amount, line.quantity, line.every, line.amount)

    def to_representation(self, line):
        """Leave out, for a holder, who is close to the person and why nothing is charged."""
        shown = super().to_representation(line)
        request = self.context.get("request")
        is_holder = request is not None and request.user.hat.role == Role.HOLDER
        return {**shown, **FOR_A_HOLDER} if is_holder else shown


class RemoveLineIn(serializers.Serializer):
    is_free = serializers.BooleanField(
        required=False, default=False, help_text="Whether the action costs nothing from now on"
    )


class KeepBackIn(serializers.Serializer):
    """Money for emergencies: so many weeks of the budget, or so many percent of a year; 0 weeks for none."""

    budget = serializers.UUIDField(help_text="The budget, which is a draft")
    weeks = serializers.DecimalField(
        max_digits=4, decimal_places=1, min_value=0, required=False, help_text="How many weeks of money"
    )
    percent = serializers.IntegerField(
        min_value=1, max_value=20, required=False, help_text="Or how many percent of a year's money"
    )


class OwnExtraIn(serializers.Serializer):
    budget = serializers.UUIDField(help_text="The budget that it stands beside")
    words = serializers.CharField(max_length=200, help_text="What the person buys themselves")
    weekly_amount = pounds("About how much it is a week")


class OwnExtraOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget that it stands beside")

    class Meta:
        model = OwnExtra
        fields = ("public_id", "budget", "words", "weekly_amount", "recorded_at")


class UnitPriceOut(serializers.ModelSerializer):
    class Meta:
        model = UnitPrice
        fields = ("public_id", "code", "words", "kind", "unit", "amount", "effective_from", "source")


class PriceIn(serializers.ModelSerializer):
    """What one unit of something costs, from today or a later day on."""

    code = serializers.SlugField(
        max_length=40,
        required=False,
        help_text="The same for the same thing over the years; else made of its words",
    )

    class Meta:
        model = UnitPrice
        fields = ("code", "words", "kind", "unit", "amount", "effective_from", "source")
        extra_kwargs = {"amount": {"min_value": Decimal("0.01")}}


class ToldRuleOut(serializers.Serializer):
    words = serializers.CharField(help_text="The rule in plain words")
    source = serializers.CharField(help_text="Where it comes from")  # type: ignore[assignment]
    letters = serializers.ListField(child=serializers.CharField(), help_text="Whose rule it is: H, C, E")
    stricter = serializers.CharField(help_text="That it is the stricter one where others pay too, in words")


class RuleSectionOut(serializers.Serializer):
    title = serializers.CharField(help_text="What the rules are about")
    rules = ToldRuleOut(many=True)


class RuleSheetOut(serializers.Serializer):
    """The rules of all who pay, merged, with the stricter one named."""

    sections = RuleSectionOut(many=True, help_text="In the order in which people read them")
