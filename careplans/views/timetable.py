"""The week of a plan: a picture of it, its times to write, and to take into a calendar."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from careplans import calendar, timetable, writing
from careplans.acts import Act
from careplans.contingency import plan_that_counts
from careplans.forms.week import WeekForm
from careplans.models import Action, CarePlan, PlanStatus
from careplans.views.changing import line_of
from careplans.views.doing import done
from ipc.kernel import access, audit
from peersupport.pages import meetings
from people import portal
from people.banner import banner_for

FILE = "my-week.ics"
MOST_MEETINGS = 4


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def week(request, plan):
    user = request.user
    audit.read(Act.SEE_PLAN, plan, by=user)
    may_write = CarePlan.objects.permitting(Act.WRITE_PLAN, user).filter(pk=plan.pk).exists()
    shown = {
        "plan": plan,
        "banner": banner_for(user, plan.person),
        "week": timetable.week(plan, user),
        "may_write": may_write and plan.status == PlanStatus.DRAFT,
    }
    return render(request, "careplans/week.html", shown)


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_week(request, person):
    plan = plan_that_counts(request.user, person)
    week = timetable.week(plan, request.user) if plan else None
    shown = {
        "plan": plan,
        "week": week,
        "is_draft": plan is not None and plan.status == PlanStatus.DRAFT,
        "meetings": meetings.of_person(person, request.user)[:MOST_MEETINGS],
    }
    return render(request, "careplans/my_week.html", shown)


@require_http_methods(["GET", "POST"])
@access.requires(Act.WRITE_PLAN, CarePlan)
def change_week(request, plan, action_id):
    """Say when in the week an action happens; where somebody was quicker, theirs is shown beside."""
    user, action = request.user, line_of(request.user, plan, Action, action_id)
    if action is None:
        raise Http404
    form = WeekForm(request.POST if request.method == "POST" else None, initial=_as_it_is(action))
    if form.is_valid() and done(
        request, form, Act.WRITE_PLAN, action, lambda **facts: writing.set_week(action, by=user, **facts)
    ):
        return redirect("week", plan.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {"form": form, "plan": plan, "action": action, "saved": _saved(form, action)}
    return render(request, "careplans/change_week.html", {**shown, "banner": banner_for(user, plan.person)})


def _as_it_is(action):
    slots = list(action.slots.values("weekday", "part", "from_time", "until_time"))
    return {"slots": slots, "revision": action.revision}


def _saved(form, action):
    """Return the week as somebody else has just saved it, to be seen before it is saved over."""
    action.refresh_from_db()
    if not form.is_bound or form.cleaned_data.get("revision") == action.revision:
        return None
    form.now_based_on(action.revision)
    return timetable.in_a_sentence(action.slots.all())


@require_safe
@access.requires(Act.TAKE_PLAN, CarePlan)
def week_calendar(request, plan):
    audit.record(Act.TAKE_PLAN, plan, by=request.user)
    return _file(calendar.ics(plan, request.user))


@require_safe
@portal.my(Act.TAKE_PLAN, CarePlan)
def my_week_calendar(request, person):
    plan = plan_that_counts(request.user, person)
    if plan is None:
        raise Http404
    audit.record(Act.TAKE_PLAN, plan, by=request.user)
    return _file(calendar.ics(plan, request.user))


def _file(content):
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
