"""The lines of a draft: what each action of the plan costs, who pays it and how it is managed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from budgets import rules
from budgets.drafting import amounts, contingencies, draft
from budgets.drafting.amounts import Bought
from budgets.drafting.refusals import (
    ActionOfAnotherPlan,
    EndsBeforeItStarts,
    HolderMissing,
    OnceOrEveryWeek,
    ReablementIsOutside,
)
from budgets.drafting.uplifts import Uplift, follow_with
from budgets.models import (
    Budget,
    BudgetLine,
    Connection,
    Every,
    Frequency,
    LineKind,
    LineShare,
    ManagementOption,
)
from careplans.models import Action
from ipc.kernel.money import NOTHING
from people.models import Funder, Organisation


class ChargeExemption(models.TextChoices):
    """Why nobody may be charged for a line. Source: Care Act 2014 s14; SI 2014/2672 reg 3; MHA 1983 s117."""

    AFTERCARE = "s117", _("After-care under section 117")
    EQUIPMENT = "equipment", _("Equipment or a small change to the home, under £1,000")
    CJD = "cjd", _("Care because of Creutzfeldt-Jakob disease")


@dataclass(frozen=True)
class LineFacts:
    """What is known of a line. What it costs is said in one of three ways:

    ``shares`` alone ({funder: pounds}, a week or once); ``bought`` with ``percents`` of each funder; or
    ``bought`` with ``shares`` that come to the same.
    """

    action: Action
    words: str
    option: str
    frequency: str = Frequency.WEEKLY
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    percents: Mapping[str, Decimal] = field(default_factory=dict)
    bought: Bought | None = None
    holder: Organisation | None = None
    charge_exempt_reason: str = ""
    kind: str = LineKind.OTHER
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    uplift: Uplift | None = None
    connection: str = Connection.NONE
    is_same_household: bool = False
    connection_reason: str = ""
    is_on_school_premises: bool = False
    school_agreed_on: dt.date | None = None

    AS_GIVEN = (
        "action", "words", "option", "frequency", "charge_exempt_reason", "starts_on", "ends_on",
        "connection", "is_same_household", "connection_reason", "is_on_school_premises", "school_agreed_on",
    )  # fmt: skip


@transaction.atomic
def add_line(budget, *, by, **facts) -> BudgetLine:
    """Add what one action costs and who pays it; the action is then a paid one. See ``LineFacts``.

    Raises:
        BudgetNotDraft, ActionOfAnotherPlan, HolderMissing, ReablementIsOutside, EndsBeforeItStarts
        TooMuch, SharesWrong, SharesDoNotAddUp, PercentsDoNotAddUp, PriceOfAnotherSite, NothingBought
        OnceOrEveryWeek, UpliftOutsideTheLine, UpliftOfNothing
        rules.AgainstTheRules: the money cannot be used for it, or not in this way.
    """
    budget = draft.locked(budget)
    line = BudgetLine(
        budget=budget, person_id=budget.person_id, site_id=budget.site_id, position=budget.lines.count()
    )
    return _written(line, LineFacts(**facts), by)


@transaction.atomic
def change_line(line, *, by, **facts) -> BudgetLine:
    """Write a line of a draft anew, in its place: nothing of it was paid yet. See ``add_line``."""
    draft.locked(line.budget)
    line = BudgetLine.objects.select_related("budget", "action").get(pk=line.pk)
    before = line.action
    _without_uplift(line)
    line.shares.all().delete()
    line = _written(line, LineFacts(**facts), by)
    if before and before.pk != line.action_id and not before.budget_lines.exists():
        _mark(before, is_paid=False)
    return line


@transaction.atomic
def remove_line(line, *, by, is_free=False) -> Budget:
    """Take a line off, with what was to follow it; with ``is_free`` its action costs nothing from now on."""
    budget = draft.locked(line.budget)
    action = line.action
    _without_uplift(line)
    line.delete()
    if is_free and action and not action.budget_lines.filter(budget=budget).exists():
        _mark(action, is_paid=False)
    contingencies.reckon_again(budget)
    return draft.changed(budget, by)


def _written(line, facts, by) -> BudgetLine:
    """Check ``facts``, write them into ``line`` and keep it, with its shares and what is to follow it."""
    _refuse(facts, line.budget)
    shares, how = _cost(facts, line.site_id)
    for name in LineFacts.AS_GIVEN:
        setattr(line, name, getattr(facts, name))
    for name, value in how.items():
        setattr(line, name, value)
    line.holder = facts.holder if facts.option == ManagementOption.THIRD_PARTY else None
    line.kind = how["price"].kind if how["price"] and facts.kind == LineKind.OTHER else facts.kind
    line.amount = sum(shares.values(), NOTHING)
    rules.refuse(rules.Stage.LINE, line=line, shares=shares)
    line.save()
    keep_shares(line, shares)
    if facts.uplift:
        follow_with(line, shares, facts.uplift)
    _mark(facts.action, is_paid=True)
    contingencies.reckon_again(line.budget)
    draft.changed(line.budget, by)
    return line


def _refuse(facts, budget):
    if facts.action.plan_id != budget.plan_id:
        raise ActionOfAnotherPlan
    if facts.charge_exempt_reason == "reablement":
        raise ReablementIsOutside
    is_held = facts.option == ManagementOption.THIRD_PARTY
    if is_held and (facts.holder is None or facts.holder.site_id != budget.site_id):
        raise HolderMissing
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        raise EndsBeforeItStarts
    if facts.bought and (facts.bought.every == Every.ONCE) != (facts.frequency == Frequency.ONE_OFF):
        raise OnceOrEveryWeek


NOT_RECKONED: dict[str, Any] = {"price": None, "unit": "", "unit_amount": None, "quantity": None, "every": ""}


def _cost(facts, site_id) -> tuple[dict[Funder, Decimal], dict]:
    """Return what each funder pays, and the fields that say how the amount comes about."""
    if facts.bought is None:
        return amounts.by_amount(facts.shares), NOT_RECKONED
    amount, how = amounts.reckoned(facts.bought, site_id)
    if facts.percents:
        return amounts.by_percent(amount, facts.percents), how
    return amounts.by_amount(facts.shares, amount), how


def keep_shares(line, shares):
    LineShare.objects.bulk_create(
        LineShare(line=line, person_id=line.person_id, site_id=line.site_id, funder=funder, amount=amount)
        for funder, amount in shares.items()
    )


def _without_uplift(line):
    """Take off what was to follow ``line``; itself it ends where it was to end in the end."""
    for later in line.replaced_by.all():
        _without_uplift(later)
        later.delete()


def _mark(action, *, is_paid):
    if action.is_paid != is_paid:
        action.is_paid = is_paid
        action.save(update_fields=["is_paid"])
