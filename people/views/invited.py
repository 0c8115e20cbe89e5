"""Accepting an invitation to sign in."""

from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from ipc.kernel.errors import RuleBroken
from people import forms, invitations
from people.models import (
    Site,
)
from people.views.frame import page


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
