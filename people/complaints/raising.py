"""What whoever made it does: send it, add to it, say that the answer is not enough, take it back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from ipc.kernel import acting, audit
from people.acts import Act
from people.complaints import days, reference, steps
from people.complaints.refusals import NotAnswered, SayHowItWasMade
from people.models import Complaint, ComplaintMove, ComplaintStatus, HowGiven, Person, Role


@transaction.atomic
def raise_(person, *, by, kind, about, words, wish="", how_made=HowGiven.ONLINE) -> Complaint:
    """Send a question, a worry or a complaint about what ``person`` gets; somebody answers by a day.

    A colleague writes down for somebody what they said, and how. A worry or a complaint that a coordinator
    writes down is out of their reach from then on.

    Raises:
        NothingSaid, SayHowItWasMade
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    words = steps.said(words)
    if by.hat.role != Role.PERSON and how_made == HowGiven.ONLINE:
        raise SayHowItWasMade
    with acting.for_the_site("send it to who looks into it", site_id=person.site_id):
        complaint = _made(
            person,
            kind=kind,
            about=about,
            words=words,
            wish=wish.strip(),
            how_made=how_made if by.hat.role != Role.PERSON else HowGiven.ONLINE,
            made_by=by,
        )
        steps.write(complaint, ComplaintMove.RECEIVED, by=by, due_on=complaint.due_on)
        steps.ask(complaint, "say", due_on=complaint.acknowledge_by, by=by)
        steps.ask(complaint, "answer", due_on=complaint.due_on, by=by)
        audit.record(Act.RAISE_COMPLAINT, complaint, by=by)
    return complaint


def _made(person, **facts):
    acknowledge_by, due_on = days.promised(facts["kind"], site_id=person.site_id)
    while True:
        try:
            with transaction.atomic():
                return Complaint.objects.create(
                    site_id=person.site_id,
                    person=person,
                    reference=reference.new(),
                    acknowledge_by=acknowledge_by,
                    due_on=due_on,
                    **facts,
                )
        except IntegrityError as error:
            if "reference" not in str(error):
                raise


def receipt(public_id, *, by, site_id) -> Complaint:
    """Return what ``by`` sent, so that its reference can be told, also where they may read it no more."""
    with acting.for_the_site("tell the reference to who sent it", site_id=site_id):
        return Complaint.objects.get(public_id=public_id, made_by=by)


@transaction.atomic
def add(complaint, *, by, words) -> Complaint:
    """Add something to what was sent; whoever looks into it is asked to read it.

    Raises:
        NotOpen, NothingSaid
    """
    complaint, words = steps.still_open(complaint), steps.said(words)
    step = steps.write(complaint, ComplaintMove.ADDED, by=by, words=words)
    told = gettext("%(reference)s: something was added. Read it.") % {"reference": complaint.reference}
    steps.ask(complaint, "added", due_on=complaint.due_on, by=by, detail=told, once_for=step.public_id)
    audit.record(Act.ADD_TO_COMPLAINT, complaint, by=by)
    return complaint


@transaction.atomic
def not_content(complaint, *, by, words) -> Complaint:
    """Say that the answer is not enough: it is looked into again, and the days begin anew.

    Raises:
        NotAnswered, NothingSaid
    """
    complaint, words = steps.locked(complaint), steps.said(words)
    if complaint.status != ComplaintStatus.ANSWERED:
        raise NotAnswered
    complaint.acknowledge_by, complaint.due_on = days.promised(complaint.kind, site_id=complaint.site_id)
    complaint.status, complaint.answered_at, complaint.answered_by = ComplaintStatus.RECEIVED, None, None
    complaint.save(update_fields=["acknowledge_by", "due_on", "status", "answered_at", "answered_by"])
    steps.write(complaint, ComplaintMove.NOT_CONTENT, by=by, words=words, due_on=complaint.due_on)
    steps.ask(complaint, "say", due_on=complaint.acknowledge_by, by=by)
    steps.ask(complaint, "answer", due_on=complaint.due_on, by=by)
    audit.record(Act.ADD_TO_COMPLAINT, complaint, by=by)
    return complaint


@transaction.atomic
def take_back(complaint, *, by, words="") -> Complaint:
    """Take back what was sent; it stays readable for whoever made it.

    Raises:
        NotOpen
    """
    complaint = steps.still_open(complaint)
    complaint.status = ComplaintStatus.TAKEN_BACK
    complaint.save(update_fields=["status"])
    steps.write(complaint, ComplaintMove.TAKEN_BACK, by=by, words=words.strip())
    steps.settle(complaint, by=by)
    audit.record(Act.TAKE_BACK_COMPLAINT, complaint, by=by)
    return complaint
