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
from ipc.programme.everything.rules import Why
from people.acts import Act

LEFT_OUT = "left_out"
IN_MEMORY = 5 * 1024 * 1024


@transaction.atomic
def make(person, *, by):
    """Return an open file: everything held about ``person``, as ZIP, for ``by`` to take away.

    ``index.html`` is for people, ``everything.json`` for machines. What belongs to others stays behind
    (``rules``).
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — the caller sends it away
    with _gathering(person, by), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        roles = gathering.roles_of_staff(person.site_id)
        held, pages, whys = {LEFT_OUT: []}, [], set()
        for model, rows in gathering.parts_of(person):
            held[model._meta.label] = _for_machines(rows, by.pk, roles)
            left_out = _left_out(model, rows, by.pk)
            held[LEFT_OUT] += left_out
            whys |= {one["why"] for one in left_out}
            pages.append(_for_people(model, rows, by.pk, roles))
            _add_files(archive, rows, by.pk)
        archive.writestr("everything.json", json.dumps(held, indent=1, ensure_ascii=False))
        archive.writestr("index.html", _page(person, pages, whys))
        archive.writestr("look.css", render_to_string("programme/everything/look.css"))
    file.seek(0)
    return file


@transaction.atomic
def for_machines(person, *, by) -> dict[str, list[dict]]:
    """Return what ``everything.json`` holds, ready for JSON. Its shape is in docs/everything.md."""
    with _gathering(person, by):
        roles = gathering.roles_of_staff(person.site_id)
        held: dict[str, list[dict]] = {LEFT_OUT: []}
        for model, rows in gathering.parts_of(person):
            held[model._meta.label] = _for_machines(rows, by.pk, roles)
            held[LEFT_OUT] += _left_out(model, rows, by.pk)
        return held


@contextmanager
def _gathering(person, by):
    """Write down that everything is taken, and read it.

    The histories and the audit are beyond what a person's own role may read in bulk, so it is a job of
    the site.
    """
    audit.record(Act.TAKE_EVERYTHING, person, by=by)
    with acting.for_the_site("gather everything held about somebody", site_id=person.site_id):
        yield


def _left_out(model, rows, own_user_id):
    """Return what of these rows stays behind: the kind of record, the field, the reason; each once."""
    found = {
        (field.name, str(Why(why).label))
        for row in rows
        for field, why in gathering.left_out(row, own_user_id)
    }
    return [{"part": model._meta.label, "field": field, "why": why} for field, why in sorted(found)]


def _for_machines(rows, own_user_id, roles):
    return [
        {field.name: gathering.plain(value, roles) for field, value in gathering.fields_of(row, own_user_id)}
        for row in rows
    ]


def _for_people(model, rows, own_user_id, roles):
    label = model._meta.label
    return {
        "heading": rules.HEADINGS.get(label) or capfirst(str(model._meta.verbose_name_plural)),
        "is_history": label not in rules.HEADINGS,
        "rows": [
            [
                (gathering.label_of(field), gathering.in_words(row, field, value, roles))
                for field, value in gathering.fields_of(row, own_user_id)
                if value not in (None, "", [], {}) and field.name not in rules.FOR_MACHINES
            ]
            for row in rows
        ],
    }


def _page(person, pages, whys):
    return render_to_string(
        "programme/everything/index.html",
        {
            "name": person.name,
            "made": dates.in_words(dates.today()),
            "parts": [part for part in pages if not part["is_history"]],
            "whys": [str(why.label) for why in Why if str(why.label) in whys],
            "histories": [part for part in pages if part["is_history"]],
        },
    )


def _add_files(archive, rows, own_user_id):
    for row in rows:
        for kept in gathering.files_of(row, own_user_id):
            if kept.storage.exists(kept.name):
                with kept.open("rb") as opened:
                    archive.writestr(gathering.file_name(kept), opened.read())
