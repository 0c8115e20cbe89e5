"""The pages of About me: for the person and family, and for colleagues who write down what they say."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import about, reading
from careplans.acts import Act
from careplans.examples import EXAMPLES, QUESTIONS
from careplans.forms import AboutForm, ObservationForm
from careplans.models import CarePlan, Observation, Statement
from careplans.views.doing import done, heading_or_404, wrote
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_ABOUT_ME, Statement)
def my_about_me(request, person):
    headings = reading.headings(request.user, person)
    return render(
        request,
        "careplans/my_about_me.html",
        {
            "items": [_item(heading) for heading in headings],
            "written": sum(1 for heading in headings if heading["statement"]),
            "whole": len(headings),
            "observations": reading.observations(request.user, person),
        },
    )


def _item(heading):
    statement = heading["statement"]
    return {
        "label": heading["title"],
        "url": reverse("write_about_me", args=[heading["slug"]]),
        "hint": Truncator(statement["words"]).chars(120) if statement else "",
        "status": _("Written") if statement else _("Not yet"),
        "colour": "green" if statement else "",
    }


@page
@portal.my(Act.WRITE_ABOUT_ME, Statement)
def write_about_me(request, person, heading):
    heading = heading_or_404(heading)
    before = reading.statements(request.user, person).get(heading.value)
    initial = {**(before or {}), "revision": before["revision"] if before else 0}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and wrote(request, form, person, heading, before):
        messages.success(request, _("Saved. You can change this at any time."))
        return redirect("my_about_me")
    shown = {
        "form": form,
        "heading": heading.label,
        "question": QUESTIONS[heading],
        "examples": EXAMPLES[heading],
        "saved_meanwhile": before if form.non_field_errors() else None,
    }
    return render(request, "careplans/write_about_me.html", shown)


@page
@portal.my(Act.NOTE_OBSERVATION, Observation)
def my_observations(request, person):
    user = request.user
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        views=about.views_of(user, person),
        called=person.called,
    )
    if form.is_valid() and done(
        request, form, Act.NOTE_OBSERVATION, person, lambda **facts: about.observe(person, by=user, **facts)
    ):
        messages.success(request, _("Saved. Your care team can see it too."))
        return redirect("my_observations")
    shown = {"form": form, "observations": reading.observations(user, person)}
    return render(request, "careplans/my_observations.html", shown)


@page
@access.requires(Act.WRITE_ABOUT_ME, Person, by=Statement)
def write_about_person(request, person, heading):
    """Write About me down for the person, at their side: their words, and who helped."""
    heading = heading_or_404(heading)
    audit.read(Act.SEE_ABOUT_ME, person, by=request.user)
    before = reading.statements(request.user, person).get(heading.value)
    helped = {"helped_by": request.user.name, "revision": 0}
    form = AboutForm(request.POST if request.method == "POST" else None, initial={**helped, **(before or {})})
    if form.is_valid() and wrote(request, form, person, heading, before):
        return _back_to_the_plan(person)
    shown = {
        "form": form,
        "person": person,
        "banner": banner_for(request.user, person),
        "heading": heading.label,
        "question": QUESTIONS[heading],
        "saved_meanwhile": before if form.non_field_errors() else None,
    }
    return render(request, "careplans/write_about_person.html", shown)


@page
@access.requires(Act.NOTE_OBSERVATION, Person, by=Observation)
def note_observation(request, person):
    user = request.user
    audit.read(Act.SEE_ABOUT_ME, person, by=user)
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        views=about.views_of(user, person),
        called=person.called,
    )
    if form.is_valid() and done(
        request, form, Act.NOTE_OBSERVATION, person, lambda **facts: about.observe(person, by=user, **facts)
    ):
        return _back_to_the_plan(person)
    shown = {"form": form, "person": person, "banner": banner_for(user, person)}
    return render(request, "careplans/note_observation.html", shown)


def _back_to_the_plan(person):
    latest = CarePlan.objects.latest_of(person)
    return redirect("plan", latest.public_id) if latest else redirect("person", person.public_id)
