"""The shape of the copy, written down: every kind of record, every field, and what stays behind and why."""

from django.db import models

from ipc.programme.everything import gathering, rules

KINDS = {
    models.BooleanField: "true or false",
    models.DateTimeField: "moment (ISO 8601)",
    models.DateField: "day (ISO 8601)",
    models.TimeField: "time (ISO 8601)",
    models.DecimalField: "amount as text",
    models.IntegerField: "number",
    models.JSONField: "object",
    models.UUIDField: "UUID",
    models.FileField: "name of a file in the copy",
    models.ForeignKey: "name",
}


def in_words() -> str:
    """Return the register as Markdown: every field of every kind of record, whether it goes in or why not."""
    paths = gathering.paths_to_person()
    kinds = [model for model in gathering.in_order(paths) if not hasattr(model, "pgh_id")]
    histories = sorted(rules.kind_of(model) for model in paths if hasattr(model, "pgh_id"))
    parts = [_HEAD, *(_part(model) for model in kinds), _HISTORIES]
    parts += [f"- `{label}Event`" for label in histories]
    return "\n".join(parts) + "\n"


def _part(model):
    kind = rules.kind_of(model)
    lines = [
        "",
        f"## `{kind}`: {rules.HEADINGS.get(kind, '?')}",
        "",
        "| field | in JSON | goes in |",
        "|---|---|---|",
    ]
    for field in model._meta.concrete_fields:
        if field.name not in rules.SAID_ELSEWHERE:
            lines.append(f"| {field.name} | {_as_json(field)} | {_goes_in(kind, field)} |")
    return "\n".join(lines)


def _as_json(field):
    if hasattr(field, "base_field"):
        return "list of texts"
    return next((words for kind, words in KINDS.items() if isinstance(field, kind)), "text")


def _goes_in(kind, field):
    if isinstance(field, models.BinaryField):
        return f"no. {rules.Why.SECRET.label}"
    if field.name in rules.ALWAYS.get(kind, ()):
        return f"no. {rules.ALWAYS[kind][field.name].label}"
    if field.name in rules.SOMETIMES.get(kind, ()):
        why, holds = rules.SOMETIMES[kind][field.name]
        return f"not where {holds.__name__.strip('_').replace('_', ' ')}. {why.label}"
    return "yes, in the file for machines alone" if field.name in rules.FOR_MACHINES else "yes"


_HEAD = """# Everything held: the shape of the copy

Made by `manage.py everything_shape > docs/everything.md`; a test compares. A new field appears here as
going in, and whoever adds it looks whether it should.

The ZIP has `index.html` (to read and print), `everything.json` and the folder `files`. The JSON is one
object: the name of each kind of record gives a list of rows, each an object by the names of its fields.
Kinds without a row are missing. A name stands for a person or thing elsewhere; a colleague is a name and a
role. `left_out` is a list of `{"part", "field", "why"}`: what stays behind, once for each field where there
was something."""

_HISTORIES = """
## What was written before

Rows as they were, with the fields and the rules of their kind, and `pgh_created_at`, `pgh_label`:
"""
