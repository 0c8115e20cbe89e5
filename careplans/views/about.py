"""The pages of About me: for the person and family, and for colleagues who write down what they say."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import differences, media, perspectives, reading
from careplans.acts import Act
from careplans.examples import EXAMPLES, GROUPS, QUESTIONS
from careplans.forms import AboutForm
from careplans.models import AboutHeading, Observation, Statement
from careplans.views import unsaved
from careplans.views.doing import back_to_the_plan, heading_or_404, wrote
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_ABOUT_ME, Statement)
def my_about_me(request, person):
    written = reading.statements(request.user, person)
    shown = {
        "groups": [
            {"title": title, "items": [_item(heading, written.get(heading)) for heading in headings]}
            for title, headings in GROUPS
        ],
        "progress": _("%(written)s of %(whole)s written")
        % {"written": len(written), "whole": len(AboutHeading)},
        "written": len(written),
        "whole": len(AboutHeading),
        "observations": reading.observations(request.user, person),
    }
    return render(request, "careplans/my_about_me.html", shown)


def _item(heading, statement):
    return {
        "label": heading.label,
        "url": reverse("write_about_me", args=[heading.value]),
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
    unsaved.ready(form, request, person, f"about me: {heading.value}")
    if form.is_valid() and wrote(request, form, person, heading, before):
        messages.success(request, _("Saved. You can change this at any time."))
        return redirect("my_about_me")
    shown = _shown(request, person, form, heading, before)
    return render(request, "careplans/write_about_me.html", shown)


@require_safe
@access.requires(Act.SEE_ABOUT_ME, Person, by=Statement)
def about_person(request, person):
    """All that somebody says about themselves, to read; who may write finds the way to it here."""
    user = request.user
    audit.read(Act.SEE_ABOUT_ME, person, by=user)
    written, beside = reading.statements(user, person), media.shown(person, user)
    shown = {
        "person": person,
        "banner": banner_for(user, person),
        "may_write": portal.may_for(Act.WRITE_ABOUT_ME, Statement, user, person),
        "may_note": portal.may_for(Act.NOTE_OBSERVATION, Observation, user, person),
        "groups": [
            {
                "title": title,
                "headings": [_heading(one, written, beside) for one in headings],
            }
            for title, headings in GROUPS
        ],
        "views": perspectives.shown(person, user),
    }
    return render(request, "careplans/about_person.html", shown)


def _heading(heading, written, beside):
    return {
        "slug": heading.value,
        "title": heading.label,
        "statement": written.get(heading),
        "media": beside.get(heading, []),
    }


@page
@access.requires(Act.WRITE_ABOUT_ME, Person, by=Statement)
def write_about_person(request, person, heading):
    """Write About me down for the person, at their side: their words, and who helped."""
    heading = heading_or_404(heading)
    audit.read(Act.SEE_ABOUT_ME, person, by=request.user)
    before = reading.statements(request.user, person).get(heading.value)
    helped = {"helped_by": request.user.name, "revision": 0}
    form = AboutForm(request.POST if request.method == "POST" else None, initial={**helped, **(before or {})})
    unsaved.ready(form, request, person, f"about me: {heading.value}")
    if form.is_valid() and wrote(request, form, person, heading, before):
        return back_to_the_plan(person)
    shown = {
        "person": person,
        "banner": banner_for(request.user, person),
        **_shown(request, person, form, heading, before),
    }
    return render(request, "careplans/write_about_person.html", shown)


def _shown(request, person, form, heading, before):
    """Return what the page of one heading shows, whoever writes."""
    return {
        "form": form,
        "slug": heading.value,
        "heading": heading.label,
        "question": QUESTIONS[heading],
        "examples": EXAMPLES[heading],
        "media": media.shown(person, request.user).get(heading, []),
        "saved_meanwhile": _meanwhile(form, before),
    }


def _meanwhile(form, before):
    """Return what somebody else saved meanwhile, and word by word what saving again would make of it."""
    if before is None or not form.non_field_errors():
        return None
    return {**before, "parts": differences.of(before["words"], form["words"].value() or "")}
