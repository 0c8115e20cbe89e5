"""Rows about somebody's money, read through the API: every look is written down."""

from rest_framework import mixins, response

from ipc.kernel import audit
from ipc.kernel.rest import Rows


class ReadRows(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """A list counts as a look at each record it tells of, a single row as a look at that one."""

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        audit.read_each(self.act_of(self.action), page, by=self.request.user)
        return page

    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(self.act_of("retrieve"), found, by=request.user)
        return response.Response(self.get_serializer(found).data)
