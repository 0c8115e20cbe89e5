"""Can I get one? A few questions, answered on the spot: nothing is kept, and nothing is decided.

What the law gives for each reason somebody gets support is dated data (``people.rights``, ``RightRule``).
Only a funder decides, in writing and with reasons.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.errors import StrOrPromise
from people import rights, rules
from people.models import Basis, Figure, Right, RightRule


class Age(models.TextChoices):
    """Which side of the law's birthdays somebody is on; the ages themselves are dated figures."""

    CHILD = "child", _("child")
    YOUNG = "young", _("young adult")
    ADULT = "adult", _("adult")


class Standing(models.TextChoices):
    """What can be said from the answers: never more than a guide."""

    LIKELY = "likely", _("It looks as if you can get one.")
    MAYBE = "maybe", _("You may be able to get one.")
    UNKNOWN = "unknown", _("We cannot tell from your answers. The team can find out with you.")
    ELSEWHERE = "elsewhere", _("Please ask the team where you live.")


ASKED = {
    Basis.CONTINUING_CARE: _("The NHS pays for all their care (NHS continuing healthcare)"),
    Basis.CHILDRENS_CONTINUING_CARE: _("The NHS pays for extra care for a child (continuing care)"),
    Basis.AFTER_CARE: _("They get free support after a stay in hospital under the Mental Health Act"),
    Basis.WHEELCHAIR: _("They use the NHS wheelchair service, or were told that they can"),
    Basis.CARE_ACT: _("The council has said that it must help them with their care"),
    Basis.CHILDRENS_ACT: _("The council helps the family, because a child needs extra support"),
    Basis.EHC_PLAN: _("They have an education, health and care plan"),
}
SAYS = {
    Right.HAVE: _("By law, people with this have a right to a personal budget."),
    Right.ASK: _("By law, people with this have a right to ask for a personal budget."),
    Right.MAY: _("People with this may be offered a personal budget. There is no right to one."),
}


class Reason(NamedTuple):
    """What one answer means: the words, what the law gives, and where it says so."""

    label: StrOrPromise
    means: StrOrPromise
    says: StrOrPromise
    source: str
    fits: bool


def ages(site_id) -> dict[str, int]:
    """Return the birthdays that the question about age turns on, by name."""
    asked = rules.values([Figure.ADULT_FROM, Figure.EDUCATION_UNTIL], site_id=site_id)
    return {"adult": asked[Figure.ADULT_FROM], "last": asked[Figure.EDUCATION_UNTIL]}


def answer(*, lives_here, age, bases) -> tuple[Standing, list[Reason]]:
    """Return what can be said from the answers, and why, one reason for each of ``bases``."""
    if not lives_here:
        return Standing.ELSEWHERE, []
    in_force = {rule.basis: rule for rule in RightRule.objects.on(dates.today()).order_by("starts_on")}
    reasons = [_reason(Basis(basis), Age(age), in_force.get(basis)) for basis in bases]
    if any(one.fits and one.says == SAYS[Right.HAVE] for one in reasons):
        return Standing.LIKELY, reasons
    if any(one.fits for one in reasons):
        return Standing.MAYBE, reasons
    return Standing.UNKNOWN, reasons


def _reason(basis, age, rule) -> Reason:
    why_not = _why_not(basis, age)
    return Reason(
        label=ASKED[basis],
        means=rights.MEANS[basis],
        says=why_not or SAYS[Right(rule.right) if rule else Right.MAY],
        source=rule.source if rule and not why_not else "",
        fits=not why_not,
    )


def _why_not(basis, age):
    """Return why ``basis`` does not go with that age, or nothing."""
    if basis in rights.FROM and age == Age.CHILD:
        return _("This is for adults. For a child there are other ways: ask the team which.")
    until = rights.UNTIL.get(basis)
    if until == Figure.ADULT_FROM and age != Age.CHILD:
        return _("This is for children. For an adult there are other ways: ask the team which.")
    if until == Figure.EDUCATION_UNTIL and age == Age.ADULT:
        return _("Such a plan ends before that age. Other help may take its place: ask the team.")
    return ""
