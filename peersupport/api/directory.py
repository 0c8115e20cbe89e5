"""The directory through the API: to every signed-in user what they may find, by the same questions."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers

from ipc.kernel.paging import NewestFirst
from ipc.kernel.rest import REFUSED, Rows
from peersupport import directory, places
from peersupport.acts import Act
from peersupport.models import AccessFeature, Schedule, Service, ServiceKind, Weekday
from people.models import Cohort


class ScheduleSerializer(serializers.ModelSerializer):
    """When an entry happens."""

    class Meta:
        model = Schedule
        fields = ("frequency", "every", "week", "weekday", "opens_at", "closes_at", "begins_on", "ends_on")
        read_only_fields = fields
        extra_kwargs = {
            "frequency": {"help_text": "Every week or every month"},
            "every": {"help_text": "Every so many weeks or months"},
            "week": {"help_text": "Which one in a month: 1 the first, -1 the last"},
            "weekday": {"help_text": "MO to SU"},
            "opens_at": {"help_text": "When it begins"},
            "closes_at": {"help_text": "When it ends"},
            "begins_on": {"help_text": "The first day, where it is not every week"},
            "ends_on": {"help_text": "The last day"},
        }


class ServiceSerializer(serializers.ModelSerializer):
    """An entry as everybody may know it: no sensitive place, no personal way to reach somebody."""

    id = serializers.UUIDField(source="public_id", help_text="What it is called in addresses")
    site = serializers.SlugField(source="site.slug", help_text="The area it belongs to")
    organisation = serializers.CharField(source="organisation.name", help_text="Who runs it")
    address = serializers.SerializerMethodField(help_text="Empty where the place is not told")
    latitude = serializers.SerializerMethodField(help_text="Degrees; none where the place is not told")
    longitude = serializers.SerializerMethodField(help_text="Degrees; none where the place is not told")
    metres = serializers.SerializerMethodField(help_text="From ``near``, along a straight line")
    access_features = serializers.SerializerMethodField(help_text="Checked, where the place may be known")
    access_notes = serializers.SerializerMethodField(help_text="Getting in, where the place may be known")
    phone = serializers.SerializerMethodField(help_text="Empty where it is somebody's own")
    email = serializers.SerializerMethodField(help_text="Empty where it is somebody's own")
    website = serializers.CharField(
        source="public_website", help_text="Its own page; empty for a peer supporter, who is a person"
    )
    schedules = ScheduleSerializer(many=True, help_text="When it happens")

    class Meta:
        model = Service
        fields = (
            "id",
            "site",
            "organisation",
            "name",
            "kind",
            "description",
            "easy_description",
            "status",
            "is_internal",
            "is_online",
            "is_mobile",
            "is_full",
            "cost",
            "cost_note",
            "address",
            "latitude",
            "longitude",
            "metres",
            "schedules",
            "needs",
            "eligibility",
            "minimum_age",
            "maximum_age",
            "cohorts",
            "access_features",
            "access_notes",
            "languages",
            "phone",
            "email",
            "website",
            "assured_on",
        )
        read_only_fields = fields
        extra_kwargs = {
            "name": {"help_text": "What it is called"},
            "kind": {"help_text": "A peer, a group, an activity or a service"},
            "description": {"help_text": "What it is, in plain words"},
            "easy_description": {"help_text": "The same in Easy Read, a line each"},
            "status": {"help_text": "Whether it runs, as Open Referral UK says it"},
            "is_internal": {"help_text": "For staff alone: seen in their own area only"},
            "is_online": {"help_text": "Nobody has to travel"},
            "is_mobile": {"help_text": "Comes to people, or meets in different places"},
            "is_full": {"help_text": "Has no place at the moment"},
            "cost": {"help_text": "Pounds; 0 is free"},
            "cost_note": {"help_text": "What the cost is for"},
            "needs": {"help_text": "What it helps with"},
            "eligibility": {"help_text": "Who can come, beside age"},
            "minimum_age": {"help_text": "None where there is no limit"},
            "maximum_age": {"help_text": "None where there is no limit"},
            "cohorts": {"help_text": "Whom it is made for; empty for everybody"},
            "languages": {"help_text": "Spoken there, beside English"},
            "assured_on": {"help_text": "When somebody last made sure that this is right"},
        }

    def get_address(self, service) -> str:
        parts = (service.place, service.address, service.city, service.postcode)
        return ", ".join(part for part in parts if part) if service.has_public_place else ""

    def get_latitude(self, service) -> float | None:
        return service.latitude if service.has_public_place else None

    def get_longitude(self, service) -> float | None:
        return service.longitude if service.has_public_place else None

    def get_metres(self, service) -> int | None:
        return getattr(service, "metres", None)

    def get_access_features(self, service) -> list[str]:
        return service.access_features if service.has_public_place else []

    def get_access_notes(self, service) -> str:
        return service.access_notes if service.has_public_place else ""

    def get_phone(self, service) -> str:
        return service.phone if service.has_public_contact else ""

    def get_email(self, service) -> str:
        return service.email if service.has_public_contact else ""


class SearchSerializer(serializers.Serializer):
    """What to find. ``near`` takes no whole postcode: addresses are written down where requests pass."""

    search = serializers.CharField(required=False, max_length=100, help_text="What would help")
    site = serializers.SlugField(required=False, help_text="An area")
    need = serializers.SlugField(required=False, help_text="What it helps with")
    kind = serializers.ChoiceField(choices=ServiceKind.choices, required=False, help_text="What kind")
    group = serializers.ChoiceField(choices=Cohort.choices, required=False, help_text="For whom")
    day = serializers.ChoiceField(choices=Weekday.choices, required=False, help_text="On which day")
    age = serializers.IntegerField(required=False, min_value=0, max_value=120, help_text="Of who would go")
    is_free = serializers.BooleanField(required=False, help_text="Only what costs nothing")
    most_cost = serializers.DecimalField(
        required=False, max_digits=8, decimal_places=2, min_value=0, help_text="Pounds, at most"
    )
    is_online = serializers.BooleanField(required=False, help_text="Only what needs no journey")
    access = serializers.MultipleChoiceField(
        choices=AccessFeature.choices, required=False, help_text="What the place must have"
    )
    near = serializers.CharField(
        required=False, max_length=6, help_text="The first part of a postcode, LU1 or LU1 2; nearest first"
    )
    within = serializers.IntegerField(
        required=False, min_value=1, max_value=50_000, help_text="Metres from ``near``; 15,000 as it comes"
    )

    def validate_near(self, typed):
        if len(places.codes(typed)) == 3:
            raise serializers.ValidationError(_("Send only the first part of a postcode, like LU1 2."))
        here = places.where(typed)
        if here is None:
            raise serializers.ValidationError(_("We do not know where this is. Send it like LU1 or LU1 2."))
        return here

    def sought(self):
        asked = dict(self.validated_data)
        renamed = {"search": "words", "day": "weekday", "access": "features"}
        return {renamed.get(name, name): value for name, value in asked.items()}


class NearestFirst(NewestFirst):
    """Newest first, but the nearest first where a place is asked for."""

    def get_ordering(self, request, queryset, view):
        return directory.NEAREST_FIRST if request.query_params.get("near") else ("-pk",)


@extend_schema_view(
    list=extend_schema(
        parameters=[SearchSerializer], responses={200: ServiceSerializer(many=True), **REFUSED}
    ),
    retrieve=extend_schema(responses={200: ServiceSerializer, **REFUSED}),
)
class ServiceViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    queryset = Service.objects.for_reading()
    serializer_class = ServiceSerializer
    pagination_class = NearestFirst
    acts = {"list": Act.SEE_SERVICE, "retrieve": Act.SEE_SERVICE}

    def filter_queryset(self, queryset):
        if self.action != "list":
            return queryset
        asked = SearchSerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return directory.search(**asked.sought(), among=queryset)


ROUTES = [("services", ServiceViewSet, "service")]
