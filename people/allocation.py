"""Whose caseload a person is on, and moving many people at once from one worker to another."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Allocation, Conflict, Person, Role


class NotACoordinatorHere(RuleBroken):
    message = _("Choose a care coordinator of this site.")


class TheirOwnRecord(RuleBroken):
    message = _("Nobody coordinates their own support. Choose somebody else.")


class CloseToThem(RuleBroken):
    message = _("%(name)s has said that they are close to this person. Choose somebody else.")


class AlreadyTheirs(RuleBroken):
    message = _("%(name)s already coordinates the support.")


class LeavesSoon(RuleBroken):
    message = _("%(name)s leaves on %(day)s. Choose somebody else.")


class SayWhy(RuleBroken):
    message = _("Say why. It is kept with the history of each person.")


class NobodyToTransfer(RuleBroken):
    message = _("None of these people can be moved to %(name)s.")


@dataclass(frozen=True)
class Transfer:
    """What moving people came to: how many went, and how many could not and why."""

    moved: int
    too_close: int = 0
    kept_back: int = 0


@transaction.atomic
def allocate(person, *, worker, by, reason="") -> Allocation:
    """Put ``person`` on the caseload of ``worker`` from today; the one before loses access at once.

    Raises:
        NotACoordinatorHere, LeavesSoon, TheirOwnRecord, CloseToThem, AlreadyTheirs
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_worker(worker, person.site_id)
    if worker.person_id == person.pk:
        raise TheirOwnRecord
    if person.pk in _close_to(worker, person.site_id):
        raise CloseToThem(name=worker.name)
    now = Allocation.objects.filter(person=person, ends_on=None).first()
    if now is not None and now.worker_id == worker.pk:
        raise AlreadyTheirs(name=worker.name)
    today = dates.today()
    if now is not None:
        now.ends_on = today
        now.save(update_fields=["ends_on"])
    allocation = Allocation.objects.create(
        site_id=person.site_id, person=person, worker=worker, starts_on=today, allocated_by=by
    )
    audit.record(Act.ALLOCATE, allocation, by=by, why=reason)
    return allocation


def _check_worker(worker, site_id):
    here = worker.role_assignments.live().filter(role=Role.COORDINATOR, site_id=site_id)
    if worker.is_gone() or not here.exists():
        raise NotACoordinatorHere
    if worker.leaves_on:
        raise LeavesSoon(name=worker.name, day=dates.in_words(worker.leaves_on))


def _close_to(worker, site_id) -> set[int]:
    """Return those whom ``worker`` must not coordinate: themself, and those they are close to."""
    with acting.for_the_site("keep a worker from those they are close to", site_id=site_id):
        close = set(Conflict.objects.filter(user=worker, ended_at=None).values_list("person_id", flat=True))
    return close | {worker.person_id} if worker.person_id else close


@transaction.atomic
def transfer(people, *, from_worker, to_worker, by, reason) -> Transfer:
    """Move those of ``people`` (a query of people) who are on the caseload of ``from_worker``, from today.

    Only those whom ``by`` may allocate are moved: of the others it is only said how many stay. A few
    statements, however many people; each gets a row of history and an event of their own.

    Raises:
        SayWhy, NotACoordinatorHere, LeavesSoon, AlreadyTheirs, NobodyToTransfer
    """
    if not reason.strip():
        raise SayWhy
    if from_worker.pk == to_worker.pk:
        raise AlreadyTheirs(name=to_worker.name)
    site_id = by.hat.site_id
    _check_worker(to_worker, site_id)
    close = _close_to(to_worker, site_id)
    theirs = Allocation.objects.filter(worker=from_worker, site_id=site_id, ends_on=None)
    allowed = people.permitting(Act.ALLOCATE, by).filter(pk__in=theirs.values("person_id"))
    locked = list(allowed.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    now = list(theirs.filter(person__in=locked))
    moving = [one for one in now if one.person_id not in close]
    if not moving:
        raise NobodyToTransfer(name=to_worker.name)
    _move(moving, to_worker, by, reason.strip())
    return Transfer(len(moving), len(now) - len(moving), kept_back(from_worker, by))


def _move(moving, to_worker, by, reason):
    today = dates.today()
    Allocation.objects.filter(pk__in=[one.pk for one in moving]).update(ends_on=today)
    made = Allocation.objects.bulk_create(
        Allocation(
            site_id=one.site_id,
            person_id=one.person_id,
            worker=to_worker,
            starts_on=today,
            allocated_by=by,
        )
        for one in moving
    )
    audit.record_each(Act.ALLOCATE, made, by=by, why=reason)


def kept_back(worker, by) -> int:
    """Return how many people of ``worker`` are kept from ``by``: a number, and nothing else of them."""
    site_id = by.hat.site_id
    theirs = {"worker": worker, "site_id": site_id}
    seen = Allocation.objects.live().visible_to(by).filter(**theirs).count()
    with acting.for_the_site("count those whom few may open", site_id=site_id):
        return Allocation.objects.live().filter(**theirs).count() - seen
