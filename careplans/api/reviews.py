"""Reviews through the API: when each is due, when somebody was reminded, when it was held."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from careplans.acts import Act
from careplans.api.reading import Record
from careplans.models import Review
from ipc.kernel.rest import REFUSED


class ReviewSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id")
    person = serializers.UUIDField(source="person.public_id")

    class Meta:
        model = Review
        fields = ("id", "person", "stream", "due_on", "reminded_at", "held_on")
        read_only_fields = fields


class ReviewViewSet(Record):
    queryset = Review.objects.select_related("person")
    serializer_class = ReviewSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN}

    @extend_schema(responses={200: ReviewSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The reviews the user may see: due when, reminded when, and held when."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ReviewSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)


ROUTES = [
    ("reviews", ReviewViewSet, "review"),
]
