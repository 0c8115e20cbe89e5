"""If things go wrong, on one page: for colleagues, for the person, and from the person's record at once."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careplans import contingency as contingencies
from careplans.acts import Act
from careplans.models import CarePlan, PlanStatus
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person


@require_safe
@access.requires(Act.SEE_PLAN, CarePlan)
def contingency(request, plan):
    """The page of the plan in force, whichever was asked for; with ``?next`` the next one's."""
    user, person = request.user, plan.person
    counts = contingencies.plan_that_counts(user, person)
    is_asked_for = plan == counts or (plan.status == PlanStatus.DRAFT and "next" in request.GET)
    if not is_asked_for:
        return redirect("contingency", counts.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    shown = {**contingencies.shown(plan, person, user), "plan": plan, "banner": banner_for(user, person)}
    return render(request, "careplans/contingency.html", shown)


@require_safe
@access.requires(Act.SEE_PLAN, Person, by=CarePlan)
def contingency_of_person(request, person):
    """The way in an emergency: from the record to the page that counts, or to who can be called."""
    user = request.user
    plan = contingencies.plan_that_counts(user, person)
    if plan is not None:
        return redirect("contingency", plan.public_id)
    audit.read(Act.SEE_PLAN, person, by=user)
    shown = {
        **contingencies.shown(None, person, user),
        "person": person,
        "banner": banner_for(user, person),
    }
    return render(request, "careplans/contingency_of_person.html", shown)


@require_safe
@portal.my(Act.SEE_PLAN, CarePlan)
def my_contingency(request, person):
    user = request.user
    plan = contingencies.plan_that_counts(user, person)
    shown = {**contingencies.shown(plan, person, user), "plan": plan}
    return render(request, "careplans/my_contingency.html", shown)
