"""Registering somebody newly referred, after looking whether they are here already."""

import difflib
import unicodedata

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import scopes, surnames
from people.acts import Act
from people.models import Allocation, Person, Role

ALIKE = 0.75


class NotACoordinator(RuleBroken):
    message = gettext_lazy("Only a care coordinator registers people: somebody must be there for them.")


class NhsNumberTaken(RuleBroken):
    message = gettext_lazy(
        "Somebody here already has this NHS number. Look at the possible matches, or check the number again."
    )


class NotBornYet(RuleBroken):
    message = gettext_lazy("The birthday must be today or before today.")


def possible_duplicates(*, by, nhs_number, family_name, given_name, born_on) -> list[dict]:
    """Return those in the site of ``by`` who may be the same person, the surest first, and why.

    Looks beyond the caseload of ``by``, so each match tells only what is needed to find out (name,
    birthday, why it matches, whom to ask) and counts as a look at that record. A record that only a few may
    open is told of to those few alone, one of somebody close to nobody. ``public_id`` is there
    when ``by`` may open the record, ``is_certain`` when the NHS number is the same. Keys: ``name``,
    ``born``, ``why``, ``coordinator``, ``public_id``, ``is_certain``.
    """
    site_id = by.hat.site_id
    with acting.for_the_site("look for somebody who is here already", site_id=site_id):
        kept = scopes.withheld(by, "pk") & ~scopes.on_caseload(by, "pk")
        here = Person.objects.filter(~kept, site_id=site_id).prefetch_related(
            Prefetch("allocations", Allocation.objects.live().select_related("worker"), to_attr="live")
        )
        found = list(here.filter(nhs_number=nhs_number)) if nhs_number else []
        found += [one for one in here.filter(born_on=born_on).order_by("sort_name") if one not in found]
        matches = [(one, _match(one, by, nhs_number, family_name, given_name, born_on)) for one in found]
        matches = [(one, match) for one, match in matches if match["why"]]
        for one, _told_of in matches:
            audit.read(Act.SEE_PERSON, one, by=by, why=_("to find out whether it is the same person"))
    return sorted((match for _one, match in matches), key=lambda match: not match["is_certain"])


def _match(other, by, nhs_number, family_name, given_name, born_on):
    worker = other.live[0].worker if other.live else None
    is_certain = bool(nhs_number) and other.nhs_number == nhs_number
    return {
        "name": other.name,
        "born": dates.in_words(other.born_on),
        "why": [
            *([_("The NHS number is the same.")] if is_certain else []),
            *(_why_by_birthday(other, family_name, given_name) if other.born_on == born_on else []),
        ],
        "coordinator": worker.name if worker else "",
        "public_id": str(other.public_id) if worker == by else "",
        "is_certain": is_certain,
    }


def _why_by_birthday(other, family_name, given_name):
    theirs, asked = _plain(other.family_name), _plain(family_name)
    if theirs == asked:
        return [_("The birthday and the surname are the same.")]
    if {theirs, _plain(other.given_name)} == {asked, _plain(given_name)}:
        return [_("The birthday is the same, and first name and surname are the other way round.")]
    if sounds_alike(theirs, asked):
        return [_("The birthday is the same and the surname is nearly the same.")]
    return []


def sounds_alike(one: str, other: str) -> bool:
    """Return whether two surnames differ by so little that one may be a slip of the pen.

    A double-barrelled name is alike to either of its parts: people marry and part.
    """
    parts = set(one.split()) & set(other.split())
    return bool(parts) or difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE


def _plain(name):
    """Return ``name`` without accents, case and signs, a hyphen as a space: ``oneil smith``."""
    spread = unicodedata.normalize("NFKD", name.replace("-", " ")).casefold()
    return " ".join("".join(sign for sign in spread if sign.isalnum() or sign == " ").split())


@transaction.atomic
def register(*, by, **fields) -> Person:
    """Add a person to the site of ``by`` and to the caseload of ``by``; return the person.

    ``fields`` are those of ``Person`` that a form asks for; ``referred_on`` is today unless given.

    Raises:
        NotACoordinator, NotBornYet
        NhsNumberTaken: somebody in the site has the NHS number.
    """
    if by.hat.role != Role.COORDINATOR:
        raise NotACoordinator
    if fields["born_on"] > dates.today():
        raise NotBornYet
    site_id = by.hat.site_id
    fields = {"referred_on": dates.today(), **fields, "nhs_number": fields.get("nhs_number") or None}
    with acting.for_the_site("register a person who is on no caseload yet", site_id=site_id):
        try:
            with transaction.atomic():
                person = Person.objects.create(site_id=site_id, registered_by=by, **fields)
        except IntegrityError as error:
            if "person_nhs_number_once_in_a_site" not in str(error):
                raise
            raise NhsNumberTaken from error
        surnames.learn(person.family_name)
        Allocation.objects.create(
            site_id=site_id, person=person, worker=by, starts_on=dates.today(), allocated_by=by
        )
        audit.record(Act.REGISTER_PERSON, person, by=by)
    return person
