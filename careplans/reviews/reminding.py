"""Reminding of reviews in time: what is due close together is one message."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from careplans.acts import Act
from careplans.models import Review
from careplans.reviews.clocks import practice_of, together
from ipc.kernel import acting, audit, outbox
from ipc.kernel.dates import today


def remind_site(site_id):
    """Let the reminders of one site leave that are due today; return how many people's.

    The day in the key lets tomorrow try again what could not be sent today.
    """
    with acting.acting_as(acting.job([site_id])):
        by_day = today() + dt.timedelta(days=practice_of(site_id).remind_days)
        waiting = Review.objects.to_remind(by_day).of_people_involved().filter(site_id=site_id)
        first_of_each: dict[int, Review] = {}
        for review in waiting.order_by("due_on", "pk"):
            first_of_each.setdefault(review.person_id, review)
        for review in first_of_each.values():
            key = f"review-reminder:{review.pk}:{today()}"
            outbox.add("careplans.send_review_reminder", review, key=key)
        return len(first_of_each)


@transaction.atomic
def remind(review_id, send):
    """Remind of a review, and in the same message of the person's others that are due close to it.

    ``send`` carries the messages out, with all of them, the earliest first. Nothing happens the second
    time.
    """
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
    others = Review.objects.select_for_update(of=["self"]).open().filter(person=review.person_id)
    unknown = list(others.filter(reminded_at=None).exclude(pk=review.pk).order_by("due_on", "pk"))
    close_by = together([review, *unknown], practice_of(review.site_id).together_days)
    close_by = sorted({review, *close_by}, key=lambda one: (one.due_on, one.pk))
    for one in close_by:
        one.person = review.person
    send(close_by)
    Review.objects.filter(pk__in=[one.pk for one in close_by]).update(reminded_at=timezone.now())
    audit.record_each(Act.REMIND_OF_REVIEW, close_by, by=None)
    return True
