"""What is shared, through the API: read, written down, and stopped at once."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import consent, evaluation
from people.acts import Act
from people.api.frame import Verbs
from people.models import Consent, HowGiven, NotSought, Organisation, Person, Section

PARTS = [section for section in Section.choices if section[0] != Section.RECORD]


class SharedSerializer(serializers.ModelSerializer):
    """That a person agreed, on a day, that somebody may see parts of their record for a purpose."""

    id = serializers.UUIDField(source="public_id", help_text=_("The consent's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose record it is"))
    reader = serializers.CharField(help_text=_("Who may see it, by name"))
    withdrawn_at = serializers.DateTimeField(help_text=_("From this moment it shares nothing"))

    class Meta:
        model = Consent
        fields = (
            "id",
            "person",
            "reader",
            "purpose",
            "sections",
            "how_given",
            "why_not_sought",
            "given_at",
            "ends_on",
            "withdrawn_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "purpose": {"help_text": _("What it is for; each purpose is agreed by itself")},
            "sections": {"help_text": _("The parts of the record it shares")},
            "how_given": {"help_text": _("How the person said yes; empty where somebody else did")},
            "why_not_sought": {"help_text": _("Why somebody else said yes; empty where the person did")},
            "given_at": {"help_text": _("When it was agreed")},
            "ends_on": {"help_text": _("The first day without it")},
        }


class ShareSerializer(serializers.Serializer):
    """What was agreed. The reader is somebody of the circle, or an organisation of the person's site."""

    person = serializers.UUIDField(help_text=_("Whose record it is"))
    relationship = serializers.UUIDField(required=False, help_text=_("The reader, of the circle"))
    organisation = serializers.UUIDField(required=False, help_text=_("The reader, an organisation here"))
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=PARTS),
        allow_empty=False,
        help_text=_("The parts of the record to share"),
    )
    how_given = serializers.ChoiceField(
        choices=HowGiven.choices, required=False, help_text=_("How the person said yes")
    )
    why_not_sought = serializers.ChoiceField(
        choices=NotSought.choices, required=False, help_text=_("Why somebody else said yes")
    )
    ends_on = serializers.DateField(required=False, help_text=_("The first day without it"))

    def validate(self, attrs):
        if ("relationship" in attrs) == ("organisation" in attrs):
            raise serializers.ValidationError(_("Name one reader: a relationship or an organisation."))
        if ("how_given" in attrs) == ("why_not_sought" in attrs):
            raise serializers.ValidationError(_("Say how the person said yes, or why somebody else did."))
        return attrs


class EvaluationAnswerSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text=_("Who answered"))
    is_yes = serializers.BooleanField(help_text=_("Whether the evaluation may use facts about them"))
    how_given = serializers.ChoiceField(choices=HowGiven.choices, help_text=_("How the person answered"))


class ConsentViewSet(mixins.ListModelMixin, Verbs):
    queryset = Consent.objects.select_related("person", "user", "relationship", "organisation")
    serializer_class = SharedSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "create": Act.RECORD_CONSENT,
        "evaluation": Act.RECORD_CONSENT,
        "withdraw": Act.WITHDRAW_CONSENT,
    }

    @extend_schema(responses={200: SharedSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What people share and shared, whom the user may see; each counts as looked at."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_PERSON, page, by=request.user)
        return self.get_paginated_response(SharedSerializer(page, many=True).data)

    @extend_schema(responses={200: SharedSerializer, **REFUSED})
    def retrieve(self, request, public_id=None):
        given = self.get_object()
        audit.read(Act.SEE_PERSON, given, by=request.user)
        return Response(SharedSerializer(given).data)

    @extend_schema(
        request=ShareSerializer, parameters=[KEY], responses={201: SharedSerializer, **REFUSED, **BROKEN}
    )
    def create(self, request):
        """Write down that somebody may see parts of a person's record."""
        facts = self.facts(ShareSerializer(data=request.data))
        person = self._person(facts)
        made = self.once(facts, lambda: self._record(person, facts))
        return self.made(SharedSerializer(self.get_queryset().get(public_id=made)))

    def _record(self, person, facts):
        said = {name: fact for name, fact in facts.items() if name not in ("person", *READERS)}
        for name, rows in READERS.items():
            if name in facts:
                said[name] = rows(person).filter(public_id=facts[name]).first()
                if said[name] is None:
                    raise consent.NotAReaderHere
        return str(consent.record(person, by=self.request.user, **said).public_id)

    @extend_schema(
        request=EvaluationAnswerSerializer, parameters=[KEY], responses={204: None, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def evaluation(self, request):
        """Write down a person's yes or no to the evaluation: a question of its own."""
        facts = self.facts(EvaluationAnswerSerializer(data=request.data))
        person = self._person(facts)
        said = {"is_yes": facts["is_yes"], "how_given": facts["how_given"]}
        self.once(facts, lambda: str(evaluation.answer(person, by=request.user, **said).public_id))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, parameters=[KEY], responses={200: SharedSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def withdraw(self, request, public_id=None):
        """Stop sharing at once; that it was shared stays on record."""
        given = self.get_object()
        return self.carry_out(given, {}, lambda: consent.withdraw(given, by=request.user))

    def _person(self, facts):
        return access.find(Person, Act.RECORD_CONSENT, self.request.user, facts["person"])


READERS = {
    "relationship": lambda person: person.relationships.live(),
    "organisation": lambda person: Organisation.objects.filter(site_id=person.site_id),
}
ROUTES = [("consents", ConsentViewSet, "consent")]
