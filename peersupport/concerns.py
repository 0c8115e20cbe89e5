"""Somebody is worried: everything is paused at once, and the right people look at it.

Whoever raised it has said it: the person and the navigators do not read it again. The managers and the
person's coordinator do.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport import introductions
from peersupport.acts import Act
from peersupport.introductions.states import BEFORE_A_PAUSE
from peersupport.models import Concern, Introduction, Peer, PeerStatus
from peersupport.peers import pausing
from people import todos
from people.models import Role, Todo, TodoKind


class NothingSaid(RuleBroken):
    message = _("Write a few words about what worries you.")


class AlreadySettled(RuleBroken):
    message = _("Somebody has settled this already.")


class SettledWithoutOutcome(RuleBroken):
    message = _("Write what came of it.")


@transaction.atomic
def raise_concern(introduction, *, by, words) -> Concern:
    """Say that something is wrong: the introduction and the peer supporter are paused before anybody looks.

    Raises:
        NothingSaid
    """
    words = words.strip()
    if not words:
        raise NothingSaid
    with acting.for_the_site("pause what somebody is worried about", site_id=introduction.site_id):
        peer = Peer.objects.select_for_update().filter(service_id=introduction.service_id).first()
        introduction = introductions.stepping.locked(introduction)
        concern = _written(introduction, peer, by, words)
        _pause(introduction, by)
        if peer is not None and peer.status == PeerStatus.ACTIVE:
            pausing.pause_now(peer, by=by, why=_("Somebody is worried. A manager looks at it."))
        _ask_to_look(introduction, concern, by)
    audit.record(Act.RAISE_CONCERN, concern, by=by)
    return concern


def _written(introduction, peer, by, words):
    """Write the worry down; a peer supporter who is paused already stays so until it is settled."""
    return Concern.objects.create(
        site_id=introduction.site_id,
        person_id=introduction.person_id,
        introduction=introduction,
        words=words,
        raised_at=timezone.now(),
        raised_by=by,
        has_paused_peer=peer is not None and peer.status in (PeerStatus.ACTIVE, PeerStatus.PAUSED),
    )


def _ask_to_look(introduction, concern, by):
    """Ask the managers and the coordinator to look today, and let the managers know by email."""
    for role in (Role.MANAGER, Role.COORDINATOR):
        todos.ask(
            introduction.person,
            TodoKind.CONCERN,
            key=_key(concern, role),
            detail=introduction.service.name,
            role=role,
            by=by,
        )
    outbox.add("peersupport.tell_of_concern", concern, key=f"concern-{concern.pk}")


@transaction.atomic
def close(concern, *, by, outcome) -> Concern:
    """Settle a worry with what came of it. What was paused goes on only when somebody lets it.

    Raises:
        AlreadySettled, SettledWithoutOutcome
    """
    concern = Concern.objects.select_for_update(of=["self"]).get(pk=concern.pk)
    if concern.closed_at:
        raise AlreadySettled
    if not outcome.strip():
        raise SettledWithoutOutcome
    concern.outcome, concern.closed_at, concern.closed_by = outcome.strip(), timezone.now(), by
    concern.save(update_fields=["outcome", "closed_at", "closed_by"])
    audit.record(Act.CLOSE_CONCERN, concern, by=by)
    with acting.for_the_site("settle what was to do about a worry", site_id=concern.site_id):
        keys = [_key(concern, role) for role in (Role.MANAGER, Role.COORDINATOR)]
        for todo in Todo.objects.open().filter(person_id=concern.person_id, key__in=keys):
            todos.settle(todo, by=by, outcome=str(_("A manager has settled it.")))
    return concern


def _pause(introduction: Introduction, by):
    if introduction.status in BEFORE_A_PAUSE:
        introductions.pause(
            introduction, by=by, words=str(_("It is paused for now. Your care team gets in touch."))
        )


def _key(concern, role):
    return f"concern:{concern.public_id}:{role}"
