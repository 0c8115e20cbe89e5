"""Confirming that an entry is right: what "checked on" rests on."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.keeping import links, strangers, values
from peersupport.models import Service, ServiceStatus


class EntryHasEnded(RuleBroken):
    message = gettext_lazy("This has ended, so there is nothing to confirm.")


@transaction.atomic
def confirm(service, *, by) -> Service:
    """Write down that a colleague asked, and that all of it is right today.

    Raises:
        EntryHasEnded
    """
    service = values.locked(service)
    assure(service, _("the navigators"))
    audit.record(Act.CONFIRM_SERVICE, service, by=by)
    return service


@transaction.atomic
def confirm_by_link(link) -> Service:
    """Write down that whoever runs an entry says that all of it is right; nobody signs in for it.

    Raises:
        links.LinkOver
        EntryHasEnded
    """
    with strangers.let_in(link.site_id):
        service = values.locked(link.service)
        links.used(link)
        assure(service, service.organisation.name)
        audit.record(Act.CONFIRM_SERVICE, service, by=None, why=_("Through the link that was sent"))
    return service


def assure(service, assured_by, *, on=None) -> None:
    """Let an entry, locked, count as confirmed on a day (today): it is shown again."""
    if service.status == ServiceStatus.DEFUNCT:
        raise EntryHasEnded
    service.assured_on = on or today()
    service.assured_by = assured_by[:120]
    service.is_out_of_date = False
    service.save(update_fields=["assured_on", "assured_by", "is_out_of_date", "changed_at"])
