"""Celery's way in: reminders of reviews, and telling coordinators what somebody asked for."""

from celery import shared_task

from careplans import letters, reviews
from careplans.models import ChangeRequest
from people.models import PersonStatus, Site


@shared_task(name="careplans.remind_of_reviews")
def remind_of_reviews():
    """Let today's reminders leave, site by site, each in its own transaction."""
    for site_id in Site.objects.values_list("pk", flat=True):
        reviews.remind_site(site_id)


@shared_task(name="careplans.send_review_reminder")
def send_review_reminder(review_id):
    reviews.remind(review_id, letters.send_review_reminder)


@shared_task(name="careplans.tell_of_change_request")
def tell_of_change_request(request_id):
    asked = ChangeRequest.objects.select_related("person__site", "plan").get(pk=request_id)
    if asked.person.status != PersonStatus.DIED:
        letters.send_change_request(asked)
