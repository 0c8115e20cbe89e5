"""What must be known about a child's situation: who looks after them, orders, contact, their own view.

Some of it stops at once what somebody may do for the child. Ending it gives nothing back by itself:
somebody looks at each right again.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import authority, circle, grounds, rules, todos
from people.acts import Act
from people.authority import HolderNotInTheCircle, NoEvidence
from people.models import (
    Authority,
    ChildCircumstance,
    CircumstanceKind,
    Figure,
    OrganisationKind,
    Person,
    TodoKind,
)
from people.models.deciding import SUSPENDS


class GrownUp(RuleBroken):
    message = _("This is about children and young people under %(age)s.")


class WhoseContact(RuleBroken):
    message = _("Choose whose contact with the child is restricted.")


class WhichCouncil(RuleBroken):
    message = _("Choose the council that looks after the child.")


class NotBegunYet(RuleBroken):
    message = _("Enter a first day that is today or before. What is still to come is written down then.")


class CircumstanceOver(RuleBroken):
    message = _("This has already ended.")


@transaction.atomic
def record(person, *, by, kind, words, starts_on, about=None, council=None, evidence="") -> ChildCircumstance:
    """Write down something about a child's situation; what it stops, stops in the same transaction.

    ``about`` is somebody in the circle whom it is about; without one it is about every parent. ``words`` of
    an own view are the child's, unchanged. What stops is told by ``stop``.

    Raises:
        GrownUp, WhoseContact, WhichCouncil, NotBegunYet, authority.NoEvidence,
        authority.HolderNotInTheCircle
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    evidence = evidence.strip()
    _check(person, kind, about, council, evidence, starts_on)
    circumstance = ChildCircumstance.objects.create(
        site_id=person.site_id,
        person=person,
        kind=kind,
        words=words if kind == CircumstanceKind.OWN_VIEW else words.strip(),
        about=about,
        council=council if kind == CircumstanceKind.LOOKED_AFTER else None,
        evidence=evidence,
        starts_on=starts_on,
        recorded_by=by,
    )
    audit.record(Act.RECORD_CIRCUMSTANCE, circumstance, by=by)
    if kind in SUSPENDS:
        stop(circumstance, by=by)
    return circumstance


def _check(person, kind, about, council, evidence, starts_on):
    if dates.today() >= grounds.turns(person, Figure.EDUCATION_UNTIL):
        raise GrownUp(age=rules.value(Figure.EDUCATION_UNTIL, site_id=person.site_id))
    if about is not None and about.person_id != person.pk:
        raise HolderNotInTheCircle
    if kind == CircumstanceKind.NO_CONTACT and about is None:
        raise WhoseContact
    if kind == CircumstanceKind.LOOKED_AFTER and not _is_council(council, person):
        raise WhichCouncil
    if kind != CircumstanceKind.OWN_VIEW and not evidence:
        raise NoEvidence
    if starts_on > dates.today():
        raise NotBegunYet


def _is_council(organisation, person):
    here = organisation is not None and organisation.site_id == person.site_id
    return here and organisation.kind == OrganisationKind.COUNCIL


def stop(circumstance, *, by) -> None:
    """Stop what a circumstance stops, and ask for a new look.

    Named: everything they may do or see for the child, and contact with them. Nobody named: what every
    parent may do by right of being one.
    """
    person, about = circumstance.person, circumstance.about
    stopped = Authority.objects.standing().filter(person=person, suspended_at=None)
    if about is None:
        stopped = stopped.filter(kind__in=grounds.BY_PARENTHOOD)
    else:
        stopped = stopped.filter(holder=about.user_id) if about.user_id else Authority.objects.none()
        _stop_contact(circumstance, by)
    why = circumstance.get_kind_display()
    for right in stopped:
        authority.stop(right, by=by, why=why, told=why)
    key = f"circumstance-{circumstance.public_id}"
    todos.ask(person, TodoKind.AUTHORITY_ENDED, key=key, detail=why, by=by)


def _stop_contact(circumstance, by):
    about = circumstance.about
    about.may_be_contacted, about.why_not_contacted = False, circumstance.get_kind_display()
    about.save(update_fields=["may_be_contacted", "why_not_contacted"])
    audit.record(Act.CHANGE_RELATIONSHIP, about, by=by, why=about.why_not_contacted)
    circle.stop_sharing(about, by=by)
    circle.recall_invitations(about)


@transaction.atomic
def end(circumstance, *, by) -> ChildCircumstance:
    """Write down that it is over. Nobody acts or is contacted again by this alone.

    Raises:
        CircumstanceOver
    """
    circumstance = ChildCircumstance.objects.select_for_update().get(pk=circumstance.pk)
    if circumstance.ended_at:
        raise CircumstanceOver
    circumstance.ended_at, circumstance.ended_by = timezone.now(), by
    circumstance.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.END_CIRCUMSTANCE, circumstance, by=by)
    return circumstance
