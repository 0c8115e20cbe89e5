"""Telling the person and the coordinator that a funder has answered about a budget.

The person gets a message with a link to the letter; the coordinator something to do, in the product. One
such thing is open for a budget at a time: what is newer takes the place of what came before.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from budgets import telling
from budgets.models import Budget, BudgetStatus
from ipc.kernel import acting
from ipc.kernel.money import pounds
from people import todos
from people.models import Funder, Todo, TodoKind


def tell(signature, *, by):
    """Tell that ``signature`` was given: never in an email what it says."""
    budget = signature.budget
    settle(budget, by=by, outcome=_("A newer answer has come."))
    with acting.for_the_site("tell the coordinator what a funder said", site_id=budget.site_id):
        todos.ask(
            budget.person,
            TodoKind.FUNDER_ANSWERED,
            key=f"{_key(budget)} {signature.public_id}",
            detail=_in_words(signature),
            by=by,
        )
    telling.readers(signature, "decision_to_read", page="my_decisions", by=by)


def settle(budget, *, by, outcome):
    """Settle what was still to do about the answers to ``budget``: something else has happened since."""
    with acting.for_the_site("settle what a funder's answer asked for", site_id=budget.site_id):
        told = Todo.objects.open().filter(kind=TodoKind.FUNDER_ANSWERED, person_id=budget.person_id)
        for one in told.filter(key__startswith=_key(budget)):
            todos.settle(one, by=by, outcome=str(outcome))


def _key(budget):
    return f"funder answered {budget.public_id}"


def _in_words(signature) -> str:
    """Return what the coordinator has to do now; the reason stands on the page of the budget."""
    funder = {"funder": Funder(signature.funder).label}
    if signature.is_part:
        return _("%(funder)s said yes in part. Read why, change the budget and send it again.") % funder
    if not signature.is_agreed:
        return _("%(funder)s said no. Read why, change the budget and send it again.") % funder
    status = Budget.objects.values_list("status", flat=True).get(pk=signature.budget_id)
    if status == BudgetStatus.AGREED:
        return _("%(funder)s said yes. Every funder has: the plan can be agreed.") % funder
    return _("%(funder)s said yes. Others have not answered yet.") % funder


def lines_in_words(signature, *, agreed) -> list[str]:
    """Return the lines that a funder said yes to, or no, as they were: ``Swimming: £12.00 a week``."""
    return [
        _("%(line)s: %(amount)s a week") % _line(one)
        if one["is_weekly"]
        else _("%(line)s: %(amount)s once") % _line(one)
        for one in signature.lines
        if one["is_agreed"] == agreed
    ]


def _line(one):
    return {"line": one["words"], "amount": pounds(Decimal(one["amount"]))}
