"""What an entry of the directory looks like to whoever keeps it, and what is proposed for it."""

from rest_framework import serializers

from peersupport.forms.entries import EntryForm
from peersupport.keeping import values
from peersupport.models import (
    ChangeKind,
    ChangeStatus,
    EntryChange,
    Frequency,
    Schedule,
    Service,
    ServiceStatus,
    StaffNote,
    Weekday,
)

WRITTEN = tuple(name for name in values.FIELDS if name not in ("schedules", "status"))
# Each is called what the page calls it.
TOLD = {name: {"help_text": EntryForm.base_fields[name].label} for name in WRITTEN}


class TimeIn(serializers.ModelSerializer):
    """When it happens: a weekday, hours, every so many weeks or one week of each month."""

    frequency = serializers.ChoiceField(
        Frequency.choices, default=Frequency.WEEKLY, help_text="Every week or every month"
    )
    every = serializers.IntegerField(
        default=1, min_value=1, max_value=52, help_text="Every so many weeks or months"
    )
    week = serializers.ChoiceField(
        [1, 2, 3, 4, -1],
        default=None,
        allow_null=True,
        help_text="Which one of a month: 1 the first, -1 the last",
    )
    weekday = serializers.ChoiceField(
        Weekday.choices, default="", allow_blank=True, help_text="MO to SU, or empty for no day"
    )
    opens = serializers.TimeField(
        source="opens_at", default=None, allow_null=True, help_text="When it begins, like 10:30"
    )
    closes = serializers.TimeField(
        source="closes_at", default=None, allow_null=True, help_text="When it ends"
    )
    begins_on = serializers.DateField(
        default=None, allow_null=True, help_text="A day when it happens, where it is not every week"
    )
    ends_on = serializers.DateField(default=None, allow_null=True, help_text="The last day")

    class Meta:
        model = Schedule
        fields = ("frequency", "every", "week", "weekday", "opens", "closes", "begins_on", "ends_on")


class DirectoryEntryIn(serializers.ModelSerializer):
    """All that a colleague of the site writes of an entry."""

    runs = serializers.ChoiceField(
        ServiceStatus.choices, source="status", default=ServiceStatus.ACTIVE, help_text="Whether it runs"
    )
    schedules = TimeIn(many=True, required=False, help_text="When it happens")
    organisation = serializers.CharField(
        max_length=120, help_text="The organisation; a new one is written down too"
    )

    class Meta:
        model = Service
        fields = ("organisation", *WRITTEN, "runs", "schedules")
        extra_kwargs = TOLD

    def written(self) -> dict:
        """Return what was sent, by field, the way ``values`` keeps it."""
        return {
            name: values.plain(value) for name, value in self.validated_data.items() if name in values.FIELDS
        }


class DirectoryEntryPartIn(serializers.ModelSerializer):
    """What a colleague changes of an entry: what is left out stays. ``based_on`` is when it was read."""

    schedules = TimeIn(many=True, required=False, help_text="When it happens")
    runs = serializers.ChoiceField(
        ServiceStatus.choices, source="status", required=False, help_text="Whether it runs"
    )
    based_on = serializers.DateTimeField(
        required=False, default=None, allow_null=True, help_text="When it was last changed, as you read it"
    )

    class Meta:
        model = Service
        fields = (*WRITTEN, "runs", "schedules", "based_on")
        extra_kwargs = {name: told | {"required": False} for name, told in TOLD.items()}

    written = DirectoryEntryIn.written


class ProposalIn(serializers.ModelSerializer):
    """What whoever runs an entry proposes: what is left out stays."""

    code = serializers.CharField(max_length=60, help_text="From the link in the email")
    schedules = TimeIn(many=True, required=False, help_text="When it happens")
    words = serializers.CharField(
        max_length=1000, required=False, default="", allow_blank=True, help_text="Anything else"
    )

    class Meta:
        model = Service
        fields = ("code", *(name for name in values.PROPOSED if name != "schedules"), "schedules", "words")
        extra_kwargs = {
            name: {**TOLD[name], "required": False} for name in values.PROPOSED if name != "schedules"
        }

    written = DirectoryEntryIn.written


class DirectoryEntryOut(serializers.ModelSerializer):
    """An entry as whoever keeps it reads it: all of it."""

    id = serializers.UUIDField(source="public_id", help_text="What it is called in addresses")
    organisation = serializers.CharField(source="organisation.name", help_text="Who runs it")
    schedules = TimeIn(many=True, help_text="When it happens")

    class Meta:
        model = Service
        fields = (
            "id",
            "organisation",
            *WRITTEN,
            "status",
            "schedules",
            "is_out_of_date",
            "assured_on",
            "assured_by",
            "changed_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            **TOLD,
            "status": {"help_text": "Whether it runs, as Open Referral UK says it"},
            "is_out_of_date": {"help_text": "No longer shown, because nobody confirmed it"},
            "assured_on": {"help_text": "When somebody last made sure that it is right"},
            "assured_by": {"help_text": "Who made sure"},
            "changed_at": {"help_text": "When it was last changed"},
        }


class DirectoryChangeOut(serializers.ModelSerializer):
    """What somebody outside proposes. ``values`` are new, ``before`` what they saw, by field."""

    id = serializers.UUIDField(source="public_id", help_text="Of the proposal")
    service = serializers.UUIDField(
        source="service.public_id", default=None, allow_null=True, help_text="The entry; none for a new one"
    )
    kind = serializers.ChoiceField(ChangeKind.choices, help_text="What it is")
    status = serializers.ChoiceField(ChangeStatus.choices, help_text="What became of it")
    values = serializers.DictField(help_text="What is proposed, by field")
    before = serializers.DictField(help_text="What was there when it was proposed, by field")
    taken = serializers.ListField(child=serializers.CharField(), help_text="The fields that were taken over")

    class Meta:
        model = EntryChange
        fields = (
            "id",
            "service",
            "kind",
            "status",
            "values",
            "before",
            "words",
            "contact",
            "proposed_at",
            "taken",
            "reason",
            "decided_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": "In their words"},
            "contact": {"help_text": "To ask back; deleted with the decision"},
            "proposed_at": {"help_text": "When it came"},
            "reason": {"help_text": "Why not, or why not all of it"},
            "decided_at": {"help_text": "When somebody decided"},
        }


class DecideIn(serializers.Serializer):
    taken = serializers.ListField(
        child=serializers.CharField(max_length=30), help_text="The fields to take over; none declines it"
    )
    reason = serializers.CharField(
        max_length=500, required=False, default="", allow_blank=True, help_text="Why not the rest"
    )


class SettleIn(serializers.Serializer):
    is_right = serializers.BooleanField(help_text="Whether what they say is right")
    reason = serializers.CharField(
        max_length=500, required=False, default="", allow_blank=True, help_text="If not, why"
    )


class NoteIn(serializers.Serializer):
    words = serializers.CharField(max_length=500, help_text="Nothing about a person")


class DirectoryNoteOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the note")
    written_by = serializers.CharField(source="written_by.name", help_text="Who wrote it")

    class Meta:
        model = StaffNote
        fields = ("id", "words", "written_at", "written_by", "ended_at")
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": "The note"},
            "written_at": {"help_text": "When it was written"},
            "ended_at": {"help_text": "When it was taken away"},
        }


class CodeIn(serializers.Serializer):
    code = serializers.CharField(max_length=60, help_text="From the link in the email")


class EndedIn(CodeIn):
    words = serializers.CharField(
        max_length=1000, required=False, default="", allow_blank=True, help_text="Anything else"
    )


class ByLinkOut(serializers.Serializer):
    """What is told of an entry in public; what is not told there is not told here either."""

    name = serializers.CharField(help_text="What it is called")
    written = serializers.DictField(help_text="What people read, by field")
    assured_on = serializers.DateField(allow_null=True, help_text="When it was last confirmed")
    proposal = serializers.ChoiceField(
        ChangeStatus.choices, allow_blank=True, help_text="What became of the last proposal; empty for none"
    )
