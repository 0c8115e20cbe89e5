"""What the pages of messages show, in words."""

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ipc.kernel import dates
from ipc.kernel.paging import page_after
from people import rules
from people.messaging import late, readers
from people.messaging import waiting as to_answer
from people.models import (
    OVER,
    Conversation,
    Document,
    Figure,
    Message,
    MessageRead,
    Role,
)

A_PAGE = 20
MESSAGES = 50


def conversations(user, person, *, words="", after="") -> dict:
    """Return the conversations about ``person`` that ``user`` takes part in, the newest first.

    ``words`` narrows them to those in which somebody wrote that. Two queries, and one where a page goes on.
    """
    seen = Conversation.objects.visible_to(user).filter(person=person)
    if words:
        said = Message.objects.visible_to(user).filter(person=person, words__icontains=words)
        seen = seen.filter(Q(subject__icontains=words) | Q(pk__in=said.values("conversation_id")))
    seen = seen.annotate(
        unread=_unread(user, person), place=-Coalesce(_last("pk"), Value(0)), last_at=_last("sent_at")
    )
    rows, more = page_after(seen, after, A_PAGE, fields=("place",))
    days = rules.value(Figure.MESSAGE_DAYS, site_id=person.site_id)
    return {
        "conversations": [_in_the_list(row, days, user) for row in rows],
        "more": more and f"?after={more}",
    }


def _in_the_list(row, days, user):
    page = "conversation" if user.is_member_of_staff else "my_conversation"
    return {
        "url": reverse(page, args=[row.public_id]),
        "subject": row.subject,
        "unread": _how_many_new(row.unread),
        "last": dates.moment_in_words(row.last_at),
        **state(row, days, user),
    }


def _last(field):
    newest = Message.objects.filter(conversation=OuterRef("pk")).order_by("-pk")
    return Subquery(newest.values(field)[:1])


def _unread(user, person):
    found = to_answer.unread_of(user, person).filter(conversation=OuterRef("pk")).order_by()
    return Coalesce(Subquery(found.values("conversation").annotate(many=Count("pk")).values("many")), 0)


def _how_many_new(many):
    return ngettext("%(many)s new message", "%(many)s new messages", many) % {"many": many} if many else ""


def state(conversation, days, user) -> dict:
    """Return where a conversation stands: a label, its colour, and what happens by when."""
    if conversation.closed_at:
        return {"state": _("Closed"), "colour": "grey", "next": _("You can write again at any time.")}
    if conversation.waits_for_team_since is None:
        return {"state": _("Answered"), "colour": "green", "next": ""}
    day = late.answer_by(conversation, days)
    is_late, said = day < dates.today(), {"day": dates.in_words(day)}
    if user.is_member_of_staff:
        words = _("The answer was due by %(day)s.") if is_late else _("Answer by %(day)s.")
        colour = "red" if is_late else "yellow"
        return {"state": _("Waits for us"), "colour": colour, "next": words % said, "is_late": is_late}
    words = _("We wanted to answer by %(day)s. We are late. Please call us.")
    if not is_late:
        words = _("Your care team answers by %(day)s.")
    return {"state": _("Waiting for an answer"), "colour": "yellow", "next": words % said}


def whole(conversation, user, *, before="") -> dict:
    """Return one conversation with its newest messages, oldest on top, and who can read it."""
    person = conversation.person
    found = Message.objects.visible_to(user).filter(conversation=conversation).annotate(place=-F("pk"))
    found = found.select_related("sent_by").prefetch_related(*_beside(user))
    rows, older = page_after(found, before, MESSAGES, fields=("place",))
    days = rules.value(Figure.MESSAGE_DAYS, site_id=person.site_id)
    return {
        "public_id": conversation.public_id,
        "subject": conversation.subject,
        "who_reads": who_reads(conversation, user),
        "messages": [_message(row, user) for row in reversed(rows)],
        "older": older and f"?before={older}",
        "is_closed": conversation.closed_at is not None,
        "is_over": is_over(person),
        **state(conversation, days, user),
    }


def _beside(user):
    """Return what comes along with messages: the receipts of others, and the files."""
    return (
        Prefetch(
            "receipts",
            MessageRead.objects.exclude(read_by=user).select_related("read_by").order_by("pk"),
            to_attr="read_by_others",
        ),
        Prefetch("attachments", Document.objects.filter(removed_at=None).order_by("pk"), to_attr="files"),
    )


def _message(row, user):
    by_them = row.sent_by_id == user.pk
    is_ours = row.from_team == user.is_member_of_staff
    return {
        "text": row.words,
        "who": _("You") if by_them else _who(row),
        "when": dates.moment_in_words(row.sent_at),
        "iso": row.sent_at.isoformat(),
        "mine": is_ours,
        "receipts": _receipts(row, by_them) if is_ours else [],
        "files": [
            {"title": file.title, "url": reverse("open_document", args=[file.public_id])}
            for file in row.files
        ],
    }


def _who(row):
    name = row.sent_by.name if row.sent_by else _("Somebody")
    return _("%(name)s, care team") % {"name": name} if row.from_team else name


def _receipts(row, by_them):
    """Return who opened a message and when, in words; of one's own also that nobody has."""
    read = [
        _("%(name)s read this on %(when)s.")
        % {"name": receipt.read_by.name, "when": dates.moment_in_words(receipt.read_at)}
        for receipt in row.read_by_others
    ]
    return read or ([_("Nobody has read this yet.")] if by_them else [])


def who_reads(conversation, user) -> str:
    """Return who can read a conversation. Two who decide are not told each other's names."""
    if user.is_member_of_staff:
        names = [one.name for one in readers.of_conversation(conversation)]
        return _("%(names)s and the care team can read this.") % {
            "names": ", ".join(names) or _("Nobody who signs in")
        }
    name = {"name": conversation.person.called}
    if readers.of_the_team_only(conversation, user):
        return _("Only you and the care team can read this.")
    is_own = user.person_id == conversation.person_id
    if conversation.with_user_id is None:
        return (
            _("You, the care team, and whoever decides for you by law can read this.")
            if is_own
            else _("You, %(name)s, others who decide by law, and the care team can read this.") % name
        )
    if is_own:
        with_whom = {"helper": conversation.with_user.name}
        return _("You, %(helper)s and the care team can read this.") % with_whom
    return _("You, %(name)s and the care team can read this.") % name


def choices(person, user) -> list[tuple]:
    """Return who may read what ``user`` begins to write about ``person`` in the portal."""
    only = ("alone", _("Only me and the care team"))
    if user.person_id == person.pk:
        return [("together", _("Me, the care team, and whoever decides for me by law")), only]
    name = {"name": person.called}
    if readers.decides(person, user):
        return [
            ("together", _("Me, %(name)s, others who decide by law, and the care team") % name),
            only,
        ]
    return [("together", _("Me, %(name)s and the care team") % name), only]


def choices_of_team(person) -> tuple[list[tuple], list]:
    """Return whom a colleague may write to, with the words for each, and those users."""
    found = readers.whom_to_write_to(person)
    offered = []
    if found.together and found.deciders:
        names = ", ".join(one.name for one in found.together)
        offered.append(("together", _("Together: %(names)s") % {"names": names}))
    if found.own:
        words = _("%(name)s alone. Nobody else outside the care team can read it.")
        offered.append((str(found.own.public_id), words % {"name": found.own.name}))
    also = _("%(name)s. %(person)s can read it too.") if found.own else "%(name)s"
    for one in [*found.deciders, *found.helpers]:
        offered.append((str(one.public_id), also % {"name": one.name, "person": person.called}))
    return offered, found.all


def waiting(user, whose, after) -> dict:
    """Return a page of the team's inbox, the longest wait first, and the people it tells of."""
    found = to_answer.inbox(user, whose)
    rows, more = page_after(found, after, fields=("waits_for_team_since", "pk"))
    days = rules.value(Figure.MESSAGE_DAYS, site_id=user.hat.site_id)
    narrowed = f"whose={whose}&" if whose else ""
    return {
        "people": {row.person_id: row.person for row in rows}.values(),
        "rows": [_row(row, days, user) for row in rows],
        "more": more and f"?{narrowed}after={more}",
        "tabs": _tabs(user, whose),
    }


def _tabs(user, whose):
    address = reverse("team_inbox")
    is_manager = user.hat.role == Role.MANAGER
    shown = [to_answer.NOBODYS] if is_manager else [to_answer.MINE, to_answer.STANDING_IN]
    return [
        {"label": _("All that wait"), "url": address, "current": whose not in shown},
        *(
            {"label": to_answer.WHOSE[name], "url": f"{address}?whose={name}", "current": whose == name}
            for name in shown
        ),
    ]


def _row(row, days, user):
    waits = (dates.today() - timezone.localdate(row.waits_for_team_since)).days
    return {
        "url": reverse("conversation", args=[row.public_id]),
        "name": row.person.name,
        "subject": row.subject,
        "whose": _("You") if row.worker_id == user.pk else row.worker or _("Nobody yet"),
        "waits": _since(waits),
        **state(row, days, user),
    }


def _since(days):
    if days == 0:
        return _("since today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def emergency(site) -> dict:
    """Return what the box about emergencies says: whom to call, and by when an answer comes."""
    return {
        "phone": site.phone,
        "phone_url": "tel:" + "".join(site.phone.split()) if site.phone else "",
        "days": rules.value(Figure.MESSAGE_DAYS, site_id=site.pk),
    }


def is_over(person) -> bool:
    """Whether nothing more is written about ``person``; what was written can still be read."""
    return person.status in OVER
