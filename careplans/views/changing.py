"""Changing a line of a plan. Who is second sees what is saved now, word by word beside their own."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from careplans import writing
from careplans.acts import Act
from careplans.beside import beside_yours
from careplans.forms.lines import ChangeActionForm, ChangeGoalForm, ChangeNeedForm
from careplans.models import Action, CarePlan, Goal, Need
from careplans.views import unsaved
from careplans.views.doing import done
from careplans.views.lines import found_in_directory
from ipc.kernel import access, audit
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_need(request, plan, need_id):
    return _change(request, plan, line_of(request.user, plan, Need, need_id), ChangeNeedForm)


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_goal(request, plan, goal_id):
    return _change(request, plan, line_of(request.user, plan, Goal, goal_id), ChangeGoalForm)


@page
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_action(request, plan, action_id):
    """Change what will be done; with ``look`` only the directory is searched and what was typed stays."""
    action = line_of(request.user, plan, Action, action_id)
    asked = request.POST if request.method == "POST" else None
    chosen = action.service_id if action else None
    found = found_in_directory(plan.site_id, asked, chosen)

    def form_of(*args, **more):
        return ChangeActionForm(*args, found=found, **more)

    if asked and "look" in asked:
        form = form_of(initial=asked.dict())
        return _show(request, plan, action, form, has_looked=bool(asked.get("look_for")))
    return _change(request, plan, action, form_of)


def line_of(user, plan, model, public_id):
    """Return a line of ``plan`` that ``user`` may write, as it is now; None where it is not there."""
    lines = model.objects.permitting(Act.WRITE_PLAN, user).filter(plan=plan)
    return lines.filter(public_id=public_id).first()


def _change(request, plan, line, form_of):
    """Change a line. Somebody may have taken it out meanwhile: what was typed is shown all the same."""
    user, is_sent = request.user, request.method == "POST"
    form = form_of(request.POST if is_sent else None, initial=_as_it_is(line))
    if line is None:
        if not is_sent:
            raise Http404
        form.is_valid()
        form.add_error(None, writing.LineGone.message)
        return _show(request, plan, None, form)
    unsaved.ready(form, request, plan.person, f"change_line: {line.public_id}")
    if form.is_valid() and done(
        request, form, Act.WRITE_PLAN, line, lambda **facts: writing.change_line(line, by=user, **facts)
    ):
        return redirect(f"{reverse('plan', args=[plan.public_id])}#line-{line.public_id}")
    line = line_of(user, plan, type(line), line.public_id)
    return _show(request, plan, line, form, beside=_beside(form, line))


def _beside(form, line):
    """Where somebody else has saved meanwhile: what is saved beside what was typed, to save knowingly."""
    if line is None or not form.is_bound or form.cleaned_data.get("revision") == line.revision:
        return None
    form.now_based_on(line.revision)
    return beside_yours(line, form)


def _as_it_is(line):
    if line is None:
        return {}
    now = {name: getattr(line, name) for name in (*writing.CHANGEABLE[type(line)], "revision")}
    for name in ("is_eligible", "is_paid"):
        if name in now:
            now[name] = {True: "yes", False: "no", None: ""}[now[name]]
    if now.get("service"):
        now["service"] = now["service"].public_id
    return now


def _show(request, plan, line, form, **more):
    audit.read(Act.SEE_PLAN, plan, by=request.user)
    banner = banner_for(request.user, plan.person)
    name = "change_action" if isinstance(form, ChangeActionForm) else "change_line"
    shown = {"form": form, "plan": plan, "line": line, "banner": banner, **more}
    return render(request, f"careplans/{name}.html", shown)
