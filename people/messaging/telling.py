"""Telling whoever takes part that the care team wrote: that there is a message, never what it says."""

from ipc.kernel import letters
from people import notices
from people.models import Message, Notice

LETTER = "message_waiting"


def tell(message, reader, *, by) -> Notice:
    """Tell ``reader`` that something waits for them: once, until they have read what waits."""
    conversation = message.conversation
    unread = Message.objects.filter(conversation=conversation, from_team=True)
    first = unread.exclude(receipts__read_by=reader).order_by("pk").first()
    return notices.tell(
        conversation.person,
        LETTER,
        key=f"message {(first or message).public_id}",
        facts={"link": letters.link("my_conversation", conversation.public_id)},
        to=None if reader.person_id == conversation.person_id else reader,
        by=by,
    )


def todo_key(conversation) -> str:
    """Return how the keys of what is to be done about ``conversation`` begin."""
    return f"message {conversation.public_id}"
