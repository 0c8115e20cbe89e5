"""What was changed in a person's record: which field, from what to what, by whom and when.

Read from the history that PostgreSQL's triggers keep, in one statement for a page. Managers read it, of
those kinds of rows that they may see; the second wall keeps restricted records from them here too.
"""

import datetime as dt
import json
from functools import cache

from django.apps import apps
from django.core import signing
from django.db import connection, models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ipc.kernel import access, dates
from people.models import Organisation, Relationship, User

PAGE = 40
SALT = "ipc.programme.changes"
ROOMS = ("people", "peersupport", "careplans", "budgets")
NAMED = (User, Organisation, Relationship)  # shown by name; other rows are told of by themselves
SILENT = {"id", "public_id", "site", "person", "position", "revision", "content_hash", "code_hash"}

_OF_ONE = """
SELECT {label} AS label, pgh_id, pgh_created_at, pgh_context_id, to_jsonb(history) AS now,
       lag(to_jsonb(history)) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
  FROM {table} AS history WHERE {person} = %(person)s
"""
_PAGE = """
SELECT label, pgh_id, pgh_created_at, now, before, context.metadata
  FROM ({histories}) AS changes LEFT JOIN pghistory_context AS context ON context.id = pgh_context_id
 WHERE %(at)s::timestamptz IS NULL OR (pgh_created_at, label, pgh_id) < (%(at)s, %(label)s, %(id)s)
 ORDER BY pgh_created_at DESC, label DESC, pgh_id DESC LIMIT %(most)s
"""


@cache
def histories() -> dict:
    """Return the kinds of rows whose changes are kept, by label: the model and its history."""
    return {
        model.pgh_tracked_model._meta.label: model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if hasattr(model, "pgh_tracked_model")
    }


def page(person, user, *, before="") -> tuple[list[dict], str]:
    """Return ``(changes of the record of person, token of the page before)``, newest first."""
    seen = {
        label: history
        for label, history in histories().items()
        if access.rows(history.pgh_tracked_model, access.tables()[history.pgh_tracked_model].sees, user)
        is not access.NOTHING
    }
    rows = _rows(person, seen, _place(before))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    names = _names(rows, seen)
    return [_change(row, seen, names) for row in rows], _token(rows[-1]) if more else ""


def _rows(person, seen, place):
    quote = connection.ops.quote_name
    parts = [
        _OF_ONE.format(
            label=f"'{label}'",
            table=quote(history._meta.db_table),
            person="pgh_obj_id" if label == "people.Person" else "person_id",
        )
        for label, history in seen.items()
    ]
    facts = {"person": person.pk, "most": PAGE + 1, **place}
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(histories=" UNION ALL ".join(parts)), facts)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, map(_read, row), strict=True)) for row in cursor.fetchall()]


def _read(value):
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def _place(token):
    try:
        at, label, pk = signing.loads(token or "", salt=SALT)
    except (signing.BadSignature, ValueError):
        return {"at": None, "label": "", "id": 0}
    return {"at": at, "label": label, "id": pk}


def _token(row):
    return signing.dumps([row["pgh_created_at"].isoformat(), row["label"], row["pgh_id"]], salt=SALT)


def _fields(history):
    """Return the fields of the tracked row that are told of."""
    return [
        field
        for field in history.pgh_tracked_model._meta.concrete_fields
        if field.name not in SILENT
        and not field.generated
        and not (field.name.endswith("_by") and field.is_relation)
        and (not field.is_relation or issubclass(field.related_model, NAMED))
    ]


def _names(rows, seen):
    """Return the names of everybody and everything the rows point to: one query for each kind."""
    wanted = {model: set() for model in NAMED}
    for row in rows:
        wanted[User].add(_actor(row))
        for field in _fields(seen[row["label"]]):
            if field.is_relation:
                values = (row["now"].get(field.attname), (row["before"] or {}).get(field.attname))
                wanted[field.related_model].update(values)
    return {
        model: {pk: str(one) for pk, one in model._base_manager.in_bulk(ids - {None}).items()}
        for model, ids in wanted.items()
    }


def _actor(row):
    user = (row["metadata"] or {}).get("user")
    return int(user) if user else None


def _change(row, seen, names):
    history, before = seen[row["label"]], row["before"]
    told = []
    for field in _fields(history):
        now, then = row["now"].get(field.attname), (before or {}).get(field.attname)
        if now != then and (before is not None or now not in (None, "", [], False)):
            told.append(
                {
                    "label": capfirst(field.verbose_name.replace("nhs", "NHS")),
                    "before": _words(field, then, names) if before is not None else "",
                    "now": _words(field, now, names),
                }
            )
    return {
        "what": capfirst(history.pgh_tracked_model._meta.verbose_name),
        "is_new": before is None,
        "fields": told,
        "when": dates.moment_in_words(row["pgh_created_at"]),
        "iso": row["pgh_created_at"].isoformat(),
        "who": names[User].get(_actor(row)) or _("This service itself"),
    }


def _words(field, value, names):
    """Return a value as it stands in the history (JSON) in words."""
    if value is None or value in ("", []):
        return _("nothing")
    if field.is_relation:
        return names[field.related_model].get(value, _("somebody"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        choices = dict(getattr(getattr(field, "base_field", None), "flatchoices", ()))
        return ", ".join(str(choices.get(one, one)) for one in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _moment(field, value)


def _moment(field, value):
    if isinstance(field, models.DateTimeField):
        return dates.moment_in_words(parse_datetime(value))
    if isinstance(field, models.DateField):
        return dates.in_words(parse_date(value) or dt.date.min)
    return str(value)
