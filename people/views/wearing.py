"""In which role to work now, for whoever has more than one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people import hats as wearing


@require_safe
def hats(request):
    """List the roles of whoever is signed in, to choose one."""
    return render(request, "people/hats.html", {"hats": request.user.hats, "worn": request.user.hat})


@require_POST
def wear_hat(request):
    """Work in another role from now on; a role that is not theirs is refused with its words."""
    hat = wearing.choose(request.user, key=request.POST.get("hat", ""), by=request.user)
    request.session[wearing.KEPT] = hat.key
    request.session.pop("helping", None)
    messages.success(request, _("You now work as: %(role)s.") % {"role": hat.label})
    return redirect("home")
