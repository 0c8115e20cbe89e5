"""The copy itself: one ZIP with a page to read and print, the same for machines, and the files."""

import json
import tempfile
import zipfile
from contextlib import contextmanager

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.text import capfirst

from ipc.kernel import acting, audit, dates
from ipc.programme.everything import gathering, rules
from people.acts import Act

IN_MEMORY = 5 * 1024 * 1024


@transaction.atomic
def make(person, *, by):
    """Return an open file: everything held about ``person``, as ZIP, for ``by`` to take away.

    ``index.html`` is for people, ``everything.json`` for machines. What belongs to others stays behind
    (``rules``).
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — the caller sends it away
    with _gathering(person, by), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        held, pages = {}, []
        for model, rows in gathering.parts_of(person):
            held[model._meta.label] = _for_machines(rows, by.pk)
            pages.append(_for_people(model, rows, by.pk))
            _add_files(archive, rows)
        archive.writestr("everything.json", json.dumps(held, indent=1, ensure_ascii=False))
        archive.writestr("index.html", _page(person, pages))
        archive.writestr("look.css", render_to_string("programme/everything/look.css"))
    file.seek(0)
    return file


@transaction.atomic
def for_machines(person, *, by) -> dict[str, list[dict]]:
    """Return what ``everything.json`` of the copy holds, ready for JSON: the rows by their model."""
    with _gathering(person, by):
        return {model._meta.label: _for_machines(rows, by.pk) for model, rows in gathering.parts_of(person)}


@contextmanager
def _gathering(person, by):
    """Write down that everything is taken, and read it.

    The histories and the audit are beyond what a person's own role may read in bulk, so it is a job of
    the site.
    """
    audit.record(Act.TAKE_EVERYTHING, person, by=by)
    with acting.for_the_site("gather everything held about somebody", site_id=person.site_id):
        yield


def _for_machines(rows, own_user_id):
    return [
        {field.name: gathering.plain(value) for field, value in gathering.fields_of(row, own_user_id)}
        for row in rows
    ]


def _for_people(model, rows, own_user_id):
    label = model._meta.label
    return {
        "heading": rules.HEADINGS.get(label) or capfirst(str(model._meta.verbose_name_plural)),
        "is_history": label not in rules.HEADINGS,
        "rows": [
            [
                (gathering.label_of(field), gathering.in_words(row, field, value))
                for field, value in gathering.fields_of(row, own_user_id)
                if value not in (None, "", [], {}) and field.name not in rules.FOR_MACHINES
            ]
            for row in rows
        ],
    }


def _page(person, pages):
    return render_to_string(
        "programme/everything/index.html",
        {
            "name": person.name,
            "made": dates.in_words(dates.today()),
            "parts": [part for part in pages if not part["is_history"]],
            "histories": [part for part in pages if part["is_history"]],
        },
    )


def _add_files(archive, rows):
    for row in rows:
        for kept in gathering.files_of(row):
            if kept.storage.exists(kept.name):
                with kept.open("rb") as opened:
                    archive.writestr(gathering.file_name(kept), opened.read())
