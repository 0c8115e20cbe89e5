"""Agreeing the plan and its money together: by the person online, or with a coordinator beside them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgets import agreeing, pages
from budgets.forms.agreeing import AgreeMyPlanForm, AgreeWithPersonForm
from budgets.views.frame import show
from careplans import agreed
from careplans.acts import Act as PlanAct
from careplans.models import AgreementParty, CarePlan, PlanStatus
from ipc.kernel import access
from people import portal
from people.models import HowGiven, Role

page = require_http_methods(["GET", "POST"])


@page
@portal.my(PlanAct.AGREE_PLAN, CarePlan)
def agree_my_plan(request, person):
    user = request.user
    plan = CarePlan.objects.visible_to(user).filter(person=person, status=PlanStatus.DRAFT).first()
    if plan is None:
        return render(request, "budgets/agree_my_plan.html", {"person": person, "plan": None})
    is_own = user.person_id == person.pk
    read = pages.revisions(plan)
    form = AgreeMyPlanForm(request.POST or None, initial=read)
    if form.is_valid():
        said = {
            "party": AgreementParty.PERSON if is_own else AgreementParty.REPRESENTATIVE,
            "how": HowGiven.ONLINE,
            "review_due_on": plan.review_due_on,
            "review_by": plan.review_by,
            **{name: form.cleaned_data[name] for name in read},
        }
        if form.carry_out(
            user, PlanAct.AGREE_PLAN, lambda: agreeing.agree(plan, by=user, **said), about=plan
        ):
            messages.success(request, _("The plan is agreed. Thank you."))
            return redirect("my_plan")
    if form.non_field_errors():
        form.now_based_on(**read)
    you = _("You") if is_own else person.called
    not_alone = agreed.why_not_alone(person) if is_own else ""
    context = {"person": person, "plan": plan, "is_own": is_own, "form": form, "not_alone": not_alone}
    return render(request, "budgets/agree_my_plan.html", {**context, **pages.plan_to_agree(plan, you=you)})


@page
@access.requires(PlanAct.AGREE_PLAN, CarePlan)
def agree_plan_with_person(request, plan):
    if not request.user.is_member_of_staff:
        return redirect("agree_my_plan")
    if request.user.hat.role == Role.PARTNER:
        return redirect("plan", plan.public_id)  # there they agree for their organisation
    read = pages.revisions(plan)
    form = AgreeWithPersonForm(
        request.POST or None,
        request.FILES or None,
        decides=agreed.who_decides(plan.person),
        initial={
            **read,
            "review_due_on": plan.review_due_on,
            "review_by": plan.review_by,
        },
    )
    if form.is_valid() and form.carry_out(
        request.user,
        PlanAct.AGREE_PLAN,
        lambda: agreeing.agree(plan, by=request.user, **form.facts()),
        about=plan,
    ):
        messages.success(request, _("The plan is agreed and in force."))
        return redirect("person", plan.person.public_id)
    if form.non_field_errors():
        form.now_based_on(**read)
    return show(
        request,
        "budgets/agree_plan_with_person.html",
        PlanAct.SEE_PLAN,
        plan,
        plan.person,
        plan=plan,
        form=form,
        **pages.plan_to_agree(plan),
    )
