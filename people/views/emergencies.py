"""Opening a record in an emergency, ending it, and what waits to be looked at."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ipc.kernel import access, audit
from people import emergencies as opening_records
from people import forms, rules
from people.acts import Act
from people.models import EmergencyOpening, Figure
from people.views.frame import page


@page
@access.requires(Act.OPEN_IN_EMERGENCY)
@reauthentication_required(allow_get=True)
def open_in_emergency(request):
    """Ask whom exactly and why. Sent, it asks once more who they are, and what was typed is kept."""
    form = forms.EmergencyForm(forms.posted(request))
    if form.is_valid():
        opened = form.carry_out(
            request.user,
            Act.OPEN_IN_EMERGENCY,
            lambda: opening_records.open_record(by=request.user, **form.facts()),
        )
        if opened:
            return redirect("person", opening_records.person_of(opened, request.user).public_id)
    hours = rules.value(Figure.EMERGENCY_HOURS, site_id=request.user.hat.site_id)
    shown = {"form": form, "hours": hours, "address": reverse("open_in_emergency")}
    return render(request, "people/open_in_emergency.html", shown)


@require_POST
@access.requires(Act.OPEN_IN_EMERGENCY, EmergencyOpening)
def close_emergency(request, opening):
    opening_records.close(opening, by=request.user)
    messages.success(request, _("You closed the record again. Your manager looks at this next."))
    return redirect("home")


@require_safe
@access.requires(Act.REVIEW_EMERGENCY)
def emergencies(request):
    """List what was opened in an emergency, what nobody has looked at yet first."""
    waiting, done, more = opening_records.listed(request.user, after=request.GET.get("after", ""))
    audit.read_each(Act.SEE_RESTRICTION, [one for one in (*waiting, *done) if one.name], by=request.user)
    return render(request, "people/emergencies.html", {"waiting": waiting, "done": done, "more": more})
