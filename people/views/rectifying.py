"""Putting the record right: the person asks, the care team decides."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import forms, portal, putting_right, rectifying
from people.acts import Act
from people.models import Person, Rectification, Role
from people.views.frame import ask, done, page


@page
@portal.my(Act.ASK_TO_PUT_RIGHT)
def my_put_right(request, person):
    form = forms.PutRightForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_TO_PUT_RIGHT,
        lambda: rectifying.ask(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("Thank you. We will look at it and tell you what we decide."))
        return redirect("my_put_right")
    asked = putting_right.of_person(person, request.user)
    return render(request, "people/my_put_right.html", {"form": form, "asked": asked})


@page
@access.requires(Act.ASK_TO_PUT_RIGHT, Person)
def note_put_right(request, person):
    """Write down what the person said on paper or in another way that is wrong in their record."""
    if request.user.hat.role == Role.PERSON:
        return redirect("my_put_right")
    form = forms.PutRightForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_TO_PUT_RIGHT,
        lambda: rectifying.ask(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("Written down. %(name)s has an answer within a month."))
    return ask(request, "people/note_put_right.html", person, form)


@require_safe
@access.requires(Act.DECIDE_PUT_RIGHT)
def put_right(request):
    """List what people asked to put right, the soonest due first; each look is kept."""
    rows = putting_right.waiting(request.user)
    audit.read_each(Act.SEE_PERSON, rows, by=request.user)
    return render(request, "people/put_right.html", {"waiting": [putting_right.as_row(row) for row in rows]})


@page
@access.requires(Act.DECIDE_PUT_RIGHT, Rectification)
def decide_put_right(request, asked):
    form = forms.DecideForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.DECIDE_PUT_RIGHT,
        lambda: rectifying.decide(asked, by=request.user, **form.facts()),
        about=asked,
    ):
        return done(request, asked.person, _("Your answer is written down, and %(name)s is told."))
    more = {"asked": putting_right.as_row(asked)}
    return ask(request, "people/decide_put_right.html", asked.person, form, **more)
