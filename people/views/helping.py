"""Whose pages are open, for somebody who helps."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from people import portal
from people.models import (
    Role,
)


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
