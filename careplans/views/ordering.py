"""The order of the lines, and which goals come first for the person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careplans import reading, writing
from careplans.acts import Act
from careplans.forms.order import RankForm
from careplans.models import Action, CarePlan, Goal, Need, PlanStatus
from careplans.views.doing import done
from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from people import portal
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.WRITE_PLAN, CarePlan)
def order_lines(request, plan):
    """Every line with a way up and a way down."""
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    shown = {"plan": plan, "needs": reading.tree(plan, request.user), "banner": banner}
    return render(request, "careplans/order_lines.html", shown)


@require_POST
@access.requires(Act.WRITE_PLAN, Need)
def move_need(request, need):
    return _move(request, need)


@require_POST
@access.requires(Act.WRITE_PLAN, Goal)
def move_goal(request, goal):
    return _move(request, goal)


@require_POST
@access.requires(Act.WRITE_PLAN, Action)
def move_action(request, action):
    return _move(request, action)


def _move(request, line):
    try:
        writing.move_line(line, by=request.user, up=request.POST.get("where") == "up")
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("order_lines", line.plan.public_id)


@page
@access.requires(Act.RANK_GOALS, CarePlan)
def rank_goals(request, plan):
    """Write down, at the person's side, which goals come first for them."""
    form = _rank_form(request, plan)
    if _ranked(request, form, plan):
        return redirect("plan", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    shown = {"form": form, "plan": plan, "banner": banner_for(request.user, plan.person)}
    return render(request, "careplans/rank_goals.html", shown)


@page
@portal.my(Act.RANK_GOALS, CarePlan)
def my_goals(request, person):
    """The person says which of their goals come first, while the plan is being written."""
    drafts = CarePlan.objects.permitting(Act.RANK_GOALS, request.user).filter(person=person)
    plan = drafts.filter(status=PlanStatus.DRAFT).first()
    if plan is None:
        return render(request, "careplans/my_goals.html", {"plan": None})
    form = _rank_form(request, plan)
    if _ranked(request, form, plan):
        messages.success(request, _("Saved. Your care team sees your order too."))
        return redirect("my_goals")
    return render(request, "careplans/my_goals.html", {"form": form, "plan": plan, "has_goals": form.ids})


def _rank_form(request, plan):
    goals = [goal for need in reading.tree(plan, request.user) for goal in need["goals"]]
    return RankForm(request.POST if request.method == "POST" else None, goals=goals)


def _ranked(request, form, plan):
    user = request.user
    return form.is_valid() and done(
        request, form, Act.RANK_GOALS, plan, lambda **facts: writing.rank_goals(plan, by=user, **facts)
    )
