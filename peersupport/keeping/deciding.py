"""Deciding about what others propose: field by field, against what was there then and is there now."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.keeping import changing, confirming, links, values
from peersupport.models import ChangeKind, ChangeStatus, EntryChange, Service, ServiceKind, ServiceStatus


class AlreadyDecided(RuleBroken):
    message = gettext_lazy("Somebody has already decided about this, or a newer one has come.")


class NoReasonGiven(RuleBroken):
    message = gettext_lazy("Say why it is not taken over.")


class NotProposed(RuleBroken):
    message = gettext_lazy("This was not proposed, so it cannot be taken over.")


def compared(change) -> list[dict]:
    """Return each field proposed: ``name``, ``before``, ``proposed``, ``now``, ``has_changed`` meanwhile."""
    now = values.of(change.service)
    return [
        {
            "name": name,
            "before": change.before.get(name),
            "proposed": change.values[name],
            "now": now[name],
            "has_changed": now[name] != change.before.get(name),
        }
        for name in values.PROPOSED
        if name in change.values
    ]


@transaction.atomic
def decide(change, *, by, taken, reason="") -> EntryChange:
    """Take over those fields of a proposal that are right; with none, say why.

    Whoever proposed it looked at all of the entry: what is taken over counts as confirmed that day.

    Raises:
        AlreadyDecided, NotProposed, NoReasonGiven
        values.EntryNotRight
    """
    change = _waiting(change, ChangeKind.EDIT)
    taken = list(taken)
    if not change.values or not set(taken) <= set(change.values) & set(values.PROPOSED):
        raise NotProposed
    if taken:
        service = values.locked(change.service)
        values.write(service, {name: change.values[name] for name in taken})
        told_on = timezone.localdate(change.proposed_at)
        if service.status != ServiceStatus.DEFUNCT and (service.assured_on or told_on) <= told_on:
            confirming.assure(service, service.organisation.name, on=told_on)
    if set(taken) == set(change.values):
        return _settle(change, ChangeStatus.ACCEPTED, by, reason, taken)
    return _settle(change, ChangeStatus.IN_PART if taken else ChangeStatus.DECLINED, by, reason, taken)


@transaction.atomic
def settle(change, *, by, is_right, reason="") -> EntryChange:
    """Settle what has no fields to take over: a report, an end, or a suggestion that is not added.

    An end that is right ends the entry. A report that is right says that it has been put right.

    Raises:
        AlreadyDecided, NoReasonGiven
        NotProposed: a suggestion that is right is added, and a proposal taken over field by field.
        changing.PeersSayWhetherTheySupport: whoever supports people is stopped on their own page first.
    """
    change = _waiting(change)
    has_fields = change.kind == ChangeKind.EDIT and change.values
    if has_fields or (is_right and change.kind == ChangeKind.SUGGESTION):
        raise NotProposed
    if is_right and change.kind == ChangeKind.CLOSURE:
        _end(change.service, by)
    return _settle(change, ChangeStatus.ACCEPTED if is_right else ChangeStatus.DECLINED, by, reason, [])


@transaction.atomic
def add_suggested(change, *, by, written, organisation) -> Service:
    """Add what somebody suggested to the directory, as a colleague has checked and completed it.

    Raises:
        AlreadyDecided
        changing.NobodyRunsIt, changing.PeerStaysAPeer, values.EntryNotRight
    """
    change = _waiting(change, ChangeKind.SUGGESTION)
    service = changing.add(change.site, by=by, written=written, organisation=organisation)
    confirming.assure(service, _("the navigators"))
    change.service = service
    taken = [name for name, value in change.values.items() if written.get(name) == value]
    _settle(change, ChangeStatus.ACCEPTED, by, "", taken)
    return service


def _waiting(change, kind=None):
    """Return the proposal, locked after its entry (see ``proposing``), as it waits for a decision."""
    if change.service_id:
        values.locked(change.service)
    change = EntryChange.objects.select_for_update().get(pk=change.pk)
    if change.status != ChangeStatus.WAITING:
        raise AlreadyDecided
    if kind and change.kind != kind:
        raise NotProposed
    return change


def _end(service, by):
    service = values.locked(service)
    if service.kind == ServiceKind.PEER and service.status != ServiceStatus.DEFUNCT:
        raise changing.PeersSayWhetherTheySupport
    service.status = ServiceStatus.DEFUNCT
    service.save(update_fields=["status", "changed_at"])
    links.end(service)
    audit.record(Act.KEEP_SERVICE, service, by=by, why="status")


def _settle(change, status, by, reason, taken):
    """Write the decision down; how to reach whoever proposed it is gone with it."""
    if status == ChangeStatus.DECLINED and not reason.strip():
        raise NoReasonGiven
    change.status, change.reason, change.taken = status, reason.strip(), taken
    change.contact = ""
    change.decided_at, change.decided_by = timezone.now(), by
    change.save()
    audit.record(Act.DECIDE_CHANGE, change, by=by)
    return change
