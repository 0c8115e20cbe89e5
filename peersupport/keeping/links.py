"""Links by email with which whoever runs an entry confirms or changes it, without signing in.

The code is stored nowhere (``people.codes``): the task that writes the email works it out again. Refuges and
internal entries have no such link: nothing of them goes out.
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport import figures
from peersupport.acts import Act
from peersupport.keeping import values
from peersupport.models import EntryLink, Service, ServiceStatus, SupportFigure
from people import codes


class NobodyToAsk(RuleBroken):
    message = _("There is no email address to ask. Write one down first.")


class NeverByLink(RuleBroken):
    message = _("No link goes out for this entry, because it is not for the public or has ended.")


class LinkOver(RuleBroken):
    """There is no such link, or it is over: a stranger learns no more."""

    message = _("This link does not work any more.")


def code_of(link) -> str:
    """Return the 128-bit code of a link, as it stands in the address."""
    return codes.of("peersupport.entrylink", link)


@transaction.atomic
def send(service, *, by) -> EntryLink:
    """Ask whoever runs an entry whether it is right, by email; earlier links stop working.

    Raises:
        NobodyToAsk, NeverByLink
    """
    service = values.locked(service)
    if not may_go_out(service):
        raise NeverByLink
    if not service.provider_email:
        raise NobodyToAsk
    now = timezone.now()
    end(service, now)
    days = figures.value(SupportFigure.LINK_DAYS, site_id=service.site_id)
    link = EntryLink(
        public_id=uuid.uuid4(),  # chosen here, because the code is worked out from it
        site_id=service.site_id,
        service=service,
        email=service.provider_email,
        sent_at=now,
        expires_at=now + dt.timedelta(days=days),
    )
    link.code_hash = codes.hash_of(code_of(link))
    link.save(force_insert=True)
    audit.record(Act.KEEP_SERVICE, service, by=by, why=str(_("Asked whoever runs it to confirm it")))
    outbox.add("peersupport.send_entry_link", link, key=f"entry-link:{link.public_id}")
    return link


def may_go_out(service) -> bool:
    """Return whether anything of an entry may leave by a link."""
    hidden = service.is_internal or service.is_refuge or service.status == ServiceStatus.DEFUNCT
    return not hidden


def end(service, now=None) -> None:
    """Let the links of an entry open nothing from now on."""
    now = now or timezone.now()
    EntryLink.objects.live(now).filter(service=service).update(ended_at=now)


def find(code) -> EntryLink:
    """Return the live link that ``code`` belongs to.

    Raises:
        LinkOver
    """
    found = EntryLink.objects.live(timezone.now()).filter(code_hash=codes.hash_of(code))
    link = found.select_related("service__organisation", "service__site").first()
    if link is None or not opens(link):
        raise LinkOver
    return link


def opens(link) -> bool:
    """Return whether a link opens anything now."""
    is_live = link.ended_at is None and link.expires_at > timezone.now()
    return is_live and may_go_out(link.service)


def used(link) -> EntryLink:
    """Return ``link``, locked and marked as used now.

    Raises:
        LinkOver
    """
    now = timezone.now()
    link = EntryLink.objects.live(now).select_for_update(of=("self",)).filter(pk=link.pk).first()
    if link is None or not may_go_out(Service.objects.get(pk=link.service_id)):
        raise LinkOver
    link.used_at = now
    link.save(update_fields=["used_at"])
    return link
