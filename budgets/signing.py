"""Each funder signs for its own lines, for the figures it saw, and nobody signs what they wrote."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import contribution, funder_answers, panels, rules, signatories, sufficiency
from budgets.acts import Act
from budgets.drafting import BudgetNotDraft
from budgets.models import Budget, BudgetStatus, Frequency, Signature
from budgets.signatories import (
    AlreadySigned,
    NothingDelegated,
    NotWithTheFunders,
    NotYourMoney,
    OwnBudget,
    refuse_others,
    signatures_of,
    wrote,
)
from ipc.kernel import audit
from ipc.kernel.errors import Changed, RuleBroken

__all__ = [
    "AlreadySigned",
    "NotEnough",
    "NotInPart",
    "NotWithTheFunders",
    "NotYourMoney",
    "NothingDelegated",
    "OwnBudget",
    "ReasonNeeded",
    "is_signed_by_all",
    "propose",
    "refuse_others",
    "sign",
    "signatures_of",
    "wrote",
]


class NotEnough(RuleBroken):
    message = _("The budget is not enough for the plan yet. %(why)s")
    source = sufficiency.FULL_COST


class ReasonNeeded(RuleBroken):
    message = _("Say why, in words the person can read too.")


class NotInPart(RuleBroken):
    message = _("In part means: yes to some lines of your organisation, and no to at least one.")


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
    funder_answers.settle(budget, by=by, outcome=_("The budget was sent again."))
    audit.record(Act.PROPOSE_BUDGET, budget, by=by)
    return budget


@transaction.atomic
def sign(budget, *, by, is_agreed, reason="", agreed_lines=(), revision=None, funder=None) -> Signature:
    """Answer for a funder: yes to its lines, no, or no with a yes to some (``agreed_lines``, their ids).

    Anything but a yes to all sends the budget back to be changed. ``revision`` is that of the budget whose
    figures were read, where the page knows it; ``funder`` is needed only where ``by`` speaks for several.

    Raises:
        NotWithTheFunders, NotYourMoney, NothingDelegated, OwnBudget, AlreadySigned, NoOrganisation
        ReasonNeeded: a refusal, whole or in part, without its reason.
        NotInPart: ``agreed_lines`` are none of this funder's, or all of them.
        Changed: the figures are others by now.
        NotEnough, rules.AgainstTheRules, panels.PanelNeeded, panels.PanelSaidNo: it cannot be agreed.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    funder = refuse_others(budget, by, funder)
    if revision not in (None, budget.revision):
        raise Changed
    if not is_agreed and not reason.strip():
        raise ReasonNeeded
    fundings = contribution.funding(budget)
    lines = _answered(fundings, funder, is_agreed, {str(one) for one in agreed_lines})
    own = contribution.by_funder(fundings).get(funder, contribution.Money())
    panel = panels.decision(budget, funder)
    if is_agreed:
        panel = _refuse_what_cannot_be_agreed(budget, by, funder, fundings)
    signature = Signature.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        funder=funder,
        organisation_id=signatories.organisation_of(budget, by, funder),
        revision=budget.revision,
        weekly_amount=own.weekly,
        one_off_amount=own.one_off,
        is_agreed=is_agreed,
        is_part=not is_agreed and any(line["is_agreed"] for line in lines),
        lines=lines,
        reason=reason.strip(),
        panel=panel,
        signed_at=timezone.now(),
        signed_by=by,
    )
    _move_on(budget, signature)
    audit.record(Act.SIGN_BUDGET, budget, by=by)
    funder_answers.tell(signature, by=by)
    return signature


def _refuse_what_cannot_be_agreed(budget, user, funder, fundings):
    found = sufficiency.check(budget, fundings)
    if not found.is_enough:
        raise NotEnough(why=found.for_staff)
    rules.refuse(rules.Stage.SIGN, budget=budget, funder=funder)
    return panels.refuse_without(budget, user, funder, found)


def _answered(fundings, funder, is_agreed, chosen) -> list[dict]:
    """Return the lines of ``funder`` as it answers about them, ready for JSON; ``chosen`` are the ids agreed.

    An amount is the funder's share before the person's part, in pounds a week or once.
    """
    lines = [
        {
            "id": str(one.line.public_id),
            "words": one.line.words,
            "amount": str(share.amount),
            "is_weekly": one.line.frequency == Frequency.WEEKLY,
            "is_agreed": is_agreed or str(one.line.public_id) in chosen,
        }
        for one in fundings
        for share in one.line.shares.all()
        if share.funder == funder
    ]
    agreed = [line["id"] for line in lines if line["is_agreed"]]
    if not is_agreed and chosen and (set(agreed) != chosen or len(agreed) == len(lines)):
        raise NotInPart
    return lines


def _move_on(budget, signature):
    """Send the budget back after a no; let it be agreed when all have said yes."""
    if not signature.is_agreed:
        budget.status = BudgetStatus.DRAFT
        budget.revision += 1
    elif is_signed_by_all(budget):
        budget.status = BudgetStatus.AGREED
    budget.save(update_fields=["status", "revision"])


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
