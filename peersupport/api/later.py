"""What people keep for later, and what is missing in an area, through the API."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import shortlist
from peersupport.acts import Act
from peersupport.api.groups import person_for, valid
from peersupport.api.reading import ReadRows
from peersupport.models import Service, Shortlisted
from peersupport.pages import missing


class KeptOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of its place on the list")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose list it is")
    service = serializers.UUIDField(source="service.public_id", help_text="The entry that is kept")

    class Meta:
        model = Shortlisted
        fields = ("id", "person", "service", "words", "kept_at")
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": "Why it is kept, in the person's own words"},
            "kept_at": {"help_text": "Since when"},
        }


class KeepIn(serializers.Serializer):
    person = serializers.UUIDField(help_text="Whose list")
    service = serializers.UUIDField(help_text="A public entry of the directory")
    words = serializers.CharField(
        max_length=200, required=False, default="", allow_blank=True, help_text="Why it is kept"
    )


class NoteIn(serializers.Serializer):
    words = serializers.CharField(
        max_length=200, allow_blank=True, help_text="Why it is kept; empty for nothing"
    )


@extend_schema_view(
    list=extend_schema(responses={200: KeptOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: KeptOut, **REFUSED}),
)
class ShortlistViewSet(ReadRows):
    """What people keep for later. To keep something is a POST to the list."""

    queryset = Shortlisted.objects.select_related("person", "service")
    serializer_class = KeptOut
    acts = {
        "list": Act.SEE_SHORTLIST,
        "retrieve": Act.SEE_SHORTLIST,
        "create": Act.SHORTLIST,
        "note": Act.SHORTLIST,
        "drop": Act.DROP_SHORTLISTED,
    }

    @extend_schema(request=KeepIn, parameters=[KEY], responses={201: KeptOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Keep an entry; what is on the list already stays as it is."""
        facts = valid(KeepIn, request)

        def keep():
            person = person_for(Act.SHORTLIST, Shortlisted, request.user, facts["person"])
            entry = get_object_or_404(Service.objects.visible_to(request.user), public_id=facts["service"])
            kept = shortlist.keep(person, by=request.user, service=entry, words=facts["words"])
            return str(kept.public_id)

        kept = self.get_queryset().get(public_id=self.once(facts, keep))
        return Response(KeptOut(kept).data, status.HTTP_201_CREATED)

    @extend_schema(request=NoteIn, parameters=[KEY], responses={200: KeptOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def note(self, request, public_id=None):
        """Write a word about why."""
        kept, facts = self.get_object(), valid(NoteIn, request)
        asked = {"kept": str(kept.public_id), **facts}
        self.once(asked, lambda: str(shortlist.note(kept, by=request.user, **facts).public_id))
        return Response(KeptOut(self.get_object()).data)

    @extend_schema(request=None, parameters=[KEY], responses={200: KeptOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def drop(self, request, public_id=None):
        """Take it off the list; the answer is what was on it."""
        kept = self.get_object()

        def drop():
            shortlist.drop(kept.person, by=request.user, service=kept.service)
            return ""

        self.once({"kept": str(kept.public_id)}, drop)
        return Response(KeptOut(kept).data)


class SearchedOut(serializers.Serializer):
    what = serializers.CharField(help_text="Common words, need and kind; never what was typed")
    why = serializers.CharField(help_text="Whether nothing fits, or nothing near enough")
    times = serializers.IntegerField(help_text="How often in half a year")


class WaitOut(serializers.Serializer):
    name = serializers.CharField(help_text="The entry")
    waiting = serializers.CharField(help_text="How many wait; few are no number")
    longest = serializers.CharField(help_text="The longest wait, where it may be told")
    usually = serializers.CharField(help_text="How long answers usually take, where it is known")
    is_full = serializers.BooleanField(help_text="Whether it says that it is full")


class NeedOut(serializers.Serializer):
    name = serializers.CharField(help_text="The need")
    entries = serializers.IntegerField(help_text="How many public entries meet it")
    where = serializers.CharField(help_text="Which districts have nothing")


class MissingOut(serializers.Serializer):
    searches = SearchedOut(many=True, help_text="Searched for and not found")
    waits = WaitOut(many=True, help_text="What people wait for")
    needs = NeedOut(many=True, help_text="What there is, by need")
    least = serializers.IntegerField(help_text="Below how many nothing is told")


class MissingViewSet(Rows):
    """What is missing in one's area: counts, and nobody in them."""

    queryset = Service.objects.all()
    serializer_class = MissingOut
    pagination_class = None
    acts = {"list": Act.SEE_GAPS}

    @extend_schema(responses={200: MissingOut, **REFUSED})
    def list(self, request):
        return Response(MissingOut(missing.of(request.user.hat.site_id)).data)


ROUTES = [
    ("shortlist", ShortlistViewSet, "shortlist"),
    ("missing", MissingViewSet, "missing"),
]
