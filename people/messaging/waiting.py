"""What waits: for the care team to answer, the longest first, and for somebody in the portal to read."""

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from people.models import Allocation, Conversation, Message, MessageRead

MINE, STANDING_IN, NOBODYS = "mine", "standing-in", "nobodys"
WHOSE = {
    MINE: _("Mine"),
    STANDING_IN: _("Of those I stand in for"),
    NOBODYS: _("Nobody’s yet"),
}


def inbox(user, whose=""):
    """Return the conversations of ``user``'s people, or their site's, that wait for the team.

    Each has ``worker_id`` and ``worker`` (who coordinates, if anybody). ``whose`` narrows it: to one's own
    people, to others' (of whoever one stands in for), to those whom nobody coordinates.
    """
    live = Allocation.objects.live().filter(person=OuterRef("person_id")).order_by("pk")
    waiting = Conversation.objects.visible_to(user).filter(waits_for_team_since__isnull=False)
    waiting = waiting.annotate(
        worker_id=Subquery(live.values("worker_id")[:1]),
        worker=Coalesce(Subquery(live.values("worker__name")[:1]), Value("")),
    ).select_related("person")
    return waiting.filter(_narrowed(user, whose)) if whose in WHOSE else waiting


def _narrowed(user, whose):
    if whose == MINE:
        return Q(worker_id=user.pk)
    return Q(worker_id=None) if whose == NOBODYS else ~Q(worker_id=user.pk) & Q(worker_id__isnull=False)


def written_meanwhile(conversation, by) -> Message | None:
    """Return the first message to the team that came after what ``by`` opened here, if they opened any."""
    opened = MessageRead.objects.filter(read_by=by, message__conversation=conversation)
    newest = opened.order_by("-message_id").values_list("message_id", flat=True).first()
    if newest is None:
        return None
    return conversation.messages.filter(from_team=False, pk__gt=newest).order_by("pk").first()


def unread_of(user, person):
    """Return the messages about ``person`` that others wrote and ``user`` has not opened yet."""
    opened = MessageRead.objects.filter(message=OuterRef("pk"), read_by=user)
    seen = Message.objects.visible_to(user).filter(person=person)
    return seen.exclude(sent_by=user).filter(~Exists(opened))


def unread_for(user, person) -> int:
    """Return how many messages about ``person`` wait for ``user`` to read them: one query."""
    return unread_of(user, person).count()


def newest_unread(user, person) -> Message | None:
    """Return the newest message about ``person`` that ``user`` has not opened: one query."""
    return unread_of(user, person).select_related("conversation", "sent_by").order_by("-pk").first()
