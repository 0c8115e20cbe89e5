"""When several must decide together before a funder's yes, and what they decided.

A panel is asked where a funder's part is above what one person may sign for, or above what it said at the
start by more than the site's tolerance. Source: ``domain.md`` §4.3; each site's own scheme of delegation.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import limits, signatories, sufficiency
from budgets.acts import Act
from budgets.models import Budget, PanelDecision
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import pounds
from people.models import Funder


class PanelNeeded(RuleBroken):
    message = gettext_lazy("A panel has to agree before you can. %(why)s")


class PanelSaidNo(RuleBroken):
    message = gettext_lazy("The panel did not agree, so you cannot say yes. Its reason: “%(reason)s”")


class PanelHasDecided(RuleBroken):
    message = gettext_lazy("What the panel decided is written down already.")


class PanelNotYetMet(RuleBroken):
    message = gettext_lazy("Enter the day the panel met: today or before.")


class PanelWithoutReason(RuleBroken):
    message = gettext_lazy("Write why the panel decided so. The person may read it too.")


@transaction.atomic
def record(budget, *, by, met_on, who, is_agreed, reason, funder=None) -> PanelDecision:
    """Write down what a funder's panel decided about the budget as it is now.

    Raises:
        PanelHasDecided, PanelNotYetMet, PanelWithoutReason
        Whatever ``signatories.refuse_others`` refuses.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    funder = signatories.refuse_others(budget, by, funder)
    if decision(budget, funder) is not None:
        raise PanelHasDecided
    if met_on > today():
        raise PanelNotYetMet
    if not reason.strip():
        raise PanelWithoutReason
    made = PanelDecision.objects.create(
        budget=budget,
        person_id=budget.person_id,
        site_id=budget.site_id,
        funder=funder,
        revision=budget.revision,
        met_on=met_on,
        who=who.strip(),
        is_agreed=is_agreed,
        reason=reason.strip(),
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    audit.record(Act.RECORD_PANEL, budget, by=by, why=str(Funder(funder).label))
    return made


def decision(budget, funder) -> PanelDecision | None:
    """Return what ``funder``'s panel decided about the budget as it is now."""
    decided = PanelDecision.objects.filter(budget=budget, revision=budget.revision, funder=funder)
    return decided.select_related("recorded_by").first()


def refuse_without(budget, user, funder, found=None) -> PanelDecision | None:
    """Return the panel's yes, where there is one; refuse a yes that needs one and has none.

    Raises:
        PanelNeeded, PanelSaidNo
    """
    decided = decision(budget, funder)
    if decided is None:
        why = why_needed(budget, user, funder, found)
        if why:
            raise PanelNeeded(why=" ".join(why))
    elif not decided.is_agreed:
        raise PanelSaidNo(reason=decided.reason)
    return decided


def why_needed(budget, user, funder, found=None) -> list[str]:
    """Return in sentences why ``user`` cannot say yes for ``funder`` without a panel; nothing: they can."""
    found = sufficiency.check(budget) if found is None else found
    return [*_above_the_limit(user, funder, found), *_above_the_first_idea(funder, found)]


def _above_the_limit(user, funder, found):
    limit, money = limits.of(user, funder), found.dearest_of(funder)
    if limit is None or not limits.is_above(limit, money):
        return
    if not limit.weekly_up_to and not limit.one_off_up_to:
        yield _("Your role may sign for nothing of this funder alone.")
    elif money.weekly > limit.weekly_up_to:
        yield _("You may sign for %(limit)s a week. This comes to %(amount)s a week.") % {
            "limit": pounds(limit.weekly_up_to),
            "amount": pounds(money.weekly),
        }
    else:
        yield _("You may sign for %(limit)s that is paid once. This comes to %(amount)s.") % {
            "limit": pounds(limit.one_off_up_to),
            "amount": pounds(money.one_off),
        }


def _above_the_first_idea(funder, found):
    if funder in found.above:
        yield _("It is above the range of the indicative budget, and this funder’s part has grown.")
