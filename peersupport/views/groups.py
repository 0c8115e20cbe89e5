"""Groups, for those who run them with people: meetings, who comes, who waits."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from peersupport.acts import Act
from peersupport.forms.groups import AddMeetingForm, CancelMeetingForm, ChangeMeetingForm, WhoCameForm
from peersupport.groups import attendance, sessions, waiting
from peersupport.models import Service, Session
from peersupport.pages import groups as pages


@require_safe
@access.requires(Act.KEEP_SESSION)
def groups(request):
    return render(request, "peersupport/groups.html", {"groups": pages.overview(request.user)})


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_SESSION, Service, by=Session)
def group(request, service):
    """Show one group; a POST makes its meetings of the next weeks now instead of tonight."""
    if request.method == "POST":
        sessions.make_ahead(service)
        messages.success(request, _("The meetings of the next weeks are here."))
        return redirect("group", service.public_id)
    user = request.user
    members, waits = pages.members(service, user), waiting.in_order(service, user)
    audit.read_each(Act.SEE_INTRODUCTION, [*members, *waits], by=user)
    page = pages.of_group(service, user) | {
        "members": pages.member_rows(members),
        "waits": pages.waiting_rows(waits),
        "public_id": service.public_id,
    }
    return render(request, "peersupport/group.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_SESSION, Service, by=Session)
def add_meeting(request, service):
    form = AddMeetingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.KEEP_SESSION,
        lambda: sessions.add(service, by=request.user, **form.facts()),
        about=service,
    ):
        messages.success(request, _("Added. It is in the calendars of those who come."))
        return redirect("group", service.public_id)
    return render(request, "peersupport/add_meeting.html", {"form": form, "service": service})


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_SESSION, Session)
def meeting(request, session):
    """Show who comes to one meeting, and once it has begun write down who came."""
    user = request.user
    members = pages.members(session.service, user)
    who = pages.who_comes(session, members, user)
    form = WhoCameForm(request.POST if request.method == "POST" else None, who=who)
    if form.is_valid() and form.carry_out(
        user,
        Act.KEEP_ATTENDANCE,
        lambda: attendance.write_down(session, by=user, **form.facts()),
        about=session,
    ):
        messages.success(request, _("Written down."))
        return redirect("group", session.service.public_id)
    audit.read_each(Act.SEE_ATTENDANCE, members, by=user)
    page = {"meeting": pages.of_meeting(session), "who": who, "form": form}
    return render(request, "peersupport/meeting.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_SESSION, Session)
def change_meeting(request, session):
    as_it_is = {"place": session.place, "words": session.words}
    form = ChangeMeetingForm(request.POST if request.method == "POST" else None, initial=as_it_is)
    return _kept(request, session, form, sessions.change, "change_meeting", _("Changed."))


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_SESSION, Session)
def cancel_meeting(request, session):
    form = CancelMeetingForm(request.POST if request.method == "POST" else None)
    said = _("Called off. Those who expected it are told.")
    return _kept(request, session, form, sessions.cancel, "cancel_meeting", said)


def _kept(request, session, form, verb, page, said):
    """Carry out ``verb`` with the facts of a valid form and go back to the group, or show the page."""
    if form.is_valid() and form.carry_out(
        request.user,
        Act.KEEP_SESSION,
        lambda: verb(session, by=request.user, **form.facts()),
        about=session,
    ):
        messages.success(request, said)
        return redirect("group", session.service.public_id)
    shown = {"form": form, "meeting": pages.of_meeting(session), "expected": len(sessions.expected(session))}
    return render(request, f"peersupport/{page}.html", shown)
