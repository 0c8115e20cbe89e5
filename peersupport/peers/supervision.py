"""Supervision: that it was held, and when it is held again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport import figures
from peersupport.acts import Act
from peersupport.models import Supervision, SupportFigure
from peersupport.peers import keep


class SupervisionYetToCome(RuleBroken):
    message = _("Write it down once it was held: the day must be today or before.")


class NextTooLate(RuleBroken):
    message = _("The next one must be after this one, and within %(weeks)s weeks.")


@transaction.atomic
def supervise(peer, *, by, held_on, next_on=None, words="") -> Supervision:
    """Write down a supervision; the next is due after the usual weeks, or sooner.

    Raises:
        HasStopped, SupervisionYetToCome, NextTooLate
    """
    peer = keep.locked(peer)
    if held_on > today():
        raise SupervisionYetToCome
    weeks = figures.value(SupportFigure.SUPERVISION_WEEKS, site_id=peer.site_id)
    latest = held_on + dt.timedelta(weeks=weeks)
    next_on = next_on or latest
    if not held_on < next_on <= latest:
        raise NextTooLate(weeks=weeks)
    held = Supervision.objects.create(
        site_id=peer.site_id,
        peer=peer,
        held_on=held_on,
        next_on=next_on,
        words=words.strip(),
        written_at=timezone.now(),
        written_by=by,
    )
    newest = peer.supervisions.order_by("-held_on", "-pk").first()
    if newest == held:
        peer.supervision_due_on = next_on
        peer.save(update_fields=["supervision_due_on"])
        keep.has_been_seen(peer.service_id)
    audit.record(Act.KEEP_PEER, held, by=by)
    return held
