"""Questions about who looked at a record, through the API."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import looking
from people.acts import Act
from people.api.frame import Verbs
from people.models import LookQuestion


class LookQuestionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text=_("The question's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))

    class Meta:
        model = LookQuestion
        fields = ("id", "person", "words", "asked_at", "answer", "answered_at")
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": _("What the person asks")},
            "asked_at": {"help_text": _("When they asked")},
            "answer": {"help_text": _("The answer")},
            "answered_at": {"help_text": _("When it was answered")},
        }


class AnswerAboutLookSerializer(serializers.Serializer):
    answer = serializers.CharField(max_length=2000, help_text=_("The answer, in plain words"))


@extend_schema_view(list=extend_schema(responses={200: LookQuestionSerializer(many=True), **REFUSED}))
class LookQuestionViewSet(mixins.ListModelMixin, Verbs):
    queryset = LookQuestion.objects.select_related("person")
    serializer_class = LookQuestionSerializer
    acts = {"list": Act.SEE_RECORD_OF_LOOKS, "answer": Act.ANSWER_ABOUT_LOOK}

    def list(self, request, *args, **kwargs):
        """Show the questions about who looked, the newest first."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_RECORD_OF_LOOKS, page, by=request.user)
        return self.get_paginated_response(LookQuestionSerializer(page, many=True).data)

    @extend_schema(
        request=AnswerAboutLookSerializer,
        parameters=[KEY],
        responses={200: LookQuestionSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Answer a question; the person is told that there is an answer."""
        question, facts = self.get_object(), self.facts(AnswerAboutLookSerializer(data=request.data))
        return self.carry_out(question, facts, lambda: looking.answer(question, by=request.user, **facts))


ROUTES = [("look-questions", LookQuestionViewSet, "look-question")]
