"""Entries from other directories through the API: feeds, previews, carrying out."""

from django.db.models import Count
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport.acts import Act
from peersupport.api.groups import valid
from peersupport.importing import carrying_out, feeds, preview
from peersupport.models import Feed, FeedKind, ImportRow, ImportRun, RowAction

MOST_ROWS = 200


class FeedOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the feed")
    entries = serializers.IntegerField(help_text="How many entries come from it")
    shown = serializers.IntegerField(help_text="How many of those anybody can find")

    class Meta:
        model = Feed
        fields = ("id", "name", "kind", "url", "licence", "ended_at", "entries", "shown")
        read_only_fields = fields
        extra_kwargs = {
            "name": {"help_text": "The directory or organisation it comes from"},
            "kind": {"help_text": "Whether it is read from the internet or sent as a file"},
            "url": {"help_text": "Where it is read"},
            "licence": {"help_text": "The licence, as they ask for it to be named"},
            "ended_at": {"help_text": "Since when nothing more is taken from it"},
        }


class FeedIn(serializers.Serializer):
    name = serializers.CharField(max_length=120, help_text="The directory or organisation")
    kind = serializers.ChoiceField(FeedKind.choices, help_text="How the entries come")
    url = serializers.CharField(
        max_length=200, default="", allow_blank=True, help_text="Where an Open Referral UK feed is read"
    )
    licence = serializers.CharField(
        max_length=200, default="", allow_blank=True, help_text="As they ask for it to be named"
    )


class ReadIn(serializers.Serializer):
    file = serializers.FileField(
        default=None, allow_null=True, help_text="The CSV file; nothing for a feed of the internet"
    )


class RunOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the run")
    feed = serializers.UUIDField(source="feed.public_id", help_text="What was read")
    counts = serializers.SerializerMethodField(help_text="How many rows would do what")

    class Meta:
        model = ImportRun
        fields = ("id", "feed", "status", "problem", "read_at", "decided_at", "counts")
        read_only_fields = fields
        extra_kwargs = {
            "status": {"help_text": "Where it stands"},
            "problem": {"help_text": "Why it could not be read"},
            "read_at": {"help_text": "When it was read"},
            "decided_at": {"help_text": "When it was carried out or dropped"},
        }

    def get_counts(self, run) -> dict[str, int]:
        told = run.rows.values_list("action").annotate(n=Count("pk")).order_by("action")
        return dict(told)


class RowOut(serializers.ModelSerializer):
    service = serializers.UUIDField(
        source="service.public_id", default=None, allow_null=True, help_text="Our entry it is about"
    )

    class Meta:
        model = ImportRow
        fields = ("source_id", "action", "name", "service", "differences", "problem", "is_chosen")
        read_only_fields = fields
        extra_kwargs = {
            "source_id": {"help_text": "Its id in the feed"},
            "action": {"help_text": "What it would do"},
            "name": {"help_text": "What it is called there"},
            "differences": {"help_text": "Ours and theirs, by field"},
            "problem": {"help_text": "What was left out, or why it cannot be used"},
            "is_chosen": {"help_text": "Whether it is carried out"},
        }


class RowsIn(serializers.Serializer):
    would = serializers.ChoiceField(RowAction.choices, default="", help_text="Only rows that would do this")
    after = serializers.CharField(
        max_length=100, default="", help_text="The source id of the last row seen; 200 come at a time"
    )


class ChooseIn(serializers.Serializer):
    source_ids = serializers.ListField(
        child=serializers.CharField(max_length=100), max_length=1_000, help_text="Which rows, by source id"
    )
    is_chosen = serializers.BooleanField(help_text="Whether they are to be carried out")


@extend_schema_view(
    list=extend_schema(responses={200: FeedOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: FeedOut, **REFUSED}),
)
class FeedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """Where entries of the directory of one's site come from."""

    queryset = feeds.with_counts(Feed.objects.all())
    serializer_class = FeedOut
    acts = dict.fromkeys(("list", "retrieve", "create", "read", "end"), Act.IMPORT_ENTRIES)

    @extend_schema(request=FeedIn, parameters=[KEY], responses={201: FeedOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Write down a directory or file that entries may come from."""
        facts, by = valid(FeedIn, request), request.user
        made = self.once(facts, lambda: str(feeds.add(by.hat.site_id, by=by, **facts).public_id))
        return Response(self._told(made), status.HTTP_201_CREATED)

    @extend_schema(request=ReadIn, parameters=[KEY], responses={201: RunOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def read(self, request, public_id=None):
        """Read it into a preview: a CSV file at once, a feed of the internet a little later."""
        feed, file = self.get_object(), valid(ReadIn, request)["file"]
        content = file.read() if file else None
        made = self.once(
            {"feed": feed.pk, "size": len(content or b"")},
            lambda: str(_read(feed, content, request.user).public_id),
        )
        run = ImportRun.objects.visible_to(request.user).select_related("feed").get(public_id=made)
        return Response(RunOut(run).data, status.HTTP_201_CREATED)

    @extend_schema(request=None, parameters=[KEY], responses={200: FeedOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Take nothing more from it; its entries stay."""
        feed = self.get_object()
        made = self.once({"feed": feed.pk}, lambda: str(feeds.end(feed, by=request.user).public_id))
        return Response(self._told(made))

    def _told(self, public_id):
        return FeedOut(self.get_queryset().get(public_id=public_id)).data


def _read(feed, content, by):
    if content is None:
        return preview.ask_for(feed, by=by)
    return preview.of_file(feed, by=by, content=content)


@extend_schema_view(
    list=extend_schema(responses={200: RunOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: RunOut, **REFUSED}),
)
class ImportRunViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """What reading a feed would change, until it is carried out or dropped."""

    queryset = ImportRun.objects.select_related("feed")
    serializer_class = RunOut
    acts = dict.fromkeys(
        ("list", "retrieve", "rows", "choose", "carry_out", "drop"),
        Act.IMPORT_ENTRIES,
    )

    @extend_schema(
        parameters=[
            OpenApiParameter("would", OpenApiTypes.STR, enum=RowAction.values),
            OpenApiParameter("after", OpenApiTypes.STR, description="The source id of the last row seen"),
        ],
        responses={200: RowOut(many=True), **REFUSED},
    )
    @action(detail=True, pagination_class=None)
    def rows(self, request, public_id=None):
        """What each row would do, 200 at a time."""
        run = self.get_object()
        asked = RowsIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = run.rows.select_related("service").order_by("source_id")
        found = found.filter(source_id__gt=asked.validated_data["after"])
        if asked.validated_data["would"]:
            found = found.filter(action=asked.validated_data["would"])
        return Response(RowOut(found[:MOST_ROWS], many=True).data)

    @extend_schema(request=ChooseIn, parameters=[KEY], responses={200: RunOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def choose(self, request, public_id=None):
        """Say of some rows whether they are to be carried out."""
        run, facts = self.get_object(), valid(ChooseIn, request)
        rows = list(run.rows.filter(source_id__in=facts["source_ids"]).values_list("pk", flat=True))
        chosen = rows if facts["is_chosen"] else []
        return self._decided(
            {"run": run.pk, **facts},
            lambda: carrying_out.choose(run, by=request.user, shown=rows, chosen=chosen),
        )

    @extend_schema(request=None, parameters=[KEY], responses={200: RunOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"], url_path="carry-out")
    def carry_out(self, request, public_id=None):
        """Do what is chosen. What is hidden stays hidden."""
        run = self.get_object()
        return self._decided({"run": run.pk}, lambda: carrying_out.carry_out(run, by=request.user))

    @extend_schema(request=None, parameters=[KEY], responses={200: RunOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def drop(self, request, public_id=None):
        """Do nothing of it."""
        run = self.get_object()
        return self._decided({"run": run.pk}, lambda: carrying_out.drop(run, by=request.user))

    def _decided(self, facts, do):
        made = self.once(facts, lambda: str(do().public_id))
        return Response(RunOut(self.get_queryset().get(public_id=made)).data)


ROUTES = [("feeds", FeedViewSet, "feed"), ("imports", ImportRunViewSet, "import")]
