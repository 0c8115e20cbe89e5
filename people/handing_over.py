"""Moving to another site: offered here with what the person agreed to, answered there.

The other site reads the offer and nothing of the record. When it says yes, it begins a record of its own
with who the person is and what goes along; money, who looked and the notes of others stay here, and so do
rights to act and what was shared: they are seen and asked anew. This is the one place where one act spans
two sites.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, letters, outbox
from ipc.kernel.errors import RuleBroken
from people import allocation, details, going_along, leaving, notices, restricting
from people.acts import Act
from people.leaving import AlreadyOver
from people.models import (
    OVER,
    HandedOver,
    Handover,
    Person,
    PersonStatus,
    Restriction,
    Role,
    User,
)


class TheSameSite(RuleBroken):
    message = _("Choose another site than the one the person is in.")


class MovesInThePast(RuleBroken):
    message = _("The day of the move must be today or later.")


class AlreadyOffered(RuleBroken):
    message = _("The record is already offered to another site. Take that back first.")


class AlreadyAnswered(RuleBroken):
    message = _("This was already answered or taken back.")


class NotOfferedToThisSite(RuleBroken):
    message = _("Only a manager of the site it was offered to can answer.")


class KnownThere(RuleBroken):
    message = _(
        "Somebody in your site already has this NHS number. Look at that record first. If it is the "
        "same person, go on with that one and say no here, with the reason."
    )


@transaction.atomic
def offer(person, *, by, to_site, going, moves_on, summary="") -> Handover:
    """Ask another site to take ``person`` on from ``moves_on``, with the parts of ``going`` they agreed to.

    Raises:
        AlreadyOver, TheSameSite, MovesInThePast, AlreadyOffered
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status in OVER:
        raise AlreadyOver
    if to_site.pk == person.site_id:
        raise TheSameSite
    if moves_on < dates.today():
        raise MovesInThePast
    if unanswered().filter(person=person).exists():
        raise AlreadyOffered
    chosen = {HandedOver(part) for part in going}
    handover = Handover.objects.create(
        site_id=person.site_id,
        person=person,
        to_site=to_site,
        going=[part for part in HandedOver if part in chosen],
        summary=summary,
        moves_on=moves_on,
        offered_by=by,
    )
    audit.record(Act.OFFER_HANDOVER, handover, by=by)
    outbox.add("people.tell_of_handover", handover, key=f"handover {handover.public_id}")
    return handover


@transaction.atomic
def withdraw(handover, *, by) -> Handover:
    """Take an offer back, as long as it was not answered.

    Raises:
        AlreadyAnswered
    """
    return _close(_locked(handover), by, gettext("Taken back."), Act.OFFER_HANDOVER)


def decline(handover, *, by, why) -> Handover:
    """Say no for the other site, and why.

    Raises:
        NotOfferedToThisSite, AlreadyAnswered
    """
    with _between(handover, by):
        return _close(_locked(handover), by, why, Act.ANSWER_HANDOVER)


def accept(handover, *, by, worker) -> Handover:
    """Begin a record in the other site for ``worker``, with what goes along; return the handover.

    The old record stays as it is until the day of the move, and is then over.

    Raises:
        NotOfferedToThisSite, AlreadyAnswered
        AlreadyOver: the person died or left in the meantime.
        KnownThere: somebody there has the same NHS number.
        NotACoordinatorHere, TheirOwnRecord: see ``people.allocation``.
    """
    with _between(handover, by):
        handover = _locked(handover)
        old = Person.objects.select_for_update().get(pk=handover.person_id)
        if old.status in OVER:
            raise AlreadyOver
        new = _begin(old, handover, by)
        allocation.allocate(new, worker=worker, by=by)
        move = going_along.Move(old, new, handover.site, by)
        going_along.take_along(handover.going, move)
        _keep_restricted(move)
        handover.accepted_at, handover.accepted_by, handover.arrived = timezone.now(), by, new
        handover.save(update_fields=["accepted_at", "accepted_by", "arrived"])
        audit.record(Act.ANSWER_HANDOVER, handover, by=by)
        if handover.moves_on <= dates.today():
            _leave(handover)
    return handover


def tell_managers(handover_id) -> None:
    """Write to the managers of the site that is asked, unless it was answered, or the person has died."""
    handover = unanswered().filter(pk=handover_id).exclude(person__status__in=OVER).first()
    if handover is None:
        return
    for manager in User.objects.staying().holding(Role.MANAGER, handover.to_site_id):
        words = {"first_name": manager.first_name, "link": letters.link("handovers")}
        letters.send("handover_offered", words, manager.email)


def finish_moves(site) -> None:
    """End the old record of everybody whose day of moving has come."""
    came = Handover.objects.filter(site=site, moves_on__lte=dates.today(), accepted_at__isnull=False)
    for handover in came.exclude(person__status__in=OVER).select_related("accepted_by"):
        with acting.acting_as(acting.job([handover.site_id, handover.to_site_id])):
            _leave(handover)


def unanswered():
    return Handover.objects.filter(accepted_at=None, declined_at=None)


def who_moves(handovers, by) -> dict[int, Person]:
    """Return the person of each handover, by its key: all another site reads of them before it answers."""
    sites = {one.site_id for one in handovers} | {one.to_site_id for one in handovers}
    context = acting.job(sites, user_id=by.pk)
    with acting.acting_as(context):
        people = Person.objects.in_bulk({one.person_id for one in handovers})
    return {one.pk: people[one.person_id] for one in handovers if one.person_id in people}


@contextmanager
def _between(handover, by) -> Iterator[None]:
    """Act in both sites for one answer of a manager of the site it was offered to.

    Raises:
        NotOfferedToThisSite
    """
    if by.hat.site_id != handover.to_site_id:
        raise NotOfferedToThisSite
    with acting.acting_as(acting.job([handover.site_id, handover.to_site_id], user_id=by.pk)):
        yield


def _locked(handover):
    rows = Handover.objects.select_for_update(of=["self"]).select_related("site", "person")
    handover = rows.get(pk=handover.pk)
    if handover.accepted_at or handover.declined_at:
        raise AlreadyAnswered
    return handover


def _close(handover, by, why, act):
    handover.declined_at, handover.declined_by, handover.why_declined = timezone.now(), by, why
    handover.save(update_fields=["declined_at", "declined_by", "why_declined"])
    audit.record(act, handover, by=by)
    return handover


def _begin(old, handover, by):
    there = Person.objects.filter(site_id=handover.to_site_id)
    if old.nhs_number and there.filter(nhs_number=old.nhs_number).exists():
        raise KnownThere
    new = Person.objects.create(
        site_id=handover.to_site_id,
        referred_on=dates.today(),
        registered_by=by,
        **{name: getattr(old, name) for name in details.DETAILS},
    )
    audit.record(Act.REGISTER_PERSON, new, by=by)
    return new


def _keep_restricted(move):
    """Let only the coordinator and who says yes open the new record, where few could open the old one."""
    kept = Restriction.objects.filter(person=move.old, lifted_at=None).first()
    if kept is not None:
        reason = going_along.came_from(move)
        restricting.restrict(move.new, by=move.by, why=kept.why, reason=reason, readers=[])


def _leave(handover):
    """Say on the old record that the person moved; their sign-in opens the new one from now on."""
    old = Person.objects.select_for_update().get(pk=handover.person_id)
    notices.tell(old, "moved", key=f"moved {handover.public_id}", facts={"link": letters.link("my_home")})
    old.status = PersonStatus.MOVED
    old.save(update_fields=["status"])
    User.objects.filter(person=old).update(person_id=handover.arrived_id)
    leaving.stop_letting_in(old, by=handover.accepted_by)
    leaving.ask_to_close(old, by=handover.accepted_by)
    audit.record(Act.END_INVOLVEMENT, old, by=handover.accepted_by, why=gettext("Moved to another site"))
