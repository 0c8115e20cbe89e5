"""Holding a review: what was said about plan and money together, and which clocks it serves.

The laws' own questions are asked in plain words: is the plan still right, does the money work, is it
enough, is it used as agreed, is the care coordinator the right one. Source: SI 2013/1617 reg 14 (NHS),
SI 2014/2871 reg 7 (council), SI 2014/1652 reg 11 (education), Care Act 2014 s27.
"""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import reviews, writing
from careplans.acts import Act
from careplans.models import (
    CarePlan,
    MoneyWorks,
    PlanStatus,
    Review,
    ReviewMeeting,
    ReviewOutcome,
    ReviewStream,
)
from careplans.reviews.clocks import DIRECT_PAYMENTS
from ipc.kernel import audit, outbox
from ipc.kernel.dates import in_words, today
from ipc.kernel.errors import RuleBroken
from people import leaving


class PlanNotInForce(RuleBroken):
    message = _("Only the plan that is in force can be reviewed. Open that one.")


class NotHeldYet(RuleBroken):
    message = _("Write the review down once it has taken place. Choose today or a day before.")


class HeldBeforeThePlan(RuleBroken):
    message = _("This plan was agreed on %(day)s. A review of it comes on that day or later.")


class HeldBeforeTheClock(RuleBroken):
    message = _("%(what)s: it began, or was last looked at, on %(day)s. The review comes after that.")


class NothingLookedAt(RuleBroken):
    message = _("Choose what was looked at. Only what is waiting for a review can be chosen.")


class MoneyNotLookedAt(RuleBroken):
    message = _("A direct payment was looked at. Say if the money works, is enough, and is used as agreed.")
    source = "SI 2013/1617 reg 14; SI 2014/2871 reg 7"


class MoneyNeedsWords(RuleBroken):
    message = _("Write what does not work with the money, and what happens about it.")


@transaction.atomic
def hold(plan, *, by, held_on, streams, money_works, outcome, **said):
    """Write down the review of ``plan`` held on ``held_on``; return the meeting.

    Each clock of ``streams`` is closed and starts again by its own rule; the others run on. ``said`` are
    the other fields of ``ReviewMeeting``. What people asked for and waited for with these clocks is
    answered by it. Where the outcome is the next plan, that is started unless it is being written.

    Raises:
        HasDied, PlanNotInForce, NotHeldYet, HeldBeforeThePlan, HeldBeforeTheClock, NothingLookedAt,
        MoneyNotLookedAt, MoneyNeedsWords
    """
    plan = CarePlan.objects.select_for_update(of=["self"]).select_related("person").get(pk=plan.pk)
    leaving.refuse_after_death(plan.person)
    _check_day(plan, held_on)
    waiting = _waiting(plan, streams, held_on)
    _check_money(waiting, money_works, said)
    meeting = ReviewMeeting.objects.create(
        site_id=plan.site_id,
        person_id=plan.person_id,
        plan=plan,
        held_on=held_on,
        money_works=money_works,
        outcome=outcome,
        recorded_at=timezone.now(),
        recorded_by=by,
        **said,
    )
    for review in waiting:
        reviews.close(review, by=by, held_on=held_on, meeting=meeting)
    if outcome == ReviewOutcome.NEXT:
        _start_next(plan, by)
    served = ", ".join(str(review.get_stream_display()) for review in waiting)
    audit.record(Act.HOLD_REVIEW, meeting, by=by, why=served)
    outbox.add("careplans.tell_of_review", meeting, key=f"review-held:{meeting.public_id}")
    return meeting


def _check_day(plan, held_on):
    if plan.status != PlanStatus.AGREED:
        raise PlanNotInForce
    if held_on > today():
        raise NotHeldYet
    if held_on < timezone.localdate(plan.agreed_at):
        raise HeldBeforeThePlan(day=in_words(plan.agreed_at))


def _waiting(plan, streams, held_on):
    """Return the open reviews of ``streams``, locked, in their steady order.

    Two who write down the same review: the second waits here, and then finds nothing to close.
    """
    everything = Review.objects.filter(person_id=plan.person_id, stream__in=streams)
    waiting = list(everything.open().select_for_update(of=["self"]).select_related("person").order_by("pk"))
    if not streams or {one.stream for one in waiting} != set(streams):
        raise NothingLookedAt
    last = dict(everything.exclude(held_on=None).order_by("held_on").values_list("stream", "held_on"))
    for review in waiting:
        since = max((day for day in (review.started_on, last.get(review.stream)) if day), default=None)
        if since and held_on < since:
            raise HeldBeforeTheClock(what=review.get_stream_display(), day=in_words(since))
    order = list(ReviewStream)
    return sorted(waiting, key=lambda one: order.index(ReviewStream(one.stream)))


def _check_money(waiting, money_works, said):
    if any(one.stream in DIRECT_PAYMENTS for one in waiting):
        answers = (said.get("is_money_enough"), said.get("is_money_as_agreed"))
        if money_works == MoneyWorks.NO_MONEY or None in answers:
            raise MoneyNotLookedAt
    unwell = money_works in (MoneyWorks.PARTLY, MoneyWorks.NO)
    if False in (said.get("is_money_enough"), said.get("is_money_as_agreed")):
        unwell = True
    if unwell and not said.get("money_words", "").strip():
        raise MoneyNeedsWords


def _start_next(plan, by):
    with suppress(writing.AlreadyBeingWritten):  # somebody was quicker: that one it is
        writing.start(plan.person, by=by)
