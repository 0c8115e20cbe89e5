"""The API tokens of whoever is signed in: with what programs may act as them, and taking one back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import tokens


@require_safe
def api_tokens(request):
    return render(request, "people/api_tokens.html", {"tokens": tokens.of(request.user)})


@require_POST
def withdraw_token(request):
    """Take one back at once; one that is not theirs is refused with its words."""
    tokens.withdraw(request.POST.get("token", ""), by=request.user)
    messages.success(request, _("This token no longer works."))
    return redirect("api_tokens")
