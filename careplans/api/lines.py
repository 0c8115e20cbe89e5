"""The lines of a plan through the API: as they are read, and what is asked to write them."""

from typing import Any

from rest_framework import serializers

from careplans.models import (
    Action,
    ByWhom,
    Contingency,
    Goal,
    GoalKind,
    Need,
    PartOfDay,
    Risk,
    Weekday,
    WeekSlot,
)

KINDS = {"need": Need, "goal": Goal, "action": Action, "contingency": Contingency, "risk": Risk}
REVISION = "Of the line as it was read; a stale one is refused and nothing is overwritten"
SCORE: dict[str, Any] = {"min_value": 1, "max_value": 10, "required": False, "allow_null": True}
NOTHING: dict[str, Any] = {"required": False, "allow_blank": True}


class SlotSerializer(serializers.ModelSerializer):
    """When in the week; the times are those of the clock in London, null where they are not known."""

    class Meta:
        model = WeekSlot
        fields = ("weekday", "part", "from_time", "until_time")
        read_only_fields = fields
        extra_kwargs = {
            "weekday": {"help_text": "0 for Monday to 6 for Sunday"},
            "part": {"help_text": "Part of the day"},
            "from_time": {"help_text": "When it begins"},
            "until_time": {"help_text": "When it ends; at night it may be on the next morning"},
        }


class ActionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    service = serializers.UUIDField(
        source="service.public_id", default=None, allow_null=True, help_text="An entry of the directory"
    )
    slots = SlotSerializer(many=True, help_text="When in the week")

    class Meta:
        model = Action
        fields = (
            "id",
            "words",
            "who",
            "by_whom",
            "when",
            "how_often",
            "slots",
            "is_paid",
            "brings",
            "service",
            "picture",
            "revision",
        )
        read_only_fields = fields


class GoalSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    actions = ActionSerializer(many=True)

    class Meta:
        model = Goal
        fields = (
            "id",
            "kind",
            "words",
            "rank",
            "importance",
            "confidence",
            "ehc_reference",
            "picture",
            "revision",
            "actions",
        )
        read_only_fields = fields


class NeedSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    goals = GoalSerializer(many=True)

    class Meta:
        model = Need
        fields = ("id", "words", "is_eligible", "picture", "revision", "goals")
        read_only_fields = fields


class AddNeedSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=500, help_text="What the person needs")
    is_eligible = serializers.BooleanField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Whether the council must meet it; null where it is not decided",
    )


class AddGoalSerializer(serializers.Serializer):
    need = serializers.UUIDField(help_text="A need of this plan")
    kind = serializers.ChoiceField(choices=GoalKind.choices, help_text="What it is about")
    words = serializers.CharField(max_length=500, help_text="What the person wants to reach")
    importance = serializers.IntegerField(**SCORE, default=None, help_text="To the person, from 1 to 10")
    confidence = serializers.IntegerField(**SCORE, default=None, help_text="How sure the person is, 1 to 10")
    ehc_reference = serializers.CharField(
        max_length=200,
        **NOTHING,
        default="",
        help_text="The outcome of the education, health and care plan a learning goal belongs to",
    )


class AddActionSerializer(serializers.Serializer):
    goal = serializers.UUIDField(help_text="A goal of this plan")
    words = serializers.CharField(max_length=500, help_text="What will be done")
    who = serializers.CharField(max_length=120, help_text="Who will do it, by name or role")
    by_whom = serializers.ChoiceField(
        choices=ByWhom.choices, **NOTHING, default="", help_text="Who that is to the person"
    )
    when = serializers.CharField(max_length=120, help_text="When, in words")
    how_often = serializers.CharField(max_length=120, **NOTHING, default="", help_text="How often, in words")
    is_paid = serializers.BooleanField(default=False, help_text="Whether the budget pays for it")
    brings = serializers.CharField(
        max_length=300, **NOTHING, default="", help_text="What it does for the person"
    )
    service = serializers.UUIDField(
        required=False, allow_null=True, default=None, help_text="An entry of the directory"
    )


class ChangeSerializer(serializers.Serializer):
    """What is left out of a change stays as it is."""

    revision = serializers.IntegerField(min_value=1, max_value=2_000_000_000, help_text=REVISION)


class ChangeNeedSerializer(ChangeSerializer):
    need = serializers.UUIDField(help_text="A need of this plan")
    words = serializers.CharField(max_length=500, required=False, help_text="What the person needs")
    is_eligible = serializers.BooleanField(
        required=False, allow_null=True, help_text="Whether the council must meet it"
    )


class ChangeGoalSerializer(ChangeSerializer):
    goal = serializers.UUIDField(help_text="A goal of this plan")
    kind = serializers.ChoiceField(choices=GoalKind.choices, required=False, help_text="What it is about")
    words = serializers.CharField(max_length=500, required=False, help_text="What they want to reach")
    importance = serializers.IntegerField(**SCORE, help_text="To the person, from 1 to 10")
    confidence = serializers.IntegerField(**SCORE, help_text="How sure the person is, 1 to 10")
    ehc_reference = serializers.CharField(
        max_length=200, **NOTHING, help_text="The outcome of the plan for education it belongs to"
    )


class ChangeActionSerializer(ChangeSerializer):
    action = serializers.UUIDField(help_text="An action of this plan")
    words = serializers.CharField(max_length=500, required=False, help_text="What will be done")
    who = serializers.CharField(max_length=120, required=False, help_text="Who will do it")
    by_whom = serializers.ChoiceField(choices=ByWhom.choices, **NOTHING, help_text="Who that is")
    when = serializers.CharField(max_length=120, required=False, help_text="When, in words")
    how_often = serializers.CharField(max_length=120, **NOTHING, help_text="How often, in words")
    is_paid = serializers.BooleanField(required=False, help_text="Whether the budget pays for it")
    brings = serializers.CharField(max_length=300, **NOTHING, help_text="What it does for the person")
    service = serializers.UUIDField(required=False, allow_null=True, help_text="An entry of the directory")


class MoveSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=[(kind, kind) for kind in KINDS], help_text="What the line is")
    line = serializers.UUIDField(help_text="A line of this plan")
    up = serializers.BooleanField(help_text="One place up; otherwise one down")


class RankSerializer(serializers.Serializer):
    goals = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=500,
        help_text="Goals of this plan, the first first; a goal left out has no place",
    )


class AskedSlotSerializer(serializers.Serializer):
    weekday = serializers.ChoiceField(choices=Weekday.choices, help_text="0 for Monday to 6 for Sunday")
    part = serializers.ChoiceField(choices=PartOfDay.choices, help_text="One time for each part of a day")
    from_time = serializers.TimeField(
        required=False, allow_null=True, default=None, help_text="When it begins, on the clock in London"
    )
    until_time = serializers.TimeField(
        required=False, allow_null=True, default=None, help_text="When it ends; at night on the next morning"
    )


class WeekSerializer(serializers.Serializer):
    action = serializers.UUIDField(help_text="An action of this plan")
    revision = serializers.IntegerField(min_value=1, max_value=2_000_000_000, help_text=REVISION)
    slots = AskedSlotSerializer(many=True, help_text="They take the place of those before")
