"""Putting the record right, through the API: asked, read and decided."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action

from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import rectifying
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import Decided, Rectification


class RectificationSerializer(serializers.ModelSerializer):
    """What a person asked to put right. Their words stay beside the record, whatever was decided."""

    id = serializers.UUIDField(source="public_id", help_text=_("The request's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose record it is about"))

    class Meta:
        model = Rectification
        fields = (
            "id",
            "person",
            "what",
            "should_say",
            "asked_at",
            "due_on",
            "decision",
            "reason",
            "decided_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "what": {"help_text": _("What is wrong, in the person's words")},
            "should_say": {"help_text": _("What it should say, in the person's words")},
            "asked_at": {"help_text": _("When it was asked")},
            "due_on": {"help_text": _("The day by which there must be an answer")},
            "decision": {"help_text": _("What was decided; empty while it waits")},
            "reason": {"help_text": _("Why, as the person reads it")},
            "decided_at": {"help_text": _("When it was decided")},
        }


class AskToPutRightSerializer(OfAPerson):
    what = serializers.CharField(max_length=1000, help_text=_("What is wrong"))
    should_say = serializers.CharField(max_length=1000, help_text=_("What it should say"))


class DecidePutRightSerializer(serializers.Serializer):
    decision = serializers.ChoiceField(choices=Decided.choices, help_text=_("What was decided"))
    reason = serializers.CharField(max_length=1000, help_text=_("Why, in words the person understands"))


@extend_schema_view(
    list=extend_schema(responses={200: RectificationSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: RectificationSerializer, **REFUSED}),
)
class RectificationViewSet(MadeByVerb):
    queryset = Rectification.objects.select_related("person")
    serializer_class = RectificationSerializer
    made_by = AskToPutRightSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "create": Act.ASK_TO_PUT_RIGHT,
        "decide": Act.DECIDE_PUT_RIGHT,
    }

    @extend_schema(
        request=AskToPutRightSerializer,
        parameters=[KEY],
        responses={201: RectificationSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Ask to put something right; a colleague writes down what the person said."""
        return self.write_down(request, rectifying.ask)

    @extend_schema(
        request=DecidePutRightSerializer,
        parameters=[KEY],
        responses={200: RectificationSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def decide(self, request, public_id=None):
        """Write down what was decided, and why; the person is told that there is an answer."""
        asked, facts = self.get_object(), self.facts(DecidePutRightSerializer(data=request.data))
        return self.carry_out(asked, facts, lambda: rectifying.decide(asked, by=request.user, **facts))


ROUTES = [("rectifications", RectificationViewSet, "rectification")]
