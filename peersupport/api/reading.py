"""Rows about people, read through the API: every look is written down."""

from rest_framework import mixins, response

from ipc.kernel import audit
from ipc.kernel.rest import Rows


class ListRows(mixins.ListModelMixin, Rows):
    """A list counts as a look at each record it tells of."""

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        audit.read_each(self.act_of(self.action), page, by=self.request.user)
        return page


class ReadRows(mixins.RetrieveModelMixin, ListRows):
    """A single row counts as a look at that one too."""

    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(self.act_of("retrieve"), found, by=request.user)
        return response.Response(self.get_serializer(found).data)
