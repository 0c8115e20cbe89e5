"""Receipts: looked at by what they are, not by what they are called, and kept out of the web's reach."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.models import Receipt
from ipc.kernel import uploads
from ipc.kernel.errors import RuleBroken

KINDS = {"application/pdf": uploads.PDF, "image/jpeg": uploads.JPEG, "image/png": uploads.PNG}


class ReceiptTooLarge(RuleBroken):
    message = _("The file must be smaller than %(most)s MB. Take a smaller photo, or add it later.")


class ReceiptEmpty(RuleBroken):
    message = _("The file is empty. Choose the photo or document again, or add it later.")


class ReceiptOfAnotherKind(RuleBroken):
    message = _("The file must be a photo (JPG or PNG) or a PDF. Choose another file, or add it later.")


class ReceiptNotFound(RuleBroken):
    message = _("We cannot find the file of this receipt. Ask your care team, and keep the paper one.")


REFUSALS = uploads.Refusals(ReceiptEmpty, ReceiptTooLarge, ReceiptOfAnotherKind)


def look_at(upload) -> str:
    """Return the content type of ``upload``, by its content alone.

    Raises:
        ReceiptTooLarge, ReceiptEmpty, ReceiptOfAnotherKind
    """
    return uploads.look_at(upload, KINDS, REFUSALS)


def keep(person, upload, *, by) -> Receipt:
    """Keep ``upload`` under a name that nobody can guess and that says nothing."""
    content_type = look_at(upload)
    receipt = Receipt(
        person=person,
        site_id=person.site_id,
        content_type=content_type,
        added_at=timezone.now(),
        added_by=by,
    )
    kept = uploads.put(receipt.file, upload.read(), KINDS[content_type].ending)
    receipt.size, receipt.sha256 = kept["size"], kept["sha256"]
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
