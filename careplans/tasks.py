"""Celery's way in: reminders of reviews, and telling people what was asked for and what came of it."""

from celery import shared_task

from careplans import letters, reviews, triggers
from careplans.models import ChangeRequest, ReviewMeeting, ReviewTrigger
from people.models import PersonStatus, Site


@shared_task(name="careplans.remind_of_reviews")
def remind_of_reviews():
    """Look for birthdays and ended rights, then let today's reminders leave, site by site."""
    for site_id in Site.objects.values_list("pk", flat=True):
        triggers.raise_due(site_id)
        reviews.remind_site(site_id)


@shared_task(name="careplans.send_review_reminder")
def send_review_reminder(review_id):
    reviews.remind(review_id, letters.send_review_reminder)


@shared_task(name="careplans.tell_of_change_request")
def tell_of_change_request(request_id):
    asked = ChangeRequest.objects.select_related("person__site", "plan").get(pk=request_id)
    if asked.person.status != PersonStatus.DIED:
        letters.send_change_request(asked)


@shared_task(name="careplans.tell_of_review")
def tell_of_review(meeting_id):
    meeting = ReviewMeeting.objects.select_related("person__site").get(pk=meeting_id)
    waited = ChangeRequest.objects.filter(review__meeting=meeting)
    letters.tell_of_review(meeting, list(waited.select_related("asked_by", "person__site")))
    if not meeting.is_coordinator_right:
        letters.tell_managers(meeting)


@shared_task(name="careplans.tell_who_asked")
def tell_who_asked(request_id):
    whole = ChangeRequest.objects.select_related("asked_by", "person__site")
    letters.tell_who_asked(whole.get(pk=request_id))


@shared_task(name="careplans.tell_of_trigger")
def tell_of_trigger(trigger_id):
    trigger = ReviewTrigger.objects.select_related("person__site").get(pk=trigger_id)
    if trigger.person.status != PersonStatus.DIED:
        letters.send_trigger(trigger)
