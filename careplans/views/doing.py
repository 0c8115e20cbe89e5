"""What the pages of this room share: doing an act once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from careplans import about
from careplans.acts import Act
from careplans.models import AboutHeading, CarePlan
from careplans.views.unsaved import forget
from ipc.kernel.errors import Changed, RuleBroken
from ipc.kernel.forms import once


def done(request, form, act, subject, do):
    """Do it once with the facts of a valid form; a refusal goes on the form. Return whether it is done."""
    facts = form.facts()
    asked = {"of": str(subject.public_id), **facts}
    try:
        once(request.user, form.cleaned_data["key"], act, asked, lambda: str(do(**facts).public_id))
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return False
    forget(form, request.user)
    return True


def done_at_once(request, do, said):
    """Do what a single button asks for, and say so; a refusal is said in its own words."""
    try:
        do()
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, said)


def wrote(request, form, person, heading, before):
    """Save About me; where somebody else was quicker, keep what was typed and return False.

    ``before`` is the statement as it is now: the form then goes on from there.
    """
    facts = form.facts()
    asked = {"of": str(person.public_id), "heading": heading.value, **facts}

    def do():
        return str(about.write(person, by=request.user, heading=heading, **facts).public_id)

    try:
        once(request.user, form.cleaned_data["key"], Act.WRITE_ABOUT_ME, asked, do)
    except Changed as changed:
        form.add_error(None, changed.message)
        form.now_based_on(before["revision"] if before else 0)
        return False
    forget(form, request.user)
    return True


def heading_or_404(slug):
    if slug not in AboutHeading:
        raise Http404
    return AboutHeading(slug)


def back_to_the_plan(person):
    """Return to where the conversation stands beside the plan; before there is one, to About me."""
    latest = CarePlan.objects.latest_of(person)
    return redirect("plan", latest.public_id) if latest else redirect("about_person", person.public_id)
