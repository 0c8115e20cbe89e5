"""Indicative budgets through the API: worked out each funder's own way, then shown to the person."""

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import response, serializers
from rest_framework.decorators import action

from budgets import allocation
from budgets.acts import Act
from budgets.api.indicative_shapes import IndicativeOut, QuestionOut, WayOut, WorkOutIn
from budgets.api.offer import KEY, Made
from budgets.api.planning import PROBLEMS, READ_PROBLEMS
from budgets.models import IndicativeBudget
from people.models import Relationship

PERSON = OpenApiParameter("person", OpenApiTypes.UUID, required=True, description="Whose ways")


class IndicativeViewSet(Made):
    """Indicative budgets: a guide to the money, told before planning starts."""

    queryset = IndicativeBudget.objects.select_related("person").prefetch_related("shares")
    serializer_class = IndicativeOut
    acts = {
        "list": Act.SEE_INDICATIVE,
        "retrieve": Act.SEE_INDICATIVE,
        "questions": Act.WORK_OUT_INDICATIVE,
        "ways": Act.WORK_OUT_INDICATIVE,
        "work_out": Act.WORK_OUT_INDICATIVE,
        "share": Act.SHARE_INDICATIVE,
    }

    @extend_schema(responses={200: IndicativeOut, **READ_PROBLEMS})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(responses={200: QuestionOut(many=True), **READ_PROBLEMS})
    @action(detail=False, pagination_class=None)
    def questions(self, request):
        """Return the questions of the user's own site that are asked of everybody."""
        asked = allocation.questions_of(request.user.hat.site_id)
        return response.Response(QuestionOut(asked, many=True).data)

    @extend_schema(parameters=[PERSON], responses={200: WayOut(many=True), **READ_PROBLEMS})
    @action(detail=False, pagination_class=None)
    def ways(self, request):
        """Return how each funder works out money for a person, with what is set for their groups."""
        field = serializers.UUIDField()
        person = self._person(
            request.user, Act.WORK_OUT_INDICATIVE, field.run_validation(request.query_params.get("person"))
        )
        found = allocation.ways_for(person.site_id, person.cohorts)
        return response.Response(WayOut(found, many=True).data)

    @extend_schema(request=WorkOutIn, parameters=[KEY], responses={201: IndicativeOut, **PROBLEMS})
    @action(detail=False, methods=["post"], url_path="work-out")
    def work_out(self, request):
        """Work one out from what was said; what was used is kept with it."""
        asked = WorkOutIn(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        return self.about_a_person(request, facts, Act.WORK_OUT_INDICATIVE, work_out)

    @extend_schema(request=None, parameters=[KEY], responses={200: IndicativeOut, **PROBLEMS})
    @action(detail=True, methods=["post"])
    def share(self, request, public_id=None):
        """Show it to the person, in place of an earlier one. It never changes from then on."""
        found = self.get_object()
        self.once({"about": public_id}, lambda: str(allocation.share(found, by=request.user).public_id))
        return self.answer(public_id, 200)


def work_out(person, *, by, answers=(), carers=(), carers_said_on=None, costs=(), tariffs=()):
    """Find what ids stand for among the person's own ways and circle, and work it out."""
    ways = allocation.ways_for(person.site_id, person.cohorts)
    questions = [question for way in ways for question in way.questions]
    prices = {price.public_id: price for way in ways for price in way.prices}
    fixed = {tariff.pk: tariff for way in ways for tariff in way.tariffs}
    return allocation.work_out(
        person,
        by=by,
        answers=[one for asked in questions for one in asked.answers.all() if one.pk in set(answers)],
        carers=_carers(person, by, questions, carers),
        carers_said_on=carers_said_on,
        costs=[
            allocation.Cost(**{**cost, "price": _offered(prices, cost["price"])}) for cost in map(dict, costs)
        ],
        tariffs=[_offered(fixed, one) for one in tariffs],
    )


def _carers(person, user, questions, carers):
    by_id = {question.public_id: question.pk for question in questions}
    circle = Relationship.objects.visible_to(user).live().filter(person=person)
    known = {one.public_id: one for one in circle} if carers else {}
    if not all(one["carer"] in known and one["question"] in by_id for one in carers):
        raise allocation.NotInTheCircle
    return {by_id[one["question"]]: known[one["carer"]] for one in carers}


def _offered(rows, key):
    if key not in rows:
        raise allocation.NotOffered
    return rows[key]


ROUTES = [("indicative", IndicativeViewSet, "indicative")]
