"""What this room does by itself, by Celery."""

from celery import shared_task
from django.utils import timezone

from ipc.kernel import acting, dates, letters
from people import (
    capacity,
    coming_of_age,
    complaints,
    disposal,
    emergencies,
    flags,
    handing_over,
    invitations,
    leaving,
    leaving_staff,
    links,
    messaging,
    notices,
    reaching,
    retention,
    scanning,
)
from people.models import Invitation, ShareLink, Site

# What is looked at once a night in each site: functions of a site that are safe to run twice.
NIGHTLY = (
    capacity.raise_due,
    complaints.raise_due,
    coming_of_age.raise_due,
    handing_over.finish_moves,
    flags.raise_due,
    leaving.end_allocations,
    leaving_staff.close_those_who_left,
    messaging.raise_late,
    notices.raise_due,
    retention.find_due,
    scanning.look_again,
)


@shared_task(name="people.send_invitation")
def send_invitation(invitation_id):
    """Send the email with the link, unless the invitation was accepted or is over, or nobody may be told.

    One signs in by email, so an invitation is one in any case; that it must not go out is kept as a notice.
    """
    invitation = Invitation.objects.select_related("person__site", "relationship").get(pk=invitation_id)
    if invitation.accepted_at or invitation.expires_at <= timezone.now():
        return
    person, helper = invitation.person, invitation.relationship
    if reaching.why_not(person, "invitation", helper):
        notices.tell(person, "invitation", key=f"invitation:{invitation.public_id}", to=helper)
        return
    words = {
        "first_name": invitation.name.split(" ")[0],
        "is_helper": invitation.relationship_id is not None,
        "link": letters.link("accept_invitation", invitations.code_of(invitation)),
        "last_day": dates.in_words(invitation.expires_at),
        "phone": person.site.phone,
    }
    letters.send("invitation", words, invitation.email)


@shared_task(name="people.send_notice")
def send_notice(notice_id):
    """Send one message, unless it went out before or must not go out by now."""
    notices.send(notice_id)


@shared_task(name="people.ask_carriers")
def ask_carriers():
    """Ask in each site what became of the emails, texts and letters that are on their way."""
    each_for_every_site((notices.ask_carriers,))


@shared_task(name="people.tell_of_emergency")
def tell_of_emergency(opening_id):
    """Write to the managers of the site that somebody opened a record in an emergency."""
    emergencies.tell_managers(opening_id)


@shared_task(name="people.send_share_link")
def send_share_link(link_id):
    """Send the reader the link, unless it was taken back or is over by now. The words they are told."""
    link = ShareLink.objects.live().filter(pk=link_id).first()
    if link is None:
        return
    words = {
        "first_name": link.reader.split(" ")[0],
        "link": letters.link("shared", links.code_of(link)),
    }
    letters.send("share_link", words, link.email)


@shared_task(name="people.tell_of_handover")
def tell_of_handover(handover_id):
    """Tell the managers of the other site that somebody may move to them; never who."""
    handing_over.tell_managers(handover_id)


@shared_task(name="people.look_at_document")
def look_at_document(document_id):
    """Look for harm in a file that came in."""
    scanning.look(document_id)


@shared_task(name="people.dispose")
def dispose(disposal_id):
    """Delete a record that two managers released."""
    disposal.carry_out(disposal_id)


@shared_task(name="people.nightly")
def nightly():
    """Look in each site for what has become due about people."""
    each_for_every_site(NIGHTLY)


def each_for_every_site(looks):
    """Let each of ``looks`` look at each site, in a transaction of its own.

    What fails keeps nothing else from being looked at; it is raised when all has been.
    """
    failed = []
    for site in Site.objects.all():
        for look in looks:
            try:
                with acting.acting_as(acting.job([site.pk])):
                    look(site)
            except Exception as error:  # noqa: BLE001 — whatever it is, the others are looked at
                failed.append(error)
    if failed:
        raise ExceptionGroup("what is looked at every night", failed)
