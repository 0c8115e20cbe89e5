"""What stands on the pages of documents: each file in words, and what may be done with it."""

import uuid

from django.conf import settings
from django.core import signing
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import dates
from people import documents
from people.documents import LOOK_AT
from people.models import Document, Looked, Role, Todo, TodoKind

A_PAGE = 50
STATE = {
    Looked.WAITING: gettext_lazy("We are checking it for harm"),
    Looked.CLEAN: gettext_lazy("Checked: no harm found"),
    Looked.HELD: gettext_lazy("Held back: it may do harm"),
    Looked.NOT_LOOKED: gettext_lazy("Not checked for harm"),
}
COLOUR = {Looked.WAITING: "yellow", Looked.CLEAN: "green", Looked.HELD: "red", Looked.NOT_LOOKED: "grey"}


def of_person(person, user, before="") -> dict:
    """Return a page of what ``user`` may see, the newest first, and where the older ones go on.

    ``before`` is the public id of the last one seen.
    """
    seen = Document.objects.visible_to(user).filter(person=person, removed_at=None).order_by("-pk")
    last = seen.filter(public_id=before).values_list("pk", flat=True).first() if _is_an_id(before) else None
    if last:
        seen = seen.filter(pk__lt=last)
    rows = list(seen.select_related("person", "added_by")[: A_PAGE + 1])
    older = f"?before={rows[A_PAGE - 1].public_id}" if len(rows) > A_PAGE else ""
    return {"documents": [as_row(row, user) for row in rows[:A_PAGE]], "older": older}


def _is_an_id(text):
    try:
        return bool(text and uuid.UUID(text))
    except ValueError:
        return False


def as_row(document, user) -> dict:
    """Return one document in words."""
    is_team = user.hat.role != Role.PERSON
    back = "take_back_document" if is_team else "take_back_my_document"
    return {
        "public_id": document.public_id,
        "title": document.title,
        "kind": document.get_kind_display(),
        "is_photo": document.content_type != "application/pdf",
        "size": filesizeformat(document.size),
        "given": _given(document, user),
        "state": str(STATE[Looked(document.looked)]),
        "colour": COLOUR[Looked(document.looked)],
        "is_handed_out": document.looked in documents.HANDED_OUT,
        "url": reverse("open_document", args=[document.public_id]),
        "back_url": reverse(back, args=[document.public_id]),
        "may_take_back": is_team or not document.from_team,
    }


def _given(document, user):
    when = dates.in_words(document.added_at)
    if document.added_by_id == user.pk:
        return _("You gave it on %(when)s.") % {"when": when}
    who = document.added_by.name if document.added_by else _("Your care team")
    return _("%(who)s gave it on %(when)s.") % {"who": who, "when": when}


def add_what_waits(rows, person, user) -> None:
    """Say beside each document where one says that somebody looked at it, while nobody has: one query."""
    asked = Todo.objects.visible_to(user).open().filter(person=person, kind=TodoKind.DOCUMENT)
    waiting = {todo.key.removeprefix(LOOK_AT): todo.public_id for todo in asked}
    for row in rows:
        todo = waiting.get(str(row["public_id"]))
        row["looked_url"] = reverse("settle_todo", args=[todo]) if todo else ""


def signed(document, user) -> str:
    """Return what an address carries that hands ``document`` out to ``user`` alone, for a while."""
    return _signer(user).sign(str(document.public_id)).split(":", 1)[1]


def is_signed(document, user, carried) -> bool:
    """Return whether ``carried`` was made for this document and user, and is not over."""
    try:
        _signer(user).unsign(f"{document.public_id}:{carried}", max_age=60 * settings.DOCUMENT_LINK_MINUTES)
    except signing.BadSignature:
        return False
    return True


def _signer(user):
    return signing.TimestampSigner(salt=f"document for {user.pk}")
