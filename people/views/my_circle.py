"""The circle of support, as the person keeps it themselves."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ipc.kernel import access
from people import circle, forms, portal
from people.acts import Act
from people.forms.circle import facts_of
from people.models import Relationship
from people.views.frame import page


@page
@portal.my(Act.ADD_RELATIONSHIP)
def my_add_relationship(request, person):
    form = forms.MyCircleForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ADD_RELATIONSHIP,
        lambda: circle.add(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("%(name)s is in your circle now.") % {"name": form.facts()["name"]})
        return redirect("my_people")
    return render(request, "people/my_add_relationship.html", {"form": form})


@page
@portal.my(Act.CHANGE_RELATIONSHIP, Relationship)
def my_change_relationship(request, person, relationship_id):
    one = access.find(Relationship, Act.CHANGE_RELATIONSHIP, request.user, relationship_id)
    form = forms.MyCircleForm(forms.posted(request), initial=facts_of(one, forms.MyCircleForm))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CHANGE_RELATIONSHIP,
        lambda: circle.change(one, by=request.user, **form.facts()),
        about=one,
    ):
        messages.success(request, _("Saved."))
        return redirect("my_people")
    return render(request, "people/my_change_relationship.html", {"form": form, "one": one})


@page
@portal.my(Act.END_RELATIONSHIP, Relationship)
def my_end_relationship(request, person, relationship_id):
    one = access.find(Relationship, Act.END_RELATIONSHIP, request.user, relationship_id)
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_RELATIONSHIP, lambda: circle.end(one, by=request.user), about=one
    ):
        messages.success(request, _("%(name)s is not in your circle any more.") % {"name": one.name})
        return redirect("my_people")
    return render(request, "people/my_end_relationship.html", {"form": form, "one": one})
