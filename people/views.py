"""The pages of colleagues: registering somebody, and what was asked and agreed with them."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ipc.kernel import access, audit
from people import circle, consent, forms, information, invitations, registration
from people.acts import Act
from people.banner import banner_for
from people.models import Consent, InformationNeeds, Organisation, Person

page = require_http_methods(["GET", "POST"])


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
    asked = ("nhs_number", "family_name", "given_name", "born_on")
    matches = registration.possible_duplicates(by=request.user, **{name: facts[name] for name in asked})
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


@page
@access.requires(Act.ADD_RELATIONSHIP, Person)
def add_relationship(request, person):
    form = forms.CircleForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ADD_RELATIONSHIP,
        lambda: circle.add(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The circle of support of %(name)s has grown."))
    return ask(request, "people/add_relationship.html", person, form)


@page
@access.requires(Act.RECORD_CONSENT, Person)
def record_consent(request, person):
    form = forms.ConsentForm(
        forms.posted(request),
        relationships=list(person.relationships.all()),
        organisations=list(Organisation.objects.filter(site_id=person.site_id)),
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONSENT,
        lambda: consent.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We wrote down what %(name)s agreed to share."))
    return ask(request, "people/record_consent.html", person, form)


@page
@access.requires(Act.WITHDRAW_CONSENT, Consent)
def withdraw_consent(request, given):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_CONSENT, lambda: consent.withdraw(given, by=request.user), about=given
    ):
        return done(request, given.person, _("%(name)s no longer shares this."))
    return ask(request, "people/withdraw_consent.html", given.person, form, given=given)


@page
@access.requires(Act.INVITE, Person)
def invite(request, person):
    circle_of_support = list(person.relationships.filter(user=None))
    form = forms.InviteForm(forms.posted(request), person=person, relationships=circle_of_support)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.INVITE,
        lambda: invitations.invite(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The invitation is on its way. The link works for 10 days."))
    return ask(request, "people/invite.html", person, form)


def ask(request, template, person, form, **more):
    """Show a page about ``person`` that asks something; the look is audited."""
    audit.read(Act.SEE_PERSON, person, by=request.user)
    above = banner_for(request.user, person)
    return render(request, template, {"person": person, "form": form, "banner": above, **more})


def done(request, person, message):
    messages.success(request, message % {"name": person.called})
    return redirect("person", person.public_id)
