"""What the night looks at: checks that ran out, supervision that is late, words that were kept too long."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from ipc.kernel import audit, outbox
from ipc.kernel.dates import plus_months, today
from peersupport import figures
from peersupport.acts import Act
from peersupport.models import DbsCheck, Peer, PeerStatus, SupportFigure
from peersupport.peers import checks, pausing, readiness

SOON = dt.timedelta(days=60)


def look_at_peers(site):
    """Pause whoever's check ran out, tell the navigators what is due, delete what a certificate said."""
    rules = checks.rules()
    active = Peer.objects.filter(site=site, status=PeerStatus.ACTIVE).select_related("service")
    for peer in active.prefetch_related("checks").select_for_update(of=["self"], skip_locked=True):
        if readiness.missing_checks(peer, rules):
            pausing.pause_now(peer, by=None, why=_("A check ran out."))
            tell_navigators(peer, f"paused-{today()}")
        else:
            _say_what_is_due(peer, rules)
    forget_details(site)


def _say_what_is_due(peer, rules):
    until = checks.all_hold_until(peer, rules)
    if until and until <= today() + SOON:
        tell_navigators(peer, f"check-{until}")
    if peer.supervision_due_on and peer.supervision_due_on < today():
        tell_navigators(peer, f"supervision-{peer.supervision_due_on}")


def tell_navigators(peer, what):
    """Write to the navigators once for each ``what`` that a peer supporter needs them; never who, nor why."""
    outbox.add("peersupport.tell_of_peer", peer, key=f"peer-{peer.pk}-{what}")


def forget_details(site):
    """Delete what was weighed about certificates once its months are over (DBS code of practice)."""
    months = figures.value(SupportFigure.DBS_DETAIL_MONTHS, site_id=site.pk)
    old = DbsCheck.objects.filter(site=site, seen_on__lte=plus_months(today(), -months)).exclude(detail="")
    for check in old.select_for_update(of=["self"], skip_locked=True):
        check.detail, check.detail_gone_at = "", timezone.now()
        check.save(update_fields=["detail", "detail_gone_at"])
        audit.record(Act.CHECK_PEER, check, by=None, why=_("What was weighed is deleted: its time is over."))
