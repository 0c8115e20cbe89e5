"""The circle of support and acting for somebody, through the API."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import authority, circle, nomination
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import (
    Authority,
    AuthorityKind,
    AuthorityScope,
    HowGiven,
    InformationFormat,
    Person,
    Relationship,
    RelationshipKind,
    Ring,
)


class InTheCircleSerializer(serializers.ModelSerializer):
    """Somebody in a person's circle. No number and no email of who must not be contacted."""

    id = serializers.UUIDField(source="public_id", help_text=_("The id in the circle"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))
    phone = serializers.CharField(source="to_call", help_text=_("Empty where they must not be contacted"))
    email = serializers.CharField(source="to_write", help_text=_("Empty where they must not be contacted"))

    class Meta:
        model = Relationship
        fields = (
            "id",
            "person",
            "name",
            "kind",
            "ring",
            "phone",
            "email",
            "notes",
            "is_carer",
            "lives_with_person",
            "information_format",
            "how_to_talk",
            "may_be_contacted",
            "why_not_contacted",
            "ended_at",
        )
        read_only_fields = fields


class ChangeRelationshipSerializer(serializers.Serializer):
    """What changes; what is not named stays as it is."""

    name = serializers.CharField(max_length=120, required=False)
    kind = serializers.ChoiceField(choices=RelationshipKind.choices, required=False)
    ring = serializers.ChoiceField(choices=Ring.choices, required=False, help_text=_("1 is the nearest"))
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    notes = serializers.CharField(max_length=300, required=False, allow_blank=True)
    is_carer = serializers.BooleanField(required=False, help_text=_("Looks after the person without pay"))
    lives_with_person = serializers.BooleanField(required=False)
    may_be_contacted = serializers.BooleanField(required=False)
    why_not_contacted = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text=_("Needed from colleagues")
    )
    information_format = serializers.ChoiceField(
        choices=InformationFormat.choices, required=False, allow_blank=True, help_text=_("What they need")
    )
    how_to_talk = serializers.CharField(max_length=300, required=False, allow_blank=True)


class NothingMoreSerializer(serializers.Serializer):
    """Nothing more to say."""


CHANGED = {200: InTheCircleSerializer, **REFUSED, **BROKEN}


class CircleViewSet(MadeByVerb):
    queryset = Relationship.objects.with_ways_to_reach().select_related("person")
    serializer_class = InTheCircleSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "change": Act.CHANGE_RELATIONSHIP,
        "end": Act.END_RELATIONSHIP,
    }

    @extend_schema(request=ChangeRelationshipSerializer, parameters=[KEY], responses=CHANGED)
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Change somebody in the circle."""
        one, facts = self.get_object(), self.facts(ChangeRelationshipSerializer(data=request.data))
        return self.carry_out(one, facts, lambda: circle.change(one, by=request.user, **facts))

    @extend_schema(request=NothingMoreSerializer, parameters=[KEY], responses=CHANGED)
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Take somebody out of the circle; what was shared with them stops."""
        one = self.get_object()
        return self.carry_out(one, {}, lambda: circle.end(one, by=request.user))

    def after(self, row):
        """Return the row read anew: the ways to reach somebody come with the reading."""
        return self.get_queryset().get(pk=row.pk)


class AuthoritySerializer(serializers.ModelSerializer):
    """A right to act for a person: by what right, what it shows, and how it stands."""

    id = serializers.UUIDField(source="public_id", help_text=_("The id of this right"))
    person = serializers.UUIDField(
        source="person_public_id", allow_null=True, help_text=_("The person's id; null before it is in force")
    )
    holder = serializers.CharField(source="holder.name", help_text=_("Who acts"))

    class Meta:
        model = Authority
        fields = (
            "id",
            "person",
            "holder",
            "kind",
            "scopes",
            "sections",
            "starts_on",
            "ends_on",
            "accepted_at",
            "agreed_at",
            "suspended_at",
            "withdrawn_at",
        )
        read_only_fields = fields


class RecordAuthoritySerializer(OfAPerson):
    """A right to act, on a paper that was seen. What it rests on depends on its kind."""

    holder = serializers.UUIDField(
        help_text=_("Somebody in the person's circle who signs in: their id there")
    )
    kind = serializers.ChoiceField(choices=AuthorityKind.choices)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=AuthorityScope.choices),
        required=False,
        help_text=_("One for an attorney or a deputy, none for the others"),
    )
    evidence = serializers.CharField(max_length=200, help_text=_("The paper that was seen"))
    reference = serializers.CharField(max_length=60, required=False)
    how_agreed = serializers.ChoiceField(
        choices=HowGiven.choices, required=False, help_text=_("How the person said yes")
    )
    assessment = serializers.UUIDField(
        required=False, help_text=_("The newest assessment that the person cannot decide this")
    )
    checked_on = serializers.DateField(required=False, help_text=_("Day of the enhanced check"))
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, help_text=_("The first day without it"))

    def validate(self, attrs):
        person = attrs["person"]
        near = person.relationships.contactable().filter(public_id=attrs["holder"], user__isnull=False)
        one = near.select_related("user").first()
        if one is None:
            raise serializers.ValidationError({"holder": _("Nobody in the circle who signs in.")})
        attrs["holder"] = one.user
        if "assessment" in attrs:
            found = person.capacityassessments.live().filter(public_id=attrs["assessment"]).first()
            if found is None:
                raise serializers.ValidationError({"assessment": _("No assessment that is in force.")})
            attrs["assessment"] = found
        return attrs


class WhySerializer(serializers.Serializer):
    why = serializers.CharField(
        max_length=200, required=False, help_text=_("The person need not say; everybody else must")
    )


class CheckedSerializer(serializers.Serializer):
    checked_on = serializers.DateField(required=False, help_text=_("Day the enhanced check was seen"))


STANDS = {200: AuthoritySerializer, **REFUSED, **BROKEN}
WHOM = Person.objects.filter(pk=OuterRef("person_id")).values("public_id")[:1]


class AuthorityViewSet(MadeByVerb):
    # The person comes by themselves: before it is in force their record is closed to the holder.
    queryset = Authority.objects.select_related("holder").annotate(person_public_id=Subquery(WHOM))
    serializer_class = AuthoritySerializer
    made_by = RecordAuthoritySerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "create": Act.RECORD_AUTHORITY,
        "accept": Act.ACCEPT_NOMINATION,
        "agree": Act.AGREE_NOMINEE,
        "suspend": Act.SUSPEND_AUTHORITY,
        "resume": Act.RESUME_AUTHORITY,
        "withdraw": Act.WITHDRAW_AUTHORITY,
        "give_up": Act.GIVE_UP_AUTHORITY,
    }

    def list(self, request, *args, **kwargs):
        """Show the rights to act that the user may see; each is a look at the person's record."""
        rows = self.paginate_queryset(self.get_queryset())
        audit.read_each(self.act_of("list"), rows, by=request.user)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(
        request=RecordAuthoritySerializer,
        parameters=[KEY],
        responses={201: AuthoritySerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Write down that somebody may act for a person."""
        return self.write_down(request, lambda *, person, **facts: authority.record(person, **facts))

    @extend_schema(request=NothingMoreSerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def accept(self, request, public_id=None):
        """Say yes to being the nominee."""
        one = self.get_object()
        return self.carry_out(one, {}, lambda: nomination.accept(one, by=request.user))

    @extend_schema(request=CheckedSerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def agree(self, request, public_id=None):
        """Agree to a nominee for the body that pays."""
        one, facts = self.get_object(), self.facts(CheckedSerializer(data=request.data))
        return self.carry_out(one, facts, lambda: nomination.agree(one, by=request.user, **facts))

    @extend_schema(request=WhySerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def suspend(self, request, public_id=None):
        """Stop it for now, at once."""
        one, facts = self.get_object(), self.facts(WhySerializer(data=request.data))
        return self.carry_out(one, facts, lambda: authority.suspend(one, by=request.user, **facts))

    @extend_schema(request=NothingMoreSerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def resume(self, request, public_id=None):
        """Let somebody act again, where what it rests on holds today."""
        one = self.get_object()
        return self.carry_out(one, {}, lambda: authority.resume(one, by=request.user))

    @extend_schema(request=NothingMoreSerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, public_id=None):
        """End it at once."""
        one = self.get_object()
        return self.carry_out(one, {}, lambda: authority.withdraw(one, by=request.user))

    @extend_schema(request=NothingMoreSerializer, parameters=[KEY], responses=STANDS)
    @action(detail=True, methods=["post"])
    def give_up(self, request, public_id=None):
        """Stop acting for somebody, by the holder."""
        one = self.get_object()
        return self.carry_out(one, {}, lambda: authority.give_up(one, by=request.user))


ROUTES = [
    ("circle", CircleViewSet, "circle"),
    ("authorities", AuthorityViewSet, "authority"),
]
