"""What each step has: it is written down, whoever made it is told, and somebody is asked to go on."""

from django.utils.translation import gettext

from ipc.kernel import acting, letters
from people import notices, scopes, todos
from people.complaints.refusals import NothingSaid, NotOpen
from people.models import (
    COMPLAINT_OPEN,
    Allocation,
    Complaint,
    ComplaintKind,
    ComplaintStep,
    HowGiven,
    Role,
    Todo,
    TodoKind,
)

QUESTION = ComplaintKind.QUESTION
QUESTION_NEWS, NEWS = "question_news", scopes.COMPLAINT_NEWS


def locked(complaint) -> Complaint:
    return (
        Complaint.objects.select_for_update(of=["self"])
        .select_related("person", "made_by")
        .get(pk=complaint.pk)
    )


def still_open(complaint) -> Complaint:
    complaint = locked(complaint)
    if complaint.status not in COMPLAINT_OPEN:
        raise NotOpen
    return complaint


def said(words) -> str:
    words = words.strip()
    if not words:
        raise NothingSaid
    return words


def write(complaint, move, *, by, words="", due_on=None) -> ComplaintStep:
    """Write down one step, which whoever made it reads."""
    return ComplaintStep.objects.create(
        site_id=complaint.site_id,
        person_id=complaint.person_id,
        complaint=complaint,
        move=move,
        words=words,
        due_on=due_on,
        taken_by=by,
    )


def tell(complaint, step, *, by):
    """Tell whoever made it that there is something new; never what, nor that it was a complaint."""
    notices.tell(
        complaint.person,
        QUESTION_NEWS if complaint.kind == QUESTION else NEWS,
        key=f"put it right:{step.public_id}",
        facts={"link": letters.link("my_complaint", complaint.public_id)},
        to=_helper(complaint),
        by=by,
    )


def _helper(complaint):
    """Return who made it for the person and may still read it, or None where the person is told."""
    maker = complaint.made_by
    if complaint.how_made != HowGiven.ONLINE or maker is None or maker.person_id == complaint.person_id:
        return None
    with acting.for_the_site("see whether they may still read it", site_id=complaint.site_id):
        theirs = scopes.own_or_made_by_them()(maker, "person")
        return maker if Complaint.objects.filter(theirs, pk=complaint.pk).exists() else None


def ask(complaint, what, *, due_on, by, detail="", once_for=""):
    """Ask whoever looks into it to do ``what`` by a day: of a worry or a complaint, the managers alone.

    It is asked once for each day, or for each ``once_for``.
    """
    with acting.for_the_site("ask who looks into it", site_id=complaint.site_id):
        todos.ask(
            complaint.person,
            TodoKind.QUESTION if complaint.kind == QUESTION else TodoKind.COMPLAINT,
            key=f"{what}:{complaint.public_id}:{once_for or due_on}",
            due_on=due_on,
            detail=detail or complaint.reference,
            role=_role(complaint),
            by=by,
        )


def _role(complaint):
    has_coordinator = Allocation.objects.live().filter(person_id=complaint.person_id).exists()
    return Role.COORDINATOR if complaint.kind == QUESTION and has_coordinator else Role.MANAGER


def settle(complaint, *whats, by):
    """Settle what was asked to be done: ``whats``, or everything about it."""
    with acting.for_the_site("settle what was to do", site_id=complaint.site_id):
        asked = Todo.objects.open().filter(
            person_id=complaint.person_id, key__contains=f":{complaint.public_id}:"
        )
        for todo in asked:
            if not whats or todo.key.partition(":")[0] in whats:
                todos.settle(todo, by=by, outcome=gettext("Done"))
