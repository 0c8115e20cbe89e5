"""Who may open a record, through the API: restrictions and emergency openings.

Opening a record in an emergency is done on the page alone: it asks once more who it is.
"""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import emergencies, restricting
from people.acts import Act
from people.api.frame import Verbs
from people.models import EmergencyOpening, Person, Restriction, User, WhyRestricted


class ReaderSerializer(serializers.Serializer):
    """A colleague who may open the record."""

    id = serializers.UUIDField(source="user.public_id", help_text=_("The colleague's id"))
    name = serializers.CharField(source="user.name", help_text=_("The colleague's name"))
    named_at = serializers.DateTimeField(help_text=_("Since when they are named"))


class RestrictionSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text=_("The restriction's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("The person's id"))
    readers = ReaderSerializer(many=True, help_text=_("Who is named; the care coordinator always may"))

    class Meta:
        model = Restriction
        fields = ("id", "person", "why", "reason", "set_at", "lifted_at", "readers")
        read_only_fields = fields
        extra_kwargs = {
            "why": {"help_text": _("Why only a few may open the record")},
            "reason": {"help_text": _("The reason in words")},
            "set_at": {"help_text": _("Since when")},
            "lifted_at": {"help_text": _("When the team could open it again")},
        }


class RestrictSerializer(serializers.Serializer):
    """Whose record, why, and who may open it besides the coordinator and whoever asks."""

    person = serializers.UUIDField(help_text=_("The person's id"))
    why = serializers.ChoiceField(choices=WhyRestricted.choices, help_text=_("Why only a few may open it"))
    reason = serializers.CharField(max_length=300, help_text=_("The reason in words"))
    readers = serializers.SlugRelatedField(
        "public_id",
        queryset=User.objects.none(),
        many=True,
        required=False,
        default=list,
        help_text=_("Ids of colleagues who may open it"),
    )

    def __init__(self, *args, colleagues=None, **kwargs):
        super().__init__(*args, **kwargs)
        if colleagues is not None:
            self.fields["readers"].child_relation.queryset = colleagues


class NameSerializer(serializers.Serializer):
    user = serializers.SlugRelatedField(
        "public_id", queryset=User.objects.none(), help_text=_("The colleague's id")
    )

    def __init__(self, *args, colleagues=None, **kwargs):
        super().__init__(*args, **kwargs)
        if colleagues is not None:
            self.fields["user"].queryset = colleagues


@extend_schema_view(
    list=extend_schema(responses={200: RestrictionSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: RestrictionSerializer, **REFUSED}),
)
class RestrictionViewSet(mixins.ListModelMixin, Verbs):
    queryset = Restriction.objects.select_related("person").prefetch_related("readers__user")
    serializer_class = RestrictionSerializer
    acts = {
        "list": Act.SEE_RESTRICTION,
        "retrieve": Act.SEE_RESTRICTION,
        "create": Act.RESTRICT,
        "name_reader": Act.RESTRICT,
        "drop_reader": Act.RESTRICT,
        "lift": Act.LIFT_RESTRICTION,
    }

    def list(self, request, *args, **kwargs):
        """Show which records only a few may open, of those the user may open."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_RESTRICTION, page, by=request.user)
        return self.get_paginated_response(RestrictionSerializer(page, many=True).data)

    def retrieve(self, request, public_id=None):
        """Show who may open a record."""
        kept = self.get_object()
        audit.read(Act.SEE_RESTRICTION, kept, by=request.user)
        return Response(RestrictionSerializer(kept).data)

    @extend_schema(
        request=RestrictSerializer,
        parameters=[KEY],
        responses={201: RestrictionSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Let only the coordinator, the user and the colleagues named open a record."""
        facts = self.facts(RestrictSerializer(data=request.data, colleagues=self._colleagues()))
        person = access.find(Person, Act.RESTRICT, request.user, facts.pop("person"))

        def verb():
            return str(restricting.restrict(person, by=request.user, **facts).public_id)

        made = self.once({"person": person.public_id, **facts}, verb)
        return self.made(RestrictionSerializer(self.get_queryset().get(public_id=made)))

    @extend_schema(
        request=NameSerializer, parameters=[KEY], responses={200: RestrictionSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def name_reader(self, request, public_id=None):
        """Let one more colleague open the record."""
        return self._change(restricting.name_reader)

    @extend_schema(
        request=NameSerializer, parameters=[KEY], responses={200: RestrictionSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def drop_reader(self, request, public_id=None):
        """Take a name back: that colleague no longer opens the record. Never one's own here."""
        return self._change(restricting.drop_reader)

    @extend_schema(
        request=None, parameters=[KEY], responses={200: RestrictionSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def lift(self, request, public_id=None):
        """Open the record to the whole team again."""
        kept = self.get_object()
        return self.carry_out(kept, {}, lambda: restricting.lift(kept, by=request.user))

    def _change(self, verb):
        kept = self.get_object()
        user = self.facts(NameSerializer(data=self.request.data, colleagues=self._colleagues()))["user"]
        named = {"user": user.public_id}
        return self.carry_out(kept, named, lambda: verb(kept, user=user, by=self.request.user))

    def after(self, row):
        """Return the row read anew: those who are named come with the reading."""
        return self.get_queryset().get(pk=row.pk)

    def _colleagues(self):
        here = restricting.colleagues_of(self.request.user.hat.site_id).exclude(user=self.request.user)
        return User.objects.filter(pk__in=here.order_by().values("user_id"))


class EmergencySerializer(serializers.ModelSerializer):
    """An opening; whose record it is, is told by the page, and only to whom the record is open."""

    id = serializers.UUIDField(source="public_id", help_text=_("The opening's id"))
    who = serializers.CharField(source="user.name", help_text=_("Who opened the record"))

    class Meta:
        model = EmergencyOpening
        fields = (
            "id",
            "who",
            "code",
            "reason",
            "opened_at",
            "ends_at",
            "closed_at",
            "reviewed_at",
            "was_right",
            "review",
        )
        read_only_fields = fields
        extra_kwargs = {
            "code": {"help_text": _("What had happened")},
            "reason": {"help_text": _("Why, in words")},
            "opened_at": {"help_text": _("From when")},
            "ends_at": {"help_text": _("Until when at the latest")},
            "closed_at": {"help_text": _("When it was closed before that")},
            "reviewed_at": {"help_text": _("When a manager looked at it")},
            "was_right": {"help_text": _("Whether it was right")},
            "review": {"help_text": _("What the manager found")},
        }


class ReviewSerializer(serializers.Serializer):
    was_right = serializers.BooleanField(help_text=_("Whether it was right to open the record"))
    review = serializers.CharField(max_length=500, help_text=_("What was found; the person can read it"))


@extend_schema_view(
    list=extend_schema(responses={200: EmergencySerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: EmergencySerializer, **REFUSED}),
)
class EmergencyViewSet(mixins.ListModelMixin, Verbs):
    queryset = EmergencyOpening.objects.select_related("user")
    serializer_class = EmergencySerializer
    acts = {
        "list": Act.SEE_RESTRICTION,
        "retrieve": Act.SEE_RESTRICTION,
        "review": Act.REVIEW_EMERGENCY,
        "close": Act.OPEN_IN_EMERGENCY,
    }

    def list(self, request, *args, **kwargs):
        """Show the emergency openings the user may know of, the newest first."""
        page = self.paginate_queryset(self.get_queryset())
        emergencies.note_looks(page, by=request.user)
        return self.get_paginated_response(EmergencySerializer(page, many=True).data)

    def retrieve(self, request, public_id=None):
        """Show one emergency opening."""
        opening = self.get_object()
        emergencies.note_looks([opening], by=request.user)
        return Response(EmergencySerializer(opening).data)

    @extend_schema(
        request=ReviewSerializer, parameters=[KEY], responses={200: EmergencySerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def review(self, request, public_id=None):
        """Write down whether opening the record was right."""
        opening, facts = self.get_object(), self.facts(ReviewSerializer(data=request.data))
        return self.carry_out(opening, facts, lambda: emergencies.review(opening, by=request.user, **facts))

    @extend_schema(request=None, parameters=[KEY], responses={200: EmergencySerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def close(self, request, public_id=None):
        """End one's own emergency opening before its time."""
        opening, closed = self.get_object(), []
        self.do_once(
            opening, {}, lambda: closed.append(emergencies.close(opening, by=request.user)) or opening
        )
        return Response(EmergencySerializer(closed[0] if closed else opening).data)


ROUTES = [
    ("restrictions", RestrictionViewSet, "restriction"),
    ("emergencies", EmergencyViewSet, "emergency"),
]
