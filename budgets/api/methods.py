"""How a site's funders work out money: the methods with their bands and fixed sums, only added."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import response, serializers, status

from budgets import rates
from budgets.api.planning import PROBLEMS
from budgets.api.rates import GROUP, KEY, REFUSED, SOURCE, AllocationRules
from budgets.models import AllocationBand, AllocationMethod, AllocationTariff
from ipc.kernel.money import PENNY

FIELDS = ("funder", "group", "method", "words", "effective_from", "source", "bands", "tariffs")


class BandShape(serializers.ModelSerializer):
    class Meta:
        model = AllocationBand
        fields = ("points_from", "points_to", "weekly_amount")
        extra_kwargs = {
            "points_to": {"help_text": "The last point that belongs to it; none for the last band"},
            "weekly_amount": {"min_value": 0, "help_text": "Pounds a week"},
        }


class TariffShape(serializers.ModelSerializer):
    class Meta:
        model = AllocationTariff
        fields = ("position", "words", "is_one_off", "amount")
        extra_kwargs = {"amount": {"min_value": PENNY, "help_text": "Pounds a week, or one time only"}}


class MethodOut(serializers.ModelSerializer):
    bands = BandShape(many=True, help_text="Of a method of bands")
    tariffs = TariffShape(many=True, help_text="Of a method of fixed sums")

    class Meta:
        model = AllocationMethod
        fields = ("public_id", *FIELDS)


class MethodIn(serializers.ModelSerializer):
    """How one funder works out money, from today or a later day on, with all that belongs to it."""

    bands = BandShape(many=True, required=False, help_text="From 0 on, without a gap, the last without end")
    tariffs = TariffShape(many=True, required=False, help_text="Fixed sums to choose from")

    class Meta:
        model = AllocationMethod
        fields = FIELDS
        extra_kwargs = {
            "group": GROUP,
            "source": SOURCE,
            "words": {"help_text": "The way in words, as the person reads it"},
        }


class MethodViewSet(AllocationRules):
    queryset: QuerySet = AllocationMethod.objects.prefetch_related("bands", "tariffs")
    serializer_class = MethodOut
    adds = MethodIn

    @extend_schema(responses={200: MethodOut(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """How the funders of the user's own site work out money, from which day on."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=MethodIn, parameters=[KEY], responses={201: MethodOut, **PROBLEMS})
    def create(self, request):
        """Add a method to one's own site, whole. Nothing that was worked out before changes."""
        asked = self.adds(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        made = self.once(dict(facts), lambda: str(self._add(facts, request.user).public_id))
        kept = self.get_queryset().get(public_id=made)
        return response.Response(self.get_serializer(kept).data, status.HTTP_201_CREATED)

    def _add(self, facts, user):
        bands = [AllocationBand(**band) for band in facts.pop("bands", [])]
        tariffs = [AllocationTariff(**tariff) for tariff in facts.pop("tariffs", [])]
        row = AllocationMethod(site_id=user.hat.site_id, **facts)
        return rates.add_method(row, bands=bands, tariffs=tariffs, by=user)


ROUTES = [("allocation-methods", MethodViewSet, "allocation-method")]
