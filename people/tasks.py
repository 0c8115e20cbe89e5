"""What this room sends, by Celery."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ipc.kernel import dates
from people import invitations
from people.models import Invitation


@shared_task(name="people.send_invitation")
def send_invitation(invitation_id):
    """Send the email with the link, unless the invitation was accepted or is over by now."""
    invitation = Invitation.objects.select_related("site").get(pk=invitation_id)
    if invitation.accepted_at or invitation.expires_at <= timezone.now():
        return
    path = reverse("accept_invitation", args=[invitations.code_of(invitation)])
    words = {
        "first_name": invitation.name.split(" ")[0],
        "is_helper": invitation.relationship_id is not None,
        "link": f"{settings.PUBLIC_URL}{path}",
        "last_day": dates.in_words(invitation.expires_at),
        "phone": invitation.site.phone,
    }
    subject = render_to_string("emails/invitation.subject.txt", words).strip()
    send_mail(subject, render_to_string("emails/invitation.txt", words), None, [invitation.email])
