"""The plan as people and families read it: a letter about a life."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import plan_page, reading, reviews
from careplans.acts import Act
from careplans.forms import ChangeRequestForm
from careplans.models import CarePlan
from careplans.views import unsaved
from careplans.views.doing import done
from people import portal

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_plan(request, person):
    """The plan in force; with ``?next`` or before there is one, the one being written."""
    shown = plan_page.for_people(request.user, person, wants_next="next" in request.GET)
    return render(request, "careplans/my_plan.html", {**shown, "form": ChangeRequestForm()})


@page
@portal.my(Act.ASK_FOR_CHANGE, CarePlan)
def ask_for_change(request, person):
    user = request.user
    in_force, draft = plan_page.plans_of(user, person)
    plan = in_force or draft
    if plan is None:
        raise Http404
    form = ChangeRequestForm(request.POST if request.method == "POST" else None)
    unsaved.ready(form, request, person, "ask_for_change")
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
