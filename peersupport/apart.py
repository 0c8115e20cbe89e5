"""Who is never matched: an order, people who know each other in another way, or a wish."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit
from ipc.kernel.errors import RuleBroken
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import Introduction, KeptApart, Peer
from peersupport.peers.pausing import MEETING


class NotAPeer(RuleBroken):
    message = _("Choose a peer supporter.")


class AlreadyApart(RuleBroken):
    message = _("This is written down already. They are never matched.")


class AlreadyOver(RuleBroken):
    message = _("This has been ended already.")


@transaction.atomic
def keep_apart(person, *, service, by, why, words="") -> KeptApart:
    """Never match ``person`` with whoever the entry ``service`` is about; pause it where they meet now.

    Raises:
        NotAPeer, AlreadyApart
    """
    with acting.for_the_site("find whom somebody is kept apart from", site_id=person.site_id):
        peer = Peer.objects.select_for_update().filter(service=service, site_id=person.site_id).first()
        if peer is None:
            raise NotAPeer
        if KeptApart.objects.filter(person=person, peer=peer, ended_at=None).exists():
            raise AlreadyApart
        kept = KeptApart.objects.create(
            site_id=person.site_id,
            person=person,
            peer=peer,
            why=why,
            words=words.strip(),
            set_at=timezone.now(),
            set_by=by,
        )
        for one in Introduction.objects.filter(person=person, service=service, status__in=MEETING):
            introductions.pause(one, by=by)
    audit.record(Act.KEEP_APART, kept, by=by)
    return kept


@transaction.atomic
def no_longer(kept, *, by) -> KeptApart:
    """End that two are kept apart.

    Raises:
        AlreadyOver
    """
    kept = KeptApart.objects.select_for_update(of=["self"]).get(pk=kept.pk)
    if kept.ended_at:
        raise AlreadyOver
    kept.ended_at, kept.ended_by = timezone.now(), by
    kept.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.KEEP_APART, kept, by=by, why=str(_("Ended")))
    return kept
