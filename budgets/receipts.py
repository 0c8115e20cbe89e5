"""Receipts: looked at by what they are, not by what they are called, and kept out of the web's reach."""

import hashlib
import uuid

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.models import Receipt
from ipc.kernel.errors import RuleBroken

MEGABYTE = 1024 * 1024
# What a file must begin with, and the ending it is stored under.
KINDS = {
    "application/pdf": (b"%PDF-", ".pdf"),
    "image/jpeg": (b"\xff\xd8\xff", ".jpg"),
    "image/png": (b"\x89PNG\r\n\x1a\n", ".png"),
}


class ReceiptTooLarge(RuleBroken):
    message = _("The file must be smaller than %(most)s MB. Take a smaller photo, or add it later.")


class ReceiptEmpty(RuleBroken):
    message = _("The file is empty. Choose the photo or document again, or add it later.")


class ReceiptOfAnotherKind(RuleBroken):
    message = _("The file must be a photo (JPG or PNG) or a PDF. Choose another file, or add it later.")


class ReceiptNotFound(RuleBroken):
    message = _("We cannot find the file of this receipt. Ask your care team, and keep the paper one.")


def look_at(upload) -> str:
    """Return the content type of ``upload``, by its content alone.

    Raises:
        ReceiptTooLarge, ReceiptEmpty, ReceiptOfAnotherKind
    """
    if upload.size > settings.UPLOAD_LIMIT_MB * MEGABYTE:
        raise ReceiptTooLarge(most=settings.UPLOAD_LIMIT_MB)
    if not upload.size:
        raise ReceiptEmpty
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    try:
        seen = puremagic.from_string(content, mime=True)
    except (puremagic.PureError, ValueError) as error:
        raise ReceiptOfAnotherKind from error
    if seen not in KINDS or not content.startswith(KINDS[seen][0]):
        raise ReceiptOfAnotherKind
    return seen


def keep(person, upload, *, by) -> Receipt:
    """Keep ``upload`` under a name that nobody can guess and that says nothing."""
    content_type = look_at(upload)
    content = upload.read()
    receipt = Receipt(
        person=person,
        site_id=person.site_id,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=timezone.now(),
        added_by=by,
    )
    receipt.file.save(f"{uuid.uuid4()}{KINDS[content_type][1]}", ContentFile(content), save=False)
    receipt.save()
    return receipt


def content(receipt) -> bytes:
    """Return the file of ``receipt``.

    Raises:
        ReceiptNotFound: it is not where it was put.
    """
    try:
        with receipt.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise ReceiptNotFound from error
