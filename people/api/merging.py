"""Two records of one person through the API: asking, deciding, taking apart."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import duplicates, merging
from people.acts import Act
from people.api.frame import Verbs
from people.models import Merge, Person


class ProposeMergeSerializer(serializers.Serializer):
    """Which two records, and how it is known that they are of one person."""

    person = serializers.UUIDField(help_text=_("The record to keep, unless the money is in the other"))
    other = serializers.UUIDField(help_text=_("The record that goes into it"))
    reason = serializers.CharField(max_length=300, help_text=_("How it is known"))


class MergeSerializer(serializers.ModelSerializer):
    """That two records may be of one person, and what became of it."""

    id = serializers.UUIDField(source="public_id", help_text=_("The id of the merge"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The record that is kept"))

    class Meta:
        model = Merge
        fields = ("id", "person", "reason", "proposed_at", "merged_at", "refused_at", "undone_at")
        read_only_fields = fields
        extra_kwargs = {
            "reason": {"help_text": _("How it is known")},
            "proposed_at": {"help_text": _("When somebody asked")},
            "merged_at": {"help_text": _("When they were put together")},
            "refused_at": {"help_text": _("When it was decided to keep them apart")},
            "undone_at": {"help_text": _("When they were taken apart again")},
        }


ANSWERS = {200: MergeSerializer, **REFUSED, **BROKEN}


class MergeViewSet(Verbs):
    queryset = Merge.objects.all()
    serializer_class = MergeSerializer
    acts = {
        "create": Act.PROPOSE_MERGE,
        "retrieve": Act.PROPOSE_MERGE,
        "merge": Act.MERGE,
        "refuse": Act.MERGE,
        "undo": Act.UNDO_MERGE,
    }

    @extend_schema(
        request=ProposeMergeSerializer,
        parameters=[KEY],
        responses={201: MergeSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Ask a manager whether two records are of one person."""
        facts = self.facts(ProposeMergeSerializer(data=request.data))
        made = self.once(facts, lambda: str(self._propose(**facts).public_id))
        return self.made(MergeSerializer(Merge.objects.get(public_id=made)))

    def _propose(self, *, person, other, reason):
        user = self.request.user
        person = access.find(Person, Act.PROPOSE_MERGE, user, person)
        chosen = duplicates.choose(person, other, by=user)
        if chosen is None:
            raise Http404
        return merging.propose(person, chosen, by=user, reason=reason)

    @extend_schema(responses={200: MergeSerializer, **REFUSED})
    def retrieve(self, request, public_id=None):
        """Show what was asked and what became of it."""
        return Response(MergeSerializer(self.get_object()).data)

    @extend_schema(request=None, parameters=[KEY], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def merge(self, request, public_id=None):
        """Put the other record into the one that is kept; not by whoever asked."""
        return self._decide(merging.merge)

    @extend_schema(request=None, parameters=[KEY], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def refuse(self, request, public_id=None):
        """Keep the two records apart."""
        return self._decide(merging.refuse)

    @extend_schema(request=None, parameters=[KEY], responses=ANSWERS)
    @action(detail=True, methods=["post"])
    def undo(self, request, public_id=None):
        """Take two records apart again."""
        return self._decide(merging.undo)

    def _decide(self, verb):
        merge, user = self.get_object(), self.request.user
        if not Person.objects.visible_to(user).filter(pk=merge.other_id).exists():
            raise Http404
        return self.carry_out(merge, {}, lambda: verb(merge, by=user))


ROUTES = [("merges", MergeViewSet, "merge")]
