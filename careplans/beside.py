"""What is saved of a line beside what somebody else has just typed for it, word by word."""

from django.db import models
from django.utils.translation import gettext as _

from careplans import differences
from careplans.reading import signed
from ipc.kernel.dates import in_words


def beside_yours(line, form):
    """Return who saved ``line`` and when, and how what was typed in ``form`` differs, field by field.

    ``{"who", "when", "fields": [{"label", "parts"}]}``; in ``parts`` (``differences.of``) what is taken out
    is what is saved now, and what is added is what was typed.
    """
    fields = []
    for name, typed in form.cleaned_data.items():
        if not _is_said_by(line, name) or _in_words(line, name, typed) == _in_words(line, name):
            continue
        parts = differences.of(_in_words(line, name), _in_words(line, name, typed))
        fields.append({"label": form.fields[name].label, "parts": parts})
    who = signed(line.changed_by, line.person)
    return {"who": who, "when": in_words(line.changed_at), "fields": fields}


def _is_said_by(line, name):
    return name not in ("key", "revision", "look_for") and hasattr(line, name)


def _in_words(line, name, *typed):
    """Return what the field says in words, as it is saved or as it was ``typed``."""
    field = line._meta.get_field(name)
    value = typed[0] if typed else getattr(line, name)
    if isinstance(field, models.BooleanField):
        value = {True: _("Yes"), False: _("No"), None: _("Not decided yet")}[value]
    elif field.choices:
        value = dict(field.flatchoices).get(value, value)
    return "" if value is None else str(value)
