"""Writing what could go wrong and what is done then: lines are added, changed and taken out of a draft."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import dangers, differences, safety, writing
from careplans.acts import Act
from careplans.forms.safety import (
    ChangeContingencyForm,
    ChangeRiskForm,
    ContingencyForm,
    RiskForm,
    SafetyForm,
)
from careplans.models import CarePlan, Contingency, PlanStatus, Risk
from careplans.views import unsaved
from careplans.views.doing import done
from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])
OF_THE_PLAN = ("coping", "advance_statement", "if_things_go_wrong", "risks_talked_about")


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def safety_of_plan(request, plan):
    """Everything about what could go wrong, and the ways to write it while the plan is a draft."""
    user = request.user
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {**dangers.shown(plan, user), "may_write": may_write(plan, user), "plan": plan}
    return render(
        request, "careplans/safety_of_plan.html", {**shown, "banner": banner_for(user, plan.person)}
    )


def may_write(plan, user):
    """Return whether ``user`` may write in ``plan``, and it is a draft."""
    if plan.status != PlanStatus.DRAFT:
        return False
    return CarePlan.objects.permitting(Act.WRITE_PLAN, user).filter(pk=plan.pk).exists()


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def add_contingency(request, plan):
    return _add(request, plan, ContingencyForm, safety.add_contingency, "add_contingency")


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def add_risk(request, plan):
    return _add(request, plan, RiskForm, safety.add_risk, "add_risk")


def _add(request, plan, form_class, verb, name):
    user = request.user
    form = form_class(request.POST if request.method == "POST" else None)
    unsaved.ready(form, request, plan.person, f"{name}: {plan.public_id}")
    if form.is_valid() and done(request, form, Act.WRITE_PLAN, plan, partial(verb, plan, by=user)):
        messages.success(request, _("Added to the plan."))
        return redirect("safety_of_plan", plan.public_id)
    return _show(request, plan, f"careplans/{name}.html", form=form)


@page
@access.requires(Act.WRITE_PLAN, Contingency)
def change_contingency(request, contingency):
    return _change(
        request, contingency, ChangeContingencyForm, safety.change_contingency, "change_contingency"
    )


@page
@access.requires(Act.WRITE_PLAN, Risk)
def change_risk(request, risk):
    return _change(request, risk, ChangeRiskForm, safety.change_risk, "change_risk")


def _change(request, line, form_class, verb, name):
    """Change a line; whoever is second sees what the first one changed and goes on from there."""
    form = form_class(request.POST if request.method == "POST" else None, initial=_initial(line, form_class))
    unsaved.ready(form, request, line.person, f"{name}: {line.public_id}")
    read = form.data.get("revision") if form.is_bound else None
    if form.is_valid() and done(request, form, Act.WRITE_PLAN, line, partial(verb, line, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("safety_of_plan", line.plan.public_id)
    meanwhile = []
    if read and read != str(line.revision):
        meanwhile = differences_in(line, form)
        form.now_based_on(line.revision)
    return _show(request, line.plan, f"careplans/{name}.html", form=form, line=line, meanwhile=meanwhile)


def _initial(line, form_class):
    """Return what the form begins with: a yes or no is asked as a choice."""
    values = {name: getattr(line, name) for name in form_class.base_fields if hasattr(line, name)}
    return {
        name: {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        for name, value in values.items()
    }


def differences_in(line, form):
    """Return, field by field, how what was typed differs from what is saved now."""
    return [
        {"label": field.label, "parts": differences.of(str(getattr(line, name)), form.data.get(name, ""))}
        for name, field in form.fields.items()
        if isinstance(getattr(line, name, None), str) and form.data.get(name, "") != getattr(line, name)
    ]


@page
@access.requires(Act.WRITE_PLAN, Contingency)
def remove_contingency(request, contingency):
    return _remove(request, contingency, safety.remove_contingency)


@page
@access.requires(Act.WRITE_PLAN, Risk)
def remove_risk(request, risk):
    return _remove(request, risk, safety.remove_risk)


def _remove(request, line, verb):
    """Ask once more, then take the line out."""
    plan = line.plan
    if request.method == "POST":
        try:
            verb(line, by=request.user)
        except RuleBroken as broken:
            messages.error(request, broken.message)
        else:
            messages.success(request, _("Taken out of the plan."))
        return redirect("safety_of_plan", plan.public_id)
    return _show(request, plan, "careplans/remove_safety.html", words=str(line))


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_safety(request, plan):
    """Write what helps when it gets hard, where wishes are kept, and what was talked about."""
    now = {name: getattr(plan, name) for name in OF_THE_PLAN}
    form = SafetyForm(
        request.POST if request.method == "POST" else None, initial={**now, "revision": plan.revision}
    )
    unsaved.ready(form, request, plan.person, f"change_safety: {plan.public_id}")
    change = partial(writing.change_details, plan, by=request.user)
    if form.is_valid() and done(request, form, Act.WRITE_PLAN, plan, change):
        messages.success(request, _("Saved."))
        return redirect("safety_of_plan", plan.public_id)
    meanwhile = []
    if form.is_bound and form.data.get("revision") != str(plan.revision):
        meanwhile = differences_in(plan, form)
        form.now_based_on(plan.revision)
    return _show(request, plan, "careplans/change_safety.html", form=form, meanwhile=meanwhile)


def _show(request, plan, template, **shown):
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    return render(request, template, {**shown, "plan": plan, "banner": banner})
