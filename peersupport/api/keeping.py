"""Keeping the directory true through the API: entries, what is proposed for them, and notes of colleagues."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport.acts import Act
from peersupport.api import keeping_shapes as shapes
from peersupport.keeping import changing, confirming, deciding, links, notes
from peersupport.models import EntryChange, Service, StaffNote
from people.models import Site

REFUSALS = {**REFUSED, **BROKEN}


def asks(shape, answer, code=200):
    """Describe an operation that takes ``shape``, once for each key, and answers by ``answer``."""
    return extend_schema(request=shape, parameters=[KEY], responses={code: answer, **REFUSALS})


def sent(serializer, request):
    """Return what was sent, in its right shape."""
    asked = serializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return asked


@extend_schema_view(retrieve=extend_schema(responses={200: shapes.DirectoryEntryOut, **REFUSED}))
class EntryViewSet(mixins.RetrieveModelMixin, Rows):
    """Entries of the own site, as those who keep them read and change them; to find any, see ``services``."""

    queryset = Service.objects.for_reading()
    serializer_class = shapes.DirectoryEntryOut
    acts = {
        "retrieve": Act.KEEP_SERVICE,
        "create": Act.KEEP_SERVICE,
        "change": Act.KEEP_SERVICE,
        "confirm": Act.CONFIRM_SERVICE,
        "send_link": Act.KEEP_SERVICE,
    }

    def _answer(self, made, code=status.HTTP_200_OK):
        found = Service.objects.for_reading().visible_to(self.request.user).get(public_id=made)
        return Response(shapes.DirectoryEntryOut(found).data, code)

    @extend_schema(
        request=shapes.DirectoryEntryIn,
        parameters=[KEY],
        responses={201: shapes.DirectoryEntryOut, **REFUSALS},
    )
    def create(self, request):
        """Add an entry to the directory of the own site."""
        asked = sent(shapes.DirectoryEntryIn, request)
        said = {"written": asked.written(), "organisation": asked.validated_data["organisation"]}
        site = Site.objects.get(pk=request.user.hat.site_id)
        made = self.once(said, lambda: str(changing.add(site, by=request.user, **said).public_id))
        return self._answer(made, status.HTTP_201_CREATED)

    @extend_schema(
        request=shapes.DirectoryEntryPartIn,
        parameters=[KEY],
        responses={200: shapes.DirectoryEntryOut, **REFUSALS},
    )
    @action(detail=True, methods=["post"])
    def change(self, request, public_id):
        """Change an entry; refused where somebody else changed it since ``based_on``."""
        service, asked = self.get_object(), sent(shapes.DirectoryEntryPartIn, request)
        said = {"written": asked.written(), "seen_at": asked.validated_data["based_on"]}

        def change():
            return str(changing.change(service, by=request.user, **said).public_id)

        return self._answer(self.once({"of": service.pk, **said}, change))

    @extend_schema(request=None, responses={200: shapes.DirectoryEntryOut, **REFUSALS})
    @action(detail=True, methods=["post"])
    def confirm(self, request, public_id):
        """Write down that all of it is right today."""
        return self._answer(confirming.confirm(self.get_object(), by=request.user).public_id)

    @extend_schema(request=None, responses={200: shapes.DirectoryEntryOut, **REFUSALS})
    @action(detail=True, methods=["post"])
    def send_link(self, request, public_id):
        """Ask whoever runs it by email whether all of it is right."""
        links.send(self.get_object(), by=request.user)
        return self._answer(public_id)


@extend_schema_view(
    list=extend_schema(responses={200: shapes.DirectoryChangeOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: shapes.DirectoryChangeOut, **REFUSED}),
)
class EntryChangeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """What people outside propose for the directory of the own site."""

    queryset = EntryChange.objects.select_related("service")
    serializer_class = shapes.DirectoryChangeOut
    acts = dict.fromkeys(("list", "retrieve", "decide", "settle", "add"), Act.DECIDE_CHANGE)

    def _decided(self, shape, verb):
        change, asked = self.get_object(), sent(shape, self.request)
        said = dict(asked.validated_data)

        def decide():
            return str(verb(change, by=self.request.user, **said).public_id)

        self.once({"change": change.pk, **said}, decide)
        return Response(shapes.DirectoryChangeOut(self.get_object()).data)

    @extend_schema(
        request=shapes.DecideIn, parameters=[KEY], responses={200: shapes.DirectoryChangeOut, **REFUSALS}
    )
    @action(detail=True, methods=["post"])
    def decide(self, request, public_id):
        """Take a proposal over field by field."""
        return self._decided(shapes.DecideIn, deciding.decide)

    @extend_schema(
        request=shapes.SettleIn, parameters=[KEY], responses={200: shapes.DirectoryChangeOut, **REFUSALS}
    )
    @action(detail=True, methods=["post"])
    def settle(self, request, public_id):
        """Settle a report or an end, or decline a suggestion."""
        return self._decided(shapes.SettleIn, deciding.settle)

    @extend_schema(
        request=shapes.DirectoryEntryIn,
        parameters=[KEY],
        responses={200: shapes.DirectoryChangeOut, **REFUSALS},
    )
    @action(detail=True, methods=["post"])
    def add(self, request, public_id):
        """Add what was suggested, checked and completed."""
        change, asked = self.get_object(), sent(shapes.DirectoryEntryIn, request)
        said = {"written": asked.written(), "organisation": asked.validated_data["organisation"]}

        def add():
            return str(deciding.add_suggested(change, by=request.user, **said).public_id)

        self.once({"change": change.pk, **said}, add)
        return Response(shapes.DirectoryChangeOut(self.get_object()).data)


class DirectoryNoteIn(shapes.NoteIn):
    entry = serializers.UUIDField(help_text="The entry it is about")


@extend_schema_view(
    list=extend_schema(responses={200: shapes.DirectoryNoteOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: shapes.DirectoryNoteOut, **REFUSED}),
)
class StaffNoteViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """What colleagues tell each other about entries of the own site."""

    queryset = StaffNote.objects.select_related("written_by")
    serializer_class = shapes.DirectoryNoteOut
    acts = dict.fromkeys(("list", "retrieve", "create", "end"), Act.NOTE_SERVICE)

    @extend_schema(
        request=DirectoryNoteIn, parameters=[KEY], responses={201: shapes.DirectoryNoteOut, **REFUSALS}
    )
    def create(self, request):
        """Write a note about an entry of the own site."""
        said = sent(DirectoryNoteIn, request).validated_data
        about = access.find(Service, Act.NOTE_SERVICE, request.user, said["entry"])

        def write():
            return str(notes.write(about, by=request.user, words=said["words"]).public_id)

        made = self.get_queryset().get(public_id=self.once(dict(said), write))
        return Response(shapes.DirectoryNoteOut(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: shapes.DirectoryNoteOut, **REFUSALS})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id):
        """Take a note away."""
        return Response(shapes.DirectoryNoteOut(notes.end(self.get_object(), by=request.user)).data)


ROUTES = [
    ("directory-entries", EntryViewSet, "directory-entry"),
    ("directory-changes", EntryChangeViewSet, "directory-change"),
    ("directory-notes", StaffNoteViewSet, "directory-note"),
]
