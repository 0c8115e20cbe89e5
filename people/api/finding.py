"""Finding people through the API: asked by POST, so that no name or number is in an address."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, REFUSED, Rows
from people import finding
from people.acts import Act
from people.banner import NAME_ONLY
from people.models import Person


class FindSerializer(serializers.Serializer):
    """What is known of somebody: words, a birthday, or both."""

    words = serializers.CharField(
        max_length=80,
        required=False,
        default="",
        allow_blank=True,
        help_text=_("NHS number, telephone number, surname or its beginning; `smith, j`; `smith 27 3 1947`"),
    )
    born_on = serializers.DateField(required=False, default=None, allow_null=True, help_text=_("Birthday"))


class FoundPersonSerializer(serializers.Serializer):
    """Somebody who was found; the birthday is left out for finance and approvers."""

    id = serializers.UUIDField(help_text=_("The person's id"))
    given_name = serializers.CharField(help_text=_("First name"))
    family_name = serializers.CharField(help_text=_("Surname"))
    known_as = serializers.CharField(help_text=_("What the person likes to be called"))
    born_on = serializers.DateField(required=False, help_text=_("Birthday, for the care team"))
    status = serializers.CharField(help_text=_("Where the person is on the way"))
    why = serializers.CharField(help_text=_("Why they were found"))


class FoundSerializer(serializers.Serializer):
    """The first 20, in the order of their names."""

    results = FoundPersonSerializer(many=True, help_text=_("Those who were found"))
    is_more = serializers.BooleanField(help_text=_("Whether there are more: ask with more letters"))


class FindViewSet(Rows):
    queryset = Person.objects.all()
    acts = {"create": Act.FIND_PEOPLE}

    @extend_schema(request=FindSerializer, responses={200: FoundSerializer, **REFUSED, **BROKEN})
    def create(self, request):
        """Find people among those the user may see; each one shown counts as looked at."""
        asked = FindSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = finding.find(by=request.user, **asked.validated_data)
        whole = request.user.hat.role not in NAME_ONLY
        results = [_result(match, whole) for match in found.matches]
        return Response({"results": results, "is_more": found.is_more})


def _result(match, whole):
    person = match.person
    return {
        "id": str(person.public_id),
        "given_name": person.given_name,
        "family_name": person.family_name,
        "known_as": person.known_as,
        **({"born_on": person.born_on} if whole else {}),
        "status": person.status,
        "why": match.why,
    }


ROUTES = [("people/find", FindViewSet, "find_people")]
