"""What is known of a peer supporter: what colleagues alone know, and the entry the public reads."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import Peer, PeerStatus, Service, ServiceKind
from peersupport.peers import pausing, readiness
from peersupport.peers.checks import HasStopped

# What stands in the entry of the directory, by the name of the fact here.
IN_THE_ENTRY = {
    "shown_as": "name",
    "words": "description",
    "easy_words": "easy_description",
    "needs": "needs",
    "cohorts": "cohorts",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
}
# A peer supporter is a person: of this kind neither a place nor a way to reach them is ever public.
ALWAYS = {"kind": ServiceKind.PEER, "cost": 0}


class NotOfThisSite(RuleBroken):
    message = _("Choose an organisation that works here.")


class WouldNotBeReady(RuleBroken):
    message = _("They may support people now, and would still need this for it: %(what)s")


@transaction.atomic
def add(*, by, organisation, **facts) -> Peer:
    """Write down somebody who wants to support others; the public sees them once they may begin.

    ``facts`` are fields of ``Peer`` and, of what the public reads, the names in ``IN_THE_ENTRY``.

    Raises:
        NotOfThisSite
    """
    if organisation.site_id != by.hat.site_id:
        raise NotOfThisSite
    entry, own = _apart(facts)
    languages = ", ".join(own.get("languages") or [])
    service = Service.objects.create(
        site_id=organisation.site_id,
        organisation=organisation,
        status=pausing.SHOWN_AS[PeerStatus.PREPARING],
        languages=languages[:120],
        **entry,
        **ALWAYS,
    )
    peer = Peer.objects.create(
        site_id=organisation.site_id,
        organisation=organisation,
        service=service,
        added_at=timezone.now(),
        added_by=by,
        **own,
    )
    audit.record(Act.KEEP_PEER, peer, by=by)
    return peer


@transaction.atomic
def change(peer, *, by, **facts) -> Peer:
    """Change what is known of them; whoever supports people now must stay fit for what they do.

    Raises:
        HasStopped, WouldNotBeReady
    """
    peer = locked(peer)
    entry, own = _apart(facts)
    if "languages" in own:
        entry["languages"] = ", ".join(own["languages"])[:120]
    for row, changed in ((peer, own), (peer.service, entry)):
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.save(update_fields=list(changed))
    if peer.status == PeerStatus.ACTIVE:
        still = readiness.missing(peer)
        if still:
            raise WouldNotBeReady(what=" ".join(one.words for one in still))
    audit.record(Act.KEEP_PEER, peer, by=by)
    return peer


def locked(peer) -> Peer:
    """Return ``peer`` as it is now with its entry, kept from everybody else until this is done.

    Raises:
        HasStopped
    """
    peer = Peer.objects.select_for_update(of=["self"]).select_related("service").get(pk=peer.pk)
    if peer.status == PeerStatus.ENDED:
        raise HasStopped
    return peer


def has_been_seen(service_id):
    """Write down that somebody of the site has just talked with them: their entry is true today."""
    Service.objects.filter(pk=service_id).update(assured_on=today(), is_out_of_date=False)


def _apart(facts):
    entry = {IN_THE_ENTRY[name]: value for name, value in facts.items() if name in IN_THE_ENTRY}
    return entry, {name: value for name, value in facts.items() if name not in IN_THE_ENTRY}
