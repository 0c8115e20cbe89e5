"""This room through the API: people, and what was asked and agreed with them."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import (
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.fields import NhsNumberField
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import circle, consent, details, information, registration
from people.acts import Act
from people.api.frame import Verbs
from people.models import (
    Cohort,
    Consent,
    HowGiven,
    InformationNeeds,
    Organisation,
    Person,
    Relationship,
    Role,
    Section,
)


class PersonNameSerializer(serializers.ModelSerializer):
    """Who it is, for those who need no more: family, finance, approvers."""

    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = Person
        fields = ("id", "given_name", "family_name", "known_as", "status")
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer):
    """The record for the person and their care team."""

    id = serializers.UUIDField(source="public_id")

    class Meta:
        model = Person
        fields = ("id", *details.DETAILS, "status", "referred_on")
        read_only_fields = fields


SEEN = PolymorphicProxySerializer(
    "PersonSeen", [PersonSerializer, PersonNameSerializer], resource_type_field_name=None
)
SEEN_MANY = PolymorphicProxySerializer(
    "PersonSeen", [PersonSerializer, PersonNameSerializer], resource_type_field_name=None, many=True
)


def is_nhs_number(value):
    NhsNumberField(required=False).clean(value)


class RegisterSerializer(serializers.Serializer):
    given_name = serializers.CharField(max_length=80)
    family_name = serializers.CharField(max_length=80)
    known_as = serializers.CharField(max_length=80, required=False)
    pronounced = serializers.CharField(max_length=120, required=False)
    born_on = serializers.DateField()
    nhs_number = serializers.RegexField(r"^\d{10}$", required=False, validators=[is_nhs_number])
    phone = serializers.CharField(max_length=30, required=False)
    email = serializers.EmailField(required=False)
    address = serializers.CharField(max_length=250, required=False)
    postcode = serializers.CharField(max_length=8, required=False)
    has_no_fixed_abode = serializers.BooleanField(required=False)
    gp_practice = serializers.CharField(max_length=120, required=False)
    cohorts = serializers.ListField(child=serializers.ChoiceField(choices=Cohort.choices), allow_empty=False)
    referred_on = serializers.DateField(required=False)


class InformationNeedsSerializer(serializers.ModelSerializer):
    class Meta:
        model = InformationNeeds
        fields = (
            "contact_method",
            "information_format",
            "how_to_talk",
            "communication_support",
            "communication_professional",
            "language",
            "has_interpreter",
        )


class RelationshipSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", read_only=True)

    class Meta:
        model = Relationship
        fields = (
            "id",
            "name",
            "kind",
            "ring",
            "phone",
            "email",
            "notes",
            "is_carer",
            "lives_with_person",
            "may_be_contacted",
            "why_not_contacted",
            "information_format",
            "how_to_talk",
        )


class RecordConsentSerializer(serializers.Serializer):
    """What was agreed. The reader is somebody of the circle, or an organisation of the person's site."""

    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=Section.choices), allow_empty=False
    )
    how_given = serializers.ChoiceField(choices=HowGiven.choices)
    relationship = serializers.SlugRelatedField(
        "public_id", queryset=Relationship.objects.none(), required=False
    )
    organisation = serializers.SlugRelatedField(
        "public_id", queryset=Organisation.objects.none(), required=False
    )
    ends_on = serializers.DateField(required=False)

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        if person is not None:
            self.fields["relationship"].queryset = person.relationships.all()
            self.fields["organisation"].queryset = Organisation.objects.filter(site_id=person.site_id)

    def validate(self, attrs):
        if ("relationship" in attrs) == ("organisation" in attrs):
            raise serializers.ValidationError(_("Name one reader: a relationship or an organisation."))
        return attrs


class ConsentSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    reader = serializers.CharField()

    class Meta:
        model = Consent
        fields = ("id", "reader", "purpose", "sections", "how_given", "given_at", "ends_on", "withdrawn_at")
        read_only_fields = fields


class WithdrawSerializer(serializers.Serializer):
    consent = serializers.SlugRelatedField("public_id", queryset=Consent.objects.none())

    def __init__(self, *args, consents=None, **kwargs):
        super().__init__(*args, **kwargs)
        if consents is not None:
            self.fields["consent"].queryset = consents


@extend_schema_view(list=extend_schema(responses={200: SEEN_MANY, **REFUSED}))
class PersonViewSet(mixins.ListModelMixin, Verbs):
    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "create": Act.REGISTER_PERSON,
        "record_information_needs": Act.RECORD_INFORMATION_NEEDS,
        "add_relationship": Act.ADD_RELATIONSHIP,
        "record_consent": Act.RECORD_CONSENT,
        "withdraw_consent": Act.WITHDRAW_CONSENT,
    }

    def list(self, request, *args, **kwargs):
        """Show those the user may see; each record counts as looked at."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_PERSON, page, by=request.user)
        return self.get_paginated_response([self._seen(person) for person in page])

    @extend_schema(responses={200: SEEN, **REFUSED})
    def retrieve(self, request, public_id=None):
        person = self.get_object()
        audit.read(Act.SEE_PERSON, person, by=request.user)
        return Response(self._seen(person))

    def _seen(self, person):
        user = self.request.user
        is_whole = person.pk == user.person_id or user.hat.role in (Role.COORDINATOR, Role.MANAGER)
        return (PersonSerializer if is_whole else PersonNameSerializer)(person).data

    @extend_schema(
        request=RegisterSerializer,
        parameters=[KEY],
        responses={201: PersonSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Register somebody newly referred, on the caseload of the user."""
        facts = self.facts(RegisterSerializer(data=request.data))
        public_id = self.once(facts, lambda: str(registration.register(by=request.user, **facts).public_id))
        return self.made(PersonSerializer(self.get_queryset().get(public_id=public_id)))

    @extend_schema(
        request=InformationNeedsSerializer,
        parameters=[KEY],
        responses={200: InformationNeedsSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def record_information_needs(self, request, public_id=None):
        """Write down how the person wants information."""
        person, facts = self.get_object(), self.facts(InformationNeedsSerializer(data=request.data))
        self.do_once(person, facts, lambda: information.record_needs(person, by=request.user, **facts))
        return Response(InformationNeedsSerializer(InformationNeeds.objects.get(person=person)).data)

    @extend_schema(
        request=RelationshipSerializer,
        parameters=[KEY],
        responses={201: RelationshipSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def add_relationship(self, request, public_id=None):
        """Add somebody to the circle of support."""
        person, facts = self.get_object(), self.facts(RelationshipSerializer(data=request.data))
        made = self.do_once(person, facts, lambda: circle.add(person, by=request.user, **facts))
        return self.made(RelationshipSerializer(person.relationships.get(public_id=made)))

    @extend_schema(
        request=RecordConsentSerializer,
        parameters=[KEY],
        responses={201: ConsentSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def record_consent(self, request, public_id=None):
        """Write down that the person agreed to share parts of the record."""
        person = self.get_object()
        facts = self.facts(RecordConsentSerializer(data=request.data, person=person))
        made = self.do_once(person, facts, lambda: consent.record(person, by=request.user, **facts))
        return self.made(ConsentSerializer(person.consents.get(public_id=made)))

    @extend_schema(
        request=WithdrawSerializer,
        parameters=[KEY],
        responses={200: ConsentSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def withdraw_consent(self, request, public_id=None):
        """Stop sharing at once."""
        person = self.get_object()
        theirs = Consent.objects.permitting(Act.WITHDRAW_CONSENT, request.user).filter(person=person)
        given = self.facts(WithdrawSerializer(data=request.data, consents=theirs))["consent"]
        self.do_once(person, {"consent": given}, lambda: consent.withdraw(given, by=request.user))
        given.refresh_from_db()
        return Response(ConsentSerializer(given).data)
