"""The audit: every act, and every look at a person's record, in the transaction it belongs to.

No event, no read: a page that shows a person's record writes its event first. Events are added by
plain INSERT without RETURNING, because whoever acts may not be allowed to read the audit.
"""

from contextvars import ContextVar
from itertools import islice

from django.db import connection

from ipc.kernel import acting

_address: ContextVar[str | None] = ContextVar("address", default=None)

AT_ONCE = 500
_INSERT = """
INSERT INTO kernel_event
    (at, act, actor_id, role, site_id, person_id, subject_type, subject_id, why, way_in, address,
     request_id, is_read, emergency_id)
VALUES """
_ROW = "(clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, app_emergency_of(%s))"


def coming_from(address):
    """Remember the network address of this request for the events it writes."""
    _address.set(address)


def record(act, subject, *, by, why=""):
    """Add the event that ``by`` did ``act`` on ``subject`` (a person's row, or the person)."""
    _add(act, subject, by, why, is_read=False)


def record_each(act, subjects, *, by, why=""):
    """Add the event that ``by`` did ``act`` on each of ``subjects``, in one go."""
    _add_each(act, subjects, by, why, is_read=False)


def read(act, subject, *, by, why=""):
    """Add the event that ``by`` looked at ``subject``."""
    _add(act, subject, by, why, is_read=True)


def read_each(act, subjects, *, by, why=""):
    """Add the event that ``by`` looked at each of ``subjects``: a list that tells of people by name."""
    _add_each(act, subjects, by, why, is_read=True)


def _add(act, subject, by, why, *, is_read):
    _add_each(act, [subject], by, why, is_read=is_read)


def _add_each(act, subjects, by, why, *, is_read):
    all_of_them = iter(subjects)
    while some := list(islice(all_of_them, AT_ONCE)):
        events = [_event(act, subject, by, why, is_read=is_read) for subject in some]
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT + ", ".join([_ROW] * len(events)), [value for event in events for value in event]
            )


def _event(act, subject, by, why, *, is_read):
    context = acting.current()
    hat = getattr(by, "hat", None)
    # A user has no site: what is done to a sign-in counts where it was done, and for no person's record.
    person_id = getattr(subject, "person_id", None) if hasattr(subject, "site_id") else None
    if person_id is None and subject._meta.label == "people.Person":
        person_id = subject.pk
    return [
        str(act),
        getattr(by, "pk", None),
        hat.role if hat else "",
        getattr(subject, "site_id", None) or getattr(hat, "site_id", None),
        person_id,
        subject._meta.label,
        str(subject.public_id) if getattr(subject, "public_id", None) else None,
        why,
        context.way_in if context else "job",
        _address.get(),
        str(context.request_id) if context else None,
        is_read,
        person_id,
    ]
