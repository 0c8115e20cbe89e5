"""The ledger, read through the API: postings with their legs and their story, and single entries."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from budgets import tracing
from budgets.acts import Act
from budgets.api.reading import ListRows, ReadRows
from budgets.models import AccountKind, Entry, Posting, PostingKind
from ipc.kernel import audit
from people.models import Funder

WHOSE = OpenApiParameter("budget", OpenApiTypes.UUID, description="Only those of this budget")


class LegOut(serializers.ModelSerializer):
    """One movement, of one funder's money, from one kind of account to another."""

    funder = serializers.ChoiceField(Funder.choices, source="debit.funder", help_text="Whose money it is")
    was_in = serializers.ChoiceField(AccountKind.choices, source="debit.kind", help_text="Where it was")
    went_to = serializers.ChoiceField(AccountKind.choices, source="credit.kind", help_text="Where it went")

    class Meta:
        model = Entry
        fields: tuple[str, ...] = ("funder", "was_in", "went_to", "amount")
        extra_kwargs = {"amount": {"help_text": "Pounds, above nothing"}}


class PostingOut(serializers.ModelSerializer):
    budget = serializers.UUIDField(source="budget.public_id", help_text="The budget it is of")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose budget that is")
    reverses = serializers.UUIDField(
        source="reverses.public_id", allow_null=True, help_text="The posting that this one puts right"
    )
    legs = LegOut(many=True, source="entries", help_text="What moved: all of it, or nothing")

    class Meta:
        model = Posting
        fields = ("public_id", "budget", "person", "kind", "value_on", "posted_at", "reverses", "legs")
        extra_kwargs = {
            "public_id": {"help_text": "The posting"},
            "kind": {"help_text": "What kind of act it was"},
            "value_on": {"help_text": "The day it counts on"},
            "posted_at": {"help_text": "When it was posted"},
        }


class PartOut(serializers.Serializer):
    """Some pounds that another posting brought or took on; without a posting they are still there."""

    posting = serializers.UUIDField(
        source="posting.public_id", allow_null=True, default=None, help_text="The other posting"
    )
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, help_text="How many pounds of it")


class TracedOut(serializers.Serializer):
    """A leg with its story. What came in first counts as going out first."""

    funder = serializers.ChoiceField(Funder.choices, help_text="Whose money it is")
    was_in = serializers.ChoiceField(AccountKind.choices, source="source", help_text="Where it was")
    went_to = serializers.ChoiceField(AccountKind.choices, source="target", help_text="Where it went")
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, help_text="Pounds, above nothing")
    earlier = PartOut(many=True, help_text="Where it came from; nothing: from the funder itself")
    later = PartOut(many=True, help_text="Where it went; nothing: back to the funder")


class StoryOut(serializers.Serializer):
    posting = PostingOut(help_text="The posting")
    put_right_by = serializers.UUIDField(
        source="put_right_by.public_id",
        allow_null=True,
        default=None,
        help_text="The posting that put it right",
    )
    legs = TracedOut(many=True, help_text="Its legs, each with where it came from and went")


def _of_a_budget(queryset, path, asked):
    """Return the rows of the budget that was asked for, or all of them."""
    if not asked:
        return queryset
    try:
        return queryset.filter(**{path: serializers.UUIDField().to_internal_value(asked)})
    except serializers.ValidationError as error:
        raise serializers.ValidationError({"budget": [_("Must be a UUID.")]}) from error


@extend_schema_view(list=extend_schema(parameters=[WHOSE]))
class PostingViewSet(ReadRows):
    """What moved: each act in the ledger with its legs. A single one tells where it came from and went."""

    queryset = Posting.objects.select_related("budget", "person", "reverses").prefetch_related(
        "entries__debit", "entries__credit"
    )
    serializer_class = PostingOut
    acts = {"list": Act.SEE_BUDGET, "retrieve": Act.SEE_BUDGET}

    def get_queryset(self):
        return _of_a_budget(
            super().get_queryset(), "budget__public_id", self.request.query_params.get("budget")
        )

    @extend_schema(responses=StoryOut)
    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_BUDGET, found, by=request.user)
        return Response(StoryOut(tracing.story(found)).data)


class EntryOut(LegOut):
    posting = serializers.UUIDField(source="posting.public_id", help_text="The act it is a leg of")
    kind = serializers.ChoiceField(PostingKind.choices, source="posting.kind", help_text="The kind of act")
    value_on = serializers.DateField(source="posting.value_on", help_text="The day it counts on")

    class Meta(LegOut.Meta):
        fields = ("posting", "kind", "value_on", *LegOut.Meta.fields)


@extend_schema_view(list=extend_schema(parameters=[WHOSE]))
class EntryViewSet(ListRows):
    """The single movements, the newest first."""

    queryset = Entry.objects.select_related("posting", "debit", "credit")
    serializer_class = EntryOut
    acts = {"list": Act.SEE_BUDGET}

    def get_queryset(self):
        asked = self.request.query_params.get("budget")
        return _of_a_budget(super().get_queryset(), "posting__budget__public_id", asked)


ROUTES = [("postings", PostingViewSet, "posting"), ("entries", EntryViewSet, "entry")]
