"""Whose caseload a person is on."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Allocation, Person, Role


class NotACoordinatorHere(RuleBroken):
    message = _("Choose a care coordinator of this site.")


class TheirOwnRecord(RuleBroken):
    message = _("Nobody coordinates their own support. Choose somebody else.")


class AlreadyTheirs(RuleBroken):
    message = _("%(name)s already coordinates the support.")


@transaction.atomic
def allocate(person, *, worker, by) -> Allocation:
    """Put ``person`` on the caseload of ``worker`` from today; the one before loses access at once.

    Raises:
        NotACoordinatorHere, TheirOwnRecord, AlreadyTheirs
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    here = worker.role_assignments.live().filter(role=Role.COORDINATOR, site_id=person.site_id)
    if not here.exists():
        raise NotACoordinatorHere
    if worker.person_id == person.pk:
        raise TheirOwnRecord
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
    audit.record(Act.ALLOCATE, allocation, by=by)
    return allocation
