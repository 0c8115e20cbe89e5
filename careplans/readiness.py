"""Whether a plan is ready, for its pages: what is there, what is missing, who asks, where to write it."""

from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from careplans import completeness
from careplans.acts import Act
from careplans.completeness import MATRIX, Law
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import access


def shown(plan, user) -> dict:
    """Return what of ``plan`` is there and what is missing, block by block and law by law.

    About ten queries, however long the plan is; some more where something in it is paid for.
    """
    facts = completeness.facts_of(plan)
    blocks = [(block, list(block.missing(facts))) for block in MATRIX]
    found = [one for _block, missing in blocks for one in missing]
    may_write = _may_write(plan, user)
    lines = [_in_words(one, facts, user, may_write=may_write) for one in found]
    needed = [line for line in lines if line["is_blocking"]]
    return {
        "needed": needed,
        "reminders": [line for line in lines if not line["is_blocking"]],
        "sentence": _sentence(len(needed), plan.person.called),
        "blocks": [_block(block, missing, facts) for block, missing in blocks],
        "laws": [_law(law, blocks, facts) for law in Law if facts.asks(law)],
        "knows_money": facts.money.is_known,
    }


def missing(plan, user) -> list[dict]:
    """Return what a draft lacks for ``careplans/_missing.html``, what stops it first; of others nothing."""
    if plan.status != PlanStatus.DRAFT:
        return []
    facts = completeness.facts_of(plan)
    found = [one for block in MATRIX for one in block.missing(facts)]
    may_write = _may_write(plan, user)
    found.sort(key=lambda one: not one.is_blocking)
    return [_in_words(one, facts, user, may_write=may_write) for one in found]


def _may_write(plan, user):
    writing = CarePlan.objects.permitting(Act.WRITE_PLAN, user).filter(pk=plan.pk)
    return plan.status == PlanStatus.DRAFT and writing.exists()


def _sentence(needed, called):
    if not needed:
        return _("Nothing is missing. %(called)s can read the plan and agree.") % {"called": called}
    words = ngettext(
        "%(count)s thing is still needed before %(called)s can agree.",
        "%(count)s things are still needed before %(called)s can agree.",
        needed,
    )
    return words % {"count": needed, "called": called}


def _in_words(one, facts, user, *, may_write):
    block = next(block for block in MATRIX if block.name == one.block)
    return {
        "words": one.words,
        "source": one.source,
        "sources": list(block.asked_by(facts).values()) or [one.source],
        "is_blocking": one.is_blocking,
        "url": _address(one, user) if may_write else "",
    }


def _address(one, user):
    """Return the address of the page where it is written, or nothing where that page is not theirs."""
    url = reverse(one.page, args=[one.row.public_id, *one.more])
    return url if access.may(resolve(url).func.act, user) else ""


def _block(block, missing, facts):
    asked_by = block.asked_by(facts)
    if any(one.is_blocking for one in missing):
        status, colour = _("Missing"), "red"
    elif missing:
        status, colour = _("Could be better"), "yellow"
    elif asked_by:
        status, colour = _("There"), "green"
    else:
        status, colour = _("Not asked for here"), "grey"
    return {"label": block.label, "status": status, "colour": colour, "asked_by": list(asked_by.values())}


def _law(law, blocks, facts):
    """Return a law with how many of its blocks are complete."""
    asked = [missing for block, missing in blocks if law in block.asked_by(facts)]
    there = sum(1 for missing in asked if not any(one.is_blocking for one in missing))
    return {
        "label": law.label,
        "is_kept": there == len(asked),
        "how_far": _("%(there)s of %(whole)s parts are there") % {"there": there, "whole": len(asked)},
    }
