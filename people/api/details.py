"""Who somebody is and how to reach them, through the API: read and changed."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import details
from people.acts import Act
from people.api.frame import Verbs
from people.api.people import is_nhs_number
from people.models import Cohort, Person


class ContactSerializer(serializers.Serializer):
    """How to reach somebody. ``revision`` is the one that was read; with it, nothing newer is overwritten."""

    revision = serializers.CharField(
        max_length=16, required=False, help_text=_("As it was read; refused (409) where it changed since")
    )
    known_as = serializers.CharField(max_length=80, required=False, allow_blank=True)
    pronounced = serializers.CharField(max_length=120, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    email = serializers.EmailField(required=False, allow_blank=True)
    address = serializers.CharField(max_length=250, required=False, allow_blank=True)
    postcode = serializers.CharField(max_length=8, required=False, allow_blank=True)
    has_no_fixed_abode = serializers.BooleanField(required=False)
    gp_practice = serializers.CharField(max_length=120, required=False, allow_blank=True)


class DetailsSerializer(ContactSerializer):
    """Who somebody is and how to reach them."""

    given_name = serializers.CharField(max_length=80, required=False)
    family_name = serializers.CharField(max_length=80, required=False)
    born_on = serializers.DateField(required=False)
    nhs_number = serializers.RegexField(
        r"^\d{10}$", required=False, allow_blank=True, allow_null=True, validators=[is_nhs_number]
    )
    cohorts = serializers.ListField(
        child=serializers.ChoiceField(choices=Cohort.choices), required=False, allow_empty=False
    )


class DetailsViewSet(Verbs):
    """The details of one person, for the coordinator to read and change."""

    queryset = Person.objects.all()
    serializer_class: type[serializers.Serializer] = DetailsSerializer
    acts = {"retrieve": Act.CHANGE_PERSON, "change": Act.CHANGE_PERSON}
    names, verb = details.DETAILS, staticmethod(details.change)

    @extend_schema(responses={200: DetailsSerializer, **REFUSED})
    def retrieve(self, request, public_id=None):
        """Show what may be changed, and its revision."""
        person = self.get_object()
        audit.read(Act.SEE_PERSON, person, by=request.user)
        return Response(self._shown(person))

    @extend_schema(
        request=DetailsSerializer, parameters=[KEY], responses={200: DetailsSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Change those details that are named."""
        person, facts = self.get_object(), self.facts(self.get_serializer(data=request.data))
        self.do_once(person, facts, lambda: self.verb(person, by=request.user, **facts))
        return Response(self._shown(self.after(person)))

    def _shown(self, person):
        shown = {name: getattr(person, name) for name in self.names}
        return self.serializer_class({"revision": details.revision(person, self.names), **shown}).data


@extend_schema_view(
    retrieve=extend_schema(responses={200: ContactSerializer, **REFUSED}),
    change=extend_schema(
        request=ContactSerializer, parameters=[KEY], responses={200: ContactSerializer, **REFUSED, **BROKEN}
    ),
)
class ContactViewSet(DetailsViewSet):
    """How to reach a person, for the person to read and change."""

    serializer_class = ContactSerializer
    acts = {"retrieve": Act.CHANGE_CONTACT, "change": Act.CHANGE_CONTACT}
    names, verb = details.CONTACT, staticmethod(details.change_contact)


ROUTES = [("details", DetailsViewSet, "person-details"), ("contact", ContactViewSet, "person-contact")]
