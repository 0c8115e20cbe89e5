"""The pages of people and families: About me, and the plan as a letter."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import about, completeness, reading, reviews
from careplans.acts import Act
from careplans.examples import EXAMPLES, QUESTIONS
from careplans.forms import AboutForm, ChangeRequestForm, ObservationForm
from careplans.models import CarePlan, Observation, PlanStatus, Statement
from careplans.views.doing import done, heading_or_404, wrote
from ipc.kernel.dates import in_words
from people import portal

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_ABOUT_ME, Statement)
def my_about_me(request, person):
    headings = reading.headings(request.user, person)
    return render(
        request,
        "careplans/my_about_me.html",
        {
            "items": [_item(heading) for heading in headings],
            "written": sum(1 for heading in headings if heading["statement"]),
            "whole": len(headings),
            "observations": reading.observations(request.user, person),
        },
    )


def _item(heading):
    statement = heading["statement"]
    return {
        "label": heading["title"],
        "url": reverse("write_about_me", args=[heading["slug"]]),
        "hint": Truncator(statement["words"]).chars(120) if statement else "",
        "status": _("Written") if statement else _("Not yet"),
        "colour": "green" if statement else "",
    }


@page
@portal.my(Act.WRITE_ABOUT_ME, Statement)
def write_about_me(request, person, heading):
    heading = heading_or_404(heading)
    before = reading.statements(request.user, person).get(heading.value)
    initial = {**(before or {}), "revision": before["revision"] if before else 0}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and wrote(request, form, person, heading, before):
        messages.success(request, _("Saved. You can change this at any time."))
        return redirect("my_about_me")
    shown = {
        "form": form,
        "heading": heading.label,
        "question": QUESTIONS[heading],
        "examples": EXAMPLES[heading],
        "saved_meanwhile": before if form.non_field_errors() else None,
    }
    return render(request, "careplans/write_about_me.html", shown)


@page
@portal.my(Act.NOTE_OBSERVATION, Observation)
def my_observations(request, person):
    user = request.user
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        views=about.views_of(user, person),
        called=person.called,
    )
    if form.is_valid() and done(
        request, form, Act.NOTE_OBSERVATION, person, lambda **facts: about.observe(person, by=user, **facts)
    ):
        messages.success(request, _("Saved. Your care team can see it too."))
        return redirect("my_observations")
    shown = {"form": form, "observations": reading.observations(user, person)}
    return render(request, "careplans/my_observations.html", shown)


def _plans_of(user, person):
    """Return ``(the plan in force or the last one, the one being written)``."""
    plans = list(CarePlan.objects.visible_to(user).filter(person=person).order_by("-number"))
    draft = next((one for one in plans if one.status == PlanStatus.DRAFT), None)
    agreed = next((one for one in plans if one.status == PlanStatus.AGREED), None)
    ended = next((one for one in plans if one.status == PlanStatus.ENDED), None)
    return agreed or ended, draft


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_plan(request, person):
    """The plan in force; with ``?next`` or before there is one, the one being written."""
    user = request.user
    in_force, draft = _plans_of(user, person)
    plan = draft if draft and ("next" in request.GET or in_force is None) else in_force
    if plan is None:
        return render(request, "careplans/my_plan.html", {"plan": None})
    is_draft = plan.status == PlanStatus.DRAFT
    decides = is_draft and CarePlan.objects.permitting(Act.AGREE_PLAN, user).filter(pk=plan.pk).exists()
    shown = {
        "plan": plan,
        "is_draft": is_draft,
        "has_ended": plan.status == PlanStatus.ENDED,
        "another": draft if in_force and not is_draft else None,
        "is_ready": decides and not completeness.blocking(plan),
        "agreed": in_words(plan.agreed_at),
        "review": in_words(plan.review_due_on),
        "called": person.called,
        "headings": [one for one in reading.headings(user, person) if one["statement"]],
        "needs": reading.tree(plan),
        "agreements": reading.agreements(user, plan),
        "asked": reading.change_requests(user, person),
        "form": ChangeRequestForm(),
    }
    return render(request, "careplans/my_plan.html", shown)


@page
@portal.my(Act.ASK_FOR_CHANGE, CarePlan)
def ask_for_change(request, person):
    user = request.user
    in_force, draft = _plans_of(user, person)
    plan = in_force or draft
    if plan is None:
        raise Http404
    form = ChangeRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        request,
        form,
        Act.ASK_FOR_CHANGE,
        plan,
        lambda **facts: reviews.ask_for_change(plan, by=user, **facts),
    ):
        by_day = reading.change_requests(user, person)[0]["answer_by"]
        messages.success(
            request, _("We have told your care coordinator. They will answer by %(day)s.") % {"day": by_day}
        )
        return redirect("my_plan")
    return render(request, "careplans/ask_for_change.html", {"form": form})
