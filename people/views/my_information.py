"""How the person wants to be told things."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people import forms, information, portal
from people.acts import Act
from people.models import (
    InformationNeeds,
)
from people.views.frame import page
from people.views.notices import latest, told


@page
@portal.my(Act.RECORD_INFORMATION_NEEDS)
def my_information(request, person):
    needs = InformationNeeds.objects.visible_to(request.user).filter(person=person).first()
    form = forms.InformationForm(forms.posted(request), initial=model_to_dict(needs) if needs else {})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_INFORMATION_NEEDS,
        lambda: information.record_needs(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("Thank you. This is how we will give you information from now on."))
        return redirect("my_people")
    sent = [told(one) for one in latest(request.user, person, 10)]
    return render(request, "people/my_information.html", {"form": form, "sent": sent})
