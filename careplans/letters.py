"""The messages of this room: a first name and a link, nothing else about anybody.

The person is told by their information needs (``people.notices``); colleagues get an email.
"""

from django.conf import settings

from ipc.kernel import letters
from ipc.kernel.dates import in_words
from people import notices
from people.models import Allocation, NoticeState, Role, User


def send_review_reminder(reviews):
    """Remind the person of reviews due close together, the way they need it, and the coordinators."""
    first = reviews[0]
    person = first.person
    plan = person.careplans.live().first() or person.careplans.latest_of(person)
    day = in_words(first.due_on)
    told = notices.tell(
        person,
        "review_reminder",
        key=f"review-reminder:{first.public_id}:{first.due_on}",
        facts={"day": day, "link": letters.link("my_reviews")},
    )
    facts = {
        "called": person.called,
        "day": day,
        "streams": [f"{one.get_stream_display()} ({in_words(one.due_on)})" for one in reviews],
        "staff_link": letters.link("plan", plan.public_id) if plan else settings.PUBLIC_URL,
        "by_other_means": "" if told.state == NoticeState.SENT else notices.how(told),
        "why": told.why,
    }
    for address in _coordinators(person):
        letters.send("review_reminder_staff", facts, address)


def tell_of_review(meeting, asked):
    """Tell the person that the review is written down, and each who ``asked`` what came of it.

    ``asked`` are the requests that the review answered. The person has one message about it all.
    """
    person = meeting.person
    facts = {"day": in_words(meeting.held_on), "link": letters.link("my_reviews")}
    notices.tell(person, "review_held", key=f"review-held:{meeting.public_id}", facts=facts)
    for one in asked:
        tell_who_asked(one)


def tell_who_asked(asked):
    """Tell somebody else than the person what came of what they asked for."""
    user, person = asked.asked_by, asked.person
    if user is None or user.person_id == person.pk:
        return
    is_theirs = user.hat.role == Role.PERSON
    link = letters.link("my_reviews") if is_theirs else letters.link("reviews_of", person.public_id)
    key = f"change-answered:{asked.public_id}"
    notices.tell(person, "change_answered", key=key, facts={"link": link}, to=user)


def send_change_request(asked):
    """Tell the coordinators that somebody asked for a change, and by when to answer."""
    facts = {
        "called": asked.person.called,
        "day": in_words(asked.answer_due_on),
        "staff_link": letters.link("plan", asked.plan.public_id),
    }
    for address in _coordinators(asked.person):
        letters.send("change_request", facts, address)


def send_trigger(trigger):
    """Tell the coordinators that something happened, and by when to look at everything again."""
    person = trigger.person
    facts = {
        "called": person.called,
        "day": in_words(trigger.look_by),
        "staff_link": letters.link("reviews_of", person.public_id),
    }
    for address in _coordinators(person):
        letters.send("review_brought_forward", facts, address)


def tell_managers(meeting):
    """Tell the site's managers that another care coordinator was wished for at a review."""
    person = meeting.person
    facts = {"called": person.called, "staff_link": letters.link("reviews_of", person.public_id)}
    for address in _managers(person):
        letters.send("another_coordinator", facts, address)


def _coordinators(person):
    """Return the addresses of who coordinates the support; where nobody does, of the site's managers."""
    workers = Allocation.objects.live().filter(person=person, worker__is_active=True)
    return list(workers.values_list("worker__email", flat=True)) or _managers(person)


def _managers(person):
    return list(
        User.objects.filter(
            role_assignments__role=Role.MANAGER, role_assignments__site_id=person.site_id, is_active=True
        )
        .distinct()
        .values_list("email", flat=True)
    )
