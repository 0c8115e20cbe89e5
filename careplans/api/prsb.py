"""The plan through the API in the shape of the standard, for the systems of others."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import prsb
from careplans.acts import Act
from careplans.models import CarePlan
from ipc.kernel import audit
from ipc.kernel.rest import REFUSED, Rows

STANDARD = OpenApiResponse(
    OpenApiTypes.OBJECT, description="The plan by PRSB Personalised Care and Support Plan 2.0"
)


class PlanByTheStandardViewSet(Rows):
    queryset = CarePlan.objects.select_related("person")
    acts = {"prsb": Act.TAKE_PLAN}

    @extend_schema(responses={200: STANDARD, **REFUSED})
    @action(detail=True)
    def prsb(self, request, public_id=None):
        """The plan, and what the person says about themselves, as far as the user may see them."""
        plan = self.get_object()
        audit.read(Act.TAKE_PLAN, plan, by=request.user)
        return Response(prsb.export(plan.person, plan, user=request.user))


ROUTES = [
    ("plans", PlanByTheStandardViewSet, "plan-by-the-standard"),
]
