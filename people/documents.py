"""Documents: what people and their care team give each other as a file, looked at, kept, taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, photos, uploads
from ipc.kernel.errors import RuleBroken
from people import leaving, scanning, todos
from people.acts import Act
from people.models import Document, DocumentKind, Looked, TodoKind

KINDS = {"application/pdf": uploads.PDF, "image/jpeg": uploads.JPEG, "image/png": uploads.PNG}
LOOK_AT = "look at "  # how the key of a to-do begins
HANDED_OUT = (Looked.CLEAN, Looked.NOT_LOOKED)


class DocumentTooLarge(RuleBroken):
    message = _("The file must be smaller than %(most)s MB. Take a smaller photo.")


class DocumentEmpty(RuleBroken):
    message = _("The file is empty. Choose it again.")


class DocumentOfAnotherKind(RuleBroken):
    message = _("The file must be a photo (JPG or PNG) or a PDF. A photo of the paper is fine.")


class DocumentTakenBack(RuleBroken):
    message = _("This was taken back already. The file is gone.")


class WhyTakenBack(RuleBroken):
    message = _("Somebody else gave us this. Say why you take it away.")


class GivenByTheTeam(RuleBroken):
    message = _("Your care team put this here. Ask them if it should not be here.")


class StillBeingChecked(RuleBroken):
    message = _("We are still checking this file. Try again in a few minutes.")


class HeldBack(RuleBroken):
    message = _("We hold this file back. It may harm your telephone or computer.")


class DocumentNotFound(RuleBroken):
    message = _("We cannot find this file. Add it again, or ask your care team.")


REFUSALS = uploads.Refusals(DocumentEmpty, DocumentTooLarge, DocumentOfAnotherKind)


def look_at(upload) -> str:
    """Return the content type of ``upload``, by its content alone.

    Raises:
        DocumentTooLarge, DocumentEmpty, DocumentOfAnotherKind
    """
    return uploads.look_at(upload, KINDS, REFUSALS)


@transaction.atomic
def keep(person, *, by, upload, title, kind, message=None, from_team=False) -> Document:
    """Keep ``upload`` among the documents of ``person``, or beside a ``message``; photos without their place.

    What comes from the person or who decides for them, and not beside a message, the team is asked to look
    at. It is handed out once it was looked at for harm, where there is somebody to look.

    Raises:
        DocumentTooLarge, DocumentEmpty, DocumentOfAnotherKind, HasDied
    """
    if not from_team:
        leaving.refuse_after_death(person)
    content_type = look_at(upload)
    document = Document(
        site_id=person.site_id,
        person=person,
        title=title.strip(),
        kind=DocumentKind(kind),
        message=message,
        content_type=content_type,
        looked=scanning.at_first(),
        from_team=from_team,
        added_by=by,
    )
    content = _without_place(upload.read(), content_type)
    kept = uploads.put(document.file, content, KINDS[content_type].ending)
    document.size, document.sha256 = kept["size"], kept["sha256"]
    document.save()
    scanning.ask_for(document)
    _tell_the_team(document, by)
    audit.record(Act.ADD_DOCUMENT, document, by=by)
    return document


def _tell_the_team(document, by):
    if document.from_team or document.message_id:
        return
    with acting.for_the_site("ask the care team to look at a file", site_id=document.site_id):
        todos.ask(document.person, TodoKind.DOCUMENT, key=f"{LOOK_AT}{document.public_id}", by=by)


def _without_place(content, content_type):
    """Return ``content`` without where and with what a photo was taken."""
    if content_type == "application/pdf":
        return content
    try:
        return photos.without_place(content, content_type)
    except photos.NotAWholePhoto as error:
        raise DocumentOfAnotherKind from error


@transaction.atomic
def take_back(document, *, by, as_team=False, why="") -> Document:
    """Take a document back: its file is deleted; that it was there, and who took it away, is kept.

    What the team gave, the team takes back. What the person gave, the team takes away only with a reason.

    Raises:
        DocumentTakenBack, GivenByTheTeam, WhyTakenBack
    """
    document = Document.objects.select_for_update(of=["self"]).get(pk=document.pk)
    if document.removed_at:
        raise DocumentTakenBack
    if document.from_team and not as_team:
        raise GivenByTheTeam
    if as_team and not document.from_team and not why.strip():
        raise WhyTakenBack
    storage, name = document.file.storage, document.file.name
    document.file = ""
    document.removed_at, document.removed_by = timezone.now(), by
    document.save(update_fields=["file", "removed_at", "removed_by"])
    audit.record(Act.REMOVE_DOCUMENT, document, by=by, why=why.strip()[:200])
    transaction.on_commit(lambda: storage.delete(name))
    return document


def content(document) -> bytes:
    """Return the file of ``document``, once it may be handed out.

    Raises:
        StillBeingChecked, HeldBack
        DocumentNotFound: it was taken back, or is not where it was put.
    """
    if not document.file:
        raise DocumentNotFound
    if document.looked == Looked.WAITING:
        raise StillBeingChecked
    if document.looked not in HANDED_OUT:
        raise HeldBack
    try:
        with document.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise DocumentNotFound from error


def file_name(document) -> str:
    """Return a name that says what it is and nothing about anybody."""
    return f"{document.kind}{KINDS[document.content_type].ending}"


def most_mb() -> int:
    """Return how large a document may be."""
    return max(kind.most_mb for kind in KINDS.values())
