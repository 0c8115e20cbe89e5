"""What waits for the funders that somebody may sign for, and what they read before they answer."""

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets import contribution, funder_questions, limits
from budgets.models import BudgetLine, Frequency, Signature
from budgets.pages.budget import in_all, pays_into
from budgets.sufficiency.figures import cost_of
from careplans.models import Action
from ipc.kernel.dates import in_words
from ipc.kernel.money import NOTHING, pounds
from people.models import Funder


def waiting(budgets, user, funders, day) -> list[dict]:
    """Return the list of approvals: who, what for in the person's words, how long it has waited.

    A row for each budget and each of ``funders`` that has not answered it.
    """
    lines = BudgetLine.objects.select_related("action__goal").prefetch_related("shares")
    prefetch_related_objects(budgets, Prefetch("lines", lines), "signatures")
    allowed = {funder: limits.of(user, funder) for funder in funders}
    asked = funder_questions.answered_or_not(budgets, funders)
    return [
        _waiting(budget, funder, allowed[funder], asked.get(str(budget.public_id)), day)
        for budget in budgets
        for funder in _unanswered(budget, funders)
    ]


def _unanswered(budget, funders) -> list[Funder]:
    answered = {one.funder for one in budget.signatures.all() if one.revision == budget.revision}
    paying = {share.funder for line in budget.lines.all() for share in line.shares.all()}
    return [funder for funder in funders if funder in paying and funder not in answered]


def _waiting(budget, funder, limit, is_told, day) -> dict:
    lines = list(budget.lines.all())
    fundings = contribution.funded(budget, lines)
    own = contribution.by_funder(fundings).get(funder, contribution.Money())
    dearest = cost_of(budget, fundings, lines).dearest_by_funder.get(funder, contribution.Money())
    goals = [one.line.action.goal.words for one in fundings if one.line.action and pays_into(one, funder)]
    return {
        "url": f"{reverse('approve_budget', args=[budget.public_id])}?funder={funder.value}",
        "letter": funder.value,
        "name": budget.person.name,
        "goals": list(dict.fromkeys(goals)),
        "amount": in_all(*own),
        "is_above": bool(budget.above_reason),
        "is_above_limit": limits.is_above(limit, dearest),
        "question": "" if is_told is None else "answered" if is_told else "asked",
        "sent_by": budget.proposed_by.name if budget.proposed_by else "",
        "sent_on": in_words(budget.proposed_at),
        "waited": _days((day - timezone.localdate(budget.proposed_at)).days),
    }


def _days(days) -> str:
    if days <= 0:
        return _("today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _for(action) -> dict:
    if action is None:
        return {"goal": _("Kept for emergencies"), "action": "", "who": "", "when": ""}
    return {"goal": action.goal.words, "action": action.words, "who": action.who, "when": action.when}


def purposes(budget, funder, fundings) -> list[dict]:
    """Return what ``funder`` is asked to pay for: each line with its goal in the person's words."""
    actions = {
        action.pk: action for action in Action.objects.filter(plan_id=budget.plan_id).select_related("goal")
    }
    return [
        {
            **_for(actions.get(one.line.action_id or 0)),
            "id": str(one.line.public_id),
            "line": one.line.words,
            "option": one.line.option,
            "holder": one.line.holder.name if one.line.holder else "",
            "yours": pounds(one.shares.get(funder, NOTHING)),
            "whole": pounds(one.line.amount),
            "is_shared": one.shares.get(funder) != one.line.amount,
            "often": _("a week") if one.line.frequency == Frequency.WEEKLY else _("once"),
        }
        for one in fundings
        if pays_into(one, funder)
    ]


def what_changed(budget, funder, own) -> list[str]:
    """Return how ``funder``'s part differs from what it said and saw before, in sentences."""
    facts = {"now": in_all(*own)}
    sentences = []
    share = budget.indicative and budget.indicative.shares.filter(funder=funder).first()
    if share:
        sentences.append(
            _("The indicative budget spoke of %(before)s a week. Your part is now %(now)s.")
            % {"before": pounds(share.weekly_amount), **facts}
        )
    else:
        sentences.append(
            _("Your organisation was not in the indicative budget. Your part is now %(now)s.") % facts
        )
    answers = Signature.objects.filter(budget=budget, funder=funder, revision__lt=budget.revision)
    last = answers.order_by("-pk").first()
    if last is None:
        return [*sentences, _("It comes to you for the first time.")]
    answer = _("agreed") if last.is_agreed else _("agreed in part") if last.is_part else _("said no")
    told = _("On %(day)s your organisation %(answer)s when it was %(before)s.") % {
        "day": in_words(last.signed_at),
        "answer": answer,
        "before": in_all(last.weekly_amount, last.one_off_amount),
    }
    return [*sentences, told]
