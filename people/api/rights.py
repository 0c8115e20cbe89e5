"""What a right to support rests on and gives, through the API."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import rights
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import Basis, LegalBasis, Organisation, Right


class BasisSerializer(serializers.ModelSerializer):
    """What a right to support rests on."""

    id = serializers.UUIDField(source="public_id", help_text=_("The id of what was decided"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))
    decided_by = serializers.CharField(source="decided_by_body.name", help_text=_("The body that decided"))

    class Meta:
        model = LegalBasis
        fields = ("id", "person", "basis", "decided_by", "evidence", "starts_on", "ends_on")
        read_only_fields = fields


class GivenSerializer(serializers.Serializer):
    """What one legal basis gives on a day."""

    basis = serializers.ChoiceField(choices=Basis.choices, help_text=_("On what it rests"))
    right = serializers.ChoiceField(choices=Right.choices, help_text=_("What it gives"))
    right_since = serializers.DateField(allow_null=True, help_text=_("Since when, or null before any law"))
    until = serializers.DateField(allow_null=True, help_text=_("The first day without it, where known"))
    law = serializers.CharField(source="source", help_text=_("The law that says so"))
    in_words = serializers.CharField(help_text=_("What it gives, in plain words"))


class RecordBasisSerializer(OfAPerson):
    basis = serializers.ChoiceField(choices=Basis.choices)
    decided_by_body = serializers.SlugRelatedField(
        "public_id", queryset=Organisation.objects.all(), help_text=_("An organisation of the person's site")
    )
    evidence = serializers.CharField(max_length=200, help_text=_("What was seen that shows it"))
    starts_on = serializers.DateField()


class EndBasisSerializer(serializers.Serializer):
    ends_on = serializers.DateField(help_text=_("The first day without it"))
    why = serializers.CharField(max_length=200)


class RightViewSet(MadeByVerb):
    queryset = LegalBasis.objects.select_related("person", "decided_by_body")
    serializer_class = BasisSerializer
    made_by = RecordBasisSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "gives": Act.SEE_PERSON,
        "create": Act.RECORD_BASIS,
        "end": Act.END_BASIS,
    }

    @extend_schema(
        request=RecordBasisSerializer, parameters=[KEY], responses={201: BasisSerializer, **REFUSED, **BROKEN}
    )
    def create(self, request):
        """Write down that a body decided that somebody has an entitlement."""
        return self.write_down(request, rights.record)

    @extend_schema(
        request=EndBasisSerializer, parameters=[KEY], responses={200: BasisSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Write down the end."""
        basis, facts = self.get_object(), self.facts(EndBasisSerializer(data=request.data))
        return self.carry_out(basis, facts, lambda: rights.end(basis, by=request.user, **facts))

    @extend_schema(responses={200: GivenSerializer, **REFUSED})
    @action(detail=True, methods=["get"])
    def gives(self, request, public_id=None):
        """Show what it gives today, by which law; nothing (404) where it is not in force."""
        basis = self.get_object()
        audit.read(Act.SEE_PERSON, basis, by=request.user)
        found = rights.of(basis.person, among=LegalBasis.objects.filter(pk=basis.pk))
        given = found[0] if found else None
        if given is None:
            raise LegalBasis.DoesNotExist
        shown = {**given._asdict(), "basis": basis.basis, "in_words": given.gives}
        return Response(GivenSerializer(shown).data)


ROUTES = [("rights", RightViewSet, "right")]
