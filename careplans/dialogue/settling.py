"""What comes of a proposal: taken into the plan, not taken up, or taken back by who made it."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans import safety, writing
from careplans.acts import Act
from careplans.dialogue.changes import KINDS
from careplans.dialogue.proposing import SayWhy, being_talked_about
from careplans.models import LineKind, PlanStatus, Proposal, ProposalState
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken

REMOVE = {
    LineKind.NEED: writing.remove_need,
    LineKind.GOAL: writing.remove_goal,
    LineKind.ACTION: writing.remove_action,
    LineKind.CONTINGENCY: safety.remove_contingency,
    LineKind.RISK: safety.remove_risk,
}
CHANGE: dict[str, Callable] = {
    LineKind.CONTINGENCY: safety.change_contingency,
    LineKind.RISK: safety.change_risk,
}
ADD = {
    LineKind.NEED: writing.add_need,
    LineKind.GOAL: writing.add_goal,
    LineKind.ACTION: writing.add_action,
    LineKind.CONTINGENCY: safety.add_contingency,
    LineKind.RISK: safety.add_risk,
}


class ProposalSettled(RuleBroken):
    message = _("This proposal is settled already. Look at what came of it.")


class NotWhileInForce(RuleBroken):
    message = _("This plan is agreed and stays as it is. Start the next plan: the proposal goes on there.")


class NotYourProposal(RuleBroken):
    message = _("Only who proposed this can take it back.")


@transaction.atomic
def settle(proposal, *, by, accept, why="", revision=None) -> Proposal:
    """Take a proposal into the draft, or not; a no says why. Return the proposal.

    ``revision`` is that of the line as ``by`` read it beside the proposal.

    Raises:
        PlanOver, ProposalSettled, SayWhy, NotWhileInForce
        Changed: somebody else changed the line since. LineGone: somebody took it out.
        and what writing or removing such a line raises
    """
    plan = being_talked_about(proposal.plan)
    proposal = _open(proposal)
    if not accept and not why.strip():
        raise SayWhy
    if accept:
        if plan.status != PlanStatus.DRAFT:
            raise NotWhileInForce
        _carry_out(plan, proposal, by, revision)
    state = ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    return _settled(proposal, state, Act.SETTLE, by, why)


@transaction.atomic
def take_back(proposal, *, by) -> Proposal:
    """Take one's own proposal back; that it was made stays to be seen.

    Raises:
        ProposalSettled, NotYourProposal
    """
    proposal = _open(proposal)
    if proposal.proposed_by_id != by.pk:
        raise NotYourProposal
    return _settled(proposal, ProposalState.WITHDRAWN, Act.PROPOSE, by, "")


def _open(proposal):
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != ProposalState.OPEN:
        raise ProposalSettled
    return proposal


def _settled(proposal, state, act, by, why):
    proposal.state, proposal.settled_why = state, why.strip()
    proposal.settled_at, proposal.settled_by = timezone.now(), by
    proposal.save(update_fields=["line_id", "state", "settled_why", "settled_at", "settled_by"])
    audit.record(act, proposal, by=by)
    return proposal


def _carry_out(plan, proposal, by, revision):
    """Write what is proposed into the draft, by the verbs that write such a line."""
    kind = LineKind(proposal.line_kind)
    if proposal.line_id is None:
        above = _line(plan, KINDS[kind].under, proposal.under_id) if KINDS[kind].under else plan
        proposal.line_id = ADD[kind](above, by=by, **proposal.change).public_id
        return
    line = _line(plan, kind, proposal.line_id)
    if proposal.is_removal:
        REMOVE[kind](line, by=by)
    else:
        CHANGE.get(kind, writing.change_line)(line, by=by, revision=revision, **proposal.change)


def _line(plan, kind, line_id):
    line = KINDS[LineKind(kind)].model.objects.filter(plan=plan, public_id=line_id).first()
    if line is None:
        raise writing.LineGone
    return line
