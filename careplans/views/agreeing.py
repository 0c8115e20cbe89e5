"""Before and beside the agreement: what a plan still lacks, how it was made, and who of us agrees it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careplans import agreement, criteria, readiness
from careplans.acts import Act
from careplans.forms.agreeing import CriteriaForm, ProfessionalForm
from careplans.models import AgreementParty, CarePlan, PlanStatus
from careplans.views.doing import done
from ipc.kernel import access, audit, dates
from ipc.kernel.errors import RuleBroken
from people.banner import banner_for
from people.models import HowGiven, Role

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def ready(request, plan):
    """What a plan still lacks before it can be agreed, in plain words, and which laws ask for it."""
    user = request.user
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {
        "plan": plan,
        "banner": banner_for(user, plan.person),
        "is_draft": plan.status == PlanStatus.DRAFT,
        "agreed": dates.in_words(plan.agreed_at),
        "may_check": CarePlan.objects.permitting(Act.CHECK_PLAN, user).filter(pk=plan.pk).exists(),
        "is_counted": criteria.is_counted(plan),
        **readiness.shown(plan, user),
    }
    return render(request, "careplans/ready.html", shown)


@page
@access.requires(Act.CHECK_PLAN, CarePlan)
def check_criteria(request, plan):
    """Confirm, one by one, the five things that make it a personal plan."""
    form = CriteriaForm(request.POST if request.method == "POST" else None, initial=_said_before(plan))
    user = request.user
    if form.is_valid() and done(
        request, form, Act.CHECK_PLAN, plan, lambda **facts: criteria.check(plan, by=user, **facts)
    ):
        counts = criteria.is_counted(plan)
        messages.success(request, _("All five are met.") if counts else _("Saved. Not all five are met."))
        return redirect("ready", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {
        "plan": plan,
        "form": form,
        "banner": banner_for(user, plan.person),
        "is_draft": plan.status == PlanStatus.DRAFT,
        "asked": _asked(plan, form),
    }
    return render(request, "careplans/check_criteria.html", shown)


def _asked(plan, form):
    """Return each of the five with what the plan itself shows of it, and the fields that ask for it."""
    facts = criteria.facts(plan)
    return [
        {"label": criterion.label, "facts": facts[criterion], "is_met": is_met, "words": words}
        for criterion, is_met, words in form.asked()
    ]


def _said_before(plan):
    """Return what was answered last, or what the facts say where nobody has looked yet."""
    said = {}
    newest, facts = criteria.newest(plan), criteria.facts(plan)
    for criterion, found in facts.items():
        before = newest.get(criterion)
        if before is not None:
            said[f"is_met_{criterion}"] = "yes" if before.is_met else "no"
            said[f"words_{criterion}"] = before.words
        elif not all(fact.is_there for fact in found):
            said[f"is_met_{criterion}"] = "no"
    return said


@page
@access.requires(Act.AGREE_PLAN, CarePlan)
def note_professional(request, plan):
    """Write down that another professional agrees the plan as it is now."""
    user = request.user
    if user.hat.role != Role.COORDINATOR:
        return redirect("plan", plan.public_id)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ProfessionalForm(*posted)
    if form.is_valid() and done(request, form, Act.AGREE_PLAN, plan, partial(_agreed_by_another, plan, user)):
        messages.success(request, _("Saved. A later change needs them again."))
        return redirect("plan", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {"plan": plan, "form": form, "banner": banner_for(user, plan.person)}
    return render(request, "careplans/note_professional.html", shown)


def _agreed_by_another(plan, user, **said):
    return agreement.agree(
        plan, by=user, party=AgreementParty.PROFESSIONAL, review_due_on=None, review_by="", **said
    )


@require_POST
@access.requires(Act.AGREE_PLAN, CarePlan)
def agree_as_professional(request, plan):
    """Write down that this professional agrees the plan as they read it; the person agrees last."""
    read = request.POST.get("revision", "")
    try:
        agreement.agree(
            plan,
            by=request.user,
            party=AgreementParty.PROFESSIONAL,
            how=HowGiven.ONLINE,
            review_due_on=plan.review_due_on,
            review_by=plan.review_by,
            revision=int(read) if read.isdecimal() else None,
        )
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("You agreed this plan as it is now. A later change needs you again."))
    return redirect("plan", plan.public_id)
