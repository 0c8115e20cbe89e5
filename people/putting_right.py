"""What people asked to put right, in words: for the person, for the care team, and beside the record."""

from django.utils.translation import gettext as _

from ipc.kernel import dates
from people.acts import Act
from people.models import Decided, Rectification

COLOURS = {Decided.PUT_RIGHT: "green", Decided.PARTLY: "green", Decided.KEPT: "grey"}


def of_person(person, user) -> list[dict]:
    """Return what was asked about ``person`` as ``user`` may read it, the newest first."""
    rows = Rectification.objects.visible_to(user).filter(person=person)
    return [as_row(row) for row in rows.select_related("person", "asked_by", "decided_by")]


def waiting(user) -> list[Rectification]:
    """Return what waits for a decision of ``user``, the soonest due first."""
    rows = Rectification.objects.permitting(Act.DECIDE_PUT_RIGHT, user).filter(decision="")
    return list(rows.select_related("person", "asked_by").order_by("due_on", "pk")[:200])


def as_row(row) -> dict:
    """Return one request in words. The person's note stays beside the record, whatever was decided."""
    return {
        "public_id": row.public_id,
        "person": row.person.name,
        "what": row.what,
        "should_say": row.should_say,
        "asked_on": dates.in_words(row.asked_at),
        "asked_by": row.asked_by.name if row.asked_by else "",
        "due_on": dates.in_words(row.due_on),
        "is_late": not row.decision and row.due_on < dates.today(),
        "state": row.get_decision_display() if row.decision else _("We are looking at it"),
        "colour": COLOURS.get(row.decision, "yellow"),
        "reason": row.reason,
        "decided_on": dates.in_words(row.decided_at),
        "decided_by": row.decided_by.name if row.decided_by else "",
    }
