"""Who somebody is and how to reach them: changed by the coordinator, and how to reach them by the person."""

import hashlib
import json

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import Changed, RuleBroken
from people import finding, happenings
from people.acts import Act
from people.happenings import Happening
from people.information import NEEDED
from people.models import GONE, Cohort, InformationNeeds, Person
from people.registration import NotBornYet, nhs_number_once

LABELS = {
    "given_name": _("first name"),
    "family_name": _("surname"),
    "known_as": _("likes to be called"),
    "pronounced": _("how to say the name"),
    "born_on": _("birthday"),
    "nhs_number": _("NHS number"),
    "phone": _("telephone"),
    "email": _("email"),
    "address": _("address"),
    "postcode": _("postcode"),
    "has_no_fixed_abode": _("has no fixed address"),
    "gp_practice": _("GP practice"),
    "cohorts": _("groups"),
}
# Also what is read through the API, and what goes along to another site.
DETAILS = tuple(LABELS)
CONTACT = (
    "known_as",
    "pronounced",
    "phone",
    "email",
    "address",
    "postcode",
    "has_no_fixed_abode",
    "gp_practice",
)


class RecordClosed(RuleBroken):
    message = _("This record is closed. Nothing in it can be changed.")


class NoGroup(RuleBroken):
    message = _("Choose at least one group.")


class StillReachedThatWay(RuleBroken):
    message = _(
        "%(way)s is how information is given now. Say first how else to give it, then take it out here."
    )


def revision(person, fields=DETAILS) -> str:
    """Return a mark of the ``fields`` as they stand: the same as long as nobody changes one of them."""
    stands = json.dumps([getattr(person, name) for name in fields], default=str)
    return hashlib.sha256(stands.encode()).hexdigest()[:16]


@transaction.atomic
def change(person, *, by, revision="", **fields) -> Person:
    """Change details of ``person``, as the coordinator.

    Raises:
        Changed: ``revision`` was given, and somebody changed something since.
        RecordClosed, NotBornYet, NhsNumberTaken, NoGroup, StillReachedThatWay
    """
    return _change(person, Act.CHANGE_PERSON, DETAILS, revision, fields, by=by)


@transaction.atomic
def change_contact(person, *, by, revision="", **fields) -> Person:
    """Change how to reach ``person`` and what to call them, as the person.

    Raises:
        Changed, RecordClosed, StillReachedThatWay
    """
    return _change(person, Act.CHANGE_CONTACT, CONTACT, revision, fields, by=by)


def _change(person, act, allowed, seen, fields, *, by):
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"Not among what may be changed: {', '.join(sorted(unknown))}")
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.status in GONE:
        raise RecordClosed
    if seen and seen != revision(person, allowed):
        raise Changed
    if "nhs_number" in fields:
        fields = {**fields, "nhs_number": fields["nhs_number"] or None}
    changed = [name for name, answer in fields.items() if getattr(person, name) != answer]
    has_moved = "postcode" in changed and bool(person.postcode)
    for name in changed:
        setattr(person, name, fields[name])
    _check(person, changed)
    if changed:
        _save(person, changed)
        why = ", ".join(str(LABELS[name]) for name in changed)
        audit.record(act, person, by=by, why=capfirst(why))
    if has_moved:
        happenings.tell(person, Happening.MOVE, key=f"move:{dates.today()}", by=by)
    if "family_name" in changed:
        finding.learn(person.family_name)
    return person


def _check(person, changed):
    if person.born_on > dates.today():
        raise NotBornYet
    if not person.cohorts:
        raise NoGroup
    needs = InformationNeeds.objects.filter(person=person).first()
    field = needs and NEEDED.get(needs.contact_method)
    if field in changed and not getattr(person, field):
        raise StillReachedThatWay(way=needs.get_contact_method_display())


def _save(person, changed):
    with nhs_number_once():
        person.save(update_fields=changed)


def in_words(name, value) -> str:
    """Return a detail as it is read: a day in words, groups by name, nothing as nothing."""
    if name == "cohorts":
        return ", ".join(str(Cohort(one).label) for one in value or [])
    if name == "born_on":
        return dates.in_words(value)
    if value is True:
        return str(_("Yes"))
    return str(value or "")
