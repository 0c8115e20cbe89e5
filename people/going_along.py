"""What goes along when somebody moves to another site: part by part, each copied by the room it belongs to.

Copied, not moved: what was here stays here, and the other site's copy is its own from then on.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from people.models import (
    ChildCircumstance,
    CircumstanceKind,
    Flag,
    HandedOver,
    InformationNeeds,
    LegalBasis,
    Person,
    Relationship,
    Site,
    User,
)


class Move(NamedTuple):
    """Who moves: the record here, the record that was begun there, from which site, and who took it on."""

    old: Person
    new: Person
    from_site: Site
    by: User


Copier = Callable[[Move], None]
_copiers: dict[str, Copier] = {}
OF_ITS_OWN = {"id", "public_id", "site", "person"}


def goes_along(part: HandedOver) -> Callable[[Copier], Copier]:
    """Let a room copy ``part`` of a record when somebody moves."""

    def keep(copier):
        _copiers[part] = copier
        return copier

    return keep


def take_along(parts, move: Move) -> None:
    """Copy the ``parts`` that the person agreed to, and what keeps a child safe; nothing else."""
    for part in HandedOver:
        if part in parts:
            _copiers[part](move)
    _what_keeps_a_child_safe(move)


def _what_keeps_a_child_safe(move):
    """Orders and whose contact is restricted go along always: they are nobody's to leave behind."""
    found = ChildCircumstance.objects.filter(person=move.old, ended_at=None)
    for one in found.exclude(kind=CircumstanceKind.OWN_VIEW).select_related("about"):
        about = one.about and _in_the_circle_there(one.about, move.new)
        words = f"{came_from(move)}: {one.words}"[:1000]
        copied(one, move.new, about_id=about and about.pk, words=words, recorded_by_id=move.by.pk)


def _in_the_circle_there(relationship, new):
    """Return whom an order is about in the new record, written there where the circle did not go along."""
    there = Relationship.objects.live().filter(person=new, name=relationship.name, kind=relationship.kind)
    return there.first() or copied(relationship, new, phone="", email="")


def copied(row, new: Person, **changes):
    """Return a new, saved row about ``new`` that says what ``row`` says, but for the ``changes``."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in OF_ITS_OWN and not field.generated
    }
    return type(row).objects.create(**{**fields, **changes}, site_id=new.site_id, person=new)


def came_from(move: Move) -> str:
    return _("Came along from %(site)s") % {"site": move.from_site.name}


@goes_along(HandedOver.NEEDS)
def information_needs(move):
    for needs in InformationNeeds.objects.filter(person=move.old):
        copied(needs, move.new)


@goes_along(HandedOver.CIRCLE)
def circle(move):
    """Everybody who is in the person's life now, those who must not be contacted as well."""
    for relationship in Relationship.objects.live().filter(person=move.old):
        copied(relationship, move.new)


@goes_along(HandedOver.RIGHTS)
def rights(move):
    """The decisions in force, as another area's: the new site looks at them again."""
    for basis in LegalBasis.objects.live().filter(person=move.old):
        evidence = f"{came_from(move)}: {basis.evidence}"[:200]
        copied(basis, move.new, evidence=evidence, recorded_by_id=move.by.pk)


@goes_along(HandedOver.FLAGS)
def flags(move):
    for flag in Flag.objects.live().filter(person=move.old):
        reason = f"{came_from(move)}: {flag.reason}"[:300]
        copied(flag, move.new, reason=reason, raised_by_id=move.by.pk)
