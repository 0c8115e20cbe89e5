"""Whoever looks after the answers is told when some are to be read again: once about the same ones."""

import uuid
from itertools import groupby

from ipc.kernel import acting, dates, letters
from ipc.kernel.forms import once
from ipc.programme.models import Topic
from people.models import Role, User

ACT = "programme.tell_of_topics_due"


def tell():
    """Tell the administrators of each site, and those of the programme, of the answers due today."""
    due = Topic.objects.due_for_review(dates.today()).order_by("site_id", "pk")
    for site_id, topics in groupby(due, key=lambda topic: topic.site_id):
        which = [f"{topic.pk} {topic.review_due_on}" for topic in topics]
        with acting.acting_as(acting.job([site_id] if site_id else [])):
            for user in keepers(site_id):
                _tell(user, which)


def keepers(site_id):
    """Return who writes the answers of a site, or the national ones where it is None."""
    role = Role.SITE_ADMIN if site_id else Role.PROGRAMME_ADMIN
    return User.objects.staying().holding(role, site_id)


def _tell(user, which):
    facts = {
        "first_name": user.first_name,
        "number": len(which),
        "link": letters.link("admin:programme_topic_changelist") + "?todo=due",
    }
    key = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(which))
    once(user, key, ACT, which, lambda: letters.send("topics_due", facts, user.email) or "told")
