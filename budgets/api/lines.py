"""The lines of a budget, the rules that speak, what stands beside it, and the prices of a site."""

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, response, status
from rest_framework.decorators import action

from budgets import drafting, own_extras, prices, rule_sheet
from budgets.acts import Act
from budgets.api.line_facts import facts_of
from budgets.api.line_shapes import (
    KeepBackIn,
    LineIn,
    LineRowOut,
    OwnExtraIn,
    OwnExtraOut,
    PriceIn,
    RemoveLineIn,
    RuleSheetOut,
    UnitPriceOut,
)
from budgets.api.planning import PROBLEMS, READ_PROBLEMS
from budgets.api.rates import KEY, REFUSED, AllocationRules
from budgets.api.reading import ReadRows
from budgets.models import Budget, BudgetLine, OwnExtra, UnitPrice
from ipc.kernel import access, audit
from ipc.kernel.rest import Rows


def _valid(serializer) -> dict:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class LineViewSet(ReadRows):
    """The lines of budgets: what each costs and how that comes about, who pays, how it is managed."""

    queryset = BudgetLine.objects.select_related("budget__person", "holder", "replaces").prefetch_related(
        "shares"
    )
    serializer_class = LineRowOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "change": Act.WRITE_BUDGET,
        "remove": Act.WRITE_BUDGET,
        "keep_back": Act.WRITE_BUDGET,
    }

    @extend_schema(responses={200: LineRowOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=LineIn, parameters=[KEY], responses={200: LineRowOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Write a line of a draft anew: all of it, not only what is another."""
        found = self.get_object()
        asked = _valid(LineIn(data=request.data))
        line = facts_of(asked, found.budget, request.user)
        self.once(
            {**asked, "about": public_id},
            lambda: str(drafting.change_line(found, by=request.user, **line).public_id),
        )
        return response.Response(self.get_serializer(self.get_queryset().get(public_id=public_id)).data)

    @extend_schema(request=RemoveLineIn, parameters=[KEY], responses={204: None, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def remove(self, request, public_id=None):
        """Take a line off a draft."""
        found = self.get_object()
        asked = _valid(RemoveLineIn(data=request.data))
        self.once(
            {**asked, "about": public_id},
            lambda: str(drafting.remove_line(found, by=request.user, **asked).public_id),
        )
        return response.Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=KeepBackIn, parameters=[KEY], responses={200: LineRowOut(many=True), **PROBLEMS})
    @action(detail=False, methods=["post"], url_path="keep-back", pagination_class=None)
    def keep_back(self, request):
        """Keep money back for emergencies, or keep none; the answer is the line, or nothing."""
        asked = _valid(KeepBackIn(data=request.data))
        budget = access.find(Budget, Act.WRITE_BUDGET, request.user, asked["budget"])
        kept = {name: value for name, value in asked.items() if name != "budget"}
        self.once(asked, lambda: _id_of(drafting.keep_back(budget, by=request.user, **kept)))
        found = self.get_queryset().filter(budget=budget, is_contingency=True)
        return response.Response(self.get_serializer(found, many=True).data)


def _id_of(line) -> str:
    return str(line.public_id) if line else "nothing"


class OwnExtraViewSet(ReadRows):
    """What people buy with their own money beside the budget: never in any of its sums."""

    queryset = OwnExtra.objects.select_related("budget")
    serializer_class = OwnExtraOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "add": Act.WRITE_OWN_EXTRA,
    }

    @extend_schema(responses={200: OwnExtraOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=OwnExtraIn, parameters=[KEY], responses={201: OwnExtraOut, **PROBLEMS})
    @action(detail=False, methods=["post"])
    def add(self, request):
        asked = _valid(OwnExtraIn(data=request.data))
        budget = access.find(Budget, Act.WRITE_OWN_EXTRA, request.user, asked["budget"])
        extra = {name: value for name, value in asked.items() if name != "budget"}
        made = self.once(asked, lambda: str(own_extras.add(budget, by=request.user, **extra).public_id))
        kept = self.get_queryset().get(public_id=made)
        return response.Response(self.get_serializer(kept).data, status.HTTP_201_CREATED)


class RuleSheetViewSet(mixins.RetrieveModelMixin, Rows):
    """One sheet of plain rules for a budget: those of all who pay, the stricter one named."""

    queryset = Budget.objects.select_related("person")
    serializer_class = RuleSheetOut
    acts = {"retrieve": Act.SEE_BUDGET}

    @extend_schema(responses={200: RuleSheetOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_BUDGET, found, by=request.user)
        return response.Response(RuleSheetOut(rule_sheet.sheet(found)).data)


class UnitPriceViewSet(AllocationRules):
    queryset = UnitPrice.objects.all()
    serializer_class = UnitPriceOut
    adds = PriceIn
    verb = staticmethod(prices.add)

    @extend_schema(responses={200: UnitPriceOut(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What a unit of each thing costs in the user's own site, from which day on."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=PriceIn, parameters=[KEY], responses={201: UnitPriceOut, **PROBLEMS})
    def create(self, request):
        """Add a price to one's own site. No line that was written before changes."""
        return super().create(request)


ROUTES = [
    ("budget-lines", LineViewSet, "budget-line"),
    ("own-extras", OwnExtraViewSet, "own-extra"),
    ("rule-sheets", RuleSheetViewSet, "rule-sheet"),
    ("unit-prices", UnitPriceViewSet, "unit-price"),
]
