"""Rows about somebody, read through the API: every look is written down."""

from django.core.exceptions import PermissionDenied
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import Rows
from people.models import Person


class Record(Rows):
    """Rows about people: lists and single rows are read, and every look is written down."""

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(self.act_of("list"), page, by=request.user)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(self.act_of("retrieve"), found, by=request.user)
        return Response(self.get_serializer(found).data)

    def person_for(self, public_id):
        """Return the person for whom the user may do this; 404 where unseen, 403 where not theirs."""
        user = self.request.user
        person = access.find(Person, access.tables()[Person].sees, user, public_id)
        theirs = access.rows_of_people(self.queryset.model, self.act_of(self.action), user)
        if not Person.objects.filter(theirs, pk=person.pk).exists():
            raise PermissionDenied
        return person

    def asked(self, form):
        """Return what the request says, checked for its shape."""
        form = form(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)
