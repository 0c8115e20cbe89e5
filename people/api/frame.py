"""What the resources about a person share."""

from django.utils.translation import gettext_lazy as _
from rest_framework import mixins, serializers, status
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.rest import Rows
from people.models import Person


class Verbs(Rows):
    """A resource with verbs: facts read once, a verb once per key, the row as it is after."""

    def facts(self, asked):
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)

    def do_once(self, row, facts, verb) -> str:
        """Carry out ``verb`` on ``row`` once per key; return the public id of its outcome."""
        return self.once({"on": str(row.public_id), **facts}, lambda: str(verb().public_id))

    def carry_out(self, row, facts, verb):
        """Carry out ``verb`` once per key and show the row as it is after."""
        self.do_once(row, facts, verb)
        return Response(self.get_serializer(self.after(row)).data)

    def after(self, row):
        """Return the row as it is after the verb, also where the user sees it no more."""
        row.refresh_from_db()
        return row

    def made(self, shown):
        return Response(shown.data, status=status.HTTP_201_CREATED)


class OfAPerson(serializers.Serializer):
    """What is written down about a person: the person it is about."""

    person = serializers.SlugRelatedField(
        "public_id", queryset=Person.objects.none(), help_text=_("The person's id")
    )

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["person"].queryset = people


class MadeByVerb(mixins.ListModelMixin, mixins.RetrieveModelMixin, Verbs):
    """Rows about people that may be listed and read, each look audited, and written down by a verb."""

    made_by: type[OfAPerson]

    def list(self, request, *args, **kwargs):
        rows = self.paginate_queryset(self.get_queryset())
        people = {row.person_id: row.person for row in rows}
        audit.read_each(self.act_of("list"), people.values(), by=request.user)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def retrieve(self, request, *args, **kwargs):
        row = self.get_object()
        audit.read(self.act_of("retrieve"), row, by=request.user)
        return Response(self.get_serializer(row).data)

    def write_down(self, request, verb):
        """Write something new down once per key; return it as it is read."""
        people = Person.objects.permitting(self.act_of(self.action), request.user)
        facts = self.facts(self.made_by(data=request.data, people=people))
        named = {name: getattr(fact, "public_id", fact) for name, fact in facts.items()}
        made = self.once(named, lambda: str(verb(by=request.user, **facts).public_id))
        return self.made(self.get_serializer(self.get_queryset().get(public_id=made)))
