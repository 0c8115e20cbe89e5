"""The record: how to give information, and what else is kept about a person."""

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from ipc.kernel import access
from people import forms, information
from people.acts import Act
from people.models import InformationNeeds, Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.RECORD_INFORMATION_NEEDS, Person)
def record_information_needs(request, person):
    needs = InformationNeeds.objects.visible_to(request.user).filter(person=person).first()
    form = forms.InformationForm(forms.posted(request), initial=model_to_dict(needs) if needs else {})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_INFORMATION_NEEDS,
        lambda: information.record_needs(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We know how to give %(name)s information."))
    return ask(request, "people/record_information_needs.html", person, form)
