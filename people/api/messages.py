"""Messages through the API: conversations begun, written in, read, closed; and what was written."""

import uuid

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action

from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import messaging
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import Conversation, Message, MessageRead

CONVERSATION = OpenApiParameter(
    "conversation", OpenApiTypes.UUID, description="Only the messages of this conversation"
)


class ConversationSerializer(serializers.ModelSerializer):
    """What somebody and the care team write to each other about."""

    id = serializers.UUIDField(source="public_id", help_text=_("The conversation's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whom it is about"))
    with_user = serializers.UUIDField(
        source="with_user.public_id",
        default=None,
        allow_null=True,
        help_text=_("The one helper it is with; null where it is with the person and who decides for them"),
    )

    class Meta:
        model = Conversation
        fields = (
            "id",
            "person",
            "subject",
            "is_private",
            "with_user",
            "begun_at",
            "waits_for_team_since",
            "closed_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "subject": {"help_text": _("What it is about")},
            "is_private": {"help_text": _("Whether nobody but who it is with and the care team reads it")},
            "begun_at": {"help_text": _("When it was begun")},
            "waits_for_team_since": {
                "help_text": _("Since when an answer of the care team is due, if one is")
            },
            "closed_at": {"help_text": _("When it was closed, if it is")},
        }


class ReceiptSerializer(serializers.ModelSerializer):
    """That somebody opened a message, and when."""

    name = serializers.CharField(source="read_by.name", help_text=_("Who opened it"))

    class Meta:
        model = MessageRead
        fields = ("name", "read_at")
        read_only_fields = fields
        extra_kwargs = {"read_at": {"help_text": _("When they first opened it")}}


class MessageSerializer(serializers.ModelSerializer):
    """One message, as it was sent, with who has opened it."""

    id = serializers.UUIDField(source="public_id", help_text=_("The message's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whom it is about"))
    conversation = serializers.UUIDField(
        source="conversation.public_id", help_text=_("The conversation it belongs to")
    )
    sent_by = serializers.CharField(source="sent_by.name", default="", help_text=_("Who sent it"))
    receipts = ReceiptSerializer(many=True, help_text=_("Who has opened it, and when"))

    class Meta:
        model = Message
        fields = ("id", "person", "conversation", "words", "from_team", "sent_by", "sent_at", "receipts")
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": _("What was written")},
            "from_team": {"help_text": _("Whether the care team sent it")},
            "sent_at": {"help_text": _("When it was sent")},
        }


class BeginConversationSerializer(OfAPerson):
    subject = serializers.CharField(max_length=120, help_text=_("What it is about, in a few words"))
    words = serializers.CharField(max_length=4000, help_text=_("The first message"))
    is_private = serializers.BooleanField(
        default=False, help_text=_("Whether only you and the care team read it; not for colleagues to say")
    )
    to = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text=_(
            "For colleagues: the one user to write to; without it, the person and who decides for them"
        ),
    )


class SendMessageSerializer(serializers.Serializer):
    words = serializers.CharField(
        max_length=4000, allow_blank=True, default="", help_text=_("What you write; may be empty with a file")
    )
    upload = serializers.FileField(
        required=False, allow_null=True, default=None, help_text=_("A photo (JPG or PNG) or a PDF")
    )


STEP = extend_schema(
    request=None, parameters=[KEY], responses={200: ConversationSerializer, **REFUSED, **BROKEN}
)


@extend_schema_view(
    list=extend_schema(responses={200: ConversationSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: ConversationSerializer, **REFUSED}),
)
class ConversationViewSet(MadeByVerb):
    queryset = Conversation.objects.select_related("person", "with_user")
    serializer_class = ConversationSerializer
    made_by = BeginConversationSerializer
    acts = {
        **dict.fromkeys(("list", "retrieve", "read"), Act.SEE_MESSAGES),
        **dict.fromkeys(("create", "send"), Act.SEND_MESSAGE),
        **dict.fromkeys(("close", "reopen"), Act.CLOSE_CONVERSATION),
    }

    @extend_schema(
        request=BeginConversationSerializer,
        parameters=[KEY],
        responses={201: ConversationSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Begin a conversation with its first message."""
        return self.write_down(request, _begin)

    @extend_schema(
        request=SendMessageSerializer,
        parameters=[KEY],
        responses={200: ConversationSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def send(self, request, public_id=None):
        """Write in a conversation, with a file where there is one."""
        found, facts = self.get_object(), self.facts(SendMessageSerializer(data=request.data))
        return self.carry_out(found, facts, lambda: messaging.send(found, by=request.user, **facts))

    @STEP
    @action(detail=True, methods=["post"])
    def read(self, request, public_id=None):
        """Say that you have read all that others wrote here: they are told when."""
        found = self.get_object()
        return self.carry_out(found, {}, lambda: _read(found, by=request.user))

    @STEP
    @action(detail=True, methods=["post"])
    def close(self, request, public_id=None):
        """Say that there is no more to answer; whoever takes part can write again."""
        found = self.get_object()
        return self.carry_out(found, {}, lambda: messaging.close(found, by=request.user))

    @STEP
    @action(detail=True, methods=["post"])
    def reopen(self, request, public_id=None):
        """Open a conversation again that was closed by mistake."""
        found = self.get_object()
        return self.carry_out(found, {}, lambda: messaging.reopen(found, by=request.user))


def _begin(*, by, person, to, is_private, **facts):
    """Begin it as somebody in the portal, or as a colleague who names whom to write to."""
    if not by.is_member_of_staff:
        return messaging.begin(person, by=by, is_private=is_private, **facts)
    readers = {user.public_id: user for user in messaging.whom_to_write_to(person).all}
    if to is not None and to not in readers:
        raise messaging.NotAReader
    return messaging.begin(person, by=by, to=readers.get(to), **facts)


def _read(conversation, *, by):
    messaging.read(conversation, by=by)
    return conversation


class MessageViewSet(MadeByVerb):
    """What was written, the newest first. A look is kept; it is no receipt: see a conversation's ``read``."""

    queryset = Message.objects.select_related("person", "conversation", "sent_by")
    serializer_class = MessageSerializer
    acts = {"list": Act.SEE_MESSAGES, "retrieve": Act.SEE_MESSAGES}

    def get_queryset(self):
        found = super().get_queryset().prefetch_related("receipts__read_by")
        asked = self.request.query_params.get("conversation") if self.request else None
        return found.filter(conversation__public_id=_as_id(asked)) if asked else found

    @extend_schema(parameters=[CONVERSATION], responses={200: MessageSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: MessageSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)


def _as_id(asked):
    try:
        return uuid.UUID(asked)
    except ValueError as error:
        raise serializers.ValidationError({"conversation": [_("Must be a UUID.")]}) from error


ROUTES = [
    ("conversations", ConversationViewSet, "conversation"),
    ("messages", MessageViewSet, "message"),
]
