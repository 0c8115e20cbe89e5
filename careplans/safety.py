"""What could go wrong, what is done then and who is called: written together while the plan is a draft.

A life with its risks, not without them: each says why it is worth it to the person.
"""

from django.db import transaction

from careplans import writing
from careplans.models import Contingency, Risk


def is_unsettled(risk) -> bool:
    """Return whether ``risk`` could do serious harm and nobody has written yet what is done about it.

    Source: National Health Service (Direct Payments) Regulations 2013 (SI 2013/1617) reg 8.
    """
    return risk.is_significant and not risk.what_we_do.strip()


@transaction.atomic
def add_contingency(plan, *, by, kind, trigger, what_to_do, who_to_call, phone="", picture="") -> Contingency:
    """Add what is done and who is called if something happens.

    Raises:
        PlanNotDraft
        NotToBeCalled: it is said of them that they must not be contacted.
    """
    said = {"kind": kind, "trigger": trigger, "what_to_do": what_to_do, "picture": picture}
    line = Contingency(**said, who_to_call=who_to_call, phone=phone)
    return writing.added(writing.being_written(plan), by, line)


@transaction.atomic
def add_risk(
    plan, *, by, words, why_worth_it="", what_we_do="", watched_by="", is_significant=False, picture=""
) -> Risk:
    """Add what could go wrong, why it is worth it to the person, and what is done about it.

    Raises:
        PlanNotDraft
    """
    said = {"words": words, "why_worth_it": why_worth_it, "what_we_do": what_we_do, "picture": picture}
    line = Risk(**said, watched_by=watched_by, is_significant=is_significant)
    return writing.added(writing.being_written(plan), by, line)


@transaction.atomic
def change_contingency(contingency, *, by, revision=None, **facts) -> Contingency:
    """Change some of what ``add_contingency`` takes; ``revision`` is that of the line as it was read.

    Raises:
        PlanNotDraft, NotToBeCalled, LineGone
        Changed: somebody else has changed the line since; nothing is overwritten.
    """
    return writing.change_line(contingency, by=by, revision=revision, **facts)


@transaction.atomic
def change_risk(risk, *, by, revision=None, **facts) -> Risk:
    """Change some of what ``add_risk`` takes; ``revision`` is that of the line as it was read.

    Raises:
        PlanNotDraft, LineGone
        Changed: somebody else has changed the line since; nothing is overwritten.
    """
    return writing.change_line(risk, by=by, revision=revision, **facts)


@transaction.atomic
def remove_contingency(contingency, *, by):
    """Take a contingency out of the draft.

    Raises:
        PlanNotDraft
    """
    writing.take_out(contingency.plan, by, Contingency.objects.filter(pk=contingency.pk))


@transaction.atomic
def remove_risk(risk, *, by):
    """Take a risk out of the draft.

    Raises:
        PlanNotDraft
    """
    writing.take_out(risk.plan, by, Risk.objects.filter(pk=risk.pk))
