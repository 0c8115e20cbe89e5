"""Adding and removing the lines of a plan: needs, goals, actions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import writing
from careplans.acts import Act
from careplans.forms import ActionForm, GoalForm, NeedForm
from careplans.models import Action, CarePlan, Goal, Need
from careplans.views.doing import done
from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from peersupport.models import Service
from people.banner import banner_for

MOST_FOUND = 8
page = require_http_methods(["GET", "POST"])


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def add_need(request, plan):
    form = NeedForm(request.POST if request.method == "POST" else None)
    return _add(request, plan, plan, form, writing.add_need, "add_need")


@page
@access.requires(Act.WRITE_PLAN, Need)
def add_goal(request, need):
    form = GoalForm(request.POST if request.method == "POST" else None)
    return _add(request, need.plan, need, form, writing.add_goal, "add_goal")


@page
@access.requires(Act.WRITE_PLAN, Goal)
def add_action(request, goal):
    """Say what will be done; with ``look`` only the directory is searched and what was typed stays."""
    asked = request.POST if request.method == "POST" else None
    form = ActionForm(asked, found=found_in_directory(goal.site_id, asked))
    if asked and "look" in asked:
        form = ActionForm(initial=asked.dict(), found=found_in_directory(goal.site_id, asked))
        return _show(request, goal.plan, goal, form, "add_action", has_looked=bool(asked.get("look_for")))
    return _add(request, goal.plan, goal, form, writing.add_action, "add_action")


def found_in_directory(site_id, asked, chosen=None):
    """Return the entries of the directory that fit what is looked for, and the one already ``chosen``."""
    here = Service.objects.filter(site_id=site_id)
    words = asked.get("look_for", "").strip() if asked else ""
    public = here.public().matching(words).values_list("pk", flat=True)
    keys = [*(public[:MOST_FOUND] if words else ()), *([chosen] if chosen else ())]
    return here.filter(pk__in=keys).for_reading() if keys else here.none()


def _add(request, plan, parent, form, verb, name):
    user = request.user
    if form.is_valid() and done(
        request, form, Act.WRITE_PLAN, parent, lambda **facts: verb(parent, by=user, **facts)
    ):
        return redirect("plan", plan.public_id)
    return _show(request, plan, parent, form, name)


def _show(request, plan, parent, form, name, **more):
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    shown = {"form": form, "plan": plan, "parent": parent, "banner": banner, **more}
    return render(request, f"careplans/{name}.html", shown)


@page
@access.requires(Act.WRITE_PLAN, Need)
def remove_need(request, need):
    takes_along = _("The goals and actions under it go too.")
    return _remove(request, need, writing.remove_need, takes_along)


@page
@access.requires(Act.WRITE_PLAN, Goal)
def remove_goal(request, goal):
    return _remove(request, goal, writing.remove_goal, _("The actions under it go too."))


@page
@access.requires(Act.WRITE_PLAN, Action)
def remove_action(request, action):
    return _remove(request, action, writing.remove_action, "")


def _remove(request, line, verb, takes_along):
    """Ask once more, saying what will happen; then take the line out."""
    plan = line.plan
    if request.method == "POST":
        try:
            verb(line, by=request.user)
        except RuleBroken as broken:
            messages.error(request, broken.message)
        else:
            messages.success(request, _("Taken out of the plan."))
        return redirect("plan", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    shown = {"line": line, "plan": plan, "banner": banner, "takes_along": takes_along}
    return render(request, "careplans/remove_line.html", shown)
