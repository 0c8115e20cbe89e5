"""Who may act for a person: by which right, seen on what evidence, until when.

A parent acts for a child until the 16th birthday, when the young person decides (Mental Capacity Act
2005 s2(5); NHS (Direct Payments) Regulations 2013, SI 2013/1617, reg 2; DAPB3051 §7.2).
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people.acts import Act
from people.models import Authority, AuthorityKind, Person
from people.models.sharing import AUTHORITY_SECTIONS

DECIDES_ALONE_FROM = 16


class OldEnoughToDecide(RuleBroken):
    message = _(
        "A parent's right to act ends on the 16th birthday. From that day the young person decides, "
        "and may agree to share with the parent."
    )
    source = "DAPB3051 §7.2; SI 2013/1617 reg 2"


class NotSomebodyElse(RuleBroken):
    message = _(
        "Choose somebody else: nobody needs a right to act for themselves, and staff act by their role."
    )


class NoEvidence(RuleBroken):
    message = _("Write down which paper you have seen.")


class EndsBeforeItStarts(RuleBroken):
    message = _("The last day must be after the first.")


class AuthorityOver(RuleBroken):
    message = _("This right to act has already ended.")


def sixteenth_birthday(born_on: dt.date) -> dt.date:
    """Return the day somebody turns 16; born on 29 February, it is 1 March where that day does not exist."""
    try:
        return born_on.replace(year=born_on.year + DECIDES_ALONE_FROM)
    except ValueError:
        return dt.date(born_on.year + DECIDES_ALONE_FROM, 3, 1)


@transaction.atomic
def record(person, *, by, holder, kind, evidence, starts_on, ends_on=None) -> Authority:
    """Write down that ``holder`` may act for ``person``: what they may see follows from the ``kind``.

    ``ends_on`` is the first day without it; for a parent never later than the 16th birthday.

    Raises:
        OldEnoughToDecide, NotSomebodyElse, NoEvidence, EndsBeforeItStarts
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if holder.person_id == person.pk or holder.role_assignments.live().exists():
        raise NotSomebodyElse
    if not evidence.strip():
        raise NoEvidence
    if kind == AuthorityKind.PARENT:
        birthday = sixteenth_birthday(person.born_on)
        if dates.today() >= birthday or starts_on >= birthday:
            raise OldEnoughToDecide
        ends_on = min(ends_on or birthday, birthday)
    if ends_on is not None and ends_on <= starts_on:
        raise EndsBeforeItStarts
    authority = Authority.objects.create(
        site_id=person.site_id,
        person=person,
        holder=holder,
        kind=kind,
        sections=AUTHORITY_SECTIONS[kind],
        evidence=evidence.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        verified_at=timezone.now(),
        verified_by=by,
    )
    audit.record(Act.RECORD_AUTHORITY, authority, by=by)
    return authority


@transaction.atomic
def withdraw(authority, *, by) -> Authority:
    """End a right to act at once.

    Raises:
        AuthorityOver: it has ended before.
    """
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if authority.withdrawn_at or (authority.ends_on and authority.ends_on <= dates.today()):
        raise AuthorityOver
    authority.withdrawn_at, authority.withdrawn_by = timezone.now(), by
    authority.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(Act.WITHDRAW_AUTHORITY, authority, by=by)
    return authority
