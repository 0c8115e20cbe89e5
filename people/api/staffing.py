"""Colleagues through the API: who coordinates whose support, moving people, and standing in."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import allocation, covering
from people.acts import Act
from people.api.frame import Verbs
from people.models import Allocation, Cover, Person, User


class AllocationSerializer(serializers.ModelSerializer):
    """Who coordinates, or coordinated, the support of one person."""

    person = serializers.UUIDField(source="person.public_id", help_text=_("The person, by id"))
    worker = serializers.UUIDField(source="worker.public_id", help_text=_("The care coordinator, by id"))
    worker_name = serializers.CharField(source="worker.name", help_text=_("Name of the care coordinator"))

    class Meta:
        model = Allocation
        fields = ("person", "worker", "worker_name", "starts_on", "ends_on")
        read_only_fields = fields
        extra_kwargs = {
            "starts_on": {"help_text": _("From this day")},
            "ends_on": {"help_text": _("The first day without; empty while it lasts")},
        }


class ColleagueSerializer(serializers.ModelSerializer):
    """A colleague with a role in the site."""

    id = serializers.UUIDField(source="public_id", help_text=_("Names the colleague in other operations"))

    class Meta:
        model = User
        fields = ("id", "name", "leaves_on")
        read_only_fields = fields
        extra_kwargs = {
            "name": {"help_text": _("Name of the colleague")},
            "leaves_on": {"help_text": _("The first day on which they no longer sign in, if they leave")},
        }


class CoverSerializer(serializers.ModelSerializer):
    """Who stands in for whom, from when and until when."""

    id = serializers.UUIDField(source="public_id", help_text=_("Names it in other operations"))
    away = serializers.UUIDField(source="away.public_id", help_text=_("Who is away, by id"))
    standing_in = serializers.UUIDField(source="standing_in.public_id", help_text=_("Who stands in, by id"))

    class Meta:
        model = Cover
        fields = ("id", "away", "standing_in", "starts_on", "ends_on")
        read_only_fields = fields
        extra_kwargs = {
            "starts_on": {"help_text": _("The first day away")},
            "ends_on": {"help_text": _("The first day back")},
        }


@extend_schema_field(OpenApiTypes.UUID)
class ReferenceField(serializers.SlugRelatedField):
    """A row that the user may see, named by its public id."""

    def __init__(self, model, **kwargs):
        self.model = model
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self):
        if "request" not in self.context:
            return self.model.objects.none()
        return self.model.objects.visible_to(self.context["request"].user)


class AllocateSerializer(serializers.Serializer):
    person = ReferenceField(Person, help_text=_("Whose support, by id"))
    worker = ReferenceField(User, help_text=_("Who coordinates it from today, by id"))
    reason = serializers.CharField(max_length=150, required=False, help_text=_("Why, kept in the audit"))


class TransferSerializer(serializers.Serializer):
    to_worker = ReferenceField(User, help_text=_("Who coordinates the support from today, by id"))
    reason = serializers.CharField(max_length=150, help_text=_("Why, kept in the audit for each person"))
    people = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        max_length=500,
        help_text=_("Those who move, by id; without it everybody on the caseload"),
    )


class TransferredSerializer(serializers.Serializer):
    moved = serializers.IntegerField(help_text=_("How many people moved"))
    too_close = serializers.IntegerField(
        help_text=_("How many stayed because the new worker is close to them")
    )
    kept_back = serializers.IntegerField(
        help_text=_("How many stayed because only those named may open them")
    )


class ArrangeCoverSerializer(serializers.Serializer):
    standing_in = ReferenceField(User, help_text=_("Who stands in, by id"))
    starts_on = serializers.DateField(help_text=_("The first day away"))
    ends_on = serializers.DateField(help_text=_("The first day back"))


class AllocationViewSet(mixins.ListModelMixin, Verbs):
    """Who coordinates whose support, now and before."""

    queryset = Allocation.objects.select_related("person", "worker")
    serializer_class = AllocationSerializer
    acts = {"list": Act.SEE_PERSON, "create": Act.ALLOCATE}

    @extend_schema(
        request=AllocateSerializer,
        parameters=[KEY],
        responses={201: AllocationSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Say who coordinates the support of one person from today."""
        facts = self.facts(AllocateSerializer(data=request.data, context={"request": request}))
        person = facts["person"]
        named = {**facts, "person": str(person.public_id), "worker": str(facts["worker"].public_id)}
        del facts["person"]
        self.once(named, lambda: str(allocation.allocate(person, by=request.user, **facts).person_id))
        now = self.get_queryset().get(person=person, ends_on=None)
        return self.made(AllocationSerializer(now))


class ColleagueViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Verbs):
    """Colleagues with a role in the site."""

    queryset = User.objects.all()
    serializer_class = ColleagueSerializer
    acts = {
        "list": Act.SEE_STAFF,
        "retrieve": Act.SEE_STAFF,
        "transfer": Act.ALLOCATE,
        "arrange_cover": Act.ARRANGE_COVER,
    }

    @extend_schema(
        request=TransferSerializer,
        parameters=[KEY],
        responses={200: TransferredSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def transfer(self, request, public_id=None):
        """Move some or all of a colleague's people to another care coordinator."""
        worker, facts = self.get_object(), self._facts(TransferSerializer)
        people = Person.objects.permitting(Act.ALLOCATE, request.user)
        chosen = facts.pop("people", None)
        if chosen is not None:
            people = people.filter(public_id__in=chosen)
        named = {"worker": str(worker.public_id), "people": chosen, **facts}
        moved = self.once(named, lambda: self._moved(people, worker, facts))
        counts = zip(("moved", "too_close", "kept_back"), map(int, moved.split()), strict=True)
        return Response(TransferredSerializer(dict(counts)).data)

    def _moved(self, people, worker, facts):
        moved = allocation.transfer(people, from_worker=worker, by=self.request.user, **facts)
        return f"{moved.moved} {moved.too_close} {moved.kept_back}"

    @extend_schema(
        request=ArrangeCoverSerializer,
        parameters=[KEY],
        responses={201: CoverSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def arrange_cover(self, request, public_id=None):
        """Let another care coordinator stand in for some days."""
        worker, facts = self.get_object(), self._facts(ArrangeCoverSerializer)
        made = self.do_once(worker, facts, lambda: covering.arrange(worker, by=request.user, **facts))
        cover = Cover.objects.visible_to(request.user).get(public_id=made)
        return self.made(CoverSerializer(cover))

    def _facts(self, serializer):
        return self.facts(serializer(data=self.request.data, context={"request": self.request}))


class CoverViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Verbs):
    """Who stands in for whom."""

    queryset = Cover.objects.select_related("away", "standing_in")
    serializer_class = CoverSerializer
    acts = {"list": Act.SEE_STAFF, "retrieve": Act.SEE_STAFF, "end": Act.ARRANGE_COVER}

    @extend_schema(request=None, parameters=[KEY], responses={200: CoverSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """End it from today."""
        cover = self.get_object()
        return self.carry_out(cover, {}, lambda: covering.end(cover, by=request.user))


ROUTES = [
    ("allocations", AllocationViewSet, "allocation"),
    ("colleagues", ColleagueViewSet, "colleague"),
    ("covers", CoverViewSet, "cover"),
]
