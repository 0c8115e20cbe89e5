"""Keeping entries for later: on a person's list, or without signing in on the device alone."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipc.kernel import access, audit, easy
from ipc.kernel.errors import RuleBroken
from peersupport import directory, shortlist
from peersupport.acts import Act
from peersupport.forms.keeping_for_later import NoteForm
from peersupport.models import Shortlisted
from peersupport.pages import kept as pages
from peersupport.views import on_device
from people import portal
from people.models import Role


@require_safe
@login_not_required
def kept(request):
    """Show the list of the person whose pages are open; to everybody else the one of their device."""
    device = on_device.read(request)
    person = _whose_list(request, Act.SEE_SHORTLIST)
    if person is None:
        return _shown(request, pages.on_this_device(pages.entries(device), number=len(device)))
    request.whose = person
    audit.read(Act.SEE_SHORTLIST, person, by=request.user)
    may_change = portal.may_for(Act.SHORTLIST, Shortlisted, request.user, person)
    shown = pages.of_person(shortlist.of(person, request.user), may_change=may_change)
    return _shown(request, shown | {"is_own": True, "on_device": len(device) if may_change else 0})


@require_safe
@login_not_required
def shared_list(request):
    """Show a list that somebody shared: the address holds ids of public entries and nothing else."""
    return _shown(request, pages.shared(pages.entries(_ids(request))), "shared_list")


def _shown(request, page, name="kept"):
    """Draw a list as it was asked for: as it comes, in large print, or in Easy Read."""
    is_easy = easy.wanted(request)
    is_large = request.GET.get("layout") == pages.LARGE and not is_easy
    page |= {"is_easy": is_easy, "is_large": is_large}
    request.is_drawn_easy = is_easy and bool(page["cards"])
    answer = render(request, f"peersupport/{name}.html", page)
    answer["Cache-Control"] = "no-store, private"
    return answer


def _ids(request):
    try:
        return [uuid.UUID(one) for one in request.GET.getlist("entry")[: shortlist.MOST]]
    except ValueError:
        return []


@require_POST
@login_not_required
def keep_for_later(request, public_id):
    """Put a public entry on the list, and come back to it."""
    found = _public(public_id)
    answer = redirect("service", public_id)
    person = _whose_list(request, Act.SHORTLIST)
    try:
        if person:
            shortlist.keep(person, by=request.user, service=found)
        else:
            on_device.write(answer, _one_more(on_device.read(request), public_id))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("Kept for later. It is on your list."))
    return answer


def _one_more(kept, public_id):
    if public_id not in kept and len(kept) >= shortlist.MOST:
        raise shortlist.ListIsFull
    return [public_id, *(one for one in kept if one != public_id)]


@require_POST
@login_not_required
def drop_kept(request, public_id):
    """Take an entry off the list, whether it is still in the directory or not."""
    answer = redirect("kept")
    person = _whose_list(request, Act.SHORTLIST)
    if person:
        kept = Shortlisted.objects.visible_to(request.user).filter(
            person=person, service__public_id=public_id
        )
        for one in kept.select_related("service"):
            shortlist.drop(person, by=request.user, service=one.service)
    else:
        on_device.write(answer, [one for one in on_device.read(request) if one != public_id])
    messages.success(request, _("Taken off your list."))
    return answer


@require_POST
@login_not_required
def empty_kept(request):
    """Forget what was kept on this device."""
    messages.success(request, _("This device has forgotten the list."))
    return on_device.write(redirect("kept"), [])


@require_POST
@portal.my(Act.SHORTLIST, Shortlisted)
def take_over_kept(request, person):
    """Put what was kept on this device on the person's own list, and forget it here."""
    number = shortlist.take_over(person, by=request.user, services=pages.entries(on_device.read(request)))
    messages.success(
        request,
        ngettext("%(number)s thing is now on your list.", "%(number)s things are now on your list.", number)
        % {"number": number},
    )
    return on_device.write(redirect("kept"), [])


@require_http_methods(["GET", "POST"])
@access.requires(Act.SHORTLIST, Shortlisted)
def note_kept(request, row):
    """Write a word about why something is on the list."""
    request.whose = row.person
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"words": row.words})
    if form.is_valid():
        shortlist.note(row, by=request.user, words=form.cleaned_data["words"])
        messages.success(request, _("Saved."))
        return redirect("kept")
    audit.read(Act.SEE_SHORTLIST, row, by=request.user)
    return render(request, "peersupport/note_kept.html", {"form": form, "name": row.service.name})


def beside(request, service) -> dict:
    """Return what the page of an entry needs to offer keeping it: for ``_keep_and_share.html``."""
    person = _whose_list(request, Act.SHORTLIST)
    if person:
        is_kept = shortlist.is_kept(person, request.user, service)
    else:
        is_kept = service.public_id in on_device.read(request)
    role = request.user.hat.role if request.user.is_authenticated else ""
    return {
        "public_id": service.public_id,
        "name": service.name,
        "is_kept": is_kept,
        "share_url": pages.link([service]),
        "may_recommend": role in (Role.COORDINATOR, Role.MANAGER, Role.NAVIGATOR),
    }


def _whose_list(request, act):
    """Return the person whose list is meant, where the user may do ``act`` for them; else None."""
    user = request.user
    if not user.is_authenticated or user.hat.role != Role.PERSON:
        return None
    person = portal.whose_pages(request)
    return person if person and portal.may_for(act, Shortlisted, user, person) else None


def _public(public_id):
    found = directory.find(public_id)
    if found is None:
        raise Http404
    return found
