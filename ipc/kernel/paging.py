"""Keyset pages: no page numbers, no counts, as quick at the end of a list as at its beginning."""

import re
import uuid

from django.db.models import Q
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """The API's pages, newest first."""

    ordering = "-pk"
    page_size = 50
    max_page_size = 100
    page_size_query_param = "per_page"

    def decode_cursor(self, request):
        """Return where to go on; a position that is no number of a row is no page."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and not re.fullmatch(r"[0-9]{1,18}", cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor


def page_after(queryset, after, size=50, *, fields=("sort_name", "pk")):
    """Return ``(rows, token of the next page or "")`` of ``queryset`` in the order of ``fields``.

    ``after`` is the public id of the last row seen, or empty: an address never holds a name. One that
    is not among the rows starts at the beginning.
    """
    queryset = queryset.order_by(*fields)
    last = _row(queryset, after, fields)
    if last:
        queryset = queryset.filter(_later(fields, last))
    rows = list(queryset[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return rows, _token(rows[-1]) if more else ""


def _row(queryset, after, fields):
    try:
        public_id = uuid.UUID(after) if after else None
    except ValueError:
        return None
    return queryset.filter(public_id=public_id).values_list(*fields).first() if public_id else None


def _later(fields, values):
    condition = Q()
    for place, field in enumerate(fields):
        same = dict(zip(fields[:place], values[:place], strict=True))
        condition |= Q(**same, **{f"{field}__gt": values[place]})
    return condition


def _token(row):
    return str(row["public_id"] if isinstance(row, dict) else row.public_id)
