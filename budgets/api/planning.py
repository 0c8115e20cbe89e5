"""Budgets through the API: opened, written, signed."""

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework import response, status
from rest_framework.decorators import action

from budgets import drafting, signing
from budgets.acts import Act
from budgets.api.line_facts import facts_of
from budgets.api.line_shapes import LineIn
from budgets.api.planning_shapes import (
    BudgetOut,
    OpenIn,
    ProposeIn,
    SignIn,
    WholeBudgetOut,
)
from budgets.api.reading import ReadRows
from budgets.models import Budget
from careplans.acts import Act as PlanAct
from careplans.models import CarePlan
from ipc.kernel import access, audit
from people.models import Person
from people.portal import may_for

PROBLEMS = {
    400: OpenApiTypes.OBJECT,
    401: OpenApiTypes.OBJECT,
    403: OpenApiTypes.OBJECT,
    404: OpenApiTypes.OBJECT,
    409: OpenApiTypes.OBJECT,
}
READ_PROBLEMS = {code: PROBLEMS[code] for code in (401, 403, 404)}


class BudgetViewSet(ReadRows):
    """Budgets: opened for a plan, written line by line, signed by each funder for its own part."""

    # The plan's id by a subquery: whoever was given the money but not the plan still sees the budget.
    queryset = Budget.objects.select_related("person").annotate(
        plan_public_id=Subquery(CarePlan.objects.filter(pk=OuterRef("plan")).values("public_id"))
    )
    serializer_class = BudgetOut
    acts = {
        "list": Act.SEE_BUDGET,
        "retrieve": Act.SEE_BUDGET,
        "open": Act.OPEN_BUDGET,
        "add_line": Act.WRITE_BUDGET,
        "propose": Act.PROPOSE_BUDGET,
        "sign": Act.SIGN_BUDGET,
    }

    @extend_schema(responses={200: WholeBudgetOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_BUDGET, found, by=request.user)
        return response.Response(WholeBudgetOut(found, context={"reader": request.user}).data)

    @extend_schema(request=OpenIn, responses={201: BudgetOut, **PROBLEMS})
    @action(detail=False, methods=["post"])
    def open(self, request):
        asked = _valid(OpenIn(data=request.data))
        plan = access.find(CarePlan, PlanAct.SEE_PLAN, request.user, asked["plan"])
        _person_for(self.act_of("open"), Budget, request.user, plan.person.public_id)
        made = self.once(asked, lambda: str(drafting.open_budget(plan, by=request.user).public_id))
        return _answer(BudgetOut, self.get_queryset(), made, status.HTTP_201_CREATED)

    @extend_schema(request=LineIn, responses={201: WholeBudgetOut, **PROBLEMS})
    @action(detail=True, methods=["post"], url_path="lines")
    def add_line(self, request, public_id=None):
        budget = self.get_object()
        asked = _valid(LineIn(data=request.data))
        line = facts_of(asked, budget, request.user)
        asked = {**asked, "about": public_id}
        self.once(asked, lambda: str(drafting.add_line(budget, by=request.user, **line).public_id))
        return _answer(WholeBudgetOut, self.get_queryset(), public_id, status.HTTP_201_CREATED)

    @extend_schema(request=ProposeIn, responses={200: BudgetOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def propose(self, request, public_id=None):
        budget = self.get_object()
        asked = _valid(ProposeIn(data=request.data))
        self.once(
            {**asked, "about": public_id},
            lambda: str(signing.propose(budget, by=request.user, **asked).public_id),
        )
        return _answer(BudgetOut, self.get_queryset(), public_id)

    @extend_schema(request=SignIn, responses={200: WholeBudgetOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def sign(self, request, public_id=None):
        budget = self.get_object()
        asked = _valid(SignIn(data=request.data))
        self.once(
            {**asked, "about": public_id},
            lambda: str(signing.sign(budget, by=request.user, **asked).public_id),
        )
        return _answer(WholeBudgetOut, self.get_queryset(), public_id)


def _valid(serializer) -> dict:
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def _person_for(act, model, user, public_id) -> Person:
    """Return the person if the user may do ``act``, of ``model``'s table, for them."""
    person = access.find(Person, access.tables()[Person].sees, user, public_id)
    if not may_for(act, model, user, person):
        raise PermissionDenied
    return person


def _answer(serializer, queryset, public_id, code=status.HTTP_200_OK):
    return response.Response(serializer(queryset.get(public_id=public_id)).data, status=code)


ROUTES = [
    ("budgets", BudgetViewSet, "budget"),
]
