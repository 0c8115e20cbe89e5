"""The plan as people and families read it: a letter about a life."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import completeness, reading, reviews
from careplans.acts import Act
from careplans.forms import ChangeRequestForm
from careplans.models import CarePlan, PlanStatus
from careplans.views.doing import done
from ipc.kernel.dates import in_words
from people import portal

page = require_http_methods(["GET", "POST"])


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
