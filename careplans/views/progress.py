"""How it goes with a goal: for the person and family, and for those who work with them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import about, progress
from careplans.acts import Act
from careplans.forms.progress import ProgressForm
from careplans.models import Action, Goal
from careplans.views import unsaved
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.NOTE_PROGRESS, Goal)
def my_goal(request, person, public_id):
    theirs = Goal.objects.filter(person=person)
    goal = access.find(Goal, Act.NOTE_PROGRESS, request.user, public_id, theirs)
    form = _form(request, goal)
    if form.is_valid() and _noted(request, form):
        messages.success(request, _("Saved. Your care team can see it too."))
        return redirect("my_goal", goal.public_id)
    told = progress.shown(goal, request.user)
    return render(request, "careplans/my_goal.html", {"goal": goal, "form": form, **told})


@require_safe
@access.requires(Act.SEE_PLAN, Goal)
def goal(request, goal):
    user = request.user
    audit.read(Act.SEE_PLAN, goal, by=user)
    may_note = Goal.objects.permitting(Act.NOTE_PROGRESS, user).filter(pk=goal.pk).exists()
    told = {**progress.shown(goal, user), "may_note": may_note}
    return render(request, "careplans/goal.html", {**_about(user, goal), **told})


@page
@access.requires(Act.NOTE_PROGRESS, Goal)
def note_progress(request, goal):
    form = _form(request, goal)
    if form.is_valid() and _noted(request, form):
        return redirect("goal", goal.public_id)
    audit.read(Act.SEE_PLAN, goal, by=request.user)
    return render(request, "careplans/note_progress.html", {**_about(request.user, goal), "form": form})


def _form(request, goal):
    user, person = request.user, goal.person
    form = ProgressForm(
        request.POST if request.method == "POST" else None,
        goal=goal,
        actions=list(Action.objects.visible_to(user).filter(goal=goal)),
        views=about.views_of(user, person),
        called=person.called,
    )
    return unsaved.ready(form, request, person, f"note_progress: {goal.public_id}")


def _noted(request, form):
    user, line = request.user, form.about
    return done(request, form, Act.NOTE_PROGRESS, line, lambda **facts: progress.note(line, by=user, **facts))


def _about(user, goal):
    plan, person = goal.plan, goal.person
    return {"goal": goal, "plan": plan, "person": person, "banner": banner_for(user, person)}
