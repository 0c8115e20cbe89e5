"""The person agrees the plan and its money together; from that day the money is set aside."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import contribution, following, funder_answers, opening, signing, statement, sufficiency
from budgets.models import Budget, BudgetStatus, ManagementOption
from careplans import agreement, who_decides
from careplans.acts import Act
from careplans.models import AgreementParty, CarePlan
from ipc.kernel import acting
from ipc.kernel.dates import today
from ipc.kernel.errors import Changed, RuleBroken
from people.models import Funder


class NotSignedByAll(RuleBroken):
    message = _("Not every funder has signed this budget yet. The plan can be agreed when they all have.")


@transaction.atomic
def agree(
    plan,
    *,
    by,
    party,
    how,
    review_due_on,
    review_by,
    revision=None,
    budget_revision=None,
    **shown,
) -> CarePlan:
    """Put ``plan`` in force with its money; a plan that costs nothing needs no budget.

    Whoever decides about the plan agrees it also where its money is not shared with them: each funder has
    signed for the amounts, and whoever looks after the money reads them (the Mental Capacity Act keeps the
    two apart). A professional's agreement comes before and moves no money. ``revision`` is that of the plan
    that was read, and ``budget_revision`` that of its budget (0: none), where the page knows them. ``shown``
    is what shows the agreement: see ``careplans.agreement.agree``.

    Raises:
        NotSignedByAll: a funder has not signed the budget as it is now.
        Changed: the money is not what was read.
        MayNotDecide: ``by`` has no right to agree it.
        signing.NotEnough: the plan has something that costs money and nobody pays for it.
        RuleBroken: whatever ``careplans.agreement`` refuses.
    """
    told = {
        "by": by,
        "party": party,
        "how": how,
        "review_due_on": review_due_on,
        "review_by": review_by,
        "revision": revision,
        **shown,
    }
    if not CarePlan.objects.permitting(Act.AGREE_PLAN, by).filter(pk=plan.pk).exists():
        raise who_decides.MayNotDecide
    # Whoever decides about a plan need not be allowed to see its money.
    with acting.for_the_site("agree a plan together with its money", site_id=plan.site_id):
        return _with_its_money(plan, budget_revision, told)


def _with_its_money(plan, budget_revision, told) -> CarePlan:
    by, party = told["by"], told["party"]
    budget = Budget.objects.select_for_update().running().filter(plan_id=plan.pk).first()
    if budget_revision not in (None, budget.revision if budget else 0):
        raise Changed
    if party == AgreementParty.PROFESSIONAL:
        return agreement.agree(plan, **told)
    if budget is None or _is_empty(budget):
        plan = agreement.agree(plan, **told)
        following.end_without_money(plan, by=by)
        return plan
    fundings = ready(budget)
    following.take_over(budget, by=by)
    budget.status, budget.starts_on = BudgetStatus.ACTIVE, today()
    budget.save(update_fields=["status", "starts_on"])
    plan = agreement.agree(
        plan,
        money=statement.agreed(budget),
        funders=tuple(sufficiency.funders_of(budget)),
        direct_from=direct_from(fundings),
        **told,
    )
    opening.set_aside(budget, by=by)
    funder_answers.settle(budget, by=by, outcome=_("The plan is agreed."))
    return plan


def ready(budget) -> list[contribution.LineFunding]:
    """Return who pays what, if the budget may be agreed as it is now.

    Raises:
        NotSignedByAll, signing.NotEnough
    """
    fundings = contribution.funding(budget)
    found = sufficiency.check(budget, fundings)
    if not found.is_enough:
        raise signing.NotEnough(why=found.for_staff)
    if budget.status != BudgetStatus.AGREED or not signing.is_signed_by_all(budget, fundings):
        raise NotSignedByAll
    return fundings


def direct_from(fundings) -> tuple[Funder, ...]:
    """Return the public funders that pay the person directly."""
    direct = [one for one in fundings if one.line.option == ManagementOption.DIRECT_PAYMENT]
    return tuple(funder for funder in contribution.by_funder(direct) if funder != Funder.PERSON)


def _is_empty(budget) -> bool:
    """End a budget that was opened for a plan which then cost nothing; return whether it was one."""
    if budget.lines.exists() or budget.plan.actions.filter(is_paid=True).exists():
        return False
    budget.status = BudgetStatus.ENDED
    budget.save(update_fields=["status"])
    return True
