"""One proposal: what it would change, what the others say, and what comes of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import dialogue
from careplans.acts import Act
from careplans.dialogue.changes import KINDS
from careplans.forms import ProposalForm
from careplans.models import LineKind, PlanStatus, Proposal, ProposalState, Verdict
from careplans.views.dialogue import back_to
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.ANSWER, Proposal)
def my_proposal(request, person, proposal_id):
    proposal = access.find(Proposal, Act.ANSWER, request.user, proposal_id, _with_its_plan())
    if proposal.person_id != person.pk:
        raise Http404
    form, line = _form(request, proposal)
    if form is not None and form.is_valid() and _done(request, form, proposal):
        return redirect(back_to(reverse("my_plan"), proposal.plan, proposal.line_id or proposal.under_id))
    return render(request, "careplans/my_proposal.html", _shown(request, proposal, form, line))


@page
@access.requires(Act.ANSWER, Proposal)
def proposal(request, proposal):
    plan = proposal.plan
    form, line = _form(request, proposal)
    if form is not None and form.is_valid() and _done(request, form, proposal):
        line_id = proposal.line_id or proposal.under_id
        return redirect(f"{reverse('plan', args=[plan.public_id])}#line-{line_id}")
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    shown = {"banner": banner_for(request.user, plan.person), **_shown(request, proposal, form, line)}
    return render(request, "careplans/proposal.html", shown)


def _with_its_plan():
    return Proposal.objects.select_related("plan__person")


def _form(request, proposal):
    """Return the form with what ``user`` may say now, or None; and the line it is about, if it stands."""
    model = KINDS[LineKind(proposal.line_kind)].model
    seen = model.objects.visible_to(request.user).filter(plan=proposal.plan)
    line = seen.filter(public_id=proposal.line_id).first() if proposal.line_id else None
    choices = _choices(request.user, proposal)
    if not choices:
        return None, line
    sent = request.POST if request.method == "POST" else None
    return ProposalForm(sent, choices=choices, initial={"revision": line and line.revision}), line


def _choices(user, proposal):
    if proposal.state != ProposalState.OPEN or proposal.plan.status == PlanStatus.ENDED:
        return []
    is_own = proposal.proposed_by_id == user.pk
    choices = [("back", _("Take it back"))] if is_own else _yes_or_no()
    if Proposal.objects.permitting(Act.SETTLE, user).filter(pk=proposal.pk).exists():
        if proposal.plan.status == PlanStatus.DRAFT:
            choices.append(("accept", _("Take it into the plan")))
        if not is_own:
            choices.append(("decline", _("Do not take it into the plan")))
    return choices


def _yes_or_no():
    return [("agree", _("I agree with this")), ("disagree", _("I do not agree"))]


def _done(request, form, proposal):
    user = request.user

    def say(do, reason, revision):
        if do == "back":
            return dialogue.take_back(proposal, by=user)
        if do in ("accept", "decline"):
            accept = do == "accept"
            return dialogue.settle(proposal, by=user, accept=accept, why=reason, revision=revision)
        verdict = Verdict.AGREES if do == "agree" else Verdict.DISAGREES
        return dialogue.answer(proposal, by=user, verdict=verdict, reason=reason)

    act = Act.SETTLE if form.cleaned_data["do"] in ("accept", "decline") else Act.ANSWER
    if not done(request, form, act, proposal, say):
        return False
    messages.success(request, _("Saved. Everybody who makes the plan with you can see it."))
    return True


def _shown(request, proposal, form, line):
    return {
        "form": form,
        "plan": proposal.plan,
        "proposal": proposal,
        "line": line,
        "one": dialogue.shown(proposal, request.user, line),
        "kind": proposal.get_line_kind_display(),
    }
