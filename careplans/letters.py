"""The messages of this room: a first name and a link, nothing else about anybody."""

from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ipc.kernel.dates import in_words
from ipc.kernel.letters import link
from people.models import Allocation, ContactMethod, InformationFormat, InformationNeeds, Role, User


def send_review_reminder(review):
    """Remind the coordinators of a review, and the person if they want email."""
    person = review.person
    plan = person.careplans.live().first() or person.careplans.latest_of(person)
    facts = {
        "called": person.called,
        "day": in_words(review.due_on),
        "stream": review.get_stream_display(),
        "person_link": link("my_plan"),
        "staff_link": link("plan", plan.public_id) if plan else settings.PUBLIC_URL,
        "site": person.site,
    }
    address = _wants_email(person)
    facts["by_other_means"] = "" if address else _other_means(person)
    staff = _message("review_reminder.coordinator", _("A review is due soon"), facts, _coordinators(person))
    messages = [staff]
    if address:
        messages.append(_message("review_reminder.person", _("Time to look at your plan"), facts, [address]))
    mail.get_connection().send_messages([one for one in messages if one.to])


def send_change_request(asked):
    """Tell the coordinators that somebody asked for a change, and by when to answer."""
    facts = {
        "called": asked.person.called,
        "day": in_words(asked.answer_due_on),
        "staff_link": link("plan", asked.plan.public_id),
    }
    told = _message("change_request", _("Somebody asked for a change"), facts, _coordinators(asked.person))
    mail.get_connection().send_messages([told] if told.to else [])


def _message(template, subject, facts, addresses):
    body = render_to_string(f"emails/{template}.txt", facts)
    return mail.EmailMessage(subject=subject, body=body, to=addresses)


def _coordinators(person):
    """Return the addresses of who coordinates the support; where nobody does, of the site's managers."""
    workers = Allocation.objects.live().filter(person=person, worker__is_active=True)
    found = list(workers.values_list("worker__email", flat=True))
    if found:
        return found
    return list(
        User.objects.filter(
            role_assignments__role=Role.MANAGER, role_assignments__site_id=person.site_id, is_active=True
        )
        .distinct()
        .values_list("email", flat=True)
    )


def _needs(person):
    return InformationNeeds.objects.filter(person=person).first()


def _wants_email(person):
    """Return the person's address if they want email and have one."""
    needs = _needs(person)
    if needs is None or needs.contact_method != ContactMethod.EMAIL:
        return ""
    user = User.objects.filter(person=person, is_active=True).first()
    return person.email or (user.email if user else "")


def _other_means(person):
    """Return how the person wants to be told instead: ``letter, in large print``."""
    needs = _needs(person)
    if needs is None:
        return _("the way they want: it is not written down yet, please ask")
    method, format_ = needs.get_contact_method_display(), needs.get_information_format_display()
    if needs.information_format == InformationFormat.STANDARD:
        return method.lower()
    return f"{method.lower()}, {format_[:1].lower()}{format_[1:]}"
