"""What somebody says about one line of a plan: it is right, it should change, they do not agree."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import dialogue
from careplans.acts import Act
from careplans.dialogue.changes import KIND_OF, KINDS
from careplans.forms import AnswerForm, ChangeForm, RemovalForm
from careplans.models import CarePlan, LineKind, PlanStatus, Proposal, Verdict
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])
BELOW = {kind.under: name for name, kind in KINDS.items() if kind.under}
ON_THEIR_OWN = [name for name, kind in KINDS.items() if not kind.under]


@page
@portal.my(Act.ANSWER, CarePlan)
def answer_line(request, person, kind, line_id):
    line = _line(request.user, kind, line_id)
    if line.person_id != person.pk:
        raise Http404
    form = _said(request, line)
    if form is None:
        return redirect(back_to(reverse("my_plan"), line.plan, line_id))
    return render(request, "careplans/answer_line.html", _shown(request, line, form))


@page
@access.requires(Act.ANSWER, CarePlan)
def say_about_line(request, plan, kind, line_id):
    line = _line(request.user, kind, line_id)
    if line.plan_id != plan.pk:
        raise Http404
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    form = _said(request, line)
    if form is None:
        return redirect(f"{reverse('plan', args=[plan.public_id])}#line-{line_id}")
    banner = banner_for(request.user, plan.person)
    return render(request, "careplans/say_about_line.html", {"banner": banner, **_shown(request, line, form)})


@page
@portal.my(Act.PROPOSE, CarePlan)
def my_propose_new(request, person):
    """Propose something new for the plan being written, or else for the one in force."""
    plans = CarePlan.objects.permitting(Act.PROPOSE, request.user).filter(person=person)
    plan = plans.exclude(status=PlanStatus.ENDED).order_by("-number").first()
    if plan is None:
        raise Http404
    shown = _new(request, plan)
    if shown is None:
        return redirect("my_plan")
    return render(request, "careplans/my_propose_new.html", shown)


@page
@access.requires(Act.PROPOSE, CarePlan)
def propose_new(request, plan):
    shown = _new(request, plan)
    if shown is None:
        return redirect("plan", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    return render(request, "careplans/propose_new.html", {**shown, "plan": plan, "banner": banner})


def back_to(my_plan, plan, line_id):
    """Return the address of a line in the person's plan: that in force, or the one being written."""
    which = "?next" if plan.status == PlanStatus.DRAFT else ""
    return f"{my_plan}{which}#line-{line_id}" if line_id else f"{my_plan}{which}"


def _line(user, kind, line_id):
    """Return the line about which ``user`` may say something."""
    if kind not in KINDS:
        raise Http404
    model = KINDS[LineKind(kind)].model
    rows = model.objects.select_related("plan__person")
    return access.find(model, Act.ANSWER, user, line_id, rows)


def _new(request, plan):
    """Return what the page of something new shows, or None once it is proposed.

    First what it is (``?what=``), of the lines that hang under no other; then the boxes for it.
    """
    what, user = request.GET.get("what", ""), request.user
    if what not in ON_THEIR_OWN:
        return {"choices": [{"what": kind.value, "label": kind.label} for kind in ON_THEIR_OWN]}
    form = ChangeForm(request.POST if request.method == "POST" else None, kind=what)
    if form.is_valid() and done(
        request, form, Act.PROPOSE, plan, lambda **facts: dialogue.propose(plan, by=user, kind=what, **facts)
    ):
        messages.success(request, _("Your proposal stands in the plan. The others can answer it."))
        return None
    return {"form": form, "kind": LineKind(what).label}


def _said(request, line):
    """Return the form that fits what is said (``?say=``), or None once it is said and written down."""
    say, kind = request.GET.get("say", ""), KIND_OF[type(line)]
    sent = request.POST if request.method == "POST" else None
    if say == "change":
        form = ChangeForm(sent, kind=kind, line=line)
    elif say == "add" and kind in BELOW:
        form = ChangeForm(sent, kind=BELOW[kind])
    elif say == "out":
        form = RemovalForm(sent)
    else:
        form = AnswerForm(sent, initial={"verdict": Verdict.DISAGREES})
    if form.is_valid() and done(request, form, *_verb(request, say, line, kind)):
        messages.success(request, _("Saved. Everybody who makes the plan with you can see it."))
        return None
    return form


def _verb(request, say, line, kind):
    """Return the act, what it is on, and what carries it out."""
    user, plan = request.user, line.plan

    def proposing(**facts):
        if say == "add":
            about = {"kind": BELOW[kind], "under": line}
        else:
            instead_of = _answered(request, line)
            about = {"kind": kind, "line": line, "is_removal": say == "out", "instead_of": instead_of}
        proposal = dialogue.propose(plan, by=user, **about, **facts)
        if proposal.plan_id != plan.pk:
            messages.info(request, _("The next plan is being written. What you propose stands there."))
        return proposal

    def answering(**facts):
        return dialogue.answer(line, by=user, **facts)

    is_proposal = say in ("change", "out", "add")
    return (Act.PROPOSE, line, proposing) if is_proposal else (Act.ANSWER, line, answering)


def _answered(request, line):
    """Return the open proposal that is answered with another (``?instead=``), if one is named."""
    named = request.GET.get("instead")
    if not named:
        return None
    found = access.find(Proposal, Act.PROPOSE, request.user, named)
    return found if found.line_id == line.public_id else None


def _shown(request, line, form):
    kind = KIND_OF[type(line)]
    return {
        "form": form,
        "say": request.GET.get("say", "") or ("no" if form.is_bound else ""),
        "line": line,
        "plan": line.plan,
        "kind": kind.label,
        "line_kind": kind.value,
        "words": dialogue.described(line),
        "below": LineKind(BELOW[kind]).label if kind in BELOW else "",
        "entries": dialogue.said_of(line.plan, line, request.user),
    }
