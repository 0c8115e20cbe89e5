"""Forms that came back on paper: when, who wrote them, who keys them in. What is in them goes its own way."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import PaperReceived, WhoWrote


class ReceivedOnNotPossible(RuleBroken):
    message = _("The day the paper came must be today or before.")


class NobodyNamed(RuleBroken):
    message = _("Write who helped, or who wrote it for the person.")


@transaction.atomic
def record(person, *, by, form, received_on, who_wrote, helped_by="", note="") -> PaperReceived:
    """Write down that ``form`` came back on paper, before ``by`` keys it in.

    Raises:
        ReceivedOnNotPossible
        NobodyNamed: it was written with help, or by somebody else, and the name is missing.
    """
    if received_on > dates.today():
        raise ReceivedOnNotPossible
    if WhoWrote(who_wrote) != WhoWrote.PERSON and not helped_by.strip():
        raise NobodyNamed
    paper = PaperReceived.objects.create(
        site_id=person.site_id,
        person=person,
        form=form,
        received_on=received_on,
        who_wrote=WhoWrote(who_wrote),
        helped_by=helped_by.strip() if who_wrote != WhoWrote.PERSON else "",
        note=note.strip(),
        keyed_by=by,
    )
    audit.record(Act.RECORD_PAPER, paper, by=by)
    return paper
