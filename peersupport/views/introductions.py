"""The person's own introductions: how each stands, saying yes or not now, ending it, how it was."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ipc.kernel import access
from peersupport import feedback, introductions
from peersupport.acts import Act
from peersupport.forms.introductions import EndForm, FeedbackForm, StepForm
from peersupport.models import Introduction
from peersupport.pages import introductions as pages
from people import portal
from people.forms import posted

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.SEE_INTRODUCTION, Introduction)
def my_introduction(request, person, introduction_id):
    """Show one introduction whole; each button of it is a step of the person's."""
    found = _mine(request, Act.SEE_INTRODUCTION, introduction_id)
    may_change = portal.may_for(Act.STEER_INTRODUCTION, Introduction, request.user, person)
    form = StepForm(posted(request), steps=introductions.OF_THE_PERSON if may_change else ())
    if form.is_valid() and _taken(request, form, found):
        return redirect("my_introduction", found.public_id)
    may_worry = portal.may_for(Act.RAISE_CONCERN, Introduction, request.user, person)
    shown = pages.mine(found, request.user, may_change=may_change, may_worry=may_worry)
    return render(request, "peersupport/my_introduction.html", {"form": form, "asked": shown})


def _taken(request, form, found):
    return form.carry_out(
        request.user,
        Act.STEER_INTRODUCTION,
        lambda: introductions.take(found, by=request.user, **form.facts()),
        about=found,
    )


@page
@portal.my(Act.STEER_INTRODUCTION, Introduction)
def end_introduction(request, person, introduction_id):
    """Ask whether they are sure, and end it; nobody asks why."""
    found = _mine(request, Act.STEER_INTRODUCTION, introduction_id)
    form = EndForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.STEER_INTRODUCTION,
        lambda: introductions.end_without_reason(found, by=request.user),
        about=found,
    ):
        messages.success(request, _("It has ended. Nothing is shared for it any more."))
        return redirect("my_introduction", found.public_id)
    shown = pages.mine(found, request.user, may_change=True)
    return render(request, "peersupport/end_introduction.html", {"form": form, "asked": shown})


@page
@portal.my(Act.GIVE_FEEDBACK, Introduction)
def say_how_it_was(request, person, introduction_id):
    found = _mine(request, Act.GIVE_FEEDBACK, introduction_id)
    form = FeedbackForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.GIVE_FEEDBACK,
        lambda: feedback.give(found, by=request.user, **form.facts()),
        about=found,
    ):
        messages.success(request, _("Thank you. You can say it differently at any time."))
        return redirect("my_introduction", found.public_id)
    shown = pages.mine(found, request.user, may_change=True)
    return render(request, "peersupport/say_how_it_was.html", {"form": form, "asked": shown})


def _mine(request, act, introduction_id):
    """Return the introduction; the frame says whose it is, whoever's pages were open."""
    found = access.find(Introduction, act, request.user, introduction_id, Introduction.objects.for_reading())
    request.whose = found.person
    return found
