"""Our work with somebody ends; somebody dies; and taking that back. Each pauses before it is done."""

from django.utils.translation import gettext as _

from ipc.kernel import access
from people import forms, leaving
from people.acts import Act
from people.models import Person
from people.views.frame import ask, done, page
from people.views.pausing import carry_out_if_sure, pause


@page
@access.requires(Act.END_INVOLVEMENT, Person)
def end_involvement(request, person):
    form = forms.EndForm(forms.posted(request))
    if carry_out_if_sure(request, form, Act.END_INVOLVEMENT, leaving.end_involvement, person):
        return done(request, person, _("Our work with %(name)s has ended. Please close what is still open."))
    return ask(request, "people/end_involvement.html", person, form, **pause(request, form))


@page
@access.requires(Act.RECORD_DEATH, Person)
def record_death(request, person):
    form = forms.DeathForm(forms.posted(request))
    if carry_out_if_sure(request, form, Act.RECORD_DEATH, leaving.record_death, person):
        return done(request, person, _("It is written down that %(name)s has died. No message goes out."))
    return ask(request, "people/record_death.html", person, form, **pause(request, form))


@page
@access.requires(Act.CORRECT_DEATH, Person)
def correct_death(request, person):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CORRECT_DEATH,
        lambda: leaving.correct_death(person, by=request.user),
        about=person,
    ):
        return done(request, person, _("It was a mistake, and it is put right. %(name)s is alive."))
    stopped = leaving.what_was_stopped(person)
    return ask(request, "people/correct_death.html", person, form, stopped=stopped)
