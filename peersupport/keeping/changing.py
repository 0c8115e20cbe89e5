"""Adding and changing entries: what colleagues of the site do themselves."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import Changed, RuleBroken
from peersupport.acts import Act
from peersupport.keeping import links, values
from peersupport.models import Service, ServiceKind
from people.models import Organisation, OrganisationKind


class NobodyRunsIt(RuleBroken):
    message = _("Say which organisation runs it.")


class PeerStaysAPeer(RuleBroken):
    """Otherwise where somebody lives, and how to reach them, would be told to everybody."""

    message = _("An entry of one person who supports others stays one. Make a new entry instead.")


class PeersSayWhetherTheySupport(RuleBroken):
    """Otherwise somebody who is paused, or not checked yet, would be shown as one to ask."""

    message = _("Whether they support people now is said on their own page under peer supporters.")


@transaction.atomic
def add(site, *, by, written, organisation) -> Service:
    """Add an entry to the directory of ``site``. ``organisation`` is a name: a new one is written down too.

    Raises:
        NobodyRunsIt, PeerStaysAPeer
        values.EntryNotRight
    """
    if not organisation.strip():
        raise NobodyRunsIt
    if written.get("kind") == ServiceKind.PEER:
        raise PeerStaysAPeer
    run_by, _is_new = Organisation.objects.get_or_create(
        site=site, name=organisation.strip(), defaults={"kind": OrganisationKind.VOLUNTARY}
    )
    service = Service(site=site, organisation=run_by)
    values.write(service, written)
    audit.record(Act.KEEP_SERVICE, service, by=by)
    return service


@transaction.atomic
def change(service, *, by, written, seen_at=None) -> Service:
    """Change what is ``written`` of an entry, by field (see ``values``).

    ``seen_at`` is when it had last been changed as it was read: what somebody else wrote since is kept.

    Raises:
        PeerStaysAPeer, PeersSayWhetherTheySupport
        Changed: somebody else was quicker.
        values.EntryNotRight
    """
    service = values.locked(service)
    if seen_at is not None and service.changed_at != seen_at:
        raise Changed
    changed = values.differing(written, values.of(service))
    if "kind" in changed and ServiceKind.PEER in (service.kind, changed["kind"]):
        raise PeerStaysAPeer
    if "status" in changed and service.kind == ServiceKind.PEER:
        raise PeersSayWhetherTheySupport
    if not changed:
        return service
    values.write(service, changed)
    if "provider_email" in changed or not links.may_go_out(service):
        links.end(service)  # whoever ran it before says nothing about it any more
    audit.record(Act.KEEP_SERVICE, service, by=by, why=", ".join(changed)[:200])
    return service
