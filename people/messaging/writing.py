"""Beginning a conversation, writing in it, reading it, and closing it when there is no more to say."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people import documents, leaving, todos
from people.acts import Act
from people.messaging import readers, telling, waiting
from people.models import OVER, Conversation, DocumentKind, Message, MessageRead, Todo


class NothingWritten(RuleBroken):
    message = _("Write your message, or add a file.")


class SubjectMissing(RuleBroken):
    message = _("Say in a few words what it is about.")


class AlreadyClosed(RuleBroken):
    message = _("This is closed already.")


class WroteMeanwhile(RuleBroken):
    message = _("They wrote again in the meantime. Read it first.")


class NotClosed(RuleBroken):
    message = _("This is open already. You can write in it.")


@transaction.atomic
def begin(person, *, by, subject, words, is_private=False, to=None, upload=None, title="") -> Conversation:
    """Begin a conversation about ``person`` with its first message.

    Somebody in the portal writes to the care team: ``is_private`` keeps it between them. A colleague writes
    to the person and who decides for them, or ``to`` one of those who read the plan; to the person alone is
    private.

    Raises:
        SubjectMissing, NobodyReadsIt, NotAReader, and what ``send`` refuses
    """
    if not subject.strip():
        raise SubjectMissing
    conversation = Conversation.objects.create(
        site_id=person.site_id,
        person=person,
        subject=subject.strip(),
        begun_by=by,
        **(_to(person, to) if by.is_member_of_staff else _from(person, by, is_private)),
    )
    return send(conversation, by=by, words=words, upload=upload, title=title)


def _from(person, by, is_private):
    """Return who takes part in what somebody in the portal begins."""
    alone = is_private or not readers.decides(person, by)
    return {"is_private": is_private, "with_user": by if alone else None}


def _to(person, to):
    """Return who takes part in what a colleague begins."""
    if to is None:
        return {"is_private": False, "with_user": None}
    found = readers.whom_to_write_to(person)
    if to not in found.all:
        raise readers.NotAReader
    return {"is_private": to == found.own, "with_user": to}


@transaction.atomic
def send(conversation, *, by, words, upload=None, title="") -> Conversation:
    """Write in a conversation, with a file where there is one; what was closed is open again.

    What comes to the care team waits for an answer. Of what comes from it, whoever takes part is told that
    there is something, never what.

    Raises:
        NothingWritten, NobodyReadsIt, HasDied, AlreadyOver, and what ``documents.keep`` refuses
    """
    conversation = _locked(conversation)
    _refuse_when_over(conversation.person)
    if not (words.strip() or upload):
        raise NothingWritten
    reached = readers.of_conversation(conversation) if by.is_member_of_staff else []
    if by.is_member_of_staff and not reached:
        raise readers.NobodyReadsIt
    message = _written(conversation, by, words.strip(), upload, title.strip())
    _waits(conversation, by)
    audit.record(Act.SEND_MESSAGE, conversation, by=by)
    for reader in reached:
        telling.tell(message, reader, by=by)
    return conversation


def _refuse_when_over(person):
    leaving.refuse_after_death(person)
    if person.status in OVER:
        raise leaving.AlreadyOver


def _written(conversation, by, words, upload, title):
    message = Message.objects.create(
        site_id=conversation.site_id,
        person=conversation.person,
        conversation=conversation,
        words=words,
        from_team=by.is_member_of_staff,
        sent_by=by,
    )
    if upload:
        documents.keep(
            conversation.person,
            by=by,
            upload=upload,
            title=title or _called(upload),
            kind=DocumentKind.OTHER,
            message=message,
            from_team=by.is_member_of_staff,
        )
    return message


def _called(upload):
    """Return what a file that came with a message is called, where nobody gave it a name."""
    is_photo = documents.look_at(upload).startswith("image/")
    return translate("A photo with a message") if is_photo else translate("A file with a message")


def _waits(conversation, by):
    """Say since when somebody waits for the team, or that nobody does; nothing written to is closed.

    What came while a colleague wrote, and they have not read, goes on waiting.
    """
    if by.is_member_of_staff:
        _settle(conversation, by, translate("Answered"))
        meanwhile = waiting.written_meanwhile(conversation, by)
        conversation.waits_for_team_since = meanwhile and meanwhile.sent_at
    elif conversation.waits_for_team_since is None:
        conversation.waits_for_team_since = timezone.now()
    conversation.closed_at, conversation.closed_by = None, None
    conversation.save(update_fields=["waits_for_team_since", "closed_at", "closed_by"])


def _settle(conversation, by, outcome):
    """Take the reminder to answer off the list of what is to be done."""
    asked = Todo.objects.open().filter(person_id=conversation.person_id)
    for todo in asked.filter(key__startswith=telling.todo_key(conversation)):
        todos.settle(todo, by=by, outcome=outcome)


@transaction.atomic
def read(conversation, *, by) -> int:
    """Write down that ``by`` has read all that others wrote here; return how many they had not."""
    others = Message.objects.filter(conversation=conversation).exclude(sent_by=by)
    unread = list(others.exclude(receipts__read_by=by))
    MessageRead.objects.bulk_create(
        [
            MessageRead(site_id=message.site_id, person_id=message.person_id, message=message, read_by=by)
            for message in unread
        ],
        ignore_conflicts=True,
    )
    return len(unread)


@transaction.atomic
def close(conversation, *, by) -> Conversation:
    """Say that there is no more to answer here. Whoever takes part can write again at any time.

    Raises:
        AlreadyClosed
        WroteMeanwhile: there is something to answer that ``by`` has not read.
    """
    conversation = _locked(conversation)
    if conversation.closed_at:
        raise AlreadyClosed
    if waiting.written_meanwhile(conversation, by):
        raise WroteMeanwhile
    _settle(conversation, by, translate("Closed: there was nothing to answer"))
    conversation.waits_for_team_since = None
    conversation.closed_at, conversation.closed_by = timezone.now(), by
    conversation.save(update_fields=["waits_for_team_since", "closed_at", "closed_by"])
    audit.record(Act.CLOSE_CONVERSATION, conversation, by=by)
    return conversation


@transaction.atomic
def reopen(conversation, *, by) -> Conversation:
    """Open a conversation again that was closed by mistake; what nobody answered waits as it did.

    Raises:
        NotClosed
    """
    conversation = _locked(conversation)
    if not conversation.closed_at:
        raise NotClosed
    last = conversation.messages.last()
    if last and not last.from_team:
        conversation.waits_for_team_since = last.sent_at
    conversation.closed_at, conversation.closed_by = None, None
    conversation.save(update_fields=["waits_for_team_since", "closed_at", "closed_by"])
    audit.record(Act.CLOSE_CONVERSATION, conversation, by=by, why="opened again")
    return conversation


def _locked(conversation):
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=conversation.pk)
