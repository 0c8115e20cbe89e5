"""Leaving: our work with somebody ends, or somebody dies, and what must stop and be done then.

What is open in the rooms above is named by those rooms (``asks``). The record stays; who coordinated keeps it
until everything is closed.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, letters
from ipc.kernel.errors import RuleBroken
from people import notices, todos
from people.acts import Act
from people.models import (
    DIED_OR_GONE,
    LEFT,
    OVER,
    Allocation,
    Invitation,
    Person,
    PersonStatus,
    Role,
    ShareLink,
    Todo,
    TodoKind,
    User,
)

CLOSING = (TodoKind.LEAVING, TodoKind.DIED)
SIGN_IN = "sign-in"


class AlreadyOver(RuleBroken):
    message = _("Our work with this person has already ended.")


class DayNotPossible(RuleBroken):
    message = _("The day must be today or before, and not before the referral.")


class DiedOnNotPossible(RuleBroken):
    message = _("The day must be today or before, and not before the birthday.")


class AlreadyDied(RuleBroken):
    message = _("It is already written down that this person has died.")


class NotWrittenDownAsDied(RuleBroken):
    message = _("It is not written down that this person has died.")


class HasDied(RuleBroken):
    message = _("This person has died. What is written stays as it is.")


class ToClose(NamedTuple):
    """Something still open about a person: a short name for it, what to do, and who does it."""

    name: str
    detail: str
    role: str = Role.COORDINATOR


Asker = Callable[[Person], Iterable[ToClose]]
_askers: list[Asker] = []


def asks(asker: Asker) -> Asker:
    """Let a room above name what of its own is still open when somebody leaves or dies."""
    _askers.append(asker)
    return asker


@transaction.atomic
def end_involvement(person, *, by, reason, ends_on) -> Person:
    """End our work with ``person`` as of ``ends_on``; what is still open becomes something to do.

    Invitations and shared links stop at once. The coordinator keeps the record until all of it is closed
    (``end_allocations``).

    Raises:
        AlreadyOver
        DayNotPossible: an end is written down on the day or after it, not before.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status in OVER:
        raise AlreadyOver
    if not person.referred_on <= ends_on <= dates.today():
        raise DayNotPossible
    person.status = PersonStatus.ENDED
    person.save(update_fields=["status"])
    stop_letting_in(person, by=by)
    ask_to_close(person, by=by)
    audit.record(Act.END_INVOLVEMENT, person, by=by, why=f"{dates.in_words(ends_on)}: {reason}"[:200])
    facts = {"link": letters.link("my_home")}
    notices.tell(person, "involvement_ended", key=f"involvement ended {ends_on}", facts=facts, by=by)
    return person


@transaction.atomic
def record_death(person, *, by, died_on, told_by) -> Person:
    """Write down that ``person`` has died. From this moment no message about them goes out.

    Invitations, shared links and the person's own sign-in stop. Who had a right to act may still read what
    they were given, and decides nothing any more.

    Raises:
        AlreadyDied, DiedOnNotPossible
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status in DIED_OR_GONE:
        raise AlreadyDied
    if not person.born_on <= died_on <= dates.today():
        raise DiedOnNotPossible
    person.status, person.died_on = PersonStatus.DIED, died_on
    person.save(update_fields=["status", "died_on"])
    for number, what in enumerate(stop_letting_in(person, by=by)):
        _note_as_stopped(person, str(number), what, by)
    if User.objects.filter(person=person, is_active=True).update(is_active=False):
        _note_as_stopped(person, SIGN_IN, gettext("Their own sign-in"), by)
    _ask(person, TodoKind.DIED, [*_after_a_death(person), *_named_by_rooms(person)], by)
    audit.record(Act.RECORD_DEATH, person, by=by, why=told_by[:200])
    return person


@transaction.atomic
def correct_death(person, *, by) -> Person:
    """Take back that ``person`` has died: the record is as it was, and the sign-in works again.

    Links and invitations stay stopped: whoever had one may have been told. Each is something to do.

    Raises:
        NotWrittenDownAsDied
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status != PersonStatus.DIED:
        raise NotWrittenDownAsDied
    with acting.for_the_site("read what the record said before", site_id=person.site_id):
        before = person.events.exclude(status=PersonStatus.DIED).order_by("-pgh_id").first()
    person.status, person.died_on = before.status if before else PersonStatus.REFERRED, None
    person.save(update_fields=["status", "died_on"])
    for todo in Todo.objects.select_for_update().open().filter(person=person, kind=TodoKind.DIED):
        todos.settle(todo, by=by, outcome=gettext("It was a mistake: the person is alive."))
    stopped = _stopped(person)
    if stopped.filter(key__endswith=SIGN_IN).exists():
        User.objects.filter(person=person).update(is_active=True)
    again = stopped.exclude(key__endswith=SIGN_IN).order_by("pk").values_list("detail", flat=True)
    _ask(person, TodoKind.RESTART, [ToClose(str(n), what) for n, what in enumerate(again)], by)
    stopped.update(key=Concat(Value("corrected "), "key"))
    audit.record(Act.CORRECT_DEATH, person, by=by)
    return person


def refuse_after_death(person) -> None:
    """Refuse to go on writing about the life of somebody who has died.

    Raises:
        HasDied
    """
    if person.status == PersonStatus.DIED:
        raise HasDied


def what_was_stopped(person) -> list[str]:
    """Return, in words, what stopped by itself when the death was written down."""
    return list(_stopped(person).order_by("pk").values_list("detail", flat=True))


def ask_to_close(person, *, by) -> None:
    """Ask whoever it concerns to close what is still open about somebody who leaves."""
    _ask(person, TodoKind.LEAVING, _what_is_open(person), by)


def _stopped(person):
    return Todo.objects.filter(person=person, kind=TodoKind.DIED, key__startswith="stopped ")


def stop_letting_in(person, *, by) -> list[str]:
    """End open invitations and shared links at once; return what was stopped, in words."""
    now = timezone.now()
    stopped = []
    for invitation in Invitation.objects.filter(person=person, accepted_at=None, expires_at__gt=now):
        stopped.append(gettext("The invitation of %(name)s") % {"name": invitation.name})
    for link in ShareLink.objects.live().filter(person=person):
        stopped.append(gettext("The link for %(name)s") % {"name": link.reader})
    Invitation.objects.filter(person=person, accepted_at=None, expires_at__gt=now).update(expires_at=now)
    ShareLink.objects.live().filter(person=person).update(withdrawn_at=now, withdrawn_by=by)
    return stopped


def end_allocations(site) -> None:
    """Take those who left or died off their coordinator's list as soon as nothing is left to close."""
    over = Allocation.objects.filter(site=site, ends_on=None, person__status__in=LEFT)
    open_still = Todo.objects.open().filter(site=site, kind__in=CLOSING).values("person_id")
    over.exclude(person_id__in=open_still).update(ends_on=dates.today())


def _note_as_stopped(person, name, what, by):
    Todo.objects.create(
        site_id=person.site_id,
        person=person,
        kind=TodoKind.DIED,
        key=f"stopped {timezone.now():%Y%m%d%H%M%S%f} {name}",
        due_on=dates.today(),
        detail=what[:300],
        raised_by=by,
        done_at=timezone.now(),
        done_by=by,
        outcome=gettext("It stopped by itself when the death was written down."),
    )


def _named_by_rooms(person):
    return [one for asker in _askers for one in asker(person)]


def _what_is_open(person):
    called = {"name": person.called}
    return [
        ToClose("tell", gettext("Tell %(name)s whom to ask for help from now on.") % called),
        ToClose("circle", gettext("Tell those in the circle of support that our work ends.")),
        *_named_by_rooms(person),
    ]


def _after_a_death(person):
    return [
        ToClose("circle", gettext("Tell those in the circle of support, in person or by telephone.")),
        ToClose("gp", gettext("Tell the GP practice.")),
        ToClose(
            "equipment", gettext("Arrange that borrowed equipment is collected, when the family is ready.")
        ),
    ]


def _ask(person, kind, to_close, by):
    moment = f"{timezone.now():%Y%m%d%H%M%S%f}"
    for one in to_close:
        todos.ask(
            person,
            kind,
            key=f"{kind} {moment} {one.name}"[:120],
            detail=one.detail[:300],
            role=one.role,
            by=by,
        )
