"""Finding a peer supporter for somebody: who may meet at all, and then why they might get on.

What keeps two people apart is never told to them. What is told are the person's own wishes that are met, in
words: nobody reads a score, and the person chooses.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from peersupport import fitting, likeness
from peersupport.introductions.meeting import asked_before_meeting
from peersupport.likeness import Wishes
from peersupport.models import Mode, Need, Peer, Service, ServiceKind

MOST = 20
NO_WISHES = Wishes()


class CannotMeet(RuleBroken):
    message = _("This cannot be arranged. Choose somebody else, or ask your care team.")


class Match(NamedTuple):
    """Somebody whom the person may meet: their public entry, the ways to meet, and why they might get on."""

    service: Service
    ways: list[str]
    reasons: list[str]


def find(person, wishes: Wishes = NO_WISHES) -> list[Match]:
    """Return the peer supporters whom ``person`` may meet, those who meet most of their wishes first."""
    with acting.for_the_site("find a peer supporter for somebody", site_id=person.site_id):
        known = fitting.known(person)
        needs = dict(Need.objects.values_list("code", "name"))
        found = [
            (peer, likeness.reasons(peer, person, wishes, needs=needs))
            for peer in fitting.candidates(person.site_id)
            if _is_wished(peer, known, wishes)
        ]
    found.sort(key=lambda one: (-sum(reason.weight for reason in one[1]), one[0].service.name))
    return [
        Match(
            service=peer.service,
            ways=[str(Mode(mode).label) for mode in fitting.ways_to_meet(peer, known)],
            reasons=[reason.words for reason in reasons],
        )
        for peer, reasons in found[:MOST]
    ]


def _is_wished(peer, known, wishes):
    """Whether they may meet, in the way and the language that the person asked for."""
    if wishes.mode and wishes.mode not in fitting.ways_to_meet(peer, known):
        return False
    language = wishes.language.strip().lower()
    return fitting.speaks(peer, language) and not fitting.hindrances(peer, known)


def why_not(person, service, *, sent=None) -> list[str]:
    """Return all that keeps ``person`` from meeting the peer supporter of ``service``, for colleagues alone.

    ``sent`` is the introduction between them that is there already.
    """
    if service.kind != ServiceKind.PEER:
        return []
    with acting.for_the_site("ask whether two people may meet", site_id=person.site_id):
        peer = Peer.objects.filter(service_id=service.pk).select_related("service").first()
        if peer is None:
            return [str(_("People meet only whom we have checked."))]
        return fitting.hindrances(peer, fitting.known(person, sent=sent))


@asked_before_meeting
def check_may_meet(person, service, sent=None):
    """Refuse where ``person`` must not meet the peer supporter of ``service``; the reason is not told.

    Raises:
        CannotMeet
    """
    if why_not(person, service, sent=sent):
        raise CannotMeet
