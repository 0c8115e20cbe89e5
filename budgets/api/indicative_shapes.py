"""What the API of indicative budgets takes (``…In``) and gives (``…Out``)."""

from decimal import Decimal

from rest_framework import serializers

from budgets import allocation
from budgets.api.planning_shapes import pounds
from budgets.models import (
    AllocationAnswer,
    AllocationQuestion,
    AllocationTariff,
    Every,
    IndicativeBudget,
    UnitPrice,
)
from budgets.models.indicative import PUBLIC_FUNDERS

PUBLIC = [(funder.value, funder.label) for funder in PUBLIC_FUNDERS]


class ShareOut(serializers.Serializer):
    funder = serializers.CharField(help_text="H: NHS, C: council, E: education")
    weekly_amount = pounds(help_text="Pounds a week")
    one_off_amount = pounds(help_text="Pounds that come one time only")


class IndicativeOut(serializers.ModelSerializer):
    """A guide to how much money might be needed; once shown to the person it never changes."""

    person = serializers.UUIDField(source="person.public_id", help_text="Whose it is")
    shares = ShareOut(many=True, help_text="What each funder might give")
    working = serializers.JSONField(
        help_text="Every question, answer, price, rate and band as it was used, in figures and in words"
    )

    class Meta:
        model = IndicativeBudget
        fields = (
            "public_id",
            "person",
            "status",
            "weekly_amount",
            "weekly_low_amount",
            "weekly_high_amount",
            "one_off_amount",
            "shares",
            "working",
            "worked_out_at",
            "shared_at",
        )


class CarerIn(serializers.Serializer):
    """Somebody who said that they are willing and able to give the help a question asks about."""

    question = serializers.UUIDField(help_text="A question about informal support")
    carer = serializers.UUIDField(help_text="Of the person's circle of support")


class CostIn(serializers.Serializer):
    """Help that may be needed: so many units at a price, every so often."""

    funder = serializers.ChoiceField(PUBLIC, help_text="Who might pay: one whose method is cost")
    price = serializers.UUIDField(help_text="A price of the person's ways")
    quantity = serializers.DecimalField(
        max_digits=6, decimal_places=2, min_value=Decimal("0.01"), help_text="How many units"
    )
    every = serializers.ChoiceField(Every.choices, help_text="How often so many are bought")


class WorkOutIn(serializers.Serializer):
    """What was said about a person; their ``ways`` say what is asked."""

    person = serializers.UUIDField(help_text="Whose it will be")
    answers = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        max_length=100,
        required=False,
        help_text="One answer to each question",
    )
    carers = CarerIn(many=True, required=False, help_text="Whose help is taken off")
    carers_said_on = serializers.DateField(
        required=False, allow_null=True, help_text="The day on which the carers said so; not later than today"
    )
    costs = CostIn(many=True, required=False, help_text="For funders whose method is cost")
    tariffs = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        max_length=100,
        required=False,
        help_text="Fixed sums that were chosen",
    )


class AnswerOut(serializers.ModelSerializer):
    answer = serializers.IntegerField(source="pk", help_text="What is sent as an answer")

    class Meta:
        model = AllocationAnswer
        fields = ("answer", "words", "points")


class QuestionOut(serializers.ModelSerializer):
    answers = AnswerOut(many=True, help_text="To choose one of")

    class Meta:
        model = AllocationQuestion
        fields = ("public_id", "funder", "group", "is_informal_support", "words", "help", "answers")


class PriceOut(serializers.ModelSerializer):
    class Meta:
        model = UnitPrice
        fields = ("public_id", "words", "kind", "unit", "amount", "effective_from", "source")


class TariffOut(serializers.ModelSerializer):
    tariff = serializers.IntegerField(source="pk", help_text="What is sent when it is chosen")

    class Meta:
        model = AllocationTariff
        fields = ("tariff", "words", "is_one_off", "amount")


class WayOut(serializers.Serializer):
    """How one funder works out money for somebody: what it asks, or what there is to choose from."""

    funder = serializers.CharField(help_text="H: NHS, C: council, E: education")
    method = serializers.CharField(source="kind", help_text="points, bands, cost or tariff")
    notes = serializers.SerializerMethodField(help_text="What is set for one of the person's groups")
    questions = QuestionOut(many=True, help_text="Where points count")
    prices = PriceOut(many=True, help_text="Where the cost is built up")
    tariffs = TariffOut(many=True, help_text="Where there are fixed sums")

    def get_notes(self, way) -> list[str]:
        return allocation.for_the_group(way)
