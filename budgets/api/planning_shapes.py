"""What the API of planning takes (``…In``) and gives (``…Out``)."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgets import contribution, sufficiency
from budgets.models import (
    Budget,
    Signature,
)
from people.models import Role


def pounds(source=None, **more):
    """Return a field of pounds with two places."""
    return serializers.DecimalField(max_digits=12, decimal_places=2, source=source, **more)


class LineOut(serializers.Serializer):
    """A line with who pays what: ``H``, ``C``, ``E``, and ``Y`` for the person's own part."""

    public_id = serializers.UUIDField(source="line.public_id")
    words = serializers.CharField(source="line.words")
    option = serializers.CharField(source="line.option")
    frequency = serializers.CharField(source="line.frequency")
    amount = pounds("line.amount")
    charge_exempt_reason = serializers.CharField(source="line.charge_exempt_reason")
    shares = serializers.DictField(child=pounds())


class SignatureOut(serializers.ModelSerializer):
    class Meta:
        model = Signature
        fields = (
            "public_id",
            "funder",
            "revision",
            "weekly_amount",
            "one_off_amount",
            "is_agreed",
            "reason",
            "signed_at",
        )


class BudgetOut(serializers.ModelSerializer):
    person = serializers.UUIDField(source="person.public_id")
    plan = serializers.UUIDField(source="plan_public_id", allow_null=True)
    weekly_assessed_contribution = pounds(allow_null=True)

    class Meta:
        model = Budget
        fields = (
            "public_id",
            "person",
            "plan",
            "status",
            "revision",
            "weekly_assessed_contribution",
            "payment_basis",
            "starts_on",
            "above_reason",
        )

    def to_representation(self, budget):
        """Leave out, for a holder, what the person pays and why the plan costs what it costs."""
        shown = super().to_representation(budget)
        if self.is_for_a_holder:
            shown |= {"weekly_assessed_contribution": None, "above_reason": ""}
        return shown

    @property
    def reader(self):
        request = self.context.get("request")
        return request.user if request else self.context.get("reader")

    @property
    def is_for_a_holder(self) -> bool:
        return self.reader is not None and self.reader.hat.role == Role.HOLDER


class WholeBudgetOut(BudgetOut):
    lines = serializers.SerializerMethodField()
    signatures = SignatureOut(many=True)
    is_enough = serializers.SerializerMethodField()

    class Meta:
        model = Budget
        fields = (*BudgetOut.Meta.fields, "lines", "signatures", "is_enough")

    @extend_schema_field(LineOut(many=True))
    def get_lines(self, budget) -> list[dict]:
        """Say who pays what; why nobody is charged for a line is nothing that a holder must know."""
        lines = LineOut(contribution.funding(budget), many=True).data
        return (
            [{**line, "charge_exempt_reason": ""} for line in lines] if self.is_for_a_holder else list(lines)
        )

    def get_is_enough(self, budget) -> bool | None:
        """Say whether it pays for the whole plan; a holder sees their own lines alone, so nothing is said."""
        if self.is_for_a_holder:
            return None
        return sufficiency.check(budget).is_enough


class OpenIn(serializers.Serializer):
    plan = serializers.UUIDField()


class ProposeIn(serializers.Serializer):
    above_reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class SignIn(serializers.Serializer):
    is_agreed = serializers.BooleanField()
    revision = serializers.IntegerField(min_value=1, help_text="Of the budget whose figures were read")
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)
