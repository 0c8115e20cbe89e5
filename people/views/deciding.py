"""Whether somebody could decide one thing at one time, as colleagues write it down."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import best_interests, deciding, forms
from people import capacity as assessing
from people.acts import Act
from people.banner import banner_for
from people.models import CapacityAssessment, Outcome, Person
from people.views.frame import ask, page


@require_safe
@access.requires(Act.SEE_CAPACITY, Person)
def capacity(request, person):
    audit.read(Act.SEE_CAPACITY, person, by=request.user)
    shown = {
        "person": person,
        "banner": banner_for(request.user, person),
        "found": deciding.list_of(request.user, person),
        "may_assess": access.may(Act.ASSESS_CAPACITY, request.user),
    }
    return render(request, "people/capacity.html", shown)


@page
@access.requires(Act.ASSESS_CAPACITY, Person)
def assess_capacity(request, person):
    form = forms.AssessForm(forms.posted(request))
    made = form.is_valid() and form.carry_out(
        request.user,
        Act.ASSESS_CAPACITY,
        lambda: assessing.assess(person, by=request.user, **form.facts()),
        about=person,
    )
    if made:
        messages.success(request, _("Written down. It speaks of this one decision, and of no other."))
        return redirect("capacity_assessment", made)
    return ask(request, "people/assess_capacity.html", person, form)


@require_safe
@access.requires(Act.SEE_CAPACITY, CapacityAssessment)
def capacity_assessment(request, assessment):
    audit.read(Act.SEE_CAPACITY, assessment, by=request.user)
    may_decide = access.may(Act.DECIDE_IN_BEST_INTERESTS, request.user)
    shown = {
        "person": assessment.person,
        "banner": banner_for(request.user, assessment.person),
        "found": deciding.whole(request.user, assessment),
        "may_decide": may_decide and _is_open(assessment),
    }
    return render(request, "people/capacity_assessment.html", shown)


def _is_open(assessment):
    return assessment.outcome == Outcome.CANNOT and assessment.replaced_at is None


@page
@access.requires(Act.DECIDE_IN_BEST_INTERESTS, CapacityAssessment)
def decide_in_best_interests(request, assessment):
    form = forms.BestInterestsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.DECIDE_IN_BEST_INTERESTS,
        lambda: best_interests.decide(assessment, by=request.user, **form.facts()),
        about=assessment,
    ):
        messages.success(request, _("The decision is written down."))
        if form.cleaned_data["loses_liberty"]:
            messages.warning(request, best_interests.SEEK_ADVICE)
        return redirect("capacity_assessment", assessment.public_id)
    found = deciding.whole(request.user, assessment)
    return ask(request, "people/decide_in_best_interests.html", assessment.person, form, found=found)
