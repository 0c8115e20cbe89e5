"""Who is to be looked at again, and when: the list of those who coordinate, and of a site's managers."""

import datetime as dt

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from careplans import reviews
from careplans.acts import Act
from careplans.models import CarePlan, Review, ReviewStream
from careplans.reviews.shown import days_late
from ipc.kernel.dates import in_words, today
from ipc.kernel.paging import page_after
from people.models import Role

OVERDUE, SOON, EVERYTHING = "overdue", "soon", "all"
WHICH = [
    (SOON, gettext_lazy("Overdue, and the next 4 weeks")),
    (OVERDUE, gettext_lazy("Overdue")),
    (EVERYTHING, gettext_lazy("All")),
]
NEXT = dt.timedelta(weeks=4)
SIZE = 50


def page_of(user, *, which=SOON, stream="", after=""):
    """Return ``(rows, token of the next page)`` of the reviews ``user`` looks after, the oldest first.

    Two queries, however many.
    """
    waiting = Review.objects.permitting(Act.SEE_REVIEWS, user).open().of_people_involved()
    if which == OVERDUE:
        waiting = waiting.filter(due_on__lt=today())
    elif which != EVERYTHING:
        waiting = waiting.filter(due_on__lte=today() + NEXT)
    if stream in ReviewStream:
        waiting = waiting.filter(stream=stream)
    plans = CarePlan.objects.live().filter(person=OuterRef("person_id"))
    waiting = waiting.select_related("person").annotate(in_force=Subquery(plans.values("public_id")[:1]))
    return page_after(waiting, after, SIZE, fields=("due_on", "pk"))


def as_rows(found, user):
    """Return reviews in words, each with what else one meeting should serve: two queries."""
    beside = _beside(found, user)
    may_hold = user.hat.role == Role.COORDINATOR
    return [
        {
            "id": one.public_id,
            "person": one.person.name,
            "person_id": one.person.public_id,
            "stream": one.get_stream_display(),
            "day": in_words(one.due_on),
            "late": days_late(one.due_on),
            "beside": _others(one, beside[one.person_id]),
            "plan_id": one.in_force if may_hold else None,
        }
        for one in found
    ]


def _others(one, close_by):
    """Return the other reviews of the meeting that ``one`` belongs to; none where that is a later one."""
    if one not in close_by:
        return []
    return [other.get_stream_display() for other in close_by if other != one]


def _beside(found, user):
    """Return ``{person: reviews that one meeting should serve}``."""
    people = {one.person_id: one.site_id for one in found}
    open_ones = Review.objects.permitting(Act.SEE_REVIEWS, user).open().filter(person__in=people)
    waiting: dict[int, list] = {key: [] for key in people}
    for one in open_ones.order_by("due_on", "pk"):
        waiting[one.person_id].append(one)
    practices = {site_id: reviews.practice_of(site_id) for site_id in set(people.values())}
    return {
        key: reviews.together(some, practices[people[key]].together_days) for key, some in waiting.items()
    }
