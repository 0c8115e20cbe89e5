"""Pausing a peer supporter at once, and with them everybody they meet.

Locks are taken in one order: the peer supporter, introductions by age, the entry of the directory.
"""

from django.utils.translation import gettext as _

from ipc.kernel import acting, audit
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import Introduction, IntroductionStatus, PeerStatus, Service, ServiceStatus

MEETING = (IntroductionStatus.ACCEPTED, IntroductionStatus.MATCHED, IntroductionStatus.ACTIVE)
SHOWN_AS = {
    PeerStatus.PREPARING: ServiceStatus.INACTIVE,
    PeerStatus.ACTIVE: ServiceStatus.ACTIVE,
    PeerStatus.PAUSED: ServiceStatus.CLOSED_FOR_NOW,
    PeerStatus.ENDED: ServiceStatus.DEFUNCT,
}


def set_status(peer, status, *, why="", **entry):
    """Bring ``peer`` and what the directory shows of them to ``status``; the caller holds the lock."""
    peer.status, peer.why_paused = status, str(why)[:300]
    peer.save(update_fields=["status", "why_paused"])
    Service.objects.filter(pk=peer.service_id).update(status=SHOWN_AS[PeerStatus(status)], **entry)


def pause_now(peer, *, by, why):
    """Pause ``peer`` and every introduction in which they meet somebody; the caller holds the lock.

    Whoever meets them reads that it is paused, never why.
    """
    with acting.for_the_site("pause a peer supporter and whoever meets them", site_id=peer.site_id):
        _pause_whoever_meets(peer, by)
        set_status(peer, PeerStatus.PAUSED, why=why)
        # Whoever gave a place held the entry until now: from here on nobody gives another.
        _pause_whoever_meets(peer, by)
    audit.record(Act.PAUSE_PEER, peer, by=by, why=str(why)[:200])


def _pause_whoever_meets(peer, by):
    met = Introduction.objects.filter(service_id=peer.service_id, status__in=MEETING)
    for one in met.order_by("pk"):
        introductions.pause(one, by=by, words=_("It is paused for now. We tell you when it goes on."))
