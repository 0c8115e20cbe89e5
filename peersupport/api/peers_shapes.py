"""What the API says about peer supporters, and is told."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from peersupport.forms.peers import DISTRICT
from peersupport.models import (
    CheckOutcome,
    DbsCheck,
    DbsLevel,
    Gender,
    Mode,
    Need,
    OrganisationPolicy,
    Peer,
    PeerActivity,
    PolicyKind,
    Weekday,
)
from peersupport.peers import readiness
from people.models import Cohort


class StillNeededSerializer(serializers.Serializer):
    """One thing that is missing."""

    words = serializers.CharField(help_text="What is needed")
    because = serializers.CharField(source="source", help_text="Where that comes from")
    is_check = serializers.BooleanField(help_text="Whether it is a DBS check")


class CheckSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The check")
    seen_by = serializers.CharField(source="seen_by.name", help_text="Who saw the certificate")

    class Meta:
        model = DbsCheck
        fields = ("id", "level", "has_both_lists", "issued_on", "outcome", "seen_on", "seen_by", "again_on")
        read_only_fields = fields
        extra_kwargs = {
            "level": {"help_text": "What stands on the certificate"},
            "has_both_lists": {"help_text": "Whether both barred lists were looked at"},
            "issued_on": {"help_text": "Its date"},
            "outcome": {"help_text": "What it means"},
            "seen_on": {"help_text": "When it was seen"},
            "again_on": {"help_text": "By when it is done again"},
        }


class PeerSerializer(serializers.ModelSerializer):
    """Who somebody is and what they do; ``missing`` is empty where they may begin."""

    id = serializers.UUIDField(source="public_id", help_text="The peer supporter")
    service = serializers.UUIDField(source="service.public_id", help_text="Their entry of the directory")
    shown_as = serializers.CharField(source="service.name", help_text="The name people read")
    words = serializers.CharField(source="service.description", help_text="In their own words")
    organisation = serializers.CharField(source="organisation.name", help_text="Whom they are with")
    checks = CheckSerializer(many=True, help_text="The checks that were seen, the newest first")
    missing = serializers.SerializerMethodField(help_text="What they still need")

    class Meta:
        model = Peer
        fields = (
            "id",
            "service",
            "name",
            "shown_as",
            "words",
            "organisation",
            "status",
            "why_paused",
            "activities",
            "modes",
            "districts",
            "languages",
            "most_people",
            "supervision_due_on",
            "checks",
            "missing",
        )
        read_only_fields = fields
        extra_kwargs = {
            "name": {"help_text": "Their whole name, for colleagues alone"},
            "status": {"help_text": "Where they stand"},
            "why_paused": {"help_text": "Why, for colleagues alone"},
            "activities": {"help_text": "What they do with people"},
            "modes": {"help_text": "How people can meet them"},
            "districts": {"help_text": "First halves of postcodes; none means everywhere in the site"},
            "languages": {"help_text": "Which languages they speak"},
            "most_people": {"help_text": "How many at the same time; null for the usual number"},
            "supervision_due_on": {"help_text": "When they next talk with who supervises them"},
        }

    @extend_schema_field(StillNeededSerializer(many=True))
    def get_missing(self, peer):
        found = self.context.get("missing")
        missing = found[peer.pk] if found else readiness.missing(peer)
        return StillNeededSerializer(missing, many=True).data


def _choices(choices, **kwargs):
    return serializers.ListField(child=serializers.ChoiceField(choices=choices), required=False, **kwargs)


def _words(longest=40, **kwargs):
    return serializers.ListField(child=serializers.CharField(max_length=longest), required=False, **kwargs)


class PeerChangeSerializer(serializers.Serializer):
    """What changes; what is left out stays."""

    name = serializers.CharField(max_length=120, required=False, help_text="Their whole name")
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True, help_text="Telephone")
    email = serializers.EmailField(required=False, allow_blank=True, help_text="Email")
    shown_as = serializers.CharField(max_length=120, required=False, help_text="The name people read")
    words = serializers.CharField(max_length=2000, required=False, help_text="In their own words")
    easy_words = serializers.CharField(
        max_length=1000, required=False, allow_blank=True, help_text="The same in easy words"
    )
    needs = _words(30, help_text="Codes of needs they know from their own life")
    cohorts = _choices(Cohort.choices, help_text="Whom they want to support")
    minimum_age = serializers.IntegerField(
        min_value=0, max_value=120, required=False, allow_null=True, help_text="Youngest age they support"
    )
    maximum_age = serializers.IntegerField(
        min_value=0, max_value=120, required=False, allow_null=True, help_text="Oldest age they support"
    )
    activities = _choices(PeerActivity.choices, allow_empty=False, help_text="What they do with people")
    modes = _choices(Mode.choices, allow_empty=False, help_text="How people can meet them")
    districts = serializers.ListField(
        child=serializers.RegexField(DISTRICT.pattern + r"\Z", max_length=4),
        required=False,
        help_text="First halves of postcodes, in capitals",
    )
    weekdays = _choices(Weekday.choices, help_text="On which days")
    languages = _words(help_text="Which languages they speak")
    interests = _words(help_text="What they like")
    gender = serializers.ChoiceField(
        Gender.choices, required=False, allow_blank=True, help_text="A wish of others may ask for it"
    )
    born_in = serializers.IntegerField(
        min_value=1900, max_value=2100, required=False, allow_null=True, help_text="The decade, like 1970"
    )
    is_carer = serializers.BooleanField(required=False, help_text="Whether they look after somebody, or have")
    faith = serializers.CharField(max_length=60, required=False, allow_blank=True, help_text="Faith")
    most_people = serializers.IntegerField(
        min_value=0, max_value=100, required=False, allow_null=True, help_text="How many at the same time"
    )
    supervisor = serializers.CharField(
        max_length=120, required=False, allow_blank=True, help_text="Who supervises them"
    )
    supervision_due_on = serializers.DateField(required=False, help_text="When they next talk")
    trained_on = serializers.DateField(required=False, help_text="When they were trained")
    boundaries_agreed_on = serializers.DateField(required=False, help_text="When boundaries were agreed")

    def validate_needs(self, codes):
        known = set(Need.objects.filter(code__in=codes).values_list("code", flat=True))
        if known != set(codes):
            raise serializers.ValidationError("Name needs by their codes.")
        return codes

    def validate(self, facts):
        youngest, oldest = facts.get("minimum_age"), facts.get("maximum_age")
        if youngest is not None and oldest is not None and oldest < youngest:
            raise serializers.ValidationError({"maximum_age": "Must not be below the youngest age."})
        return facts


class PeerAddSerializer(PeerChangeSerializer):
    organisation = serializers.UUIDField(help_text="An organisation of the site")
    name = serializers.CharField(max_length=120, help_text="Their whole name, for colleagues alone")
    shown_as = serializers.CharField(max_length=120, help_text="The name people read")
    words = serializers.CharField(max_length=2000, help_text="In their own words")
    activities = serializers.ListField(
        child=serializers.ChoiceField(PeerActivity.choices),
        allow_empty=False,
        help_text="What they do with people: the check they need follows from it",
    )
    modes = serializers.ListField(
        child=serializers.ChoiceField(Mode.choices), allow_empty=False, help_text="How people can meet them"
    )


class RecordCheckSerializer(serializers.Serializer):
    level = serializers.ChoiceField(DbsLevel.choices, help_text="What stands on the certificate")
    has_both_lists = serializers.BooleanField(
        required=False, default=False, help_text="Whether both barred lists were looked at"
    )
    issued_on = serializers.DateField(help_text="Its date")
    seen_on = serializers.DateField(help_text="When it was seen")
    outcome = serializers.ChoiceField(CheckOutcome.choices, help_text="What it means")
    detail = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        default="",
        help_text="What was weighed; deleted by itself after some months",
    )


class SuperviseSerializer(serializers.Serializer):
    held_on = serializers.DateField(help_text="When they talked")
    next_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="When next; left out, after the usual weeks"
    )
    words = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default="", help_text="What matters of it"
    )


class PausePeerSerializer(serializers.Serializer):
    why = serializers.CharField(max_length=300, help_text="For colleagues alone")


class PolicySerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="That a policy was seen")
    organisation = serializers.UUIDField(source="organisation.public_id", help_text="Whose policy")

    class Meta:
        model = OrganisationPolicy
        fields = ("id", "organisation", "kind", "seen_on", "again_on")
        read_only_fields = fields
        extra_kwargs = {
            "kind": {"help_text": "Which policy"},
            "seen_on": {"help_text": "When it was seen"},
            "again_on": {"help_text": "By when it is looked at again"},
        }


class PolicySeenSerializer(serializers.Serializer):
    organisation = serializers.UUIDField(help_text="An organisation of the site")
    kind = serializers.ChoiceField(PolicyKind.choices, help_text="Which policy")
    seen_on = serializers.DateField(help_text="When it was seen")
