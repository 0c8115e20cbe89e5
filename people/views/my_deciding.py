"""What was decided about deciding, for the person to read, and to ask for another look."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, dates
from people import capacity, deciding, forms, portal
from people.acts import Act
from people.models import CapacityAssessment
from people.views.frame import page


@require_safe
@portal.my(Act.SEE_CAPACITY, CapacityAssessment)
def my_capacity(request, person):
    found = deciding.list_of(request.user, person)
    now = [one for one in found if not one["replaced"]]
    before = [one for one in found if one["replaced"]]
    is_child = capacity.acts_from(person) > dates.today()
    shown = {"found": now, "before": before, "is_child": is_child}
    return render(request, "people/my_capacity.html", shown)


@page
@portal.my(Act.ASK_TO_ASSESS_AGAIN, CapacityAssessment)
def my_ask_to_assess_again(request, person, assessment_id):
    found = access.find(CapacityAssessment, Act.ASK_TO_ASSESS_AGAIN, request.user, assessment_id)
    form = forms.AskAgainForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_TO_ASSESS_AGAIN,
        lambda: capacity.ask_again(found, by=request.user, **form.facts()),
        about=found,
    ):
        messages.success(request, _("We told your care coordinator. They will talk with you about it."))
        return redirect("my_capacity")
    return render(request, "people/my_ask_to_assess_again.html", {"form": form, "decision": found.decision})
