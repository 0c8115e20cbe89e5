"""A nominee: named by the person, willing, and agreed to by the body that pays. Only then do they act.

A nominee receives and looks after a direct payment and is responsible for every contract made with it.
Source: NHS (Direct Payments) Regulations 2013 (SI 2013/1617) reg 6.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import authority as authorities
from people import grounds, todos
from people.acts import Act
from people.models import Authority, AuthorityKind, Person, Role, TodoKind


class NotANomination(RuleBroken):
    message = _("Only a nominee is asked to say yes first.")


class OnlyTheNominee(RuleBroken):
    message = _("Only the nominee can say yes to this.")


class AlreadyAccepted(RuleBroken):
    message = _("You have already said yes to this.")


class NotYetAccepted(RuleBroken):
    message = _("The nominee has not said yes yet. They do it on their own page.")
    source = "SI 2013/1617 reg 6"


class AlreadyAgreed(RuleBroken):
    message = _("Somebody has already agreed to this nominee.")


@transaction.atomic
def accept(authority, *, by) -> Authority:
    """Say yes to being the nominee, by the nominee; the body that pays is asked next.

    Raises:
        NotANomination, OnlyTheNominee, AlreadyAccepted, authority.AuthorityOver
    """
    with acting.for_the_site("let a nominee answer", site_id=authority.site_id):
        authority = authorities.standing(authority)
        if authority.kind != AuthorityKind.NOMINEE:
            raise NotANomination
        if authority.holder_id != by.pk:
            raise OnlyTheNominee
        if authority.accepted_at:
            raise AlreadyAccepted
        authority.accepted_at, authority.accepted_by = timezone.now(), by
        authority.save(update_fields=["accepted_at", "accepted_by"])
        audit.record(Act.ACCEPT_NOMINATION, authority, by=by)
        todos.ask(
            authority.person,
            TodoKind.AGREE_NOMINEE,
            key=_key(authority),
            detail=authority.holder.name,
            role=Role.MANAGER,
            by=by,
        )
    return authority


@transaction.atomic
def agree(authority, *, by, checked_on=None) -> Authority:
    """Agree for the body that pays that the nominee is suitable; from now on they act.

    ``checked_on`` is the day the enhanced check with the barred list was seen, needed where the nominee is
    not close family, of the same household or a friend involved in the care.

    Raises:
        NotANomination, authority.AuthorityOver, NotYetAccepted, AlreadyAgreed, authority.NotSomebodyElse,
        grounds.CheckNeeded, authority.HolderNotInTheCircle, authority.HolderMustNotBeContacted
    """
    Person.objects.select_for_update().get(pk=authority.person_id)  # who may be contacted stays as it is
    authority = authorities.standing(authority)
    if authority.kind != AuthorityKind.NOMINEE:
        raise NotANomination
    if authority.agreed_at:
        raise AlreadyAgreed
    if authority.holder_id == by.pk:
        raise authorities.NotSomebodyElse
    if not authority.accepted_at:
        raise NotYetAccepted
    seen = checked_on or authority.checked_on
    if grounds.needs_check(authorities.grounds_of(authority).relationship) and not _is_past(seen):
        raise grounds.CheckNeeded
    authority.agreed_at, authority.agreed_by, authority.checked_on = timezone.now(), by, seen
    authority.save(update_fields=["agreed_at", "agreed_by", "checked_on"])
    audit.record(Act.AGREE_NOMINEE, authority, by=by)
    for todo in authority.person.todos.open().filter(key=_key(authority)):
        todos.settle(todo, by=by, outcome=str(_("Agreed.")))
    return authority


def _is_past(day):
    return day is not None and day <= dates.today()


def _key(authority):
    return f"agree-nominee-{authority.public_id}"
