"""A funder asks the coordinator something before it answers: inside the product, never by mail."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets import signatories
from budgets.acts import Act
from budgets.models import Budget
from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import todos
from people.models import Funder, Todo, TodoKind

LONGEST = 300


class NothingAsked(RuleBroken):
    message = _("Write your question in at most 300 letters.")


@transaction.atomic
def ask(budget, *, by, words, funder=None) -> Todo:
    """Ask the coordinator; the budget goes on waiting for the funder. Return what is now to be done.

    Raises:
        NothingAsked
        Whatever ``signatories.refuse_others`` refuses.
    """
    budget = Budget.objects.select_for_update().get(pk=budget.pk)
    funder = signatories.refuse_others(budget, by, funder)
    words = words.strip()
    if not words or len(words) > LONGEST:
        raise NothingAsked
    key = f"{_key(budget)} {funder} {uuid.uuid4()}"
    audit.record(Act.ASK_ABOUT_BUDGET, budget, by=by, why=str(Funder(funder).label))
    with acting.for_the_site("ask the coordinator about a budget", site_id=budget.site_id):
        todos.ask(budget.person, TodoKind.FUNDER_QUESTION, key=key, detail=words, by=by)
        return Todo.objects.get(person_id=budget.person_id, key=key)


def of(budget) -> list[dict]:
    """Return what funders asked about ``budget`` and what they were told, in order: one query."""
    with acting.for_the_site("read what funders asked about a budget", site_id=budget.site_id):
        asked = Todo.objects.filter(kind=TodoKind.FUNDER_QUESTION, person_id=budget.person_id)
        found = asked.filter(key__startswith=_key(budget)).select_related("raised_by", "done_by")
        return [_shown(one) for one in found.order_by("pk")]


def answered_or_not(budgets, funders) -> dict[str, bool]:
    """Return ``{budget's public id: whether all was answered}`` for those that ``funders`` asked about."""
    here = {one.site_id for one in budgets}
    if not here:
        return {}
    found: dict[str, bool] = {}
    with acting.for_the_site("see which questions were answered", site_id=min(here)):
        asked = Todo.objects.filter(
            kind=TodoKind.FUNDER_QUESTION, person_id__in=[one.person_id for one in budgets]
        )
        for key, done_at in asked.values_list("key", "done_at"):
            _asked, public_id, funder, _number = key.rsplit(" ", 3)
            if funder in funders:
                found[public_id] = found.get(public_id, True) and done_at is not None
    return found


def _key(budget):
    return f"funder-question {budget.public_id}"


def _shown(asked) -> dict:
    funder = asked.key.rsplit(" ", 2)[1]
    return {
        "funder": Funder(funder).label,
        "words": asked.detail,
        "who": asked.raised_by.name if asked.raised_by else "",
        "when": dates.in_words(asked.raised_at),
        "answer": asked.outcome,
        "answered_by": asked.done_by.name if asked.done_by else "",
        "answered_on": dates.in_words(asked.done_at) if asked.done_at else "",
    }
