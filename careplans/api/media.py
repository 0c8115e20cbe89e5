"""Photo, voice and video of About me through the API: read, added, taken back."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from careplans import media
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import AboutHeading, Media, MediaKind
from ipc.kernel import audit, serving
from ipc.kernel.rest import BROKEN, KEY, REFUSED


class MediaSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the photo, voice or video")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose it is")
    statement = serializers.UUIDField(source="statement.public_id", help_text="The words it stands beside")
    heading = serializers.ChoiceField(
        source="statement.heading", choices=AboutHeading.choices, help_text="Under which heading"
    )
    kind = serializers.ChoiceField(choices=MediaKind.choices, help_text="Photo, voice or video")
    content_type = serializers.CharField(help_text="What the file is, by its content")
    size = serializers.IntegerField(help_text="In bytes")
    sha256 = serializers.CharField(help_text="Of the file as it is kept")
    text_alternative = serializers.CharField(help_text="The same in words")
    added_at = serializers.DateTimeField(help_text="When it was added")
    added_by = serializers.CharField(source="added_by.name", default="", help_text="Who added it")
    removed_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was taken back; the file is then gone"
    )

    class Meta:
        model = Media
        fields = (
            "id",
            "person",
            "statement",
            "heading",
            "kind",
            "content_type",
            "size",
            "sha256",
            "text_alternative",
            "added_at",
            "added_by",
            "removed_at",
        )
        read_only_fields = fields


class AddSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose it is")
    heading = serializers.ChoiceField(choices=AboutHeading.choices, help_text="Under which heading")
    file = serializers.FileField(help_text="A photo (JPEG, PNG), a voice (MP3, M4A, Ogg, WebM) or a video")
    text_alternative = serializers.CharField(max_length=2000, help_text="The same in words")


class MediaViewSet(Record):
    queryset = Media.objects.select_related("person", "statement", "added_by")
    serializer_class = MediaSerializer
    acts = {
        "list": Act.SEE_ABOUT_ME,
        "retrieve": Act.SEE_ABOUT_ME,
        "content": Act.SEE_ABOUT_ME,
        "add": Act.WRITE_ABOUT_ME,
        "take_back": Act.WRITE_ABOUT_ME,
    }

    @extend_schema(responses={200: MediaSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """Photos, voices and videos of everybody whose About me the user may read."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: MediaSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, **REFUSED})
    @action(detail=True, methods=["get"])
    def content(self, request, *args, **kwargs):
        """The file itself, or the part of it that the ``Range`` header asks for."""
        found = self.get_object()
        audit.read(Act.SEE_ABOUT_ME, found, by=request.user)
        try:
            file = media.content(found)
        except media.MediaNotFound as broken:
            raise NotFound(broken.message) from broken
        return serving.as_a_recording(request, file, found.content_type, media.file_name(found))

    @extend_schema(
        request={"multipart/form-data": AddSerializer},
        parameters=[KEY],
        responses={200: MediaSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=False, methods=["post"])
    def add(self, request):
        """Add a photo, a voice or a video beside the words under a heading."""
        facts = self.asked(AddSerializer)
        person, upload = self.person_for(facts["person"]), facts.pop("file")
        said = {name: facts[name] for name in ("heading", "text_alternative")}

        def add():
            return str(media.add(person, by=request.user, upload=upload, **said).public_id)

        added = self.get_queryset().get(public_id=self.once({**facts, "size": upload.size}, add))
        return Response(self.get_serializer(added).data)

    @extend_schema(request=None, parameters=[KEY], responses={200: MediaSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, *args, **kwargs):
        """Take it back: the file is deleted, that it was there is kept."""
        found = self.get_object()

        def take_back():
            return str(media.take_back(found, by=request.user).public_id)

        self.once({"media": str(found.public_id)}, take_back)
        return Response(self.get_serializer(self.get_queryset().get(pk=found.pk)).data)


ROUTES = [("media", MediaViewSet, "media")]
