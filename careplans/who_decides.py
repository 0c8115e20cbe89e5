"""Who may agree a plan: the person, who acts for them by right, or who decides in their best interests.

Everybody from 16 is taken to be able to decide about their own plan until an assessment of just that shows
otherwise. Sources: SI 2013/1617 reg 2; Mental Capacity Act 2005 ss1–4, 6(6), 11(7), 20(1).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from careplans.models import AgreementParty
from ipc.kernel.errors import RuleBroken
from people import rules
from people.models import (
    Authority,
    AuthorityKind,
    BestInterestsDecision,
    CapacityAssessment,
    DecisionTopic,
    Figure,
    HowGiven,
    Outcome,
    Role,
)

# They decide only while the person cannot; what they hold does not show that by itself.
ONLY_WHERE_THEY_CANNOT = (AuthorityKind.ATTORNEY, AuthorityKind.DEPUTY)


class MayNotDecide(RuleBroken):
    message = _("Only the person, or somebody with the right to decide for them, can agree this plan.")


class TooYoungToDecideAlone(RuleBroken):
    message = _("Under %(age)s, somebody with parental responsibility agrees the plan. Look at it together.")
    source = "SI 2013/1617 reg 2"


class CannotDecideThisNow(RuleBroken):
    message = _(
        "An assessment says that %(called)s cannot decide about the plan at this time. Somebody with the "
        "right to decide agrees it, or it is decided in their best interests."
    )
    source = "Mental Capacity Act 2005 ss2, 4"


class TheyDecideThemselves(RuleBroken):
    message = _("Only %(called)s can agree this plan: no assessment says that they cannot decide about it.")
    source = "Mental Capacity Act 2005 ss1(2), 11(7), 20(1)"


class SomebodyElseDecides(RuleBroken):
    message = _("%(name)s has the right to decide about this plan. Ask them to agree it.")
    source = "Mental Capacity Act 2005 s6(6)"


class DecisionMissing(RuleBroken):
    message = _("First write down what was decided about the plan in the person's best interests, and how.")
    source = "Mental Capacity Act 2005 s4"


class WitnessMissing(RuleBroken):
    message = _("Write the name of somebody else who heard it on the telephone.")


class SignedPageMissing(RuleBroken):
    message = _("Add a photo or scan of the signed page.")


@dataclass(frozen=True)
class Said:
    """One agreement as it is told: by which party, how, and what shows it."""

    party: str
    how: str
    name: str = ""
    organisation: str = ""
    witness: str = ""
    paper: Any = None
    decision: BestInterestsDecision | None = None


def name_of(plan, by, said) -> str:
    """Return the name of who agrees, if ``by`` may say so in that part and way.

    Raises:
        MayNotDecide, TooYoungToDecideAlone, CannotDecideThisNow, TheyDecideThemselves, SomebodyElseDecides,
        DecisionMissing
    """
    if said.party == AgreementParty.PROFESSIONAL:
        return _professional(by, said)
    is_staff = by.is_member_of_staff
    if by.hat.role == Role.PARTNER or (is_staff and said.how == HowGiven.ONLINE):
        raise MayNotDecide
    if said.party == AgreementParty.BEST_INTERESTS:
        return _in_best_interests(plan.person, said, is_staff=is_staff)
    if not is_staff and (by.person_id == plan.person_id) != (said.party == AgreementParty.PERSON):
        raise MayNotDecide
    if said.party == AgreementParty.PERSON:
        refuse_who_cannot_decide_alone(plan.person)
        return plan.person.name if is_staff else by.name
    return _representative(plan.person, said.name) if is_staff else _representative(plan.person, holder=by)


def refuse_unshown(by, said, name) -> None:
    """Refuse what nobody else heard on the telephone, and what was signed on a page that is not there.

    Raises:
        WitnessMissing, SignedPageMissing
    """
    if said.how == HowGiven.PHONE:
        heard_by = said.witness.strip().casefold()
        if not heard_by or heard_by in (by.name.casefold(), name.casefold()):
            raise WitnessMissing
    if said.how == HowGiven.PAPER and said.paper is None:
        raise SignedPageMissing


def refuse_who_cannot_decide_alone(person) -> None:
    """Refuse that somebody agrees by themselves who is too young, or cannot decide about the plan now.

    Raises:
        TooYoungToDecideAlone, CannotDecideThisNow
    """
    if is_too_young(person):
        raise TooYoungToDecideAlone(age=_decides_alone_from(person))
    if assessed_as_unable(person):
        raise CannotDecideThisNow(called=person.called)


def is_too_young(person) -> bool:
    """Return whether somebody else decides because of the person's age."""
    return person.age < _decides_alone_from(person)


def _decides_alone_from(person):
    return rules.value(Figure.SIXTEEN_DECIDES, site_id=person.site_id)


def assessed_as_unable(person) -> CapacityAssessment | None:
    """Return the assessment in force that says ``person`` cannot decide about the plan now, if any."""
    about_the_plan = CapacityAssessment.objects.live().filter(person=person, topic=DecisionTopic.PLAN)
    return about_the_plan.filter(outcome=Outcome.CANNOT).first()


def standing_decision(person) -> BestInterestsDecision | None:
    """Return the newest best interests decision about the plan that still rests on an assessment in force."""
    unable = assessed_as_unable(person)
    if unable is None:
        return None
    return BestInterestsDecision.objects.filter(assessment=unable).select_related("decided_by").first()


def representatives(person) -> list[str]:
    """Return the names of those who decide about the plan of ``person`` by right."""
    rights = Authority.objects.deciding_the_plan().filter(person=person)
    return sorted(set(rights.values_list("holder__name", flat=True)))


def _professional(by, said):
    """Return the professional's name: ``by``, or somebody whose yes they write down."""
    if not by.is_member_of_staff:
        raise MayNotDecide
    is_another = bool(said.name) and said.name != by.name
    if is_another and (by.hat.role == Role.PARTNER or said.how == HowGiven.ONLINE):
        raise MayNotDecide
    return said.name or by.name


def _representative(person, name="", holder=None):
    """Return the name of who decides by right: ``holder``, whoever has the ``name``, or the only one."""
    rights = Authority.objects.deciding_the_plan().filter(person=person)
    if holder is not None:
        rights = rights.filter(holder=holder)
    held = list(rights.filter(holder__name=name) if name else rights)
    if len({right.holder_id for right in held}) != 1:
        raise MayNotDecide
    may_anyway = any(right.kind not in ONLY_WHERE_THEY_CANNOT for right in held)
    if not may_anyway and not assessed_as_unable(person):
        raise TheyDecideThemselves(called=person.called)
    return held[0].holder.name


def _in_best_interests(person, said, *, is_staff):
    """Return the name of who decided in the person's best interests."""
    if not is_staff:
        raise MayNotDecide
    if not assessed_as_unable(person):
        raise TheyDecideThemselves(called=person.called)
    for right in Authority.objects.deciding_the_plan().filter(person=person, kind__in=ONLY_WHERE_THEY_CANNOT):
        raise SomebodyElseDecides(name=right.holder.name)
    decision = said.decision
    if decision is None or decision != standing_decision(person):
        raise DecisionMissing
    return decision.decided_by.name if decision.decided_by else person.name
