"""Was this clear? Counted by week, for those who write. Who said it is neither asked nor kept."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Sum

from ipc.kernel import dates
from ipc.programme.models import TopicVote

WEEKS = 12


@transaction.atomic
def count(topic, *, is_clear) -> TopicVote:
    """Count one more reader of ``topic`` in this week: to whom it was clear, or was not."""
    week = monday_of(dates.today())
    vote, _made = TopicVote.objects.get_or_create(topic=topic, week=week)
    said = "clear" if is_clear else "not_clear"
    TopicVote.objects.filter(pk=vote.pk).update(**{said: F(said) + 1})
    vote.refresh_from_db()
    return vote


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def lately(topic) -> dict[str, int]:
    """Return how many said ``clear`` and ``not_clear`` in the last twelve weeks."""
    since = monday_of(dates.today()) - dt.timedelta(weeks=WEEKS)
    votes = topic.votes.filter(week__gt=since)
    said = votes.aggregate(clear=Sum("clear", default=0), not_clear=Sum("not_clear", default=0))
    return dict(said)
