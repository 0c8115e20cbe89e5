"""The directory through the API: to every signed-in user what they may find, by the same questions."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers

from ipc.kernel.rest import REFUSED, Rows
from peersupport import directory
from peersupport.acts import Act
from peersupport.models import Service, ServiceKind, Weekday


class ServiceSerializer(serializers.ModelSerializer):
    """An entry as everybody may know it: no sensitive place, no personal way to reach somebody."""

    id = serializers.UUIDField(source="public_id")
    site = serializers.SlugField(source="site.slug")
    organisation = serializers.CharField(source="organisation.name")
    address = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()

    class Meta:
        model = Service
        fields = (
            "id",
            "site",
            "organisation",
            "name",
            "kind",
            "description",
            "status",
            "is_internal",
            "is_online",
            "cost",
            "cost_note",
            "address",
            "minimum_age",
            "maximum_age",
            "cohorts",
            "languages",
            "phone",
            "email",
            "website",
            "assured_on",
        )
        read_only_fields = fields

    def get_address(self, service) -> str:
        parts = (service.place, service.address, service.city, service.postcode)
        return ", ".join(part for part in parts if part) if service.has_public_place else ""

    def get_phone(self, service) -> str:
        return service.phone if service.has_public_contact else ""

    def get_email(self, service) -> str:
        return service.email if service.has_public_contact else ""


class SearchSerializer(serializers.Serializer):
    search = serializers.CharField(required=False, max_length=100, help_text="What would help")
    site = serializers.SlugField(required=False)
    kind = serializers.ChoiceField(choices=ServiceKind.choices, required=False)
    day = serializers.ChoiceField(choices=Weekday.choices, required=False)
    is_free = serializers.BooleanField(required=False)

    def sought(self):
        asked = dict(self.validated_data)
        return {
            "words": asked.get("search", ""),
            "site": asked.get("site", ""),
            "kind": asked.get("kind", ""),
            "weekday": asked.get("day", ""),
            "is_free": asked.get("is_free", False),
        }


@extend_schema_view(
    list=extend_schema(
        parameters=[SearchSerializer], responses={200: ServiceSerializer(many=True), **REFUSED}
    ),
    retrieve=extend_schema(responses={200: ServiceSerializer, **REFUSED}),
)
class ServiceViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    queryset = Service.objects.for_reading()
    serializer_class = ServiceSerializer
    acts = {"list": Act.SEE_SERVICE, "retrieve": Act.SEE_SERVICE}

    def filter_queryset(self, queryset):
        if self.action != "list":
            return queryset
        asked = SearchSerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return directory.search(**asked.sought(), among=queryset)


ROUTES = [("services", ServiceViewSet, "service")]
