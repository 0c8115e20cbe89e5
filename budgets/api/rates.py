"""A site's allocation rates and policies: read by its staff, added by its administrators."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, response, serializers, status

from budgets import rates
from budgets.acts import Act
from budgets.api.planning import PROBLEMS
from budgets.models import AllocationPolicy, AllocationRate
from ipc.kernel.money import PENNY
from ipc.kernel.rest import Rows

KEY = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER)
SOURCE = {"help_text": "Who decided it, and where that is written"}
GROUP = {"help_text": "For this group alone; left out, for everybody"}
REFUSED = {code: PROBLEMS[code] for code in (401, 403)}


class RateOut(serializers.ModelSerializer):
    class Meta:
        model = AllocationRate
        fields = ("public_id", "funder", "group", "effective_from", "pounds_per_point", "source")


class RateIn(serializers.ModelSerializer):
    """What a point is worth a week for one funder, from today or a later day on."""

    class Meta:
        model = AllocationRate
        fields = ("funder", "group", "effective_from", "pounds_per_point", "source")
        extra_kwargs = {"group": GROUP, "pounds_per_point": {"min_value": 0}, "source": SOURCE}


class PolicyOut(serializers.ModelSerializer):
    class Meta:
        model = AllocationPolicy
        fields = ("public_id", "effective_from", "tolerance_percent", "round_up_to", "source")


class PolicyIn(serializers.ModelSerializer):
    """How wide the range is and how it is rounded, from today or a later day on."""

    class Meta:
        model = AllocationPolicy
        fields = ("effective_from", "tolerance_percent", "round_up_to", "source")
        extra_kwargs = {
            "tolerance_percent": {"min_value": 0},
            "round_up_to": {"min_value": PENNY},
            "source": SOURCE,
        }


class AllocationRules(mixins.ListModelMixin, Rows):
    """What holds in the user's own site from a day on: added, never changed."""

    acts = {"list": Act.SEE_ALLOCATION_RULES, "create": Act.ADD_ALLOCATION_RULE}
    queryset: QuerySet
    adds: type[serializers.Serializer]
    verb: Callable[..., Any] = staticmethod(rates.add)

    def create(self, request):
        asked = self.adds(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        row = self.queryset.model(site_id=request.user.hat.site_id, **facts)
        made = self.once(facts, lambda: str(self.verb(row, by=request.user).public_id))
        kept = self.get_queryset().get(public_id=made)
        return response.Response(self.get_serializer(kept).data, status.HTTP_201_CREATED)


class RateViewSet(AllocationRules):
    queryset = AllocationRate.objects.all()
    serializer_class = RateOut
    adds = RateIn

    @extend_schema(responses={200: RateOut(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What a point is worth in the user's own site, for each funder, from which day on."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=RateIn, parameters=[KEY], responses={201: RateOut, **PROBLEMS})
    def create(self, request):
        """Add a rate to one's own site. Nothing that was shown to people before changes."""
        return super().create(request)


class PolicyViewSet(AllocationRules):
    queryset = AllocationPolicy.objects.all()
    serializer_class = PolicyOut
    adds = PolicyIn

    @extend_schema(responses={200: PolicyOut(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The tolerance and rounding of the user's own site, from which day on."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=PolicyIn, parameters=[KEY], responses={201: PolicyOut, **PROBLEMS})
    def create(self, request):
        """Add a policy to one's own site. Nothing that was shown to people before changes."""
        return super().create(request)


ROUTES = [
    ("allocation-rates", RateViewSet, "allocation-rate"),
    ("allocation-policies", PolicyViewSet, "allocation-policy"),
]
