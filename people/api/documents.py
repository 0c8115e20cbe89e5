"""Documents through the API: read, given, handed out, taken back."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action

from ipc.kernel import audit, serving
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import documents
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import Document, DocumentKind, PaperReceived, Person, Role


class DocumentSerializer(serializers.ModelSerializer):
    """A file that somebody gave. What came of looking for harm is said: only what is clean is handed out."""

    id = serializers.UUIDField(source="public_id", help_text=_("The document's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose it is"))
    message = serializers.UUIDField(
        source="message.public_id", default=None, help_text=_("The message it came with, if it did")
    )
    added_by = serializers.CharField(source="added_by.name", default="", help_text=_("Who gave it"))

    class Meta:
        model = Document
        fields = (
            "id",
            "person",
            "message",
            "title",
            "kind",
            "content_type",
            "size",
            "sha256",
            "looked",
            "from_team",
            "added_at",
            "added_by",
            "removed_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "title": {"help_text": _("What it is, in the words of who gave it")},
            "kind": {"help_text": _("What kind of thing it is")},
            "content_type": {"help_text": _("What the file is, by its content")},
            "size": {"help_text": _("In bytes")},
            "sha256": {"help_text": _("Of the file as it is kept")},
            "looked": {"help_text": _("What came of looking for harm in it")},
            "from_team": {"help_text": _("Whether the care team gave it")},
            "added_at": {"help_text": _("When it was given")},
            "removed_at": {"help_text": _("When it was taken back; the file is then gone")},
        }


class GiveSerializer(OfAPerson):
    title = serializers.CharField(max_length=120, help_text=_("What it is"))
    kind = serializers.ChoiceField(choices=DocumentKind.choices, help_text=_("What kind of thing it is"))
    file = serializers.FileField(help_text=_("A photo (JPG or PNG) or a PDF"))


class TakeBackSerializer(serializers.Serializer):
    why = serializers.CharField(
        max_length=200,
        default="",
        allow_blank=True,
        help_text=_("Why: needed where the care team takes away what the person gave"),
    )


@extend_schema_view(
    list=extend_schema(responses={200: DocumentSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: DocumentSerializer, **REFUSED}),
)
class DocumentViewSet(MadeByVerb):
    queryset = Document.objects.select_related("person", "message", "added_by")
    serializer_class = DocumentSerializer
    acts = {
        "list": Act.SEE_DOCUMENTS,
        "retrieve": Act.SEE_DOCUMENTS,
        "content": Act.SEE_DOCUMENTS,
        "create": Act.ADD_DOCUMENT,
        "take_back": Act.REMOVE_DOCUMENT,
    }

    @extend_schema(
        request={"multipart/form-data": GiveSerializer},
        parameters=[KEY],
        responses={201: DocumentSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Give a document about a person, for them and for their care team."""
        people = Person.objects.permitting(Act.ADD_DOCUMENT, request.user)
        facts = self.facts(GiveSerializer(data=request.data, people=people))
        person, upload = facts.pop("person"), facts.pop("file")
        from_team = request.user.hat.role != Role.PERSON

        def keep():
            kept = documents.keep(person, by=request.user, upload=upload, from_team=from_team, **facts)
            return str(kept.public_id)

        kept = self.once({**facts, "person": person.public_id, "size": upload.size}, keep)
        return self.made(self.get_serializer(self.get_queryset().get(public_id=kept)))

    @extend_schema(
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["get"])
    def content(self, request, public_id=None):
        """The file itself. One that is being checked, or held back, is handed to nobody."""
        document = self.get_object()
        audit.read(Act.SEE_DOCUMENTS, document, by=request.user)
        file = documents.content(document)
        return serving.as_a_file(file, document.content_type, documents.file_name(document))

    @extend_schema(
        request=TakeBackSerializer,
        parameters=[KEY],
        responses={200: DocumentSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, public_id=None):
        """Take it back: the file is deleted, that it was there is kept."""
        document, facts = self.get_object(), self.facts(TakeBackSerializer(data=request.data))
        as_team = request.user.hat.role != Role.PERSON
        return self.carry_out(
            document,
            facts,
            lambda: documents.take_back(document, by=request.user, as_team=as_team, **facts),
        )


class PaperReceivedSerializer(serializers.ModelSerializer):
    """That a form came back on paper: which, when, who wrote it, who keyed it in."""

    id = serializers.UUIDField(source="public_id", help_text=_("The paper's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose it is"))
    keyed_by = serializers.CharField(source="keyed_by.name", default="", help_text=_("Who typed it in"))

    class Meta:
        model = PaperReceived
        fields = ("id", "person", "form", "received_on", "who_wrote", "helped_by", "note", "keyed_by")
        read_only_fields = fields
        extra_kwargs = {
            "form": {"help_text": _("Which form it is")},
            "received_on": {"help_text": _("The day it came")},
            "who_wrote": {"help_text": _("Who wrote it")},
            "helped_by": {"help_text": _("Who helped, or wrote it for the person")},
            "note": {"help_text": _("Anything to add")},
        }


@extend_schema_view(
    list=extend_schema(responses={200: PaperReceivedSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: PaperReceivedSerializer, **REFUSED}),
)
class PaperReceivedViewSet(MadeByVerb):
    queryset = PaperReceived.objects.select_related("person", "keyed_by")
    serializer_class = PaperReceivedSerializer
    acts = {"list": Act.SEE_PAPERS, "retrieve": Act.SEE_PAPERS}


ROUTES = [
    ("documents", DocumentViewSet, "document"),
    ("papers-received", PaperReceivedViewSet, "paper-received"),
]
