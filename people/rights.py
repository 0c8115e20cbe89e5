"""Why somebody gets support, and what that gives them: from which law, and since when.

A body decides that somebody has an entitlement (``LegalBasis``); what it gives is dated data
(``RightRule``), because the law changed more than once. A right to a personal budget is never a right to a
direct payment.
"""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken, StrOrPromise
from people import rules
from people.acts import Act
from people.models import (
    Basis,
    Figure,
    LegalBasis,
    OrganisationKind,
    Person,
    Right,
    RightRule,
)

NHS, COUNCIL, EDUCATION = OrganisationKind.NHS, OrganisationKind.COUNCIL, OrganisationKind.EDUCATION
DECIDED_BY = {
    Basis.CONTINUING_CARE: (NHS,),
    Basis.CHILDRENS_CONTINUING_CARE: (NHS,),
    Basis.AFTER_CARE: (NHS, COUNCIL),
    Basis.WHEELCHAIR: (NHS,),
    Basis.CARE_ACT: (COUNCIL,),
    Basis.CHILDRENS_ACT: (COUNCIL,),
    Basis.EHC_PLAN: (COUNCIL, EDUCATION),
}
FROM = {Basis.CONTINUING_CARE: Figure.ADULT_FROM, Basis.CARE_ACT: Figure.ADULT_FROM}
UNTIL = {
    Basis.CHILDRENS_CONTINUING_CARE: Figure.ADULT_FROM,
    Basis.CHILDRENS_ACT: Figure.ADULT_FROM,
    Basis.EHC_PLAN: Figure.EDUCATION_UNTIL,
}
MEANS = {
    Basis.CONTINUING_CARE: _(
        "The NHS arranges and pays for all the care, because the needs are mainly about health."
    ),
    Basis.CHILDRENS_CONTINUING_CARE: _(
        "The NHS pays for extra care that a child's health needs, beside the help every child can get."
    ),
    Basis.AFTER_CARE: _(
        "After being in hospital under the Mental Health Act, the NHS and the council together give"
        " support that is free."
    ),
    Basis.WHEELCHAIR: _("The NHS wheelchair service provides a wheelchair, and looks after it."),
    Basis.CARE_ACT: _("The council has decided that it must make sure the care needs of an adult are met."),
    Basis.CHILDRENS_ACT: _("The council helps a child who needs extra support, and the family."),
    Basis.EHC_PLAN: _(
        "An education, health and care plan says what help a child or young person gets to learn,"
        " and to be well."
    ),
}
GIVES = {
    Right.HAVE: _(
        "That means knowing how much money there is, agreeing a plan for it, and choosing how it is managed."
        " It is not a right to be paid the money directly."
    ),
    Right.ASK: _("The answer must be given in writing, with reasons where it is no."),
    Right.MAY: _("There is no right to one by law, so it may also not be offered."),
}


class AlreadyRests(RuleBroken):
    message = _("This is already written down for that time.")


class AgeDoesNotFit(RuleBroken):
    pass


class WrongBody(RuleBroken):
    message = _("That body does not decide about this. Choose one of this site that does.")


class BeforeBirth(RuleBroken):
    message = _("The day must not be before the birthday.")


class EndsBeforeItStarts(RuleBroken):
    message = _("The last day must not be before the first.")


class AlreadyEnded(RuleBroken):
    message = _("This has ended already.")


class Given(NamedTuple):
    """What one legal basis gives: ``right`` since ``right_since``, by the law in ``source``.

    ``until`` is the first day without it: an end that was written down, or a birthday.
    """

    basis: LegalBasis
    right: Right
    right_since: dt.date | None
    source: str
    until: dt.date | None
    means: StrOrPromise
    gives: StrOrPromise


def age_limits(person, basis) -> tuple[dt.date | None, dt.date | None]:
    """Return from which birthday a basis can hold for ``person``, and the first day it cannot any more."""
    first, last = FROM.get(basis), UNTIL.get(basis)
    return (
        rules.birthday(person.born_on, rules.value(first, site_id=person.site_id)) if first else None,
        rules.birthday(person.born_on, rules.value(last, site_id=person.site_id)) if last else None,
    )


@transaction.atomic
def record(person, *, by, basis, decided_by_body, evidence, starts_on) -> LegalBasis:
    """Write down that a body decided that ``person`` has an entitlement, from a day on.

    Raises:
        WrongBody, BeforeBirth, AgeDoesNotFit, AlreadyRests
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if decided_by_body.site_id != person.site_id or decided_by_body.kind not in DECIDED_BY[basis]:
        raise WrongBody
    if starts_on < person.born_on:
        raise BeforeBirth
    _check_age(person, basis, starts_on)
    same = LegalBasis.objects.filter(person=person, basis=basis)
    if same.filter(ends_on=None).exists() or same.filter(ends_on__gt=starts_on).exists():
        raise AlreadyRests
    recorded = LegalBasis.objects.create(
        site_id=person.site_id,
        person=person,
        basis=basis,
        decided_by_body=decided_by_body,
        evidence=evidence,
        starts_on=starts_on,
        recorded_by=by,
    )
    audit.record(Act.RECORD_BASIS, recorded, by=by, why=str(recorded))
    return recorded


def _check_age(person, basis, starts_on):
    first, last = age_limits(person, basis)
    label = Basis(basis).label
    if first and starts_on < first:
        message = _("%(label)s is for adults: from %(day)s on at the earliest.")
        raise AgeDoesNotFit(message % {"label": label, "day": dates.in_words(first)})
    if last and starts_on >= last:
        message = _("%(label)s ends with childhood or youth: before %(day)s.")
        raise AgeDoesNotFit(message % {"label": label, "day": dates.in_words(last)})


@transaction.atomic
def end(basis, *, by, ends_on, why="") -> LegalBasis:
    """End an entitlement; ``ends_on`` is the first day without it.

    Raises:
        AlreadyEnded, EndsBeforeItStarts
    """
    basis = LegalBasis.objects.select_for_update().get(pk=basis.pk)
    if basis.ends_on:
        raise AlreadyEnded
    if ends_on < basis.starts_on:
        raise EndsBeforeItStarts
    basis.ends_on = ends_on
    basis.save(update_fields=["ends_on"])
    audit.record(Act.END_BASIS, basis, by=by, why=why)
    return basis


def of(person, on=None, among=None) -> list[Given]:
    """Return what each legal basis gives ``person`` on a day (today), the oldest first.

    ``among`` limits it to rows the reader may see. Before the law gave a right, a budget "may be offered".
    """
    on = on or dates.today()
    rows = LegalBasis.objects.filter(person=person) if among is None else among.filter(person=person)
    live = list(rows.live(on).select_related("decided_by_body"))
    if not live:
        return []
    told = list(RightRule.objects.filter(starts_on__lte=on).order_by("starts_on"))
    found = [_given(person, basis, on, told) for basis in live]
    return [given for given in found if given.until is None or given.until > on]


def _given(person, basis, on, told):
    _first, last = age_limits(person, basis.basis)
    until = min((day for day in (basis.ends_on, last) if day), default=None)
    of_basis = [rule for rule in told if rule.basis == basis.basis]
    in_force = [rule for rule in of_basis if rule.ends_on is None or rule.ends_on > on]
    rule = in_force[-1] if in_force else None
    right = Right(rule.right) if rule else Right.MAY
    return Given(
        basis=basis,
        right=right,
        right_since=max(basis.starts_on, _began(rule, of_basis)) if rule else None,
        source=rule.source if rule else "",
        until=until,
        means=MEANS[basis.basis],
        gives=GIVES[right],
    )


def _began(rule, of_basis):
    """Return since when this right stands: a rule that only renews the one before began with that one."""
    began = rule.starts_on
    for earlier in reversed([one for one in of_basis if one.starts_on < rule.starts_on]):
        if earlier.right != rule.right or earlier.ends_on != began:
            break
        began = earlier.starts_on
    return began
