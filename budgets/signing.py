"""Each funder signs for its own lines, for the figures it saw, and nobody signs what they wrote."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import contribution, sufficiency
from budgets.acts import Act
from budgets.drafting import BudgetNotDraft
from budgets.models import Budget, BudgetStatus, Signature
from ipc.kernel import acting, audit
from ipc.kernel.errors import Changed, RuleBroken
from ipc.kernel.models import Event


class NotEnough(RuleBroken):
    message = _("The budget is not enough for the plan yet. %(why)s")
    source = sufficiency.FULL_COST


class ReasonNeeded(RuleBroken):
    message = _("Say why, in words the person can read too.")


class NotWithTheFunders(RuleBroken):
    message = _("This budget is not waiting for the funders. It may have been taken back or signed.")


class NotYourMoney(RuleBroken):
    message = _("Your organisation pays for nothing in this budget, so there is nothing for you to sign.")


class OwnBudget(RuleBroken):
    message = _("You worked on this budget yourself. Somebody else must sign it.")


class AlreadySigned(RuleBroken):
    message = _("Your organisation has already answered.")


@transaction.atomic
def propose(budget, *, by, above_reason="") -> Budget:
    """Send a draft budget to its funders.

    Raises:
        BudgetNotDraft
        NotEnough: it has no lines, or something in the plan is not paid for.
        ReasonNeeded: it is above the indicative range and nobody says why.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    if budget.status != BudgetStatus.DRAFT:
        raise BudgetNotDraft
    found = sufficiency.check(budget)
    if not found.is_enough:
        raise NotEnough(why=found.for_staff)
    if found.is_above and not above_reason:
        raise ReasonNeeded
    budget.status = BudgetStatus.PROPOSED
    budget.above_reason = above_reason if found.is_above else ""
    budget.proposed_at, budget.proposed_by = timezone.now(), by
    budget.save(update_fields=["status", "above_reason", "proposed_at", "proposed_by"])
    audit.record(Act.PROPOSE_BUDGET, budget, by=by)
    return budget


@transaction.atomic
def sign(budget, *, by, is_agreed, reason="", revision=None) -> Signature:
    """Answer for the funder of ``by``'s organisation; a refusal sends the budget back to be changed.

    ``revision`` is that of the budget whose figures were read, where the page knows it.

    Raises:
        NotWithTheFunders, NotYourMoney, OwnBudget, AlreadySigned
        ReasonNeeded: a refusal without its reason.
        Changed: the figures are others by now.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    refuse_others(budget, by)
    if revision not in (None, budget.revision):
        raise Changed
    if not is_agreed and not reason.strip():
        raise ReasonNeeded
    funder = by.hat.funder
    own = contribution.by_funder(contribution.funding(budget)).get(funder, contribution.Money())
    signature = Signature.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        funder=funder,
        organisation_id=by.hat.organisation_id,
        revision=budget.revision,
        weekly_amount=own.weekly,
        one_off_amount=own.one_off,
        is_agreed=is_agreed,
        reason=reason.strip(),
        signed_at=timezone.now(),
        signed_by=by,
    )
    if not is_agreed:
        budget.status = BudgetStatus.DRAFT
        budget.revision += 1
    elif is_signed_by_all(budget):
        budget.status = BudgetStatus.AGREED
    budget.save(update_fields=["status", "revision"])
    audit.record(Act.SIGN_BUDGET, budget, by=by)
    return signature


def refuse_others(budget, user):
    """Refuse whoever may not answer for a funder of ``budget`` as it is now.

    Raises:
        NotWithTheFunders, NotYourMoney, OwnBudget, AlreadySigned
    """
    funder = user.hat.funder
    if budget.status != BudgetStatus.PROPOSED:
        raise NotWithTheFunders
    if funder not in sufficiency.funders_of(budget):
        raise NotYourMoney
    if signatures_of(budget).filter(funder=funder).exists():
        raise AlreadySigned
    if wrote(budget, user):
        raise OwnBudget


def signatures_of(budget):
    """Return the answers given to the budget as it is now; answers to earlier figures do not count."""
    return Signature.objects.filter(budget=budget, revision=budget.revision)


def is_signed_by_all(budget, fundings=None) -> bool:
    """Return whether every funder that pays has agreed to the budget as it is now.

    With ``fundings`` also whether each signed for what it would pay today: what the person pays can
    change without a word written, on the 18th birthday.
    """
    signed = {one.funder: one for one in signatures_of(budget).filter(is_agreed=True)}
    paying = set(sufficiency.funders_of(budget))
    if not paying or set(signed) != paying:
        return False
    if fundings is None:
        return True
    today = contribution.by_funder(fundings)
    return all(
        (one.weekly_amount, one.one_off_amount) == today.get(funder, contribution.Money())
        for funder, one in signed.items()
    )


def wrote(budget, user) -> bool:
    """Return whether ``user`` opened, wrote in or sent this budget, in whichever hat."""
    with acting.for_the_site("see who wrote the budget", site_id=budget.site_id):
        return Event.objects.filter(
            person_id=budget.person_id,
            subject_id=budget.public_id,
            actor=user,
            act__in=[Act.OPEN_BUDGET, Act.WRITE_BUDGET, Act.PROPOSE_BUDGET],
        ).exists()
