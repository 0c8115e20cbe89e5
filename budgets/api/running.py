"""Payments and spending through the API."""

import uuid

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from budgets import payments, receipts, spending
from budgets.acts import Act
from budgets.api.reading import ReadRows
from budgets.models import Budget, BudgetLine, Payment, Spend
from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import PENNY

KEY = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)
REFUSED = OpenApiResponse(description="A rule refuses this; the title says which.")


def _key(request):
    """Return the request's ``Idempotency-Key``; acts that move money do not go without one."""
    try:
        return uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError as error:
        raise serializers.ValidationError({"Idempotency-Key": [_("Send a UUID in this header.")]}) from error


class PaymentOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id")
    person = serializers.UUIDField(source="person.public_id")

    class Meta:
        model = Payment
        fields = (
            "public_id",
            "budget",
            "person",
            "starts_on",
            "ends_on",
            "amount",
            "contribution_amount",
            "status",
            "prepared_at",
            "released_at",
        )


class PaymentIn(serializers.Serializer):
    budget = serializers.UUIDField()
    starts_on = serializers.DateField()


class BecauseIn(serializers.Serializer):
    because = serializers.CharField(max_length=300, help_text="Why, in the words of whoever does it")


class PaymentViewSet(ReadRows):
    """Direct payments. One colleague prepares (POST to the list), another releases."""

    queryset = Payment.objects.select_related("budget", "person")
    serializer_class = PaymentOut
    acts = {
        "list": Act.SEE_PAYMENTS,
        "retrieve": Act.SEE_PAYMENTS,
        "create": Act.PREPARE_PAYMENT,
        "release": Act.RELEASE_PAYMENT,
        "cancel": Act.CANCEL_PAYMENT,
    }

    @extend_schema(request=PaymentIn, responses={201: PaymentOut, 409: REFUSED})
    def create(self, request):
        asked = PaymentIn(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        budget = access.find(Budget, Act.PREPARE_PAYMENT, request.user, facts["budget"])

        def prepare():
            return str(payments.prepare(budget, by=request.user, starts_on=facts["starts_on"]).public_id)

        made = self.get_queryset().get(public_id=self.once(facts, prepare))
        return Response(PaymentOut(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=None, parameters=[KEY], responses={200: PaymentOut, 409: REFUSED})
    @action(detail=True, methods=["post"])
    def release(self, request, public_id=None):
        """Pay it. ``Idempotency-Key`` is required: the same key again is the same payment."""
        payment = self.get_object()
        released = payments.release(payment, by=request.user, key=_key(request))
        return Response(PaymentOut(released).data)

    @extend_schema(request=BecauseIn, responses={200: PaymentOut, 409: REFUSED})
    @action(detail=True, methods=["post"])
    def cancel(self, request, public_id=None):
        """Take it back before it is paid; its days can be prepared again."""
        payment = self.get_object()
        asked = BecauseIn(data=request.data)
        asked.is_valid(raise_exception=True)

        def cancel():
            return str(payments.cancel(payment, by=request.user, **asked.validated_data).public_id)

        facts = {"payment": str(payment.public_id), **asked.validated_data}
        return Response(PaymentOut(self.get_queryset().get(public_id=self.once(facts, cancel))).data)


class SpendOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id")
    line = serializers.UUIDField(source="line.public_id")
    receipt = serializers.UUIDField(source="receipt.public_id", allow_null=True)
    posting = serializers.UUIDField(source="posting.public_id", help_text="Its posting in the ledger")

    class Meta:
        model = Spend
        fields = (
            "public_id",
            "budget",
            "line",
            "amount",
            "spent_on",
            "what",
            "receipt",
            "posting",
            "recorded_at",
            "put_right_at",
            "put_right_because",
        )


class SpendIn(serializers.Serializer):
    """``line`` is one of the budget's own lines; ``receipt`` is a photo or a PDF, in a multipart request."""

    budget = serializers.UUIDField()
    line = serializers.UUIDField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=PENNY)
    spent_on = serializers.DateField()
    what = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    receipt = serializers.FileField(required=False, default=None, allow_null=True)

    def validate_receipt(self, upload):
        if upload:
            try:
                receipts.look_at(upload)
            except RuleBroken as broken:
                raise serializers.ValidationError(broken.message) from broken
        return upload


class PaidForIn(serializers.Serializer):
    """``line`` is one that somebody else is paid for; ``amount`` is the whole bill."""

    budget = serializers.UUIDField(help_text="The budget")
    line = serializers.UUIDField(help_text="A line of the budget that is notional or held by a third party")
    amount = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=PENNY, help_text="The whole bill, in pounds"
    )
    spent_on = serializers.DateField(help_text="The day it was for; for some weeks, their last day")
    what = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True, help_text="What the bill says"
    )


class ReceiptIn(serializers.Serializer):
    receipt = serializers.FileField(help_text="A photo (JPG or PNG) or a PDF")

    validate_receipt = SpendIn.validate_receipt


class SpendViewSet(ReadRows):
    """What was bought: by people from their direct payment, or for them out of what is promised."""

    queryset = Spend.objects.select_related("budget", "line", "receipt", "posting")
    serializer_class = SpendOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "create": Act.RECORD_SPEND,
        "costs": Act.RECORD_COST,
        "put_right": Act.PUT_SPEND_RIGHT,
        "receipt": Act.PUT_SPEND_RIGHT,
    }

    @extend_schema(
        request={"multipart/form-data": SpendIn}, parameters=[KEY], responses={201: SpendOut, 409: REFUSED}
    )
    def create(self, request):
        """Write down a spend. ``Idempotency-Key`` is required: the same key again is the same spend."""
        asked = SpendIn(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        budget = access.find(Budget, Act.RECORD_SPEND, request.user, facts.pop("budget"))
        facts["line"] = access.find(
            BudgetLine, Act.SEE_BUDGET, request.user, facts["line"], budget.lines.all()
        )
        spend = spending.record(budget, by=request.user, key=_key(request), **facts)
        return Response(SpendOut(spend).data, status.HTTP_201_CREATED)

    @extend_schema(request=PaidForIn, parameters=[KEY], responses={201: SpendOut, 409: REFUSED})
    @action(detail=False, methods=["post"])
    def costs(self, request):
        """Write down what was paid for somebody, out of what the funders promised for it."""
        asked = PaidForIn(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        budget = access.find(Budget, Act.RECORD_COST, request.user, facts.pop("budget"))
        facts["line"] = access.find(
            BudgetLine, Act.SEE_BUDGET, request.user, facts["line"], budget.lines.all()
        )
        cost = spending.record_cost(budget, by=request.user, key=_key(request), **facts)
        return Response(SpendOut(cost).data, status.HTTP_201_CREATED)

    @extend_schema(request=BecauseIn, parameters=[KEY], responses={200: SpendOut, 409: REFUSED})
    @action(detail=True, methods=["post"], url_path="put-right")
    def put_right(self, request, public_id=None):
        """Put right what was written down by mistake: the money goes back to where it came from."""
        spend = self.get_object()
        asked = BecauseIn(data=request.data)
        asked.is_valid(raise_exception=True)
        done = spending.put_right(spend, by=request.user, key=_key(request), **asked.validated_data)
        return Response(SpendOut(done).data)

    @extend_schema(request={"multipart/form-data": ReceiptIn}, responses={200: SpendOut, 409: REFUSED})
    @action(detail=True, methods=["post"])
    def receipt(self, request, public_id=None):
        """Add a receipt to something that was written down without one."""
        spend = self.get_object()
        asked = ReceiptIn(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(SpendOut(spending.add_receipt(spend, by=request.user, **asked.validated_data)).data)


ROUTES = [
    ("payments", PaymentViewSet, "payment"),
    ("spends", SpendViewSet, "spend"),
]
