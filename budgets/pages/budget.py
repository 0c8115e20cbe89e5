"""A budget as a page shows it: one table, its totals, its rules and who signed."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import contribution, signing, sufficiency
from budgets.drafting import ChargeExemption
from budgets.models import BudgetStatus, Signature
from careplans.models import Action
from ipc.kernel.dates import in_words
from ipc.kernel.money import pounds
from people.models import Funder

COLOURS = {
    BudgetStatus.DRAFT: "plum",
    BudgetStatus.PROPOSED: "yellow",
    BudgetStatus.AGREED: "green",
    BudgetStatus.ACTIVE: "green",
    BudgetStatus.ENDED: "grey",
}


def budget_facts(budget, *, you="") -> dict:
    """Return the table of a budget, its totals, its rules and its signatures.

    ``you`` is what the person's own column is called, where the page speaks to the person.
    """
    lines = contribution.lines_of(budget)
    fundings = contribution.funded(budget, lines)
    found = sufficiency.check(budget, fundings, lines)
    actions = {
        action.pk: action for action in Action.objects.filter(plan_id=budget.plan_id).select_related("goal")
    }
    totals = contribution.by_funder(fundings)
    names = {**dict(Funder.choices), Funder.PERSON: you or _("The person")}
    return {
        "status": {"label": budget.get_status_display(), "colour": COLOURS[BudgetStatus(budget.status)]},
        "is_draft": budget.status == BudgetStatus.DRAFT,
        "is_agreed": budget.status == BudgetStatus.AGREED,
        "is_running": budget.status == BudgetStatus.ACTIVE,
        "starts": in_words(budget.starts_on),
        "can_be_taken_back": budget.status in (BudgetStatus.PROPOSED, BudgetStatus.AGREED),
        "columns": [{"letter": funder.value, "name": names[funder]} for funder in totals],
        "rows": [_row(one, actions.get(one.line.action_id or 0), names, totals) for one in fundings],
        "totals": _totals(found.money, names, totals),
        "unpaid": [{"words": action.words, "url": _add_line(budget, action)} for action in found.unpaid],
        "found": found,
        "funders": _beside(found),
        "care_act": _care_act(fundings),
        "signs": signs(budget),
        "refusals": refusals(budget),
        "above_reason": budget.above_reason,
        "yearly": pounds(contribution.annual(*found.money)),
    }


def pays_into(one, funder) -> bool:
    """Return whether ``funder`` has a share in the line, also where the person's part covers it whole."""
    return any(share.funder == funder for share in one.line.shares.all())


def _row(one, action, names, columns) -> dict:
    line = one.line
    return {
        "id": line.pk,
        "words": line.words,
        "action": action.words if action else "",
        "goal": action.goal.words if action else "",
        "amount": pounds(line.amount),
        "often": line.get_frequency_display(),
        "cells": [{"name": names[funder], "text": _or_nothing(one.shares.get(funder))} for funder in columns],
        "option": line.option,
        "holder": line.holder.name if line.holder_id else "",
        "exempt": exempt_in_words(line),
        "change_url": reverse("change_budget_line", args=[line.public_id]),
        "remove_url": reverse("remove_budget_line", args=[line.public_id]),
    }


def _or_nothing(amount) -> str:
    return pounds(amount) if amount else "–"


def exempt_in_words(line) -> str:
    """Return why nobody may be charged for ``line``, or nothing."""
    known = dict(ChargeExemption.choices)
    return str(known.get(line.charge_exempt_reason, line.charge_exempt_reason))


def _totals(whole, names, totals) -> list[dict]:
    """Return the rows beneath: a week, once (where there is something), a year; each agrees across."""
    kinds = [
        (_("Each week"), lambda money: money.weekly),
        (_("Once"), lambda money: money.one_off),
        (_("In a year"), lambda money: contribution.annual(*money)),
    ]
    return [
        {
            "label": label,
            "amount": pounds(amount_of(whole)),
            "cells": [
                {"name": names[funder], "text": _or_nothing(amount_of(money))}
                for funder, money in totals.items()
            ],
        }
        for label, amount_of in kinds
        if amount_of(whole) or label == kinds[0][0]
    ]


def _beside(found) -> list[dict]:
    return [
        {
            "letter": one.funder.value,
            "weekly": pounds(one.money.weekly),
            "one_off": pounds(one.money.one_off) if one.money.one_off else "",
            "indicative": _("nothing") if one.indicative_amount is None else pounds(one.indicative_amount),
        }
        for one in found.funders
    ]


def _care_act(fundings) -> dict | None:
    figures = contribution.care_act_figures(fundings)
    if not figures.cost:
        return None
    return {name: pounds(amount) for name, amount in figures._asdict().items()}


def signs(budget) -> list[dict]:
    """Return one entry for each funder that pays: who signed the budget as it is now, and when."""
    given = {
        signature.funder: signature
        for signature in signing.signatures_of(budget).select_related("signed_by")
        if signature.is_agreed
    }
    return [_sign(funder, given.get(funder)) for funder in sufficiency.funders_of(budget)]


def _sign(funder, signature) -> dict:
    if signature is None:
        return {"letter": funder.value}
    return {
        "letter": funder.value,
        "who": signature.signed_by.name,
        "when": in_words(signature.signed_at),
        "amount": in_all(signature.weekly_amount, signature.one_off_amount),
    }


def in_all(weekly: Decimal, one_off: Decimal) -> str:
    """Return ``£95.00 a week and £600.00 once``, as far as there is something."""
    parts = []
    if weekly or not one_off:
        parts.append(_("%(amount)s a week") % {"amount": pounds(weekly)})
    if one_off:
        parts.append(_("%(amount)s once") % {"amount": pounds(one_off)})
    return _(" and ").join(parts)


def refusals(budget) -> list[dict]:
    """Return who said no to the figures before these, the newest answer first, with the reason."""
    before = Signature.objects.filter(budget=budget, is_agreed=False, revision__lte=budget.revision)
    return [
        {
            "words": (
                _("%(funder)s said yes in part on %(day)s: “%(reason)s”")
                if one.is_part
                else _("%(funder)s said no on %(day)s: “%(reason)s”")
            )
            % {
                "funder": Funder(one.funder).label,
                "day": in_words(one.signed_at),
                "reason": one.reason,
            },
            "source": one.signed_by.name if one.signed_by else "",
        }
        for one in before.select_related("signed_by").order_by("-pk")[:3]
    ]


def _add_line(budget, action) -> str:
    return f"{reverse('add_budget_line', args=[budget.public_id])}?action={action.public_id}"
