"""Who may be here already, in the whole site: to register nobody twice, and to put records together.

It looks beyond the caseload, so each match tells only what is needed to find out: name, birthday, why, whom
to ask; and counts as a look. Of a record that few may open it tells only that there may be one.
"""

from django.db.models import BooleanField, Case, Prefetch, Q, Value, When, prefetch_related_objects
from django.utils.translation import gettext as _

from ipc.kernel import access, acting, audit, dates
from people import scopes, surnames
from people.acts import Act
from people.finding import WHOLE_NUMBER
from people.models import Allocation, Person

MOST_SURNAMES = 50


def possible(
    *, by, nhs_number="", family_name="", given_name="", born_on=None, phone="", apart_from=None
) -> list[dict]:
    """Return those in the site of ``by`` who may be the same person, the surest first, and why.

    Keys: ``name``, ``born``, ``why``, ``coordinator``; ``id``, by which a merge may be proposed;
    ``public_id`` when ``by`` may open the record; ``is_certain`` when the NHS number is the same;
    ``is_kept_back`` for a record that few may open: then nothing else is told.
    """
    site_id = by.hat.site_id
    with acting.for_the_site("look for somebody who is here already", site_id=site_id):
        found = _found(by, nhs_number, family_name, given_name, born_on, phone)
        found = [one for one in found if one.pk != getattr(apart_from, "pk", None)]
        told = [one for one in found if one.may_be_named]
        matches = [_match(one, by, nhs_number, family_name, given_name, born_on, phone) for one in told]
        matches.sort(key=lambda match: (not match["is_certain"], -len(match["why"])))
        kept_back = [one for one in found if not one.may_be_named]
        audit.read_each(Act.SEE_PERSON, told, by=by, why=_("to find out whether it is the same person"))
    if kept_back:
        is_certain = bool(nhs_number) and any(one.nhs_number == nhs_number for one in kept_back)
        matches.append({**KEPT_BACK, "is_certain": is_certain})
    return matches


KEPT_BACK = {
    "name": "",
    "born": "",
    "why": [],
    "coordinator": "",
    "id": "",
    "public_id": "",
    "is_certain": False,
    "is_kept_back": True,
}


def _found(by, nhs_number, family_name, given_name, born_on, phone):
    """Return the records of the site that match, in one statement, with who coordinates them in another."""
    here = Person.objects.filter(site_id=by.hat.site_id).kept()
    here = here.annotate(may_open=_is(access.rows(Person, Act.SEE_PERSON, by)))
    here = here.annotate(may_be_named=_is(access.rows(Person, Act.SEE_PERSON, by) | scopes.in_site(by, "pk")))
    same = Q(pk__in=[])
    if nhs_number:
        same |= Q(nhs_number=nhs_number)
    if len(digits := _digits(phone)) == WHOLE_NUMBER:
        same |= Q(phone_digits=digits)
    near = Q(surname_key__in=surnames.near(family_name, MOST_SURNAMES))
    named = near | Q(surname_key__in=[surnames.key_of(family_name), surnames.key_of(given_name)])
    matching = here.filter(same).union(here.filter(named, born_on=born_on), all=True)
    live = Prefetch("allocations", Allocation.objects.live().select_related("worker"), to_attr="live")
    matches = sorted({one.pk: one for one in matching}.values(), key=lambda one: (one.sort_name, one.pk))
    prefetch_related_objects(matches, live)
    return [one for one in matches if _why(one, nhs_number, family_name, given_name, born_on, phone)]


def _is(condition):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _digits(phone):
    return "".join(sign for sign in phone if sign.isdecimal())[-WHOLE_NUMBER:]


def _match(other, by, *asked):
    worker = other.live[0].worker if other.live else None
    nhs_number = asked[0]
    return {
        "name": other.name,
        "born": dates.in_words(other.born_on),
        "why": _why(other, *asked),
        "coordinator": worker.name if worker else "",
        "id": str(other.public_id),
        "public_id": str(other.public_id) if other.may_open else "",
        "is_certain": bool(nhs_number) and other.nhs_number == nhs_number,
        "is_kept_back": False,
    }


def _why(other, nhs_number, family_name, given_name, born_on, phone):
    digits = _digits(phone)
    return [
        *([_("The NHS number is the same.")] if nhs_number and other.nhs_number == nhs_number else []),
        *(_why_by_birthday(other, family_name, given_name) if other.born_on == born_on else []),
        *(
            [_("The telephone number is the same.")]
            if len(digits) == WHOLE_NUMBER and other.phone_digits == digits
            else []
        ),
    ]


def _why_by_birthday(other, family_name, given_name):
    theirs, asked = other.surname_key, surnames.key_of(family_name)
    if theirs == asked:
        return [_("The birthday and the surname are the same.")]
    if {theirs, surnames.key_of(other.given_name)} == {asked, surnames.key_of(given_name)}:
        return [_("The birthday is the same, and first name and surname are the other way round.")]
    if surnames.are_near(asked, theirs):
        return [_("The birthday is the same and the surname is nearly the same.")]
    return []


def of(person, *, by) -> list[dict]:
    """Return those who may be the same as ``person``, who is here; nothing of records that few may open."""
    asked = ("nhs_number", "family_name", "given_name", "born_on", "phone")
    facts = {name: getattr(person, name) for name in asked}
    return [one for one in possible(by=by, apart_from=person, **facts) if not one["is_kept_back"]]


def choose(person, public_id, *, by) -> Person | None:
    """Return the record that ``by`` may name as ``person``'s: one they may open, or one shown as alike."""
    seen = Person.objects.permitting(Act.PROPOSE_MERGE, by).filter(public_id=public_id).first()
    if seen is not None or str(public_id) not in {one["id"] for one in of(person, by=by)}:
        return seen
    with acting.for_the_site("name a record that was shown as alike", site_id=person.site_id):
        return Person.objects.get(public_id=public_id, site_id=person.site_id)
