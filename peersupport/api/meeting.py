"""Two people who meet, through the API: finding somebody, being in touch, a worry, being kept apart."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import apart, concerns, contacts, matching
from peersupport.acts import Act
from peersupport.api.groups import person_for
from peersupport.api.meeting_shapes import (
    CloseConcernSerializer,
    ConcernRaisedSerializer,
    ConcernSerializer,
    ContactNoteSerializer,
    KeepApartSerializer,
    KeptApartSerializer,
    MatchSerializer,
    NoteContactSerializer,
    RaiseConcernSerializer,
    WishesSerializer,
)
from peersupport.api.reading import ReadRows
from peersupport.likeness import Wishes
from peersupport.models import Concern, ContactNote, Introduction, KeptApart, Service

DONE = {**REFUSED, **BROKEN}


class MeetingRows(ReadRows):
    """Rows about two people, and what is said to make one."""

    def said(self, serializer_class) -> dict:
        said = serializer_class(data=self.request.data)
        said.is_valid(raise_exception=True)
        return dict(said.validated_data)

    def made(self, public_id):
        kept = self.get_queryset().get(public_id=public_id)
        return Response(self.get_serializer(kept).data, status=status.HTTP_201_CREATED)


@extend_schema_view(
    list=extend_schema(responses={200: ConcernSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: ConcernSerializer, **REFUSED}),
)
class ConcernViewSet(MeetingRows):
    """Worries about introductions. To raise one is a POST to the list: it pauses at once."""

    queryset = Concern.objects.select_related("person", "introduction")
    serializer_class = ConcernSerializer
    acts = {
        "list": Act.SEE_CONCERN,
        "retrieve": Act.SEE_CONCERN,
        "create": Act.RAISE_CONCERN,
        "close": Act.CLOSE_CONCERN,
    }

    @extend_schema(
        request=RaiseConcernSerializer, parameters=[KEY], responses={201: ConcernRaisedSerializer, **DONE}
    )
    def create(self, request):
        """Say that something is wrong: the introduction and the peer supporter are paused at once."""
        facts = self.said(RaiseConcernSerializer)
        about = access.find(Introduction, Act.RAISE_CONCERN, request.user, facts["introduction"])
        self.once(
            facts,
            lambda: str(
                concerns.raise_concern(about, by=request.user, words=facts["words"]).public_id,
            ),
        )
        about.refresh_from_db(fields=["status"])
        return Response({"status": about.status}, status=status.HTTP_201_CREATED)

    @extend_schema(
        request=CloseConcernSerializer, parameters=[KEY], responses={200: ConcernSerializer, **DONE}
    )
    @action(detail=True, methods=["post"])
    def close(self, request, public_id=None):
        """Settle a worry with what came of it. What was paused stays so until somebody lets it go on."""
        found, facts = self.get_object(), self.said(CloseConcernSerializer)
        self.once(
            {"concern": public_id, **facts},
            lambda: str(concerns.close(found, by=request.user, **facts).public_id),
        )
        found.refresh_from_db()
        return Response(self.get_serializer(found).data)


@extend_schema_view(
    list=extend_schema(responses={200: ContactNoteSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: ContactNoteSerializer, **REFUSED}),
)
class ContactNoteViewSet(MeetingRows):
    """When peer supporters and people were in touch. To write one down is a POST to the list."""

    queryset = ContactNote.objects.select_related("person", "introduction")
    serializer_class = ContactNoteSerializer
    acts = {"list": Act.SEE_CONTACT, "retrieve": Act.SEE_CONTACT, "create": Act.NOTE_CONTACT}

    @extend_schema(
        request=NoteContactSerializer, parameters=[KEY], responses={201: ContactNoteSerializer, **DONE}
    )
    def create(self, request):
        """Write down that they were in touch: when, how and how long."""
        facts = self.said(NoteContactSerializer)
        about = access.find(Introduction, Act.NOTE_CONTACT, request.user, facts["introduction"])
        said = {name: value for name, value in facts.items() if name != "introduction"}
        return self.made(
            self.once(facts, lambda: str(contacts.note(about, by=request.user, **said).public_id))
        )


@extend_schema_view(
    list=extend_schema(responses={200: KeptApartSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: KeptApartSerializer, **REFUSED}),
)
class KeptApartViewSet(MeetingRows):
    """Who is never matched with whom. To keep two apart is a POST to the list."""

    queryset = KeptApart.objects.select_related("person")
    serializer_class = KeptApartSerializer
    acts = {
        "list": Act.SEE_APART,
        "retrieve": Act.SEE_APART,
        "create": Act.KEEP_APART,
        "end": Act.KEEP_APART,
    }

    @extend_schema(
        request=KeepApartSerializer, parameters=[KEY], responses={201: KeptApartSerializer, **DONE}
    )
    def create(self, request):
        """Never match two people; what goes on between them is paused."""
        facts = self.said(KeepApartSerializer)
        person = person_for(Act.KEEP_APART, KeptApart, request.user, facts["person"])
        entry = get_object_or_404(Service.objects.visible_to(request.user), public_id=facts["service"])
        said = {"service": entry, "why": facts["why"], "words": facts["words"]}
        return self.made(
            self.once(facts, lambda: str(apart.keep_apart(person, by=request.user, **said).public_id))
        )

    @extend_schema(request=None, parameters=[KEY], responses={200: KeptApartSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Let them be matched again."""
        found = self.get_object()
        self.once({"apart": public_id}, lambda: str(apart.no_longer(found, by=request.user).public_id))
        found.refresh_from_db()
        return Response(self.get_serializer(found).data)


class PeerMatchViewSet(Rows):
    """Whom somebody could meet. A POST, so that wishes stand in no address; nothing is written."""

    queryset = Introduction.objects.all()
    serializer_class = MatchSerializer
    pagination_class = None
    acts = {"create": Act.ASK_TO_JOIN}

    @extend_schema(request=WishesSerializer, responses={200: MatchSerializer(many=True), **REFUSED})
    def create(self, request):
        """Return those who may meet the person, who meets most wishes first."""
        asked = WishesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wishes = dict(asked.validated_data)
        person = person_for(Act.ASK_TO_JOIN, Introduction, request.user, wishes.pop("person"))
        audit.read(Act.ASK_TO_JOIN, person, by=request.user)
        wishes["needs"] = tuple(wishes.get("needs", ()))
        return Response(MatchSerializer(matching.find(person, Wishes(**wishes)), many=True).data)


ROUTES = [
    ("concerns", ConcernViewSet, "concern"),
    ("contact-notes", ContactNoteViewSet, "contact_note"),
    ("kept-apart", KeptApartViewSet, "kept_apart"),
    ("peer-matches", PeerMatchViewSet, "peer_match"),
]
