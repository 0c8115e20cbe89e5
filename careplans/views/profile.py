"""The one-page profile: for the person to print and carry, and for those who support them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from careplans import profile as profiles
from careplans.acts import Act
from careplans.models import Statement
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person


@require_safe
@portal.my(Act.SEE_ABOUT_ME, Statement)
def my_profile(request, person):
    shown = {
        "profile": profiles.shown(person, request.user),
        "headings": [{"slug": one.value, "title": one.label} for one in profiles.ON_THE_PAGE],
    }
    return render(request, "careplans/my_profile.html", shown)


@require_safe
@access.requires(Act.SEE_ABOUT_ME, Person, by=Statement)
def profile(request, person):
    audit.read(Act.SEE_ABOUT_ME, person, by=request.user)
    shown = {
        "person": person,
        "banner": banner_for(request.user, person),
        "profile": profiles.shown(person, request.user),
    }
    return render(request, "careplans/profile.html", shown)
