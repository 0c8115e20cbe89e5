"""What came on paper about somebody, in words."""

from django.utils.translation import gettext as _

from ipc.kernel import dates
from ipc.programme.paper.registry import title_of
from people.models import PaperReceived, WhoWrote

AT_MOST = 50


def of_person(person, user) -> list[dict]:
    """Return the forms that came on paper, the newest first, as ``user`` may see them: one query."""
    seen = PaperReceived.objects.visible_to(user).filter(person=person)
    return [as_row(paper, user) for paper in seen.select_related("keyed_by")[:AT_MOST]]


def as_row(paper, user) -> dict:
    return {
        "title": title_of(paper.form),
        "came": dates.in_words(paper.received_on),
        "wrote": _wrote_to(paper) if user.person_id == paper.person_id else _wrote(paper),
        "keyed": _("%(name)s typed it in.") % {"name": paper.keyed_by.name} if paper.keyed_by else "",
        "note": paper.note,
    }


def _wrote(paper):
    if paper.who_wrote == WhoWrote.PERSON:
        return _("Written by the person.")
    if paper.who_wrote == WhoWrote.TOGETHER:
        return _("Written by the person, with help from %(name)s.") % {"name": paper.helped_by}
    return _("Written for the person by %(name)s.") % {"name": paper.helped_by}


def _wrote_to(paper):
    """Return who wrote it, told to the person."""
    if paper.who_wrote == WhoWrote.PERSON:
        return _("You wrote it.")
    if paper.who_wrote == WhoWrote.TOGETHER:
        return _("You wrote it, with help from %(name)s.") % {"name": paper.helped_by}
    return _("%(name)s wrote it for you.") % {"name": paper.helped_by}
