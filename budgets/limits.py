"""Who may sign for which funder, and up to how much: a site's scheme of delegation, dated rows.

An approver signs for the funder of their organisation. Managers sign where a limit says so, which is how
small budgets are approved. A funder for which a site has set no limit at all is signed for by its
approvers without one; as soon as there is one, it counts, and above it a panel decides.
"""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import rates
from budgets.contribution import Money
from budgets.models import DelegatedLimit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from people.models import Funder, Role

SIGNERS = (Role.APPROVER, Role.MANAGER)


class ApproversFirst(RuleBroken):
    message = _(
        "Set a limit for this funder’s approvers first. With a limit for managers alone, "
        "every budget would need a panel."
    )


@transaction.atomic
def add(limit, *, by) -> DelegatedLimit:
    """Keep a new limit; budgets signed before stay signed.

    Raises:
        ApproversFirst: for managers, while there is none for the approvers of that funder by that day.
        rates.DayHasPassed, rates.AlreadyFromThatDay
    """
    refuse_before_approvers(limit.site_id, limit.funder, limit.role, limit.effective_from)
    return rates.add(limit, by=by)


def refuse_before_approvers(site_id, funder, role, day):
    """Refuse a limit for managers where the approvers of that funder have none by that day.

    Raises:
        ApproversFirst
    """
    if role != Role.APPROVER and (funder, Role.APPROVER) not in in_force(site_id, day):
        raise ApproversFirst


def in_force(site_id, on=None) -> dict[tuple[str, str], DelegatedLimit]:
    """Return the newest limit of a site by funder and role on a day (today): one query."""
    begun = DelegatedLimit.objects.filter(site_id=site_id, effective_from__lte=on or today())
    return {(one.funder, one.role): one for one in begun.order_by("effective_from", "pk")}


def signs_for(user, found=None) -> list[Funder]:
    """Return the funders that ``user`` may sign for in their site, in the steady order."""
    hat = user.hat
    if hat.role == Role.APPROVER:
        return [Funder(hat.funder)] if hat.funder else []
    if hat.role != Role.MANAGER:
        return []
    found = in_force(hat.site_id) if found is None else found
    managed = {funder for funder, role in found if role == Role.MANAGER}
    return [funder for funder in Funder if funder in managed and hat.funder in (None, funder)]


def of(user, funder) -> DelegatedLimit | None:
    """Return up to how much ``user`` may sign for ``funder``; None where no limit was ever set for it.

    A role that the funder's limits do not name may sign nothing without a panel.
    """
    found = in_force(user.hat.site_id)
    if not any(limited == funder for limited, _role in found):
        return None
    none_at_all = DelegatedLimit(weekly_up_to=Decimal(0), one_off_up_to=Decimal(0))
    return found.get((funder, user.hat.role), none_at_all)


def is_above(limit: DelegatedLimit | None, money: Money) -> bool:
    """Return whether ``money`` is more than may be signed for alone."""
    if limit is None:
        return False
    return money.weekly > limit.weekly_up_to or money.one_off > limit.one_off_up_to
