"""The clocks: one for each law, each with its own months, closed and set going by itself."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from careplans.models import ChangeRequest, Review, ReviewPractice, ReviewRule, ReviewStream
from ipc.kernel import outbox
from ipc.kernel.dates import plus_months, today
from ipc.kernel.errors import RuleBroken

DIRECT_PAYMENTS = (ReviewStream.NHS, ReviewStream.COUNCIL, ReviewStream.EDUCATION)


class NoRule(RuleBroken):
    message = _("There is no review rule for that day yet. Ask your administrator to add one.")


def due_on(
    rule: ReviewRule, started_on: dt.date, last_reviewed_on: dt.date | None = None, *, early_days: int = 0
) -> dt.date:
    """Return the last lawful day for the next review of what started on ``started_on``.

    Europe/London calendar days; months are calendar months and the day itself still counts. A direct
    payment starts when it is first paid, not when its plan was agreed. Where the law counts the second
    review from the start (``second_months``), reviews in between do not put it off; one held up to
    ``early_days`` before it is that review.

    Source: that of the rule, e.g. SI 2014/2871 reg 7 (council), SI 2013/1617 reg 14 (NHS).

    Raises:
        ValueError: the review is dated before the start.
    """
    if last_reviewed_on is None:
        if rule.first_weeks:
            return started_on + dt.timedelta(weeks=rule.first_weeks)
        return plus_months(started_on, rule.first_months)
    if last_reviewed_on < started_on:
        raise ValueError("A review cannot come before what it reviews.")
    later = plus_months(last_reviewed_on, rule.later_months)
    if rule.second_months:
        second = plus_months(started_on, rule.second_months)
        if last_reviewed_on < second - dt.timedelta(days=early_days):
            return min(second, later)
    return later


def rule_for(stream, day):
    """Return the rule of ``stream`` in force on ``day``.

    Raises:
        NoRule: no law had set one by then.
    """
    rule = ReviewRule.objects.in_force(stream, day)
    if rule is None:
        raise NoRule
    return rule


def practice_of(site_id):
    """Return how a site goes about reviews today."""
    return ReviewPractice.objects.in_force(site_id, today())


@transaction.atomic
def open_review(person, *, stream, due_on, started_on=None):
    """Set the day of the next review of ``stream``: the open one is moved, or a new one opened."""
    review = Review.objects.select_for_update().open().filter(person=person, stream=stream).first()
    if review is None:
        review = Review(site_id=person.site_id, person=person, stream=stream, started_on=started_on)
    if review.due_on != due_on:
        review.due_on, review.reminded_at = due_on, None
        review.save()
    return review


@transaction.atomic
def start_clock(person, stream, started_on):
    """Open the first review of a clock, counted from ``started_on``; return it.

    A direct payment starts when it is first paid, the first look when the plan is agreed. A clock that
    already runs is left alone: later payments do not put a review off.
    """
    begun = Review.objects.filter(person=person, stream=stream).order_by("pk").last()
    if begun is not None:
        return begun
    day = due_on(rule_for(stream, started_on), started_on)
    return open_review(person, stream=stream, due_on=day, started_on=started_on)


def next_review(person):
    """Return the earliest review of ``person`` that has not been held, or None."""
    return Review.objects.open().filter(person=person).order_by("due_on", "pk").first()


def together(waiting, together_days):
    """Return those of ``waiting`` (open reviews of one person) that one meeting now should serve.

    They are those due within so many days of the earliest: the site's ``ReviewPractice.together_days``.
    """
    if not waiting:
        return []
    until = min(one.due_on for one in waiting) + dt.timedelta(days=together_days)
    return [one for one in waiting if one.due_on <= until]


@transaction.atomic
def bring_forward(person, look_by):
    """Move every open review of ``person`` that is due later to ``look_by``; return how many moved."""
    later = Review.objects.select_for_update().open().filter(person=person, due_on__gt=look_by)
    return later.update(due_on=look_by, reminded_at=None)


@transaction.atomic
def close(review, *, by, held_on, meeting=None):
    """Write down that ``review`` was held, and open the next by the rule of that day; return the next.

    A clock whose rule says once stops: nothing is returned.
    """
    review.held_on, review.held_by, review.meeting = held_on, by, meeting
    review.save(update_fields=["held_on", "held_by", "meeting"])
    rule = rule_for(review.stream, held_on)
    if rule.is_once:
        return None
    started_on = started(review, rule) or held_on
    early_days = practice_of(review.site_id).remind_days
    day = due_on(rule, min(started_on, held_on), held_on, early_days=early_days)
    return open_review(review.person, stream=review.stream, due_on=day, started_on=review.started_on)


def started(review, rule):
    """Return when the clock of ``review`` began, at the latest, where its rule still counts from there.

    Where nobody wrote it down, the first review tells it: it was due at most its months after the start.
    """
    if review.started_on or not rule.second_months:
        return review.started_on
    first = Review.objects.filter(person_id=review.person_id, stream=review.stream).order_by("pk").first()
    return plus_months(first.due_on, -rule.first_months)


@transaction.atomic
def plan_agreed(plan, *, by):
    """Close the open review of the plan before, and set the clocks of ``plan``, agreed today.

    Whoever makes the next plan has looked at the one before, and has answered what was asked for. The
    first look starts with the first plan.
    """
    person = plan.person
    waiting = Review.objects.open().filter(person=person, stream=ReviewStream.PLAN)
    for asked in ChangeRequest.objects.filter(review__in=waiting):
        outbox.add("careplans.tell_who_asked", asked, key=f"change-answered:{asked.pk}")
    waiting.update(held_on=today(), held_by=by)
    review = open_review(person, stream=ReviewStream.PLAN, due_on=plan.review_due_on)
    start_clock(person, ReviewStream.LIGHT, today())
    return review
