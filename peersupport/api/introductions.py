"""Introductions through the API, to those concerned."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import introductions, signposting
from peersupport.acts import Act
from peersupport.api.introduction_steps import ACTS, StepActions
from peersupport.models import Introduction, Outcome, Route, Service, Signpost
from people.models import HowGiven, NotSought, Person, Section


class ServiceInBriefSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id", help_text="Which entry of the directory")
    name = serializers.CharField(help_text="Its name")


class IntroductionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Which introduction")
    person = serializers.UUIDField(source="person.public_id", help_text="Who is introduced")
    service = ServiceInBriefSerializer(help_text="To whom or what")
    route = serializers.ChoiceField(choices=Route.choices, help_text="Who asked")
    outcome = serializers.ChoiceField(
        choices=Outcome.choices,
        allow_blank=True,
        help_text="What came of it; empty until it has come to its end",
    )

    class Meta:
        model = Introduction
        fields = (
            "id",
            "person",
            "service",
            "route",
            "status",
            "status_since",
            "wish",
            "why",
            "risks",
            "shared",
            "asked_at",
            "tries",
            "answer",
            "answered_at",
            "outcome",
            "outcome_words",
            "ended_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "status": {"help_text": "Where it stands"},
            "status_since": {"help_text": "Since when"},
            "wish": {"help_text": "What the person hopes for, in their words"},
            "why": {"help_text": "Why a colleague asks for them"},
            "risks": {"help_text": "What must be known to be safe"},
            "shared": {"help_text": "What the person agreed to share, in words"},
            "asked_at": {"help_text": "When it was asked"},
            "tries": {"help_text": "How often the person was tried to be reached in vain"},
            "answer": {"help_text": "The last answer, in words"},
            "answered_at": {"help_text": "When it was answered"},
            "outcome_words": {"help_text": "What came of it, in words"},
            "ended_at": {"help_text": "When it ended"},
        }


class AskSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Who is to be introduced")
    service = serializers.UUIDField(help_text="To which entry of the directory")
    wish = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="In the person's own words"
    )
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=Section.choices),
        help_text="What is shared for it: identity, and nothing else",
    )


class AnswerSerializer(serializers.Serializer):
    is_welcome = serializers.BooleanField(help_text="Welcome, or not possible")
    answer = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="The person reads it"
    )


class ReferSerializer(serializers.Serializer):
    """``how_given`` or ``why_not_sought``: how the person agreed, or why somebody else said yes."""

    person = serializers.UUIDField(help_text="Who is to be introduced")
    service = serializers.UUIDField(help_text="To which entry of the directory")
    why = serializers.CharField(max_length=1000, help_text="Why this would help")
    risks = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=1000,
        default="",
        help_text="What must be known to be safe",
    )
    wish = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="In the person's own words"
    )
    how_given = serializers.ChoiceField(
        choices=HowGiven.choices, required=False, default="", help_text="How the person said yes"
    )
    why_not_sought = serializers.ChoiceField(
        choices=NotSought.choices, required=False, default="", help_text="Why the person was not asked"
    )

    def validate(self, asked):
        if bool(asked["how_given"]) == bool(asked["why_not_sought"]):
            raise serializers.ValidationError({"how_given": _("Say how the person agreed, or why not.")})
        return asked


@extend_schema_view(
    list=extend_schema(responses={200: IntroductionSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: IntroductionSerializer, **REFUSED}),
)
class IntroductionViewSet(StepActions, mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    queryset = Introduction.objects.select_related("person", "service", "site")
    serializer_class = IntroductionSerializer
    acts = {
        "list": Act.SEE_INTRODUCTION,
        "retrieve": Act.SEE_INTRODUCTION,
        "create": Act.ASK_TO_JOIN,
        "answer": Act.ANSWER_INTRODUCTION,
        "withdraw": Act.WITHDRAW_INTRODUCTION,
        "refer": Act.REFER,
        **ACTS,
    }

    def list(self, request, *args, **kwargs):
        """Show those the user may see; each person's record counts as looked at."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_INTRODUCTION, page, by=request.user)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_INTRODUCTION, found, by=request.user)
        return Response(self.get_serializer(found).data)

    @extend_schema(
        request=AskSerializer,
        parameters=[KEY],
        responses={201: IntroductionSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Ask to be introduced, sharing the sections named."""
        asked = AskSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data

        def ask():
            person = _person(request.user, Act.ASK_TO_JOIN, Introduction, facts["person"])
            service = _entry(request.user, facts["service"])
            made = introductions.ask(
                person, by=request.user, service=service, wish=facts["wish"], sections=facts["sections"]
            )
            return str(made.public_id)

        made = self.get_queryset().get(public_id=self.once(dict(facts), ask))
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request=AnswerSerializer,
        parameters=[KEY],
        responses={200: IntroductionSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Say that the person is welcome, or why it is not possible; once."""
        found, said = self.get_object(), AnswerSerializer(data=request.data)
        said.is_valid(raise_exception=True)

        def answer():
            return introductions.answer(found, by=request.user, **said.validated_data).status

        found.status = self.once({"introduction": public_id, **said.validated_data}, answer)
        found.answer = said.validated_data["answer"].strip()
        return Response(self.get_serializer(found).data)

    @extend_schema(
        request=None, parameters=[KEY], responses={200: IntroductionSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request, public_id=None):
        """Take back the wish to join; what was shared for it is no longer shared."""
        found = self.get_object()
        found.status = self.once(
            {"introduction": public_id}, lambda: introductions.withdraw(found, by=request.user).status
        )
        return Response(self.get_serializer(found).data)

    @extend_schema(
        request=ReferSerializer,
        parameters=[KEY],
        responses={201: IntroductionSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def refer(self, request):
        """Ask, as a colleague, for somebody to be introduced."""
        asked = ReferSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)

        def refer():
            words = dict(facts)
            person = _person(request.user, Act.REFER, Introduction, words.pop("person"))
            service = _entry(request.user, words.pop("service"))
            return str(introductions.refer(person, by=request.user, service=service, **words).public_id)

        made = self.get_queryset().get(public_id=self.once(facts, refer))
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)


def _person(user, act, model, public_id):
    """Return the person ``act`` is to be done for: 404 where not seen, 403 where not theirs to do."""
    allowed = Person.objects.filter(access.rows_of_people(model, act, user), public_id=public_id).first()
    if allowed is None:
        access.find(Person, access.tables()[Person].sees, user, public_id)
        raise PermissionDenied
    return allowed


def _entry(user, public_id):
    return get_object_or_404(Service.objects.visible_to(user), public_id=public_id)


class SignpostSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Which signpost")
    person = serializers.UUIDField(source="person.public_id", help_text="Who was told")
    service = ServiceInBriefSerializer(help_text="Of what")

    class Meta:
        model = Signpost
        fields = ("id", "person", "service", "words", "given_at")
        read_only_fields = fields
        extra_kwargs = {"words": {"help_text": "Why"}, "given_at": {"help_text": "When"}}


class TellSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whom to tell")
    service = serializers.UUIDField(help_text="Of which entry of the directory")
    words = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="A word about why"
    )


@extend_schema_view(
    list=extend_schema(responses={200: SignpostSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: SignpostSerializer, **REFUSED}),
)
class SignpostViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """What people were told of: one way, with nothing shared."""

    queryset = Signpost.objects.select_related("person", "service")
    serializer_class = SignpostSerializer
    acts = {"list": Act.SEE_SIGNPOST, "retrieve": Act.SEE_SIGNPOST, "create": Act.SIGNPOST}

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_SIGNPOST, page, by=request.user)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_SIGNPOST, found, by=request.user)
        return Response(self.get_serializer(found).data)

    @extend_schema(
        request=TellSerializer, parameters=[KEY], responses={201: SignpostSerializer, **REFUSED, **BROKEN}
    )
    def create(self, request):
        """Tell somebody of an entry; nothing about them goes to anybody."""
        asked = TellSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)

        def tell():
            person = _person(request.user, Act.SIGNPOST, Signpost, facts["person"])
            service = _entry(request.user, facts["service"])
            given = signposting.signpost(person, by=request.user, service=service, words=facts["words"])
            return str(given.public_id)

        given = self.get_queryset().get(public_id=self.once(facts, tell))
        return Response(self.get_serializer(given).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("introductions", IntroductionViewSet, "introduction"),
    ("signposts", SignpostViewSet, "signpost"),
]
