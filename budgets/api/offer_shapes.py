"""The shapes of what a site offers, of decisions whether there is money, and of second looks."""

from rest_framework import serializers

from budgets import second_looks
from budgets.models import (
    EducationRequest,
    EligibilityDecision,
    Outcome,
    PaymentDeclaration,
    Regime,
    RequestWindow,
    SecondLook,
    StatementOfResources,
)
from budgets.offering_money import PARTS
from people.models import Cohort

PERSON = "The person's public id"


def _words(help_text, **more):
    return serializers.CharField(help_text=help_text, **more)


class StatementOfResourcesOut(serializers.ModelSerializer):
    """``number`` is 0 until it is published; ``replaced_at`` is from when a newer one holds."""

    site = serializers.SlugField(source="site.slug", help_text="The site it is of")

    class Meta:
        model = StatementOfResources
        fields = ("public_id", "site", "group", "number", "status", *PARTS, "published_at", "replaced_at")
        extra_kwargs = {
            "public_id": {"help_text": "Its public id"},
            "group": {"help_text": "For which group; blank: for everybody"},
            "number": {"help_text": "Its number, from 1, for its group; 0 while it is a draft"},
            "status": {"help_text": "Draft, published, or replaced by a newer one"},
            "published_at": {"help_text": "From when it holds"},
            "replaced_at": {"help_text": "From when the next one holds"},
            **{part: {"help_text": "Short lines in plain English"} for part in PARTS},
        }


class StatementOfResourcesIn(serializers.Serializer):
    group = serializers.ChoiceField(
        Cohort.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="For which group; left out: for everybody",
    )
    what_is_included = _words("Which money may be part of a personal budget")
    who_can_get_it = _words("Who can get it")
    who_cannot_and_why = _words("Who cannot, and why")
    what_there_is_without_money = _words("What there is without money of one's own")
    who_to_ask = _words("Whom people can ask")


class EligibilityOut(serializers.ModelSerializer):
    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)
    organisation = serializers.CharField(source="organisation.name", help_text="Who decided")
    replaces = serializers.UUIDField(
        source="replaces.public_id",
        default=None,
        allow_null=True,
        help_text="The decision whose place it took",
    )

    class Meta:
        model = EligibilityDecision
        fields = (
            "public_id",
            "person",
            "funder",
            "organisation",
            "outcome",
            "what_is_granted",
            "reason",
            "law",
            "replaces",
            "decided_on",
        )
        extra_kwargs = {
            "public_id": {"help_text": "Its public id"},
            "funder": {"help_text": "Whose money: H (NHS), C (council) or E (education)"},
            "outcome": {"help_text": "Yes, yes in part, or no; never about a direct payment"},
            "what_is_granted": {"help_text": "Which part, where it is yes in part"},
            "reason": {"help_text": "Why, as the person reads it"},
            "law": {"help_text": "The rule it rests on, where one is named"},
            "decided_on": {"help_text": "The day of the decision"},
        }


class EligibilityIn(serializers.Serializer):
    person = serializers.UUIDField(help_text=PERSON)
    outcome = serializers.ChoiceField(Outcome.choices, help_text="Yes, yes in part, or no")
    reason = _words("Why, in words the person can read", max_length=1000)
    what_is_granted = _words(
        "Which part; needed where it is yes in part",
        max_length=500,
        required=False,
        allow_blank=True,
        default="",
    )
    law = _words(
        "The rule it rests on; needed for a no where the law gives a right",
        max_length=200,
        required=False,
        allow_blank=True,
        default="",
    )
    decided_on = serializers.DateField(
        required=False, default=None, allow_null=True, help_text="The day of the decision; left out: today"
    )


class SecondLookOut(serializers.ModelSerializer):
    """``is_changed`` is empty until it is answered."""

    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)
    about = serializers.SerializerMethodField(help_text="The decision or figure, by its public id")
    kind = serializers.SerializerMethodField(help_text="eligibility, indicative, signature or answer")

    class Meta:
        model = SecondLook
        fields = (
            "public_id",
            "person",
            "kind",
            "about",
            "words",
            "asked_at",
            "due_on",
            "is_changed",
            "answer_words",
            "answered_at",
        )
        extra_kwargs = {
            "public_id": {"help_text": "Its public id"},
            "words": {"help_text": "What should be looked at again, as it was asked"},
            "asked_at": {"help_text": "When it was asked for"},
            "due_on": {"help_text": "By when it is answered"},
            "is_changed": {"help_text": "Whether something changes; empty until it is answered"},
            "answer_words": {"help_text": "What was found, as the person reads it"},
            "answered_at": {"help_text": "When it was answered"},
        }

    def get_about(self, look) -> str:
        return str(second_looks.about(look).public_id)

    def get_kind(self, look) -> str:
        return second_looks.FIELD_OF[type(second_looks.about(look))]


class SecondLookIn(serializers.Serializer):
    about = serializers.UUIDField(help_text="The public id of the decision or figure to look at again")
    words = _words("What should be looked at again", max_length=1000)


class SecondLookAnswerIn(serializers.Serializer):
    is_changed = serializers.BooleanField(help_text="Whether something changes")
    words = _words("What was looked at and found; the person reads it", max_length=1000)


class DeclarationOut(serializers.ModelSerializer):
    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)

    class Meta:
        model = PaymentDeclaration
        fields = ("public_id", "person", "regime", "is_excluded", "declared_on", "recorded_at")
        extra_kwargs = {
            "public_id": {"help_text": "Its public id"},
            "regime": {"help_text": "Whose rules: H (NHS), C (council) or E (education)"},
            "is_excluded": {"help_text": "Whether they are on the law's list; never why"},
            "declared_on": {"help_text": "The day they said so"},
            "recorded_at": {"help_text": "When it was written down"},
        }


class DeclarationIn(serializers.Serializer):
    person = serializers.UUIDField(help_text=PERSON)
    regime = serializers.ChoiceField(
        Regime.choices, help_text="Whose rules: H (NHS), C (council) or E (education)"
    )
    is_excluded = serializers.BooleanField(help_text="Whether they are on the law's list; never why")
    declared_on = serializers.DateField(help_text="The day they said so")


class EducationRequestOut(serializers.ModelSerializer):
    person = serializers.UUIDField(source="person.public_id", help_text=PERSON)

    class Meta:
        model = EducationRequest
        fields = ("public_id", "person", "asked_on", "window", "words", "recorded_at")
        extra_kwargs = {
            "public_id": {"help_text": "Its public id"},
            "asked_on": {"help_text": "The day they asked"},
            "window": {"help_text": "At which time that was; outside the two times the law names too"},
            "words": {"help_text": "What was asked for"},
            "recorded_at": {"help_text": "When it was written down"},
        }


class EducationRequestIn(serializers.Serializer):
    person = serializers.UUIDField(help_text=PERSON)
    asked_on = serializers.DateField(help_text="The day they asked")
    window = serializers.ChoiceField(RequestWindow.choices, help_text="At which time that was")
    words = _words("What was asked for", max_length=500, required=False, allow_blank=True, default="")
