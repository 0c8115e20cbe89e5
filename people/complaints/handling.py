"""What whoever looks into it does; each step is told to whoever made it."""

from django.db import transaction
from django.utils import timezone

from ipc.kernel import audit, dates
from people.acts import Act
from people.complaints import days, steps
from people.complaints.refusals import (
    AlreadyAcknowledged,
    DateHasPassed,
    LongerThanAllowed,
    NotAnswered,
    NothingLearned,
    OutcomeDoesNotFit,
)
from people.models import Complaint, ComplaintMove, ComplaintOutcome, ComplaintStatus

RIGHT = (ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY)


@transaction.atomic
def acknowledge(complaint, *, by, words="") -> Complaint:
    """Say that we have it, and that ``by`` looks into it.

    Raises:
        NotOpen, AlreadyAcknowledged
    """
    complaint = steps.still_open(complaint)
    if complaint.status == ComplaintStatus.ACKNOWLEDGED:
        raise AlreadyAcknowledged
    complaint.status, complaint.handler = ComplaintStatus.ACKNOWLEDGED, by
    complaint.save(update_fields=["status", "handler"])
    steps.settle(complaint, "say", "added", by=by)
    return _told(complaint, ComplaintMove.ACKNOWLEDGED, by=by, words=words.strip())


@transaction.atomic
def agree_new_date(complaint, *, by, due_on, words) -> Complaint:
    """Write down another day for the answer, agreed with whoever made it, and why.

    Raises:
        NotOpen, NothingSaid, DateHasPassed, LongerThanAllowed
    """
    complaint, words = steps.still_open(complaint), steps.said(words)
    if due_on <= dates.today():
        raise DateHasPassed
    if due_on > days.latest(complaint):
        raise LongerThanAllowed(day=dates.in_words(days.latest(complaint)))
    complaint.due_on = due_on
    complaint.save(update_fields=["due_on"])
    steps.settle(complaint, "answer", "late", "added", by=by)
    steps.ask(complaint, "answer", due_on=due_on, by=by)
    return _told(complaint, ComplaintMove.NEW_DATE, by=by, words=words, due_on=due_on)


@transaction.atomic
def say_progress(complaint, *, by, words) -> Complaint:
    """Tell whoever made it how it goes.

    Raises:
        NotOpen, NothingSaid
    """
    complaint, words = steps.still_open(complaint), steps.said(words)
    steps.settle(complaint, "added", by=by)
    return _told(complaint, ComplaintMove.PROGRESS, by=by, words=words)


@transaction.atomic
def answer(complaint, *, by, outcome, words, learned="") -> Complaint:
    """Answer it: what we found, how far they were right, and what changes now.

    Raises:
        NotOpen, NothingSaid, OutcomeDoesNotFit, NothingLearned
    """
    complaint, words = steps.still_open(complaint), steps.said(words)
    outcome, learned = ComplaintOutcome(outcome), learned.strip()
    if (complaint.kind == steps.QUESTION) != (outcome == ComplaintOutcome.ANSWERED):
        raise OutcomeDoesNotFit
    if outcome in RIGHT and not learned:
        raise NothingLearned
    complaint.outcome, complaint.answer, complaint.learned = outcome, words, learned
    complaint.answered_at, complaint.answered_by = timezone.now(), by
    complaint.status, complaint.handler = ComplaintStatus.ANSWERED, complaint.handler or by
    complaint.save(
        update_fields=["outcome", "answer", "learned", "answered_at", "answered_by", "status", "handler"]
    )
    steps.settle(complaint, by=by)
    return _told(complaint, ComplaintMove.ANSWERED, by=by, words=words)


@transaction.atomic
def close(complaint, *, by, words) -> Complaint:
    """Say that it is over, with whoever made it, once there is an answer.

    Raises:
        NotAnswered, NothingSaid
    """
    complaint, words = steps.locked(complaint), steps.said(words)
    if complaint.status != ComplaintStatus.ANSWERED:
        raise NotAnswered
    complaint.status = ComplaintStatus.CLOSED
    complaint.save(update_fields=["status"])
    return _told(complaint, ComplaintMove.CLOSED, by=by, words=words)


def _told(complaint, move, *, by, words, due_on=None):
    step = steps.write(complaint, move, by=by, words=words, due_on=due_on)
    audit.record(Act.HANDLE_COMPLAINT, complaint, by=by)
    steps.tell(complaint, step, by=by)
    return complaint
