"""Where plan, decision and payment stand: three short tracks for one person. Pure: facts in, words out."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import BudgetStatus, Outcome
from careplans.models import PlanStatus
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Section


@dataclass(frozen=True)
class Where:
    """The facts of the three tracks, as far as the reader may know them (``sections``)."""

    sections: frozenset[str]
    coordinator: str = ""
    plan: str | None = None
    review_on: dt.date | None = None
    has_seen_money: bool = False
    outcomes: tuple[str, ...] = ()  # of the decisions that hold now, one for each funder
    second_look_due_on: dt.date | None = None
    budget: str | None = None
    due_on: dt.date | None = None
    due_amount: Decimal | None = None
    paid_on: dt.date | None = None
    paid_amount: Decimal | None = None


def tracks(where: Where) -> list[dict]:
    """Return the tracks for ``task_list.html``: what it is, where it stands, and what that means."""
    shown = []
    if Section.PLAN in where.sections:
        shown.append(_row(_("The plan"), "my_plan", *_plan(where)))
    if Section.MONEY in where.sections:
        shown.append(_row(_("The decision about the money"), "my_decisions", *_decision(where)))
        shown.append(_row(_("The payment"), "my_money", *_payment(where)))
    return shown


def _row(label, url_name, status, colour, hint):
    return {"label": label, "url": reverse(url_name), "status": status, "colour": colour, "hint": hint}


def _plan(where):
    if where.plan == PlanStatus.AGREED:
        again = _("We look at it again by %(day)s.") % {"day": in_words(where.review_on)}
        return _("Agreed"), "green", again if where.review_on else _("You can ask for a change at any time.")
    who = where.coordinator or _("your care coordinator")
    if where.plan == PlanStatus.DRAFT:
        return _("Being written"), "yellow", _("It is written together with %(who)s.") % {"who": who}
    return _("Not begun"), "grey", _("First %(who)s hears what matters.") % {"who": who}


def _decision(where):
    if where.second_look_due_on:
        told = _("Somebody else looks at it. The answer comes by %(day)s.")
        return _("Looked at again"), "yellow", told % {"day": in_words(where.second_look_due_on)}
    if where.budget == BudgetStatus.ACTIVE:
        return _("Decided"), "green", _("Those who pay said yes, and the plan was agreed.")
    if where.budget == BudgetStatus.AGREED:
        return _("Decided"), "green", _("Those who pay said yes. It begins once the plan is agreed.")
    if where.budget == BudgetStatus.PROPOSED:
        return _("Being decided"), "yellow", _("Each of those who pay looks at their part.")
    return _before_a_budget(where)


def _before_a_budget(where):
    if where.outcomes and all(outcome == Outcome.REFUSE for outcome in where.outcomes):
        return _("The answer was no"), "red", _("Read why. You can ask for a second look.")
    if where.outcomes:
        return _("There can be money"), "green", _("How much is decided once the plan is written.")
    if where.has_seen_money:
        return _("A first idea"), "yellow", _("It is a guide. Nothing is decided yet.")
    return _("Not yet"), "grey", _("First we work out an idea of how much it may be.")


def _payment(where):
    if where.due_on:
        told = _("%(amount)s is for the weeks from %(day)s.")
        facts = {"amount": pounds(where.due_amount), "day": in_words(where.due_on)}
        return _("On its way"), "yellow", told % facts
    if where.paid_on:
        told = _("%(amount)s was paid on %(day)s.")
        facts = {"amount": pounds(where.paid_amount), "day": in_words(where.paid_on)}
        return _("Paid"), "green", told % facts
    if where.budget == BudgetStatus.ACTIVE:
        return _("Not now"), "grey", _("No payment is on its way. “My money” says how it is looked after.")
    return _("Not yet"), "grey", _("Money is paid only after a decision.")
