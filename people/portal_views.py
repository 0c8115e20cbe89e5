"""The pages of people and families: my people, whose page this is, and accepting an invitation."""

from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipc.kernel import access, dates
from ipc.kernel.errors import RuleBroken
from people import consent, forms, information, invitations, portal
from people.acts import Act
from people.models import (
    Allocation,
    Consent,
    InformationNeeds,
    Relationship,
    Role,
    Site,
)

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_PERSON)
def my_people(request, person):
    return render(
        request,
        "people/my_people.html",
        {
            "is_own": person.pk == request.user.person_id,
            "person": person,
            "callers": _callers(request.user, person),
            "circle": _circle(request.user, person),
            "shared": _shared(request.user, person),
        },
    )


def _callers(user, person):
    now = Allocation.objects.visible_to(user).live().filter(person=person)
    found = now.values("worker__name", "worker__phone", "site__phone").first()
    if found is None:
        return []
    return [
        {
            "name": found["worker__name"],
            "role": _("Care coordinator"),
            "phone": found["worker__phone"] or found["site__phone"],
        }
    ]


def _circle(user, person):
    return [
        {"name": one.name, "role": one.get_kind_display(), "phone": one.phone}
        for one in Relationship.objects.visible_to(user).filter(person=person)
    ]


def _shared(user, person):
    """Return who sees what of ``person``: the person's own page shows all, a helper's only their part."""
    given = Consent.objects.visible_to(user).live().filter(person=person)
    return [
        {
            "reader": str(one.reader),
            "sections": [section.label for section in one.parts],
            "since": dates.in_words(one.given_at),
            "until": dates.in_words(one.ends_on),
            "public_id": one.public_id,
        }
        for one in given.select_related("user", "relationship", "organisation")
    ]


@page
@portal.my(Act.WITHDRAW_CONSENT, Consent)
def my_stop_sharing(request, person, consent_id):
    given = access.find(Consent, Act.WITHDRAW_CONSENT, request.user, consent_id)
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_CONSENT, lambda: consent.withdraw(given, by=request.user), about=given
    ):
        messages.success(request, _("You stopped sharing with %(name)s.") % {"name": given.reader})
        return redirect("my_people")
    return render(
        request,
        "people/my_stop_sharing.html",
        {"form": form, "reader": str(given.reader), "sections": [part.label for part in given.parts]},
    )


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
    return render(request, "people/my_information.html", {"form": form})


@require_safe
def my_whose_page(request):
    """List those whose pages may be opened, to choose one."""
    if request.user.hat.role != Role.PERSON:
        raise PermissionDenied
    whose = portal.whose_pages(request)
    request.whose = whose
    people = [
        {
            "name": person.name,
            "public_id": person.public_id,
            "is_own": person.pk == request.user.person_id,
            "is_open": person == whose,
        }
        for person in portal.people_of(request.user)
    ]
    return render(request, "people/my_whose_page.html", {"people": people})


@require_POST
def help_somebody(request):
    """Open the pages of somebody else, until the next choice or until signing out."""
    if request.user.hat.role != Role.PERSON:
        raise PermissionDenied
    for person in portal.people_of(request.user):
        if str(person.public_id) == request.POST.get("person"):
            request.session["helping"] = str(person.public_id)
            return redirect("my_home")
    raise Http404


@page
@login_not_required
@sensitive_post_parameters("password")
def accept_invitation(request, code):
    """Let whoever holds the link choose a password. No answer tells more than the link's holder knows."""
    if not ratelimit.consume(request, action="accept_invitation", key=code):
        return render(request, "429.html", status=429)
    try:
        invitation = invitations.open_invitation(code)
    except invitations.LinkOver as over:
        site = Site.objects.filter(pk=over.facts.get("site_id")).first()
        return render(request, "people/accept_invitation_over.html", {"site": site}, status=410)
    is_known = invitations.has_a_sign_in(invitation)
    form = (forms.OwnPasswordForm if is_known else forms.PasswordForm)(forms.posted(request))
    if form.is_valid():
        try:
            user = invitations.accept(code, password=form.cleaned_data["password"])
        except RuleBroken as broken:
            form.add_error("password", broken.message)
        else:
            return _welcome(request, user)
    return render(
        request,
        "people/accept_invitation.html",
        {
            "form": form,
            "first_name": invitation.name.split(" ")[0],
            "email": invitation.email,
            "is_known": is_known,
        },
    )


def _welcome(request, user):
    """Sign the user in and begin at their home; who has a second factor signs in with it first."""
    if is_mfa_enabled(user):
        messages.success(request, _("The invitation is accepted. Sign in the way you always do."))
        return redirect("account_login")
    login(request, user, backend="people.signing_in.Backend")
    messages.success(request, _("Welcome, %(name)s. You are signed in.") % {"name": user.first_name})
    return redirect("home")
