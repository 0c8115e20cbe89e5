"""Putting it right in the portal: sending it, reading where it stands, going on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import complaints, portal
from people.acts import Act
from people.complaints import days, shown
from people.forms.complaints import RaiseForm, StepForm
from people.forms.frame import posted
from people.models import Complaint, ComplaintStatus, Role
from people.views.frame import page

TITLES = {
    "question": gettext_lazy("Ask us a question"),
    "worry": gettext_lazy("Tell us about a worry"),
    "complaint": gettext_lazy("Make a complaint"),
}


@page
@portal.my(Act.RAISE_COMPLAINT)
def my_new_complaint(request, person, door):
    """Send a question, a worry or a complaint; its page then says the reference and the day."""
    if door not in shown.DOORS:
        raise Http404
    form = RaiseForm(posted(request), kind=shown.DOORS[door])
    made = form.is_valid() and form.carry_out(
        request.user,
        Act.RAISE_COMPLAINT,
        lambda: complaints.raise_(person, by=request.user, **form.facts()),
        about=person,
    )
    if made:
        messages.success(request, _("Thank you. We have it."))
        return redirect("my_complaint", made)
    number = days.to_answer(form.kind, site_id=person.site_id)
    read_by = shown.read_by(form.kind, person, request.user)
    more = {"title": TITLES[door], "read_by": read_by, "days": number}
    return render(request, "people/my_new_complaint.html", {"form": form, "person": person, **more})


@require_safe
@access.requires(Act.SEE_COMPLAINTS, Complaint)
def my_complaint(request, complaint):
    if request.user.hat.role != Role.PERSON:
        return redirect("complaint", complaint.public_id)
    request.whose = complaint.person
    audit.read(Act.SEE_COMPLAINTS, complaint, by=request.user)
    found = {"one": shown.whole(complaint, request.user), "person": complaint.person}
    found["help"] = complaints.who_helps(complaint.site_id)
    return render(request, "people/my_complaint.html", found)


@page
@access.requires(Act.ADD_TO_COMPLAINT, Complaint)
def add_to_complaint(request, complaint):
    """Add something, or say that the answer is not enough."""
    is_answered = complaint.status == ComplaintStatus.ANSWERED
    label = _("What is missing, or still wrong?") if is_answered else _("What do you want to add?")
    verb = complaints.not_content if is_answered else complaints.add
    form = StepForm(posted(request), label=label)
    return _step(request, complaint, form, Act.ADD_TO_COMPLAINT, verb, "people/add_to_complaint.html")


@page
@access.requires(Act.TAKE_BACK_COMPLAINT, Complaint)
def take_back_complaint(request, complaint):
    form = StepForm(posted(request), label=_("Do you want to say why? You do not have to."), required=False)
    verb = complaints.take_back
    return _step(request, complaint, form, Act.TAKE_BACK_COMPLAINT, verb, "people/take_back_complaint.html")


def _step(request, complaint, form, act, verb, template):
    request.whose = complaint.person
    if form.is_valid() and form.carry_out(
        request.user, act, lambda: verb(complaint, by=request.user, **form.facts()), about=complaint
    ):
        messages.success(request, _("Thank you. It is written down."))
        return redirect("my_complaint", complaint.public_id)
    audit.read(Act.SEE_COMPLAINTS, complaint, by=request.user)
    one = shown.whole(complaint, request.user)
    return render(request, template, {"form": form, "one": one, "person": complaint.person})
