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
        facts={"day": day, "link": letters.link("my_plan")},
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


def send_change_request(asked):
    """Tell the coordinators that somebody asked for a change, and by when to answer."""
    facts = {
        "called": asked.person.called,
        "day": in_words(asked.answer_due_on),
        "staff_link": letters.link("plan", asked.plan.public_id),
    }
    for address in _coordinators(asked.person):
        letters.send("change_request", facts, address)


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
