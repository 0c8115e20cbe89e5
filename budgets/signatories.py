"""Who may answer for a funder about a budget: its own people, and nobody about what they wrote."""

from django.utils.translation import gettext_lazy as _

from budgets import limits, sufficiency
from budgets.acts import Act
from budgets.models import BudgetStatus, Signature
from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from ipc.kernel.models import Event
from people.models import Funder, Organisation, OrganisationKind, Role

FUNDS = {
    Funder.NHS: OrganisationKind.NHS,
    Funder.COUNCIL: OrganisationKind.COUNCIL,
    Funder.EDUCATION: OrganisationKind.EDUCATION,
}


class NotWithTheFunders(RuleBroken):
    message = _("This budget is not waiting for the funders. It may have been taken back or signed.")


class NotYourMoney(RuleBroken):
    message = _("Your organisation pays for nothing in this budget, so there is nothing for you to sign.")


class NothingDelegated(RuleBroken):
    message = _(
        "Managers sign only for a funder that has said up to how much. "
        "None that pays into this budget has. Its approvers sign."
    )


class NoOrganisation(RuleBroken):
    message = _(
        "No organisation here gives this money yet. Ask the administrator of the site to add it, "
        "then sign for it."
    )


class OwnBudget(RuleBroken):
    message = _("You worked on this budget yourself. Somebody else must sign it.")


class AlreadySigned(RuleBroken):
    message = _("Your organisation has already answered.")


def refuse_others(budget, user, funder=None) -> Funder:
    """Return the funder ``user`` may answer for about ``budget`` as it is now; refuse whoever may not.

    Raises:
        NotWithTheFunders, NotYourMoney, NothingDelegated, OwnBudget, AlreadySigned
    """
    if budget.status != BudgetStatus.PROPOSED:
        raise NotWithTheFunders
    funder = funder_of(budget, user, funder)
    if signatures_of(budget).filter(funder=funder).exists():
        raise AlreadySigned
    if wrote(budget, user):
        raise OwnBudget
    return funder


def funder_of(budget, user, funder=None) -> Funder:
    """Return the funder that ``user`` speaks for here: ``funder``, or the first that has not answered.

    Raises:
        NotYourMoney, NothingDelegated
    """
    paying = sufficiency.funders_of(budget)
    theirs = [one for one in limits.signs_for(user) if one in paying]
    if not theirs or funder not in (None, "", *theirs):
        raise NothingDelegated if user.hat.role == Role.MANAGER else NotYourMoney
    if funder:
        return Funder(funder)
    answered = set(signatures_of(budget).values_list("funder", flat=True))
    return next((one for one in theirs if one not in answered), theirs[0])


def organisation_of(budget, user, funder) -> int:
    """Return the id of the organisation that is spoken for: the user's own, or the funder's in the site.

    Raises:
        NoOrganisation
    """
    if user.hat.funder == funder:
        return user.hat.organisation_id
    here = Organisation.objects.filter(site_id=budget.site_id, kind=FUNDS[funder])
    first = here.order_by("pk").values_list("pk", flat=True).first()
    if first is None:
        raise NoOrganisation
    return first


def signatures_of(budget):
    """Return the answers given to the budget as it is now; answers to earlier figures do not count."""
    return Signature.objects.filter(budget=budget, revision=budget.revision)


def wrote(budget, user) -> bool:
    """Return whether ``user`` opened, wrote in or sent this budget, in whichever hat."""
    with acting.for_the_site("see who wrote the budget", site_id=budget.site_id):
        return Event.objects.filter(
            person_id=budget.person_id,
            subject_id=budget.public_id,
            actor=user,
            act__in=[Act.OPEN_BUDGET, Act.WRITE_BUDGET, Act.PROPOSE_BUDGET],
        ).exists()
