"""The signed page of a plan that was agreed on paper: kept out of the web's reach."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.models import AgreementPaper
from ipc.kernel import uploads
from ipc.kernel.errors import RuleBroken

KINDS = {
    "application/pdf": uploads.PDF,
    "image/jpeg": uploads.JPEG,
    "image/png": uploads.PNG,
}


class PageEmpty(RuleBroken):
    message = _("The file of the signed page is empty. Choose it again.")


class PageTooLarge(RuleBroken):
    message = _("The file must be smaller than %(most)s MB. Take a smaller photo of the signed page.")


class PageOfAnotherKind(RuleBroken):
    message = _("The signed page must be a photo (JPG or PNG) or a PDF. Choose another file.")


class PageNotFound(RuleBroken):
    message = _("We cannot find the file of this signed page. Ask for the paper one.")


REFUSALS = uploads.Refusals(PageEmpty, PageTooLarge, PageOfAnotherKind)


def keep(plan, upload, *, by) -> AgreementPaper:
    """Keep the signed page ``upload`` of ``plan``.

    Raises:
        PageEmpty, PageTooLarge, PageOfAnotherKind
    """
    content_type = uploads.look_at(upload, KINDS, REFUSALS)
    paper = AgreementPaper(
        site_id=plan.site_id,
        person_id=plan.person_id,
        plan=plan,
        content_type=content_type,
        added_at=timezone.now(),
        added_by=by,
    )
    put = uploads.put(paper.file, upload.read(), KINDS[content_type].ending)
    paper.size, paper.sha256 = put["size"], put["sha256"]
    paper.save()
    return paper


def content(paper) -> bytes:
    """Return the file of a signed page.

    Raises:
        PageNotFound: it is not where it was put.
    """
    try:
        with paper.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise PageNotFound from error
