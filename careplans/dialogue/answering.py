"""What one side says to a line of a plan or to a proposal: yes, or no with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.dialogue.changes import KIND_OF, described
from careplans.dialogue.proposing import NotALineOfThePlan, SayWhy, being_talked_about
from careplans.dialogue.settling import ProposalSettled
from careplans.dialogue.sides import side_of
from careplans.models import Answer, Proposal, ProposalState, Verdict
from ipc.kernel import audit
from ipc.kernel.errors import RuleBroken
from people import leaving


class YourOwnProposal(RuleBroken):
    message = _("You proposed this yourself. You can take it back, or propose something else.")


@transaction.atomic
def answer(said_of, *, by, verdict, reason="") -> Answer:
    """Say yes or no to a line of a plan, or to an open proposal; return the answer.

    Only added: whoever thinks again answers again, and what they said before stays. The same said again,
    of the same words, is not written twice.

    Raises:
        PlanOver, SayWhy, ProposalSettled, YourOwnProposal, NotALineOfThePlan, leaving.HasDied
    """
    leaving.refuse_after_death(said_of.person)
    plan = being_talked_about(said_of.plan)
    reason = reason.strip()
    if verdict == Verdict.DISAGREES and not reason:
        raise SayWhy
    about = _about_proposal(said_of, by) if isinstance(said_of, Proposal) else _about_line(said_of)
    before = Answer.objects.filter(answered_by=by, plan=plan, **_same(about)).order_by("pk").last()
    if before and (before.verdict, before.reason, before.line_words) == (
        verdict,
        reason,
        about["line_words"],
    ):
        return before
    given = Answer.objects.create(
        site_id=plan.site_id,
        person_id=plan.person_id,
        plan=plan,
        **about,
        verdict=verdict,
        reason=reason,
        side=side_of(by, plan.person),
        answered_at=timezone.now(),
        answered_by=by,
    )
    audit.record(Act.ANSWER, given, by=by)
    return given


def _about_proposal(proposal, by):
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != ProposalState.OPEN:
        raise ProposalSettled
    if proposal.proposed_by_id == by.pk:
        raise YourOwnProposal
    return {
        "proposal": proposal,
        "line_kind": proposal.line_kind,
        "line_id": proposal.line_id,
        "line_words": proposal.line_words,
    }


def _about_line(line):
    if type(line) not in KIND_OF:
        raise NotALineOfThePlan
    return {
        "proposal": None,
        "line_kind": KIND_OF[type(line)],
        "line_id": line.public_id,
        "line_words": described(line),
    }


def _same(about):
    return {"proposal": about["proposal"], "line_id": about["line_id"]}
