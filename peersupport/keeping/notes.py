"""What colleagues tell each other about an entry: never in anything public."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import StaffNote


class NoteEmpty(RuleBroken):
    message = _("Write the note first.")


class NoteGone(RuleBroken):
    message = _("This note has already been taken away.")


@transaction.atomic
def write(service, *, by, words) -> StaffNote:
    """Write a note about an entry, for colleagues of its site.

    Raises:
        NoteEmpty
    """
    if not words.strip():
        raise NoteEmpty
    note = StaffNote.objects.create(
        site_id=service.site_id,
        service=service,
        words=words.strip(),
        written_at=timezone.now(),
        written_by=by,
    )
    audit.record(Act.NOTE_SERVICE, note, by=by)
    return note


@transaction.atomic
def end(note, *, by) -> StaffNote:
    """Take a note away: it is no longer shown.

    Raises:
        NoteGone
    """
    note = StaffNote.objects.select_for_update().get(pk=note.pk)
    if note.ended_at:
        raise NoteGone
    note.ended_at, note.ended_by = timezone.now(), by
    note.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.NOTE_SERVICE, note, by=by, why=str(_("Taken away")))
    return note
