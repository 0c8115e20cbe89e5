"""Using what was kept for emergencies: agreed by the funders before, so that help comes at once."""

from copy import copy
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import accruing, balancing, rules, telling
from budgets.acts import Act
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetStatus,
    Frequency,
    LineShare,
    ManagementOption,
)
from ipc.kernel import audit
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING, pounds, shared_out
from people.models import Funder

DAY = accruing.DAY


class NotForEmergencies(RuleBroken):
    message = _("This part of the budget is not kept for emergencies, or the budget is not in use.")


class WhyIsMissing(RuleBroken):
    message = _("Say what happened, in words the person can read too.")


class NotThatMuchKept(RuleBroken):
    message = _("%(left)s is left for emergencies this year. Use %(left)s or less.")


class ActionMissing(RuleBroken):
    message = _("Choose what in the plan it is for.")


class HolderMissing(RuleBroken):
    message = _("Choose the organisation that will hold the money.")


@transaction.atomic
def use(
    line, amount, why, *, by, key, action, option=ManagementOption.DIRECT_PAYMENT, holder=None
) -> BudgetLine:
    """Use ``amount`` of a contingency for an action of the plan; return the line that it becomes.

    It comes once, from today on, from the funders that kept it. What is left of the year's stays kept; the
    next year keeps as much again.

    Raises:
        NotForEmergencies, WhyIsMissing, NotThatMuchKept, ActionMissing, HolderMissing, rules.AgainstTheRules
    """
    budget = Budget.objects.select_for_update().get(pk=line.budget_id)
    line = BudgetLine.objects.select_for_update(of=["self"]).get(pk=line.pk)
    year = this_year(budget)
    if budget.status != BudgetStatus.ACTIVE or not line.is_contingency or year is None:
        raise NotForEmergencies
    if not why.strip():
        raise WhyIsMissing
    if action is None or action.plan_id != budget.plan_id:
        raise ActionMissing
    if option == ManagementOption.THIRD_PARTY and (holder is None or holder.site_id != budget.site_id):
        raise HolderMissing
    kept = kept_for(budget, line, year)
    whole = sum(kept.values(), NOTHING)
    if not NOTHING < amount <= whole:
        raise NotThatMuchKept(left=pounds(whole))
    used = dict(zip(kept, shared_out(amount, list(kept.values())), strict=True))
    _keep_the_rest(line, year, {funder: kept[funder] - used[funder] for funder in kept})
    made = _line(
        line,
        used,
        words=why.strip()[:200],
        action=action,
        option=option,
        holder=holder if option == ManagementOption.THIRD_PARTY else None,
        frequency=Frequency.ONE_OFF,
        starts_on=budget.day_in_use(today()),
    )
    _ask_the_rules(made, used)
    balancing.in_line(budget, since=year.starts_on, key=key, by=by)
    audit.record(Act.USE_CONTINGENCY, made, by=by, why=why.strip()[:200])
    telling.readers(made, "something_new", page="my_money", by=by)
    return made


def _ask_the_rules(made, shares):
    """Refuse what the rules forbid; what is bought is the action's, and ``made`` says what happened."""
    bought = copy(made)
    bought.words = made.action.words
    rules.refuse(rules.Stage.LINE, line=bought, shares=shares)


def this_year(budget):
    """Return the year that today lies in, or None between the years."""
    return budget.years.filter(starts_on__lte=today(), ends_on__gte=today()).first()


def kept_for(budget, line, year) -> dict[Funder, Decimal]:
    """Return what each funder keeps in ``line`` for the whole of ``year``."""
    return accruing.over(budget, year.starts_on, year.ends_on, which=lambda one: one.pk == line.pk)


def _keep_the_rest(line, year, rest):
    """Put in place of the contingency what is left of it this year, and the same again from the next."""
    begins = max(line.starts_on or year.starts_on, year.starts_on)
    ends = line.ends_on
    line.ends_on = begins - DAY
    line.save(update_fields=["ends_on"])
    if any(rest.values()):
        _line(line, rest, frequency=Frequency.ONE_OFF, is_contingency=True, starts_on=begins)
    if line.frequency == Frequency.WEEKLY and (ends is None or ends > year.ends_on):
        again = {Funder(share.funder): share.amount for share in line.shares.all()}
        starts_on = year.ends_on + DAY
        _line(line, again, frequency=line.frequency, is_contingency=True, starts_on=starts_on, ends_on=ends)


def _line(line, shares, **fields) -> BudgetLine:
    of_it = {"person_id": line.person_id, "site_id": line.site_id}
    shares = {funder: amount for funder, amount in shares.items() if amount}
    made = BudgetLine.objects.create(
        budget_id=line.budget_id,
        amount=sum(shares.values(), NOTHING),
        replaces=line,
        position=line.position,
        **{"words": line.words, "option": line.option, **of_it, **fields},
    )
    LineShare.objects.bulk_create(
        LineShare(line=made, funder=funder, amount=amount, **of_it) for funder, amount in shares.items()
    )
    return made
