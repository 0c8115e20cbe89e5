"""Writing down what is declared before money is paid directly, and when education money was asked for."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import conditions as verbs
from budgets.acts import Act
from budgets.forms.decisions import DeclareForm, EducationRequestForm
from budgets.models import PaymentDeclaration, RequestWindow
from budgets.pages import conditions as pages
from budgets.views.frame import show
from ipc.kernel import access
from ipc.kernel.dates import today
from people.models import Person, Role

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SEE_CONDITIONS, Person, by=PaymentDeclaration)
def conditions(request, person):
    if request.user.hat.role == Role.PERSON:
        return redirect("my_decisions")
    return show(
        request,
        "budgets/conditions.html",
        Act.SEE_CONDITIONS,
        person,
        person,
        declared=pages.declared(person, request.user),
        requests=pages.requests(person, request.user),
        may_record=access.may(Act.RECORD_CONDITIONS, request.user),
    )


@page
@access.requires(Act.RECORD_CONDITIONS, Person, by=PaymentDeclaration)
def record_declaration(request, person):
    form = DeclareForm(request.POST or None, initial={"declared_on": today()})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONDITIONS,
        lambda: verbs.declare(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("It is written down."))
        return redirect("conditions", person.public_id)
    return show(request, "budgets/record_declaration.html", Act.SEE_CONDITIONS, person, person, form=form)


@page
@access.requires(Act.RECORD_CONDITIONS, Person, by=PaymentDeclaration)
def record_education_request(request, person):
    form = EducationRequestForm(request.POST or None, initial={"asked_on": today()})
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONDITIONS,
        lambda: verbs.ask_for_education(person, by=request.user, **form.facts()),
        about=person,
    ):
        _say(request, form.cleaned_data["window"])
        return redirect("conditions", person.public_id)
    return show(
        request, "budgets/record_education_request.html", Act.SEE_CONDITIONS, person, person, form=form
    )


def _say(request, window):
    if window == RequestWindow.OUTSIDE:
        said = _("It is written down. It can be granted when the plan is next reviewed: ask for that review.")
        messages.warning(request, said)
    else:
        messages.success(request, _("It is written down."))
