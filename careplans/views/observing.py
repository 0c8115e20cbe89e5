"""What is working and what is not: everybody in their own view, all views side by side."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import about, perspectives
from careplans.acts import Act
from careplans.forms import ObservationForm
from careplans.models import Observation
from careplans.views import unsaved
from careplans.views.doing import back_to_the_plan, done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.NOTE_OBSERVATION, Observation)
def my_observations(request, person):
    form = _form(request, person)
    if form.is_valid() and _noted(request, form, person):
        messages.success(request, _("Saved. Your care team can see it too."))
        return redirect("my_observations")
    shown = {"form": form, "views": perspectives.shown(person, request.user)}
    return render(request, "careplans/my_observations.html", shown)


@page
@access.requires(Act.NOTE_OBSERVATION, Person, by=Observation)
def note_observation(request, person):
    user = request.user
    audit.read(Act.SEE_ABOUT_ME, person, by=user)
    form = _form(request, person)
    if form.is_valid() and _noted(request, form, person):
        return back_to_the_plan(person)
    shown = {
        "form": form,
        "person": person,
        "banner": banner_for(user, person),
        "views": perspectives.shown(person, user),
    }
    return render(request, "careplans/note_observation.html", shown)


def _form(request, person):
    typed = request.POST if request.method == "POST" else None
    form = ObservationForm(typed, views=about.views_of(request.user, person), called=person.called)
    return unsaved.ready(form, request, person, "observation")


def _noted(request, form, person):
    def note(**facts):
        return about.observe(person, by=request.user, **facts)

    return done(request, form, Act.NOTE_OBSERVATION, person, note)
