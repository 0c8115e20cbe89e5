"""Meetings of one's groups, and whether one comes; calendars of them, and of a group for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import easy
from peersupport import directory
from peersupport.acts import Act
from peersupport.forms.groups import SayComingForm
from peersupport.groups import attendance
from peersupport.models import Attendance
from peersupport.pages import calendar
from peersupport.pages import meetings as pages
from people import portal

GROUP_FILE, MY_FILE = "group.ics", "my-meetings.ics"


@require_safe
@portal.my(Act.SEE_ATTENDANCE, Attendance)
def my_meetings(request, person):
    return _shown(request, person)


@require_http_methods(["GET", "POST"])
@portal.my(Act.SAY_COMING, Attendance)
def say_coming(request, person):
    """Say whether one comes to one of the meetings of the list."""
    form = SayComingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.facts()
        listed = pages.to_come(person, request.user).sessions
        session = next((one for one in listed if one.public_id == said["session"]), None)
        if session is None:
            raise Http404
        verb = _saying(request, person, session, is_coming=said["is_coming"])
        if form.carry_out(request.user, Act.SAY_COMING, verb, about=person):
            messages.success(request, _("Thank you for saying."))
            return redirect("my_meetings")
    return _shown(request, person, form)


def _saying(request, person, session, *, is_coming):
    return lambda: attendance.say(session, by=request.user, person=person, is_coming=is_coming)


def _shown(request, person, form=None):
    page = {
        "form": form,
        "meetings": pages.of_person(person, request.user),
        "may_say": portal.may_for(Act.SAY_COMING, Attendance, request.user, person),
    }
    return easy.page(request, "peersupport/my_meetings.html", page)


@require_safe
@portal.my(Act.SEE_ATTENDANCE, Attendance)
def my_meetings_calendar(request, person):
    return _file(calendar.of_person(person, request.user), MY_FILE, "private, no-store")


@require_safe
@login_not_required
def service_calendar(request, public_id):
    """Give anybody the times of a public entry."""
    found = directory.find(public_id)
    if found is None:
        raise Http404
    return _file(calendar.of_group(found), GROUP_FILE, "public, max-age=3600")


def _file(content, name, caching):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": caching}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
