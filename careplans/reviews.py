"""When plans and direct payments must be looked at again, and reminding people of it in time.

Months and days come from dated rules (``ReviewRule``, ``ReviewPractice``); each clock runs by itself.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import ChangeRequest, Review, ReviewPractice, ReviewRule, ReviewStream
from ipc.kernel import acting, audit, outbox
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken
from people import leaving


class NoRule(RuleBroken):
    message = _("There is no review rule for that day yet. Ask your administrator to add one.")


def due_on(rule: ReviewRule, started_on: dt.date, last_reviewed_on: dt.date | None = None) -> dt.date:
    """Return the last lawful day for the next review of what started on ``started_on``.

    Europe/London calendar days; months are calendar months and the day itself still counts. A direct
    payment starts when it is first paid, not when its plan was agreed.

    Source: that of the rule, e.g. SI 2014/2871 reg 7 (council), SI 2013/1617 reg 14 (NHS).

    Raises:
        ValueError: the review is dated before the start.
    """
    if last_reviewed_on is None:
        return plus_months(started_on, rule.first_months)
    if last_reviewed_on < started_on:
        raise ValueError("A review cannot come before what it reviews.")
    return plus_months(last_reviewed_on, rule.later_months)


def rule_for(stream, day):
    """Return the rule of ``stream`` in force on ``day``.

    Raises:
        NoRule: no law had set one by then.
    """
    rule = ReviewRule.objects.in_force(stream, day)
    if rule is None:
        raise NoRule
    return rule


@transaction.atomic
def open_review(person, *, stream, due_on):
    """Set the day of the next review of ``stream``: the open one is moved, or a new one opened."""
    review = Review.objects.select_for_update().open().filter(person=person, stream=stream).first()
    if review is None:
        review = Review(site_id=person.site_id, person=person, stream=stream)
    if review.due_on != due_on:
        review.due_on, review.reminded_at = due_on, None
        review.save()
    return review


@transaction.atomic
def start_clock(person, stream, first_paid_on):
    """Open the first review of a direct payment, counted from the day it was first paid; return it.

    A clock that already runs is left alone: later payments do not put a review off.
    """
    begun = Review.objects.filter(person=person, stream=stream).order_by("pk").last()
    if begun is not None:
        return begun
    rule = rule_for(stream, first_paid_on)
    return open_review(person, stream=stream, due_on=due_on(rule, first_paid_on))


@transaction.atomic
def ask_for_change(plan, *, by, words):
    """Ask for ``plan`` to be changed; the next review is brought forward. Return the request.

    Source: Care Act 2014 s27(1)(b), review on a reasonable request.

    Raises:
        HasDied
    """
    person = plan.person
    leaving.refuse_after_death(person)
    practice = ReviewPractice.objects.in_force(person.site_id, today())
    answer_by = today() + dt.timedelta(days=practice.answer_days)
    waiting = Review.objects.open().filter(person=person, stream=ReviewStream.PLAN).first()
    if waiting is None or waiting.due_on > answer_by:
        waiting = open_review(person, stream=ReviewStream.PLAN, due_on=answer_by)
    asked = ChangeRequest.objects.create(
        site_id=person.site_id,
        person=person,
        plan=plan,
        review=waiting,
        words=words,
        answer_due_on=answer_by,
        asked_at=timezone.now(),
        asked_by=by,
    )
    audit.record(Act.ASK_FOR_CHANGE, plan, by=by)
    outbox.add("careplans.tell_of_change_request", asked, key=f"change-request:{asked.pk}")
    return asked


def remind_site(site_id):
    """Let the reminders of one site leave that are due today; return how many.

    The day in the key lets tomorrow try again what could not be sent today.
    """
    with acting.acting_as(acting.job([site_id])):
        practice = ReviewPractice.objects.in_force(site_id, today())
        by_day = today() + dt.timedelta(days=practice.remind_days)
        waiting = list(Review.objects.to_remind(by_day).of_people_involved().filter(site_id=site_id))
        for review in waiting:
            key = f"review-reminder:{review.pk}:{today()}"
            outbox.add("careplans.send_review_reminder", review, key=key)
        return len(waiting)


@transaction.atomic
def remind(review_id, send):
    """Remind of one review: ``send`` carries the messages out. Nothing happens the second time."""
    review = (
        Review.objects.select_for_update(of=["self"])
        .select_related("person__site")
        .open()
        .of_people_involved()
        .filter(pk=review_id, reminded_at=None)
        .first()
    )
    if review is None:
        return False
    send(review)
    review.reminded_at = timezone.now()
    review.save(update_fields=["reminded_at"])
    audit.record(Act.REMIND_OF_REVIEW, review, by=None)
    return True
