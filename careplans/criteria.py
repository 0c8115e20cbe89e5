"""The five things that make a plan a personal one: worked out from facts, confirmed by somebody.

A plan counts only if all five were confirmed. Source: NHS England, personalised care and support planning,
technical definition (domain.md §3.6).
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans.acts import Act
from careplans.models import (
    AgreementParty,
    CarePlan,
    Criterion,
    CriterionCheck,
    GoalKind,
    Observation,
    Participant,
    PlanStatus,
    PlanVersion,
    Side,
    Statement,
)
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken

BESIDE_THE_PERSON = (Side.PERSON, Side.FAMILY, Side.OTHER)


class NotAgreedYet(RuleBroken):
    message = gettext_lazy("Check this when the plan has been agreed.")


class AllFiveAreAsked(RuleBroken):
    message = gettext_lazy("Answer all five.")


class FactsSayOtherwise(RuleBroken):
    message = gettext_lazy("The plan does not show this: “%(what)s” Write down how you know.")
    source = gettext_lazy("NHS England, personalised care and support planning")


class Fact(NamedTuple):
    words: str
    is_there: bool


def facts(plan) -> dict[Criterion, list[Fact]]:
    """Return what the plan itself shows of each of the five: at most eight queries."""
    agreed = list(plan.agreements.filter(revision=plan.revision).values_list("party", flat=True))
    by_the_person = any(party != AgreementParty.PROFESSIONAL for party in agreed)
    return {
        Criterion.CENTRAL: [*_taking_part(plan), Fact(_("They agreed the plan."), by_the_person)],
        Criterion.CONVERSATION: _conversation(plan),
        Criterion.OUTCOMES: [
            Fact(_("There is a goal for their health or wellbeing."), _has_goals(plan)),
            Fact(_("They agreed the plan."), by_the_person),
            Fact(_("A professional agreed it, or takes part in it."), _in_partnership(plan, agreed)),
        ],
        Criterion.SHARABLE: [
            Fact(_("The agreed plan is kept, and can be shared."), _is_sealed(plan)),
        ],
        Criterion.REVIEW: [
            Fact(
                _("The plan says when it is looked at again, and by whom."),
                bool(plan.review_due_on and plan.review_by),
            ),
            Fact(_("They can ask for a change at any time."), plan.status == PlanStatus.AGREED),
        ],
    }


def _taking_part(plan):
    unasked = Participant.objects.filter(person_id=plan.person_id, approved_at=None, ended_at=None)
    return [Fact(_("They said yes to everybody who takes part."), not unasked.exists())]


def _conversation(plan):
    of_person = {"person_id": plan.person_id}
    return [
        Fact(_("About me says what matters to them."), Statement.objects.filter(**of_person).exists()),
        Fact(
            _("It is written down what works and what does not."),
            Observation.objects.filter(**of_person).exists(),
        ),
    ]


def _has_goals(plan):
    return plan.goals.filter(kind__in=[GoalKind.HEALTH, GoalKind.WELLBEING]).exists()


def _in_partnership(plan, agreed):
    if AgreementParty.PROFESSIONAL in agreed:
        return True
    taking_part = Participant.objects.taking_part().filter(person_id=plan.person_id)
    return taking_part.exclude(side__in=BESIDE_THE_PERSON).exists()


def _is_sealed(plan):
    return PlanVersion.objects.filter(plan=plan).exists()


@transaction.atomic
def check(plan, *, by, answers) -> CarePlan:
    """Write down, for each of the five, whether ``plan`` meets it, and how that is known; return the plan.

    ``answers`` maps each ``Criterion`` to ``(is_met, words)``. Who says yes where the plan does not show it
    says how they know.

    Raises:
        NotAgreedYet, AllFiveAreAsked, FactsSayOtherwise
    """
    plan = CarePlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == PlanStatus.DRAFT:
        raise NotAgreedYet
    if set(answers) != set(Criterion):
        raise AllFiveAreAsked
    found = facts(plan)
    for criterion, (is_met, words) in answers.items():
        lacking = next((fact for fact in found[criterion] if not fact.is_there), None)
        if is_met and lacking and not words.strip():
            raise FactsSayOtherwise(what=lacking.words)
        CriterionCheck.objects.create(
            site_id=plan.site_id,
            person_id=plan.person_id,
            plan=plan,
            criterion=criterion,
            is_met=is_met,
            words=words.strip(),
            checked_at=timezone.now(),
            checked_by=by,
        )
    audit.record(Act.CHECK_PLAN, plan, by=by)
    return plan


def newest(plan) -> dict[Criterion, CriterionCheck]:
    """Return the newest answer to each of the five, where somebody has looked: one query."""
    checks = CriterionCheck.objects.filter(plan=plan).select_related("checked_by").order_by("pk")
    return {Criterion(one.criterion): one for one in checks}


def is_counted(plan) -> bool:
    """Return whether all five were confirmed of ``plan``."""
    checked = newest(plan)
    return all(criterion in checked and checked[criterion].is_met for criterion in Criterion)


def counted(plans):
    """Return those of ``plans`` of which all five were confirmed."""
    for criterion in Criterion:
        answers = CriterionCheck.objects.filter(plan=OuterRef("pk"), criterion=criterion).order_by("-pk")
        plans = plans.alias(**{f"met_{criterion}": Subquery(answers.values("is_met")[:1])})
        plans = plans.filter(**{f"met_{criterion}": True})
    return plans
