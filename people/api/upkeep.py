"""Things to know, what is to be done and what was sent, through the API."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import flags, notices, todos
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import Flag, HowTold, Notice, Todo


class FlagSerializer(serializers.ModelSerializer):
    """Something to know about somebody."""

    id = serializers.UUIDField(source="public_id", help_text=_("Its id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))

    class Meta:
        model = Flag
        fields = ("id", "person", "words", "reason", "review_due_on", "raised_at", "ended_at")
        read_only_fields = fields


class RaiseFlagSerializer(OfAPerson):
    words = serializers.CharField(max_length=120, help_text=_("What must be known, in a few words"))
    reason = serializers.CharField(max_length=300)
    review_due_on = serializers.DateField(help_text=_("When to ask whether it still holds"))


class KeepFlagSerializer(serializers.Serializer):
    review_due_on = serializers.DateField(help_text=_("When to ask again"))


class FlagViewSet(MadeByVerb):
    queryset = Flag.objects.select_related("person")
    serializer_class = FlagSerializer
    made_by = RaiseFlagSerializer
    acts = {
        "list": Act.SEE_PERSON,
        "retrieve": Act.SEE_PERSON,
        "create": Act.RAISE_FLAG,
        "keep": Act.END_FLAG,
        "end": Act.END_FLAG,
    }

    @extend_schema(
        request=RaiseFlagSerializer, parameters=[KEY], responses={201: FlagSerializer, **REFUSED, **BROKEN}
    )
    def create(self, request):
        """Write down something to know."""
        return self.write_down(request, flags.raise_flag)

    @extend_schema(
        request=KeepFlagSerializer, parameters=[KEY], responses={200: FlagSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def keep(self, request, public_id=None):
        """Say that it still holds, and when to ask again."""
        flag, facts = self.get_object(), self.facts(KeepFlagSerializer(data=request.data))
        return self.carry_out(flag, facts, lambda: flags.keep(flag, by=request.user, **facts))

    @extend_schema(request=None, parameters=[KEY], responses={200: FlagSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Say that it is over."""
        flag = self.get_object()
        return self.carry_out(flag, {}, lambda: flags.end(flag, by=request.user))


class TodoSerializer(serializers.ModelSerializer):
    """Something to do about somebody."""

    id = serializers.UUIDField(source="public_id", help_text=_("Its id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))

    class Meta:
        model = Todo
        fields = ("id", "person", "kind", "detail", "role", "due_on", "raised_at", "done_at", "outcome")
        read_only_fields = fields


class SettleTodoSerializer(serializers.Serializer):
    outcome = serializers.CharField(max_length=300, help_text=_("What was done"))


class TodoViewSet(MadeByVerb):
    queryset = Todo.objects.select_related("person")
    serializer_class = TodoSerializer
    acts = {"list": Act.SEE_TODOS, "retrieve": Act.SEE_TODOS, "settle": Act.SETTLE_TODO}

    @extend_schema(
        request=SettleTodoSerializer, parameters=[KEY], responses={200: TodoSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def settle(self, request, public_id=None):
        """Write down what was done."""
        todo, facts = self.get_object(), self.facts(SettleTodoSerializer(data=request.data))
        return self.carry_out(todo, facts, lambda: todos.settle(todo, by=request.user, **facts))


class NoticeSerializer(serializers.ModelSerializer):
    """A message: how its reader needs it, and what happened to it. Never what it says."""

    id = serializers.UUIDField(source="public_id", help_text=_("Its id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))

    class Meta:
        model = Notice
        fields = (
            "id",
            "person",
            "letter",
            "contact_method",
            "information_format",
            "state",
            "why",
            "made_at",
            "left_at",
            "how_settled",
            "settled_on",
        )
        read_only_fields = fields


class SettleNoticeSerializer(serializers.Serializer):
    how_settled = serializers.ChoiceField(choices=HowTold.choices, help_text=_("How they were told"))
    settled_on = serializers.DateField(required=False, help_text=_("On which day; today, when not said"))


class NoticeViewSet(MadeByVerb):
    queryset = Notice.objects.select_related("person")
    serializer_class = NoticeSerializer
    acts = {"list": Act.SEE_NOTICES, "retrieve": Act.SEE_NOTICES, "settle": Act.SETTLE_NOTICE}

    @extend_schema(
        request=SettleNoticeSerializer,
        parameters=[KEY],
        responses={200: NoticeSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def settle(self, request, public_id=None):
        """Write down that they were told another way."""
        notice, facts = self.get_object(), self.facts(SettleNoticeSerializer(data=request.data))
        return self.carry_out(notice, facts, lambda: notices.settle(notice, by=request.user, **facts))


ROUTES = [
    ("flags", FlagViewSet, "flag"),
    ("todos", TodoViewSet, "todo"),
    ("notices", NoticeViewSet, "notice"),
]
