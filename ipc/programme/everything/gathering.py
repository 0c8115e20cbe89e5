"""Gathering: every model of every room that speaks of a person is found by walking the models."""

import datetime as dt
import uuid
from decimal import Decimal
from pathlib import PurePosixPath

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext

from ipc.kernel import dates
from ipc.kernel.models import Event
from ipc.kernel.money import pounds
from ipc.programme.everything import rules
from ipc.programme.timeline import ACTS
from people import disposal
from people.models import Person, Role, RoleAssignment, User


def paths_to_person():
    """Return ``{model: the field that leads to the person}`` for every model that has one."""
    found = {Person: "pk", Event: "person_id", Person.pgh_event_model: "pgh_obj"}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            # A row is about its ``person``: a further one is another record it names (a merge, a move).
            if field.is_relation and field.related_model is Person and model not in found:
                found[model] = field.name
    sessions = apps.get_model("usersessions", "UserSession")
    return {**found, sessions: "user__person"}


def in_order(models_found):
    """Return the models as they are read: our headings in their order, then the histories."""
    places = {label: place for place, label in enumerate(rules.HEADINGS)}
    return sorted(
        models_found, key=lambda model: (places.get(model._meta.label, len(places)), model._meta.label)
    )


def parts_of(person):
    """Yield ``(model, rows)`` for everything held about ``person``, empty parts left out.

    A record that is kept in this one, because both are of the same person, is theirs too.
    """
    paths = paths_to_person()
    people = disposal.all_records_of(person.pk)
    for model in in_order(paths):
        rows = list(
            model._base_manager.filter(**{f"{paths[model]}__in": people})
            .select_related(*_names_needed(model))
            .order_by("pk")
        )
        if rows:
            yield model, rows


def _names_needed(model):
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.name not in rules.SAID_ELSEWHERE
    ]


def fields_of(row, own_user_id):
    """Yield ``(field, value)`` of what of ``row`` goes into the copy."""
    for field in row._meta.concrete_fields:
        if field.name in rules.SAID_ELSEWHERE or rules.withheld(row, field, own_user_id):
            continue
        yield field, getattr(row, field.name)


def left_out(row, own_user_id):
    """Yield ``(field, why)`` of what of ``row`` stays behind."""
    for field in row._meta.concrete_fields:
        why = rules.why_withheld(row, field, own_user_id)
        if why and getattr(row, field.attname) not in (None, "", b""):
            yield field, why


def roles_of_staff(site_id):
    """Return what each colleague of a site is, by their key: ``Care coordinator``."""
    held = RoleAssignment.objects.filter(Q(site_id=site_id) | Q(site_id=None)).order_by("pk")
    return {key: str(Role(role).label) for key, role in held.values_list("user_id", "role")}


def in_words(row, field, value, roles=()):
    """Return ``value`` as people read it: a day and a choice in words, yes and no, a list as a sentence."""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, Decimal):
        return pounds(value)
    if isinstance(value, dt.datetime):
        return dates.moment_in_words(value)
    if isinstance(value, dt.date):
        return dates.in_words(value)
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return gettext("In the file “everything.json”")
    if isinstance(value, list):
        choices = dict(getattr(getattr(field, "base_field", None), "choices", None) or ())
        return ", ".join(str(choices.get(one, one)) for one in value)
    if field.name == "act":
        return str(ACTS.get(value, value))
    return plain(value, roles)


def label_of(field):
    return "NHS number" if field.name == "nhs_number" else capfirst(str(field.verbose_name))


def plain(value, roles=()):
    """Return ``value`` as JSON holds it; a colleague by name and role, anything else by its name alone."""
    if isinstance(value, User):
        return f"{value.name}, {roles[value.pk]}" if value.pk in roles else value.name
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.fields.files.FieldFile):
        return file_name(value)
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    return value


def file_name(file):
    """Return where a file lies in the copy."""
    return f"files/{file.instance.public_id}{PurePosixPath(file.name).suffix}" if file else ""


def files_of(row, own_user_id):
    """Yield the files of ``row`` that go into the copy."""
    for field, value in fields_of(row, own_user_id):
        if isinstance(field, models.FileField) and value:
            yield value
