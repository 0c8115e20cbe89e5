"""Who somebody is and how to reach them: changed by the coordinator, and by the person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ipc.kernel import access
from people import details, portal
from people.acts import Act
from people.forms.details import ContactForm, DetailsForm
from people.forms.frame import posted
from people.models import Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.CHANGE_PERSON, Person)
def change_person(request, person):
    form = DetailsForm(posted(request), person=person)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CHANGE_PERSON,
        lambda: details.change(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The details of %(name)s are saved."))
    return ask(request, "people/change_person.html", person, form, differences=form.differences())


@page
@portal.my(Act.CHANGE_CONTACT)
def my_details(request, person):
    form = ContactForm(posted(request), person=person)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CHANGE_CONTACT,
        lambda: details.change_contact(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("Thank you. This is how we will reach you from now on."))
        return redirect("my_people")
    asked = {"form": form, "differences": form.differences(), "born": person.born_on, "person": person}
    return render(request, "people/my_details.html", asked)
