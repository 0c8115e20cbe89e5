"""Reading a CSV file: a first line with names of columns, then one entry in each line.

``name`` and ``organisation`` must be there; every other column may be missing. Lists are parted by
semicolons. ``docs/operations.md`` has the columns.
"""

import csv
import hashlib
import io

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from peersupport import places
from peersupport.importing import hours
from peersupport.importing.values import TEXTS, short
from peersupport.models import AccessFeature, ServiceKind, ServiceStatus
from people.models import Cohort

MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 20_000
ALIKE = (*TEXTS, "organisation", "postcode", "email", "website", "cost", "minimum_age", "maximum_age")
COLUMNS = ("id", *ALIKE, "kind", "status", "needs", "groups", "access", "times", "online", "checked_on")
MUST = ("name", "organisation")
YES = ("yes", "y", "true", "1")


class FileCannotBeRead(RuleBroken):
    message = _("This file cannot be read as CSV.")


class FileTooLarge(FileCannotBeRead):
    message = _("This file is too large. Split it into files of 20,000 lines or fewer.")


class ColumnMissing(FileCannotBeRead):
    message = _("The first line of the file must name the columns. These are missing: %(names)s.")


def read(content: bytes, *, known_needs):
    """Yield ``(source id, facts by field)`` of each line.

    A line without an id is known by its name and postcode.

    Raises:
        FileCannotBeRead
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    lines = csv.DictReader(io.StringIO(_text(content), newline=""), delimiter=_delimiter(content))
    try:
        lines.fieldnames = [(name or "").strip().casefold() for name in lines.fieldnames or []]
        missing = [name for name in MUST if name not in lines.fieldnames]
        if missing:
            raise ColumnMissing(names=", ".join(missing))
        for number, line in enumerate(lines):
            if number >= MOST_LINES:
                raise FileTooLarge
            written = {name: value.strip() for name, value in line.items() if name and value}
            yield _entry(written, known_needs, lines.line_num)
    except csv.Error as error:
        raise FileCannotBeRead from error


def _text(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(content):
    first = content.split(b"\n", 1)[0]
    return max(",;\t", key=lambda mark: first.count(mark.encode()))


def _entry(line, known_needs, number):
    facts = {name: line.get(name, "") for name in ALIKE}
    facts |= {
        "kind": _choice(line.get("kind", ""), ServiceKind),
        "status": _choice(line.get("status", ""), ServiceStatus),
        "cohorts": [_choice(one, Cohort) for one in _parts(line.get("groups", ""))],
        "access_features": [_choice(one, AccessFeature) for one in _parts(line.get("access", ""))],
        "needs": [known_needs.find(one) for one in _parts(line.get("needs", ""))],
        "is_online": line.get("online", "").casefold() in YES,
        "schedules": hours.written(line.get("times", "")),
        "assured_on": line.get("checked_on", ""),
    }
    return short(line.get("id", ""), 100) or _known_by(facts, number), facts


def _parts(text):
    return [part.strip() for part in text.split(";") if part.strip()]


def _choice(text, choices):
    """Return the value that is written, or whose words are."""
    asked = text.casefold()
    return next((one.value for one in choices if asked in (one.value, str(one.label).casefold())), None)


def _known_by(facts, number):
    """Return what a line without an id is known by; one without a name is not taken over, and found again."""
    if not facts["name"]:
        return gettext("Line %(number)s of the file") % {"number": number}
    same = f"{facts['name'].casefold()}|{places.neat(facts['postcode'])}"
    return hashlib.sha256(same.encode()).hexdigest()[:40]
