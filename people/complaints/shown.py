"""What pages show of questions, worries and complaints: plain words, no codes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import access, dates
from people.acts import Act
from people.complaints import days
from people.models import (
    COMPLAINT_OPEN,
    Complaint,
    ComplaintKind,
    ComplaintMove,
    ComplaintStatus,
    HowGiven,
    Role,
)

# The word in the address of each door, and what it leads to.
DOORS = {
    "question": ComplaintKind.QUESTION,
    "worry": ComplaintKind.CONCERN,
    "complaint": ComplaintKind.COMPLAINT,
}
WORD_OF = {kind: word for word, kind in DOORS.items()}
COLOURS = {
    ComplaintStatus.RECEIVED: "yellow",
    ComplaintStatus.ACKNOWLEDGED: "blue",
    ComplaintStatus.ANSWERED: "green",
    ComplaintStatus.CLOSED: "grey",
    ComplaintStatus.TAKEN_BACK: "grey",
}
READ_BY = {
    ComplaintKind.QUESTION: gettext_lazy("Your care team reads this."),
    ComplaintKind.CONCERN: gettext_lazy(
        "Only the team managers read this. Your care coordinator does not see it."
    ),
    ComplaintKind.COMPLAINT: gettext_lazy(
        "Only the team managers read this. Your care coordinator does not see it."
    ),
}


def read_by(kind, person, maker) -> str:
    """Return who reads what ``maker`` sends about ``person``: of what a helper sends, the person too."""
    if maker is None or maker.person_id == person.pk:
        return str(READ_BY[kind])
    name = {"name": person.called}
    if kind == ComplaintKind.QUESTION:
        return _("%(name)s and the care team read this.") % name
    return _("%(name)s and the team managers read this. The care coordinator does not see it.") % name


def row(complaint) -> dict:
    """Return one of a list: its reference, what it is, where it stands and by when."""
    return {
        "public_id": complaint.public_id,
        "reference": complaint.reference,
        "kind": complaint.get_kind_display(),
        "about": complaint.get_about_display(),
        "person": complaint.person.name,
        "state": complaint.get_status_display(),
        "colour": COLOURS[ComplaintStatus(complaint.status)],
        "is_open": complaint.status in COMPLAINT_OPEN,
        "made": dates.in_words(complaint.made_at),
        "due": dates.in_words(complaint.due_on),
        "due_on": complaint.due_on,
        "is_late": _is_late(complaint),
        "is_question": complaint.kind == ComplaintKind.QUESTION,
        "handler": complaint.handler.name if complaint.handler else "",
        "words": complaint.words,
    }


def _is_late(complaint):
    unsaid = complaint.status == ComplaintStatus.RECEIVED and complaint.acknowledge_by < dates.today()
    return unsaid or (complaint.status in COMPLAINT_OPEN and complaint.due_on < dates.today())


def whole(complaint, user) -> dict:
    """Return everything its page tells ``user``: the words, each step, the answer and what comes next."""
    is_answered = complaint.status == ComplaintStatus.ANSWERED
    return {
        **row(complaint),
        "wish": complaint.wish,
        "maker": _who(complaint.made_by, user),
        "how_made": "" if complaint.how_made == HowGiven.ONLINE else complaint.get_how_made_display(),
        "read_by": read_by(ComplaintKind(complaint.kind), complaint.person, _sender(complaint)),
        "acknowledge_by": dates.in_words(complaint.acknowledge_by),
        "latest": dates.in_words(days.latest(complaint)),
        "is_acknowledged": complaint.status != ComplaintStatus.RECEIVED,
        "is_answered": is_answered,
        "outcome": complaint.get_outcome_display() if complaint.answered_at else "",
        "answer": complaint.answer if complaint.answered_at else "",
        "learned": complaint.learned if complaint.answered_at else "",
        "answered": dates.in_words(complaint.answered_at),
        "answered_by": _who(complaint.answered_by, user) if complaint.answered_at else "",
        "steps": [_step(one, user, complaint) for one in complaint.steps.select_related("taken_by")],
    }


def _sender(complaint):
    """Return who sent it in the portal; what a colleague wrote down is as the person's own."""
    return complaint.made_by if complaint.how_made == HowGiven.ONLINE else None


def _step(step, user, complaint):
    is_shown_above = complaint.answered_at and step.words == complaint.answer
    words = "" if is_shown_above else step.words
    if step.due_on and step.move in (ComplaintMove.NEW_DATE, ComplaintMove.NOT_CONTENT):
        day = _("Answer by %(day)s.") % {"day": dates.in_words(step.due_on)}
        words = f"{words} {day}"
    return {
        "what": step.get_move_display(),
        "detail": words,
        "when": dates.moment_in_words(step.taken_at),
        "iso": step.taken_at.isoformat(),
        "who": _who(step.taken_by, user),
    }


def _who(maker, user):
    if maker is None:
        return _("This service")
    return _("You") if maker.pk == user.pk else maker.name


def of_person(person, user) -> list[dict]:
    """Return what ``user`` may read of what was sent about ``person``, the newest first."""
    seen = Complaint.objects.visible_to(user).filter(person=person)
    return [row(one) for one in seen.select_related("person", "handler")]


def for_staff(user, kind=""):
    """Return what ``user`` looks into and has no answer yet: managers everything, coordinators questions."""
    waiting = Complaint.objects.permitting(Act.HANDLE_COMPLAINT, user).open()
    if kind in DOORS:
        waiting = waiting.filter(kind=DOORS[kind])
    return waiting.select_related("person", "handler")


def may_handle(complaint, user) -> bool:
    return access.may(Act.HANDLE_COMPLAINT, user) and user.hat.role != Role.PERSON
