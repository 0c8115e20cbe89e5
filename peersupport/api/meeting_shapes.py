"""What the API says about two people who meet, and is told."""

from rest_framework import serializers

from peersupport.models import Concern, ContactNote, Gender, KeptApart, Mode, Weekday, WhyApart


class AboutSomebody(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="The row")
    person = serializers.UUIDField(source="person.public_id", help_text="Whom it is about")


class OfAnIntroduction(AboutSomebody):
    introduction = serializers.UUIDField(source="introduction.public_id", help_text="Which introduction")


class ConcernSerializer(OfAnIntroduction):
    class Meta:
        model = Concern
        fields = (
            "id",
            "person",
            "introduction",
            "words",
            "raised_at",
            "has_paused_peer",
            "outcome",
            "closed_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": "What worries somebody"},
            "raised_at": {"help_text": "When they said so"},
            "has_paused_peer": {"help_text": "Whether a peer supporter is paused for it"},
            "outcome": {"help_text": "What came of it"},
            "closed_at": {"help_text": "When it was settled; null while it is open"},
        }


class RaiseConcernSerializer(serializers.Serializer):
    introduction = serializers.UUIDField(help_text="What the worry is about")
    words = serializers.CharField(max_length=1000, help_text="What worries you")


class ConcernRaisedSerializer(serializers.Serializer):
    """Whoever says that they are worried does not read it again."""

    status = serializers.CharField(help_text="Where the introduction stands now")


class CloseConcernSerializer(serializers.Serializer):
    outcome = serializers.CharField(max_length=1000, help_text="What came of it")


class ContactNoteSerializer(OfAnIntroduction):
    class Meta:
        model = ContactNote
        fields = ("id", "person", "introduction", "on", "mode", "minutes", "words")
        read_only_fields = fields
        extra_kwargs = {
            "on": {"help_text": "On which day they were in touch"},
            "mode": {"help_text": "How"},
            "minutes": {"help_text": "For how long"},
            "words": {"help_text": "Anything to remember; never what they talked about"},
        }


class NoteContactSerializer(serializers.Serializer):
    introduction = serializers.UUIDField(help_text="Between whom")
    on = serializers.DateField(help_text="On which day they were in touch")
    mode = serializers.ChoiceField(Mode.choices, help_text="How")
    minutes = serializers.IntegerField(min_value=1, max_value=1440, help_text="For how long")
    words = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="Anything to remember"
    )


class KeptApartSerializer(AboutSomebody):
    class Meta:
        model = KeptApart
        fields = ("id", "person", "why", "words", "set_at", "ended_at")
        read_only_fields = fields
        extra_kwargs = {
            "why": {"help_text": "Why they are never matched"},
            "words": {"help_text": "More about it; neither of the two reads it"},
            "set_at": {"help_text": "Since when"},
            "ended_at": {"help_text": "When it was ended; null while it holds"},
        }


class KeepApartSerializer(serializers.Serializer):
    person = serializers.UUIDField(help_text="Who")
    service = serializers.UUIDField(help_text="The entry of the peer supporter")
    why = serializers.ChoiceField(WhyApart.choices, help_text="Why they are never matched")
    words = serializers.CharField(
        max_length=300, required=False, allow_blank=True, default="", help_text="More about it"
    )


class WishesSerializer(serializers.Serializer):
    """Whom somebody would like to meet. Everything but the person may be left out; nothing is kept."""

    person = serializers.UUIDField(help_text="Who would like to meet somebody")
    mode = serializers.ChoiceField(Mode.choices, required=False, help_text="How they would like to meet")
    language = serializers.CharField(max_length=40, required=False, help_text="In which language")
    gender = serializers.ChoiceField(Gender.choices, required=False, help_text="Whom they would rather meet")
    weekday = serializers.ChoiceField(Weekday.choices, required=False, help_text="On which day")
    needs = serializers.ListField(
        child=serializers.CharField(max_length=30),
        required=False,
        help_text="Codes of needs they should know from their own life",
    )
    interests = serializers.CharField(
        max_length=200, required=False, help_text="What they like, with commas between"
    )
    faith = serializers.CharField(max_length=60, required=False, help_text="Their faith, if it matters")
    is_near_in_age = serializers.BooleanField(required=False, help_text="Somebody about their age")
    is_carer = serializers.BooleanField(required=False, help_text="Somebody who looks after a person too")


class MatchSerializer(serializers.Serializer):
    service = serializers.UUIDField(source="service.public_id", help_text="Their entry: ask to join this")
    name = serializers.CharField(source="service.name", help_text="The name people read")
    words = serializers.CharField(source="service.description", help_text="In their own words")
    ways = serializers.ListField(child=serializers.CharField(), help_text="How the two can meet")
    reasons = serializers.ListField(
        child=serializers.CharField(), help_text="Why they might get on, in words"
    )
