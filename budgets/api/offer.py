"""What money a site offers, whether somebody gets some, second looks and what is declared, by the API."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from budgets import conditions, eligibility, offering_money, second_looks
from budgets.acts import Act
from budgets.api import offer_shapes as shapes
from budgets.api.planning import PROBLEMS
from budgets.api.reading import ReadRows
from budgets.models import (
    EducationRequest,
    EligibilityDecision,
    PaymentDeclaration,
    SecondLook,
    StatementOfResources,
)
from ipc.kernel import access
from people.models import Person, Site

KEY = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER)


def _asked(shape, request) -> dict:
    asked = shape(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


class Made(ReadRows):
    """Rows that are read, and added by one verb (POST to the list)."""

    def answer(self, public_id, code=status.HTTP_201_CREATED):
        made = self.get_queryset().get(public_id=public_id)
        return Response(self.get_serializer(made).data, code)

    def about_a_person(self, request, facts, act, verb):
        """Carry out ``verb`` on the person named in ``facts``, once per key; return the answer."""
        told = {name: value for name, value in facts.items() if name != "person"}
        person = self._person(request.user, act, facts["person"])
        made = self.once(facts, lambda: str(verb(person, by=request.user, **told).public_id))
        return self.answer(made)

    def _person(self, user, act, public_id):
        allowed = Person.objects.visible_to(user).filter(
            access.rows_of_people(self.queryset.model, act, user), public_id=public_id
        )
        person = allowed.first()
        if person is None:
            raise Http404
        return person


class StatementOfResourcesViewSet(Made):
    """What a site says about its money: drafts, what is published, and every earlier one."""

    queryset = StatementOfResources.objects.select_related("site")
    serializer_class = shapes.StatementOfResourcesOut
    acts = {
        "list": Act.SEE_OFFER,
        "retrieve": Act.SEE_OFFER,
        "create": Act.WRITE_OFFER,
        "publish": Act.WRITE_OFFER,
    }

    @extend_schema(
        request=shapes.StatementOfResourcesIn,
        parameters=[KEY],
        responses={201: shapes.StatementOfResourcesOut, **PROBLEMS},
    )
    def create(self, request):
        """Write the draft for a group of one's own site (blank: everybody); there is one at a time."""
        facts, user = _asked(shapes.StatementOfResourcesIn, request), request.user
        site = Site.objects.get(pk=user.hat.site_id)
        made = self.once(facts, lambda: str(offering_money.write(site, by=user, **facts).public_id))
        return self.answer(made)

    @extend_schema(
        request=None, parameters=[KEY], responses={200: shapes.StatementOfResourcesOut, **PROBLEMS}
    )
    @action(detail=True, methods=["post"])
    def publish(self, request, public_id=None):
        """Put a draft in force with the next number. What was published never changes."""
        draft = self.get_object()
        facts = {"statement": str(draft.public_id)}
        done = self.once(facts, lambda: str(offering_money.publish(draft, by=request.user).public_id))
        return self.answer(done, status.HTTP_200_OK)


class EligibilityViewSet(Made):
    """Whether a funder gives somebody money of their own. Never a decision about a direct payment."""

    queryset = EligibilityDecision.objects.select_related("person", "organisation", "replaces")
    serializer_class = shapes.EligibilityOut
    acts = {
        "list": Act.SEE_ELIGIBILITY,
        "retrieve": Act.SEE_ELIGIBILITY,
        "create": Act.DECIDE_ELIGIBILITY,
    }

    @extend_schema(
        request=shapes.EligibilityIn, parameters=[KEY], responses={201: shapes.EligibilityOut, **PROBLEMS}
    )
    def create(self, request):
        """Decide for the funder of one's own organisation; the decision before it is replaced, and kept."""
        facts = _asked(shapes.EligibilityIn, request)
        return self.about_a_person(request, facts, Act.DECIDE_ELIGIBILITY, eligibility.decide)


class SecondLookViewSet(Made):
    """Decisions and figures that somebody asked to have looked at again."""

    queryset = SecondLook.objects.select_related("person", *second_looks.ABOUT)
    serializer_class = shapes.SecondLookOut
    acts = {
        "list": Act.SEE_SECOND_LOOK,
        "retrieve": Act.SEE_SECOND_LOOK,
        "create": Act.ASK_SECOND_LOOK,
        "answer_it": Act.ANSWER_SECOND_LOOK,
    }

    @extend_schema(
        request=shapes.SecondLookIn, parameters=[KEY], responses={201: shapes.SecondLookOut, **PROBLEMS}
    )
    def create(self, request):
        """Ask for a second look at exactly one decision or figure, named by its id."""
        facts = _asked(shapes.SecondLookIn, request)
        about, user = self._about(request.user, facts["about"]), request.user
        made = self.once(facts, lambda: str(second_looks.ask(about, words=facts["words"], by=user).public_id))
        return self.answer(made)

    def _about(self, user, public_id):
        for model in second_looks.FIELD_OF:
            found = model.objects.visible_to(user).filter(public_id=public_id).select_related("person")
            about = found.first()
            if about is not None:
                self._person(user, Act.ASK_SECOND_LOOK, about.person.public_id)
                return about
        raise Http404

    @extend_schema(
        request=shapes.SecondLookAnswerIn,
        parameters=[KEY],
        responses={200: shapes.SecondLookOut, **PROBLEMS},
    )
    @action(detail=True, methods=["post"], url_path="answer")
    def answer_it(self, request, public_id=None):
        """Answer one that somebody else decided; where something changes, a new decision is asked for."""
        look, facts = self.get_object(), _asked(shapes.SecondLookAnswerIn, request)
        told = {"look": str(look.public_id), **facts}
        done = self.once(told, lambda: str(second_looks.answer(look, by=request.user, **facts).public_id))
        return self.answer(done, status.HTTP_200_OK)


class DeclarationViewSet(Made):
    """Whether somebody is on the law's list of those who are paid no direct payment. Never why."""

    queryset = PaymentDeclaration.objects.select_related("person")
    serializer_class = shapes.DeclarationOut
    acts = {
        "list": Act.SEE_CONDITIONS,
        "retrieve": Act.SEE_CONDITIONS,
        "create": Act.RECORD_CONDITIONS,
    }

    @extend_schema(
        request=shapes.DeclarationIn, parameters=[KEY], responses={201: shapes.DeclarationOut, **PROBLEMS}
    )
    def create(self, request):
        """Write a declaration down; the newest one for each regime counts."""
        facts = _asked(shapes.DeclarationIn, request)
        return self.about_a_person(request, facts, Act.RECORD_CONDITIONS, conditions.declare)


class EducationRequestViewSet(Made):
    """When education money was asked for, and whether it was the time for it."""

    queryset = EducationRequest.objects.select_related("person")
    serializer_class = shapes.EducationRequestOut
    acts = DeclarationViewSet.acts

    @extend_schema(
        request=shapes.EducationRequestIn,
        parameters=[KEY],
        responses={201: shapes.EducationRequestOut, **PROBLEMS},
    )
    def create(self, request):
        """Write down that education money was asked for."""
        facts = _asked(shapes.EducationRequestIn, request)
        return self.about_a_person(request, facts, Act.RECORD_CONDITIONS, conditions.ask_for_education)


ROUTES = [
    ("statements-of-resources", StatementOfResourcesViewSet, "statement-of-resources"),
    ("eligibility-decisions", EligibilityViewSet, "eligibility-decision"),
    ("second-looks", SecondLookViewSet, "second-look"),
    ("payment-declarations", DeclarationViewSet, "payment-declaration"),
    ("education-requests", EducationRequestViewSet, "education-request"),
]
