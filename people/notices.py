"""Telling a person, or somebody who helps them, that there is something: the one way to do it.

A message holds a first name and a link, never content. How it goes out is theirs to say; what cannot go out
that way becomes something to do, and is never sent another way by itself.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, carriers, dates, letters, outbox
from ipc.kernel.errors import RuleBroken
from people import carrying, reaching, scopes, todos
from people.acts import Act
from people.models import (
    Allocation,
    ContactMethod,
    Delivery,
    InformationFormat,
    Notice,
    NoticeState,
    Relationship,
    Role,
    Todo,
    TodoKind,
)

PATIENCE = dt.timedelta(days=1)
ASKED_FOR = dt.timedelta(days=14)
MOST_ASKED = 200
BY_HAND = (NoticeState.TO_PRINT, NoticeState.TO_TELL)


class NothingToSettle(RuleBroken):
    message = _("There is nothing left to do about this message.")


class ToldTooEarly(RuleBroken):
    message = _("The day must be between the day of the message and today.")


def tell(person, letter, *, key, facts=None, to=None, by=None) -> Notice:
    """Tell ``person``, or ``to`` (of the circle, or a user), by ``letter``: once for its ``key``.

    ``letter`` names the templates ``emails/<letter>.subject.txt``, ``.txt`` and, where there is one,
    ``.easy.txt``. ``facts`` are further words for them, as JSON keeps them: mostly a ``link``. It
    leaves by the outbox. The notice that is returned says what happens: ``state`` and ``why``.
    """
    relationship, user = (to, None) if isinstance(to, Relationship) else (None, to)
    whom = f":r{relationship.pk}" if relationship else f":u{user.pk}" if user else ""
    with acting.for_the_site("tell somebody the way they need it", site_id=person.site_id):
        person.refresh_from_db(fields=["status", "died_on"])
        way = reaching.way_to(person, letter, relationship=relationship, user=user)
        notice, is_new = Notice.objects.get_or_create(
            person=person,
            key=f"{key}{whom}",
            defaults={
                "site_id": person.site_id,
                "letter": letter,
                "facts": facts or {},
                "to_user": user,
                "relationship": relationship,
                "contact_method": way.method,
                "information_format": way.format,
                "state": way.state,
                "why": way.why,
                "made_by": by,
            },
        )
        if is_new:
            _carry_on(notice, by)
    return notice


def _carry_on(notice, by):
    """Let it leave, or ask somebody to do it by hand."""
    if notice.state == NoticeState.SENT:
        outbox.add("people.send_notice", notice, key=f"notice:{notice.public_id}")
    elif notice.state in BY_HAND:
        _ask(notice, by)


def _ask(notice, by=None):
    """Ask the coordinator to do it, or the managers where there is none or it is about a complaint."""
    is_complaint = notice.letter == scopes.COMPLAINT_NEWS
    has_coordinator = Allocation.objects.live().filter(person_id=notice.person_id).exists()
    role = Role.COORDINATOR if has_coordinator and not is_complaint else Role.MANAGER
    kind = TodoKind.COMPLAINT if is_complaint else TodoKind.TELL
    what = f"“{subject(notice)}” {notice.why}".strip()[:300]
    todos.ask(notice.person, kind, key=_todo_key(notice), detail=what, role=role, by=by)


def _todo_key(notice):
    return f"notice:{notice.public_id}"


@transaction.atomic
def send(notice_id) -> Notice:
    """Send a notice once, by its way, unless it must not go out any more; runs as a job of its site."""
    notice = Notice.objects.select_for_update(of=["self"]).select_related("person__site").get(pk=notice_id)
    if notice.state != NoticeState.SENT or notice.left_at:
        return notice
    way = reaching.way_to(notice.person, notice.letter, relationship=notice.relationship, user=notice.to_user)
    # What they need may have changed since.
    notice.state, notice.why = way.state, way.why
    notice.contact_method, notice.information_format = way.method, way.format
    notice.save(update_fields=["state", "why", "contact_method", "information_format"])
    if way.state != NoticeState.SENT:
        _carry_on(notice, by=None)
        return notice
    try:
        notice.carrier_reference = carrying.hand_over(notice, way, words(notice, way), subject(notice))
    except carriers.Refused:
        return _give_back(notice)
    notice.left_at = timezone.now()
    if notice.carrier_reference:
        notice.delivery = Delivery.UNDER_WAY
    notice.save(update_fields=["left_at", "carrier_reference", "delivery"])
    return notice


def _give_back(notice):
    """Have somebody do by hand what could not be sent or did not arrive."""
    notice.state = NoticeState.TO_TELL
    notice.why = {
        ContactMethod.TEXT: _("The text message could not be delivered."),
        ContactMethod.LETTER: _("The letter could not be posted."),
    }.get(ContactMethod(notice.contact_method), _("The email could not be delivered."))
    notice.save(update_fields=["state", "why", "delivery"])
    _ask(notice)
    return notice


def ask_carriers(site):
    """Ask what became of the messages on their way; somebody is asked to tell those they did not reach.

    Each is locked before it is asked about, so that no transaction waits long for a carrier.
    """
    since = timezone.now() - ASKED_FOR
    on_their_way = Notice.objects.filter(
        site=site, delivery=Delivery.UNDER_WAY, left_at__gt=since, state=NoticeState.SENT
    ).exclude(carrier_reference="")
    for pk in list(on_their_way.order_by("left_at").values_list("pk", flat=True)[:MOST_ASKED]):
        rows = Notice.objects.filter(pk=pk, delivery=Delivery.UNDER_WAY).select_related("person")
        notice = rows.select_for_update(of=("self",), skip_locked=True).first()
        if notice is None:
            continue
        try:
            hear(notice, carriers.carrier().fate(notice.carrier_reference))
        except carriers.Away:
            return


def hear(notice, fate):
    """Keep what the carrier told of one message."""
    notice.delivery = fate
    if fate == Delivery.FAILED:
        _give_back(notice)
    elif fate == Delivery.DELIVERED:
        notice.save(update_fields=["delivery"])


def raise_due(site):
    """Ask somebody to tell those whose message nobody has taken within a day; runs nightly."""
    waiting = Notice.objects.filter(site=site, state=NoticeState.SENT, left_at=None)
    late = waiting.filter(made_at__lt=timezone.now() - PATIENCE).select_related("person")
    # One that is just leaving is left alone.
    for notice in late.select_for_update(of=("self",), skip_locked=True):
        notice.state, notice.why = NoticeState.TO_TELL, _("The message could not be sent.")
        notice.save(update_fields=["state", "why"])
        _ask(notice)


def words(notice, way=None) -> dict:
    """Return what the templates of a letter are filled with."""
    person = notice.person
    way = way or reaching.way_to(person, notice.letter, relationship=notice.relationship, user=notice.to_user)
    return {
        "first_name": way.first_name or person.called,
        "called": person.called,
        "phone": person.site.phone,
        "site": person.site.name,
        **notice.facts,
    }


def subject(notice) -> str:
    """Return what a message is called, or its kind where that letter is no longer kept."""
    if not letters.exists(notice.letter, "subject"):
        return notice.letter.replace("_", " ")
    return letters.subject(notice.letter, notice.facts)


def how(notice) -> str:
    """Return how its reader wants it, in words: ``letter, large print``."""
    method, format_ = notice.get_contact_method_display(), notice.get_information_format_display()
    if notice.information_format == InformationFormat.STANDARD:
        return method.lower()
    return f"{method.lower()}, {format_[:1].lower()}{format_[1:]}"


@transaction.atomic
def settle(notice, *, by, how_settled, settled_on=None) -> Notice:
    """Write down that somebody was told another way: called, told in person or written to by post.

    Raises:
        NothingToSettle: it was sent, must not go out, or has been done.
        ToldTooEarly
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.state not in BY_HAND:
        raise NothingToSettle
    settled_on = settled_on or dates.today()
    if not timezone.localdate(notice.made_at) <= settled_on <= dates.today():
        raise ToldTooEarly
    notice.state, notice.how_settled, notice.settled_on = NoticeState.SETTLED, how_settled, settled_on
    notice.settled_at, notice.settled_by = timezone.now(), by
    notice.save(update_fields=["state", "how_settled", "settled_on", "settled_at", "settled_by"])
    is_complaint = notice.letter == scopes.COMPLAINT_NEWS
    audit.record(Act.HANDLE_COMPLAINT if is_complaint else Act.SETTLE_NOTICE, notice, by=by)
    asked = Todo.objects.open().filter(person_id=notice.person_id, key=_todo_key(notice)).first()
    if asked is not None:
        todos.settle(asked, by=by, outcome=notice.get_how_settled_display())
    return notice
