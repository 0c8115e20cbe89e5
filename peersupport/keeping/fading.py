"""Entries that nobody confirms: asked about by email, then shown as unsure, then no longer shown."""

import datetime as dt

from django.db.models import DateField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from ipc.kernel.dates import plus_months, today
from peersupport import figures
from peersupport.keeping import links
from peersupport.models import EntryLink, Peer, PeerStatus, Service, ServiceStatus, SupportFigure

MOST_A_NIGHT = 500
# When it was last known to be right: confirmed, added, or still told by the directory it comes from.
LAST_SURE = Greatest(
    Coalesce("assured_on", "added_on"), TruncDate("source_seen_at"), output_field=DateField()
)

# Who supports others is seen by their supervisor every few weeks, as long as they are active.
SEEN_ANYWAY = Q(pk__in=Peer.objects.filter(status=PeerStatus.ACTIVE).values("service_id"))


def fade(site) -> None:
    """Take out of the directory what nobody confirmed for too long, and bring back what somebody did."""
    last_day = plus_months(today(), -figures.value(SupportFigure.LEAVE_MONTHS, site_id=site.pk))
    entries = Service.objects.filter(site=site).annotate(last_sure=LAST_SURE)
    is_sure = Q(last_sure__gte=last_day) | SEEN_ANYWAY
    for is_gone, found in ((True, ~is_sure), (False, is_sure)):
        changing = entries.filter(found, is_out_of_date=not is_gone)
        Service.objects.filter(pk__in=changing.values("pk")).update(
            is_out_of_date=is_gone, changed_at=timezone.now()
        )


def ask_again(site) -> None:
    """Ask whoever runs an entry whether it is right once it is unsure, and again until it is gone."""
    days = figures.value(SupportFigure.LINK_DAYS, site_id=site.pk)
    lately = EntryLink.objects.filter(
        service=OuterRef("pk"), sent_at__gt=timezone.now() - dt.timedelta(days=days)
    )
    to_ask = unsure(site.pk).exclude(provider_email="").filter(~Exists(lately))
    for service in to_ask.order_by(F("last_sure").asc(), "pk")[:MOST_A_NIGHT]:
        links.send(service, by=None)


def unsure(site_id, *, among=None):
    """Return the entries of a site that are shown, for the public, and that nobody confirmed for long."""
    entries = Service.objects.all() if among is None else among
    last_day = plus_months(today(), -figures.value(SupportFigure.FADE_MONTHS, site_id=site_id))
    shown = entries.filter(site_id=site_id, is_internal=False, is_refuge=False, is_out_of_date=False).filter(
        status__in=(ServiceStatus.ACTIVE, ServiceStatus.CLOSED_FOR_NOW)
    )
    return shown.annotate(last_sure=LAST_SURE).filter(~SEEN_ANYWAY, last_sure__lt=last_day)
