"""The plan for colleagues: the conversation on one side, the plan that grows from it on the other."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careplans import plan_page, writing
from careplans.acts import Act
from careplans.forms import DetailsForm
from careplans.models import CarePlan, PlanStatus
from careplans.views import unsaved
from careplans.views.doing import done
from ipc.kernel import access, audit
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def plan(request, plan):
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    return render(request, "careplans/plan.html", plan_page.for_colleagues(plan, request.user))


@require_POST
@access.requires(Act.START_PLAN, Person, by=CarePlan)
def start_plan(request, person):
    """Start the next plan, or go on with the one that somebody has just started."""
    try:
        plan = writing.start(person, by=request.user)
    except writing.AlreadyBeingWritten as broken:
        messages.info(request, broken.message)
        plan = CarePlan.objects.visible_to(request.user).get(person=person, status=PlanStatus.DRAFT)
    return redirect("plan", plan.public_id)


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_plan_details(request, plan):
    now = {name: getattr(plan, name) for name in writing.DETAILS}
    form = DetailsForm(
        request.POST if request.method == "POST" else None, initial={**now, "revision": plan.revision}
    )
    unsaved.ready(form, request, plan.person, f"change_plan_details: {plan.public_id}")
    user, before = request.user, plan
    if form.is_valid():
        if done(request, form, Act.WRITE_PLAN, plan, lambda **facts: _change(before, user, facts)):
            return redirect("plan", plan.public_id)
        form.now_based_on(plan.revision)
    else:
        audit.read(Act.SEE_PLAN, plan, by=user)
    saved = [(form.fields[name].label, value) for name, value in now.items() if value]
    shown = {"form": form, "plan": plan, "banner": banner_for(user, plan.person), "saved": saved}
    return render(request, "careplans/change_plan_details.html", shown)


def _change(plan, user, facts):
    return writing.change_details(plan, by=user, **facts)
