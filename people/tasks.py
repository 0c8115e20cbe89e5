"""What this room does by itself, by Celery."""

from celery import shared_task
from django.utils import timezone

from ipc.kernel import acting, dates, letters
from people import invitations, notices
from people.models import Invitation, Site

# What is looked at once a night in each site: functions of a site that are safe to run twice.
NIGHTLY = ()


@shared_task(name="people.send_invitation")
def send_invitation(invitation_id):
    """Send the email with the link, unless the invitation was accepted or is over by now."""
    invitation = Invitation.objects.select_related("site").get(pk=invitation_id)
    if invitation.accepted_at or invitation.expires_at <= timezone.now():
        return
    words = {
        "first_name": invitation.name.split(" ")[0],
        "is_helper": invitation.relationship_id is not None,
        "link": letters.link("accept_invitation", invitations.code_of(invitation)),
        "last_day": dates.in_words(invitation.expires_at),
        "phone": invitation.site.phone,
    }
    letters.send("invitation", words, invitation.email)


@shared_task(name="people.send_notice")
def send_notice(notice_id):
    """Send one message, unless it went out before or must not go out by now."""
    notices.send(notice_id)


@shared_task(name="people.nightly")
def nightly():
    """Look in each site, in a transaction of its own, for what has become due."""
    for site in Site.objects.all():
        for look in NIGHTLY:
            with acting.acting_as(acting.job([site.pk])):
                look(site)
