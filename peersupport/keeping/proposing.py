"""What people outside propose for the directory: nothing of it is shown before a colleague has looked.

Whoever runs an entry proposes through their link; anybody may suggest a new one or say that one is wrong.
Locks are taken in one order: the entry, its links, what is proposed for it.
"""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.keeping import links, strangers, values
from peersupport.models import ChangeKind, ChangeStatus, EntryChange


class NothingDifferent(RuleBroken):
    message = _("Nothing is different from what we have. If all of it is right, say so with the button.")


class NothingSaid(RuleBroken):
    message = _("Say in a few words what it is about.")


@transaction.atomic
def propose(link, *, written, words="") -> EntryChange:
    """Propose new values for an entry through its link; an earlier proposal that waits is replaced.

    Raises:
        NothingDifferent
        links.LinkOver
    """
    with strangers.let_in(link.site_id):
        service = values.locked(link.service)
        link = links.used(link)
        before = values.of(service)
        allowed = {name: value for name, value in written.items() if name in values.by_link(service)}
        changed = values.differing(allowed, before)
        if not (changed or words.strip()):
            raise NothingDifferent
        _replace(service, ChangeKind.EDIT)
        seen = {name: before[name] for name in changed}
        return _keep(ChangeKind.EDIT, service=service, link=link, values=changed, before=seen, words=words)


@transaction.atomic
def say_ended(link, *, words="") -> EntryChange:
    """Say through its link that an entry has ended; it stays until a colleague has looked.

    Raises:
        links.LinkOver
    """
    with strangers.let_in(link.site_id):
        service = values.locked(link.service)
        link = links.used(link)
        _replace(service, ChangeKind.CLOSURE)
        return _keep(ChangeKind.CLOSURE, service=service, link=link, words=words)


def report(service, *, about, words, contact="", by=None, key=None) -> EntryChange:
    """Say that something about an entry is wrong; ``about`` is what, in a word (a code of the form).

    ``contact`` is an email address to be asked back; it goes with the decision. ``key``: once for each.

    Raises:
        NothingSaid
    """
    if not words.strip():
        raise NothingSaid
    return _once(
        key,
        kind=ChangeKind.REPORT,
        service=service,
        values={"about": about},
        words=words,
        contact=contact,
        by=by,
    )


def suggest(site, *, written, organisation, words="", contact="", by=None, key=None) -> EntryChange:
    """Suggest something that is not in the directory of ``site`` yet.

    Raises:
        NothingSaid: not even what it is called.
    """
    if not written.get("name", "").strip():
        raise NothingSaid
    told = {name: value for name, value in written.items() if name in (*values.PROPOSED, "kind") and value}
    told["organisation"] = organisation
    return _once(key, kind=ChangeKind.SUGGESTION, site=site, values=told, words=words, contact=contact, by=by)


def _once(key, **proposed):
    """Keep it under the key of the form, which becomes its id: sent twice, it is kept once."""
    subject = proposed.get("service") or proposed["site"]
    try:
        with strangers.let_in(subject.site_id if "service" in proposed else subject.pk):
            return _keep(proposed.pop("kind"), public_id=key, **proposed)
    except IntegrityError:
        kept = EntryChange.objects.filter(public_id=key).first() if key else None
        if kept is None:
            raise
        return kept


def _keep(kind, *, site=None, service=None, by=None, public_id=None, **proposed):
    staff = by if by is not None and by.is_authenticated and by.is_member_of_staff else None
    change = EntryChange.objects.create(
        public_id=public_id or uuid.uuid4(),
        kind=kind,
        site_id=service.site_id if service else site.pk,
        service=service,
        proposed_by=staff,
        proposed_at=timezone.now(),
        **proposed,
    )
    audit.record(Act.PROPOSE_CHANGE, change, by=staff)
    return change


def _replace(service, kind):
    waiting = EntryChange.objects.filter(service=service, kind=kind, status=ChangeStatus.WAITING)
    waiting.filter(link__isnull=False).update(
        status=ChangeStatus.REPLACED, contact="", decided_at=timezone.now()
    )
