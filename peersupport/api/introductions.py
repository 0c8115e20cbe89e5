"""Introductions through the API, to those concerned."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import Introduction, Service
from people import portal
from people.models import Person, Section


class ServiceInBriefSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()


class IntroductionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    person = serializers.UUIDField(source="person.public_id")
    service = ServiceInBriefSerializer()

    class Meta:
        model = Introduction
        fields = ("id", "person", "service", "status", "wish", "shared", "asked_at", "answer", "answered_at")
        read_only_fields = fields


class AskSerializer(serializers.Serializer):
    person = serializers.UUIDField()
    service = serializers.UUIDField()
    wish = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=Section.choices),
        help_text="What is shared for it: identity, and nothing else",
    )


class AnswerSerializer(serializers.Serializer):
    is_welcome = serializers.BooleanField()
    answer = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")


@extend_schema_view(
    list=extend_schema(responses={200: IntroductionSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: IntroductionSerializer, **REFUSED}),
)
class IntroductionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    queryset = Introduction.objects.select_related("person", "service", "site")
    serializer_class = IntroductionSerializer
    acts = {
        "list": Act.SEE_INTRODUCTION,
        "retrieve": Act.SEE_INTRODUCTION,
        "create": Act.ASK_TO_JOIN,
        "answer": Act.ANSWER_INTRODUCTION,
        "withdraw": Act.WITHDRAW_INTRODUCTION,
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
            person = self._asking_for(facts["person"])
            service = get_object_or_404(Service.objects.visible_to(request.user), public_id=facts["service"])
            made = introductions.ask(
                person, by=request.user, service=service, wish=facts["wish"], sections=facts["sections"]
            )
            return str(made.public_id)

        made = self.get_queryset().get(public_id=self.once(dict(facts), ask))
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)

    def _asking_for(self, public_id):
        """Return the person the user asks for; 404 where they may not see them, 403 where not ask."""
        user = self.request.user
        person = access.find(Person, access.tables()[Person].sees, user, public_id)
        if not portal.may_for(Act.ASK_TO_JOIN, Introduction, user, person):
            raise PermissionDenied
        return person

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


ROUTES = [("introductions", IntroductionViewSet, "introduction")]
