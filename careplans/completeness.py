"""What a plan still lacks, by which rule, and whether it can be agreed without it.

One plan serves many laws (domain.md §3.5). What depends on the money is known only to those who know
the money: they name the funders, and which of them pay directly.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from careplans.models import Statement
from people.models import Allocation, Funder

CARE_ACT_S25 = "Care Act 2014 s25(1)"
NHS_REG_8 = "NHS (Direct Payments) Regulations 2013 reg 8"
PRSB = "PRSB Personalised Care and Support Plan 2.0"


class Missing(NamedTuple):
    words: str
    source: str
    is_blocking: bool


def missing(plan, *, funders=(), direct_from=()):
    """Return what ``plan`` lacks, what stops it first.

    ``funders`` whose money the plan uses and ``direct_from``, those of them who pay the person
    directly, are letters of ``Funder``; without them their rules only remind.
    """
    council = Funder.COUNCIL in funders
    nhs_direct = Funder.NHS in direct_from
    found = [
        *_in_the_tree(plan, council),
        *_review(plan),
        *_details(plan, council, nhs_direct),
    ]
    return sorted(found, key=lambda one: not one.is_blocking)


def blocking(plan, *, funders=(), direct_from=()):
    """Return only what stops the plan from being agreed."""
    return [one for one in missing(plan, funders=funders, direct_from=direct_from) if one.is_blocking]


def _in_the_tree(plan, council):
    needs = list(plan.needs.all())
    goals = list(plan.goals.all())
    actions = {action.goal_id for action in plan.actions.all()}
    for_need = {goal.need_id for goal in goals}
    if not needs:
        yield Missing(_("Write down what the person needs."), CARE_ACT_S25 + "(a)", True)
    for need in needs:
        if need.pk not in for_need:
            yield Missing(_("Add a goal for “%(need)s”.") % {"need": need.words}, CARE_ACT_S25, True)
        if need.is_eligible is None:
            words = _("Say whether the council must meet “%(need)s”.") % {"need": need.words}
            yield _once_known(words, CARE_ACT_S25 + "(b)", council, _("Needed if the council pays."))
    for goal in goals:
        if goal.pk not in actions:
            words = _("Add what will be done for “%(goal)s”.") % {"goal": goal.words}
            yield Missing(words, CARE_ACT_S25 + "(c)", True)


def _review(plan):
    if plan.review_due_on is None:
        yield Missing(_("Choose the day of the first review."), "Care Act 2014 s27", True)
    if not plan.review_by:
        yield Missing(_("Say who will do the review."), PRSB, True)


def _details(plan, council, nhs_direct):
    if not Statement.objects.filter(person_id=plan.person_id).exists():
        yield Missing(_("Ask what matters to the person: About me is empty."), PRSB, False)
    if not plan.prevention:
        words = _("Add advice on staying well and needing less help.")
        yield _once_known(words, CARE_ACT_S25 + "(f)", council, _("Needed if the council pays."))
    if not plan.health_watched_by:
        words = _("Say who keeps an eye on the person's health.")
        yield _once_known(words, NHS_REG_8, nhs_direct, _("Needed for an NHS direct payment."))
    if not Allocation.objects.live().filter(person_id=plan.person_id).exists():
        words = _("Name a care coordinator.")
        yield _once_known(words, NHS_REG_8, nhs_direct, _("Needed for an NHS direct payment."))
    if not plan.if_things_go_wrong:
        yield Missing(_("Write what to do if things go wrong."), PRSB, False)


def _once_known(words, source, is_blocking, when):
    """Return what one funder asks for; while nobody knows whether they pay, say when it will be needed."""
    return Missing(words if is_blocking else f"{words} {when}", source, is_blocking)
