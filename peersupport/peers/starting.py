"""When a peer supporter may begin, is paused, and stops."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import OPEN, Concern, Introduction, Peer, PeerStatus
from peersupport.peers import keep, pausing, readiness


class NotReady(RuleBroken):
    message = _("They cannot begin yet. Still needed: %(what)s")


class AlreadyActive(RuleBroken):
    message = _("They may support people already.")


class NotActive(RuleBroken):
    message = _("They do not support people now, so there is nothing to pause.")


class PausedWithoutReason(RuleBroken):
    message = _("Write why. Only colleagues read it.")


class WorryNotSettled(RuleBroken):
    message = _("Somebody is worried about them. A manager must settle that first.")


class StillMeetsPeople(RuleBroken):
    message = _("People still meet them or wait for them. End those introductions first.")


@transaction.atomic
def start(peer, *, by) -> Peer:
    """Let ``peer`` begin, or go on after a pause: only when nothing is missing. The public sees them now.

    Raises:
        HasStopped, AlreadyActive, WorryNotSettled, NotReady
    """
    peer = keep.locked(peer)
    if peer.status == PeerStatus.ACTIVE:
        raise AlreadyActive
    if has_open_worry(peer):
        raise WorryNotSettled
    still = readiness.missing(peer)
    if still:
        broken = NotReady(what=" ".join(one.words for one in still))
        broken.source = "; ".join(dict.fromkeys(one.source for one in still))
        raise broken
    pausing.set_status(peer, PeerStatus.ACTIVE, assured_on=today(), is_out_of_date=False)
    audit.record(Act.START_PEER, peer, by=by)
    return peer


@transaction.atomic
def pause(peer, *, by, why) -> Peer:
    """Pause ``peer`` and everybody they meet; nobody new is introduced to them.

    Raises:
        HasStopped, NotActive, PausedWithoutReason
    """
    peer = keep.locked(peer)
    if peer.status != PeerStatus.ACTIVE:
        raise NotActive
    if not why.strip():
        raise PausedWithoutReason
    pausing.pause_now(peer, by=by, why=why.strip())
    return peer


@transaction.atomic
def end(peer, *, by) -> Peer:
    """Write down that ``peer`` has stopped for good.

    Raises:
        HasStopped, StillMeetsPeople
    """
    peer = keep.locked(peer)
    with acting.for_the_site("ask whether somebody still meets them", site_id=peer.site_id):
        if Introduction.objects.filter(service_id=peer.service_id, status__in=OPEN).exists():
            raise StillMeetsPeople
    pausing.set_status(peer, PeerStatus.ENDED)
    audit.record(Act.PAUSE_PEER, peer, by=by)
    return peer


def has_open_worry(peer):
    with acting.for_the_site("ask whether somebody is worried about them", site_id=peer.site_id):
        return Concern.objects.filter(
            introduction__service_id=peer.service_id, has_paused_peer=True, closed_at=None
        ).exists()
