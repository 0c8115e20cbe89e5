"""Registering somebody newly referred, after looking whether they are here already."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ipc.kernel import access
from people import duplicates, forms, registration
from people.acts import Act
from people.views.frame import page


@page
@access.requires(Act.REGISTER_PERSON)
def register_person(request):
    """Ask, show who may be the same person, register: each step keeps what was typed."""
    step = request.POST.get("step")
    form = forms.RegisterForm(request.POST if step else None)
    if step and step != "change" and form.is_valid():
        facts = form.facts()
        if step != "register":
            return _compare(request, form, facts)
        public_id = form.carry_out(
            request.user, Act.REGISTER_PERSON, lambda: registration.register(by=request.user, **facts)
        )
        if public_id:
            messages.success(request, _("%(name)s is on your caseload.") % {"name": facts["given_name"]})
            return redirect("person", public_id)
    return render(request, "people/register_person.html", {"form": form})


def _compare(request, form, facts):
    asked = ("nhs_number", "family_name", "given_name", "born_on", "phone")
    matches = duplicates.possible(by=request.user, **{name: facts[name] for name in asked})
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    return render(
        request,
        "people/register_person_compare.html",
        {
            "matches": matches,
            "is_certain": any(match["is_certain"] for match in matches),
            "typed": [(name, value) for name, value in kept if name not in ("csrfmiddlewaretoken", "step")],
            "answers": form.answers(),
        },
    )
