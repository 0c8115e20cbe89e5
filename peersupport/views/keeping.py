"""Keeping the directory true, for colleagues: what was proposed, the entries themselves, and notes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport import staleness
from peersupport.acts import Act
from peersupport.forms.entries import EntryForm
from peersupport.forms.keeping import DecideForm, NoteForm, SettleForm
from peersupport.keeping import changing, confirming, deciding, links, notes, values
from peersupport.models import ChangeKind, EntryChange, Service, ServiceKind, StaffNote
from peersupport.pages import entries as pages
from people.forms import posted

page = require_http_methods(["GET", "POST"])


def _done(request, form, act, facts, do):
    """Do it once under the form's key; a refusal goes on the form. Return whether it is done."""
    try:
        once(request.user, form.cleaned_data["key"], act, facts, lambda: str(do().public_id))
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return False
    return True


@require_safe
@access.requires(Act.DECIDE_CHANGE)
def entry_changes(request):
    return render(request, "peersupport/entry_changes.html", pages.waiting(request.user))


@page
@access.requires(Act.DECIDE_CHANGE, EntryChange)
def decide_change(request, change):
    """Show one proposal the way its kind is decided about."""
    if change.kind == ChangeKind.SUGGESTION:
        return _suggestion(request, change)
    if change.kind == ChangeKind.EDIT and change.values:
        return _fields(request, change)
    return _settled(request, change, "peersupport/decide_report.html")


def _fields(request, change):
    form = DecideForm(posted(request), names=change.values)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("taken", "reason")}
        facts = {"change": change.pk, **said}
        if _done(
            request, form, Act.DECIDE_CHANGE, facts, lambda: deciding.decide(change, by=request.user, **said)
        ):
            messages.success(request, _("Decided. What you took over is shown now."))
            return redirect("entry_changes")
    return render(request, "peersupport/decide_change.html", {"form": form, "change": pages.change(change)})


def _settled(request, change, template, **more):
    form = SettleForm(posted(request))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("is_right", "reason")}
        facts = {"change": change.pk, **said}
        if _done(
            request, form, Act.DECIDE_CHANGE, facts, lambda: deciding.settle(change, by=request.user, **said)
        ):
            messages.success(request, _("Settled."))
            return redirect("entry_changes")
    return render(request, template, {"form": form, "settle": form, "change": pages.change(change), **more})


def _suggestion(request, change):
    """Add what was suggested, completed; the other form of the page declines it."""
    is_declining = request.method == "POST" and "is_right" in request.POST
    told = {"cost": "0.00", "schedules": [], "status": "active", **change.values}
    entry = EntryForm(
        None if is_declining else posted(request),
        asks=_asked(None),
        written=told,
        organisation=change.values.get("organisation", ""),
    )
    if not is_declining and entry.is_valid():
        said = {"written": entry.written(), "organisation": entry.cleaned_data["organisation"]}
        facts = {"change": change.pk, **said}
        if _done(
            request,
            entry,
            Act.DECIDE_CHANGE,
            facts,
            lambda: deciding.add_suggested(change, by=request.user, **said),
        ):
            messages.success(request, _("Added. Everybody can find it now."))
            return redirect("entry_changes")
    if is_declining:
        return _settled(request, change, "peersupport/decide_suggestion.html", entry=entry)
    shown = {"form": entry, "entry": entry, "settle": SettleForm(), "change": pages.change(change)}
    return render(request, "peersupport/decide_suggestion.html", shown)


def _asked(service):
    """Return what a colleague is asked; of one person who supports others neither kind nor status."""
    if service is not None and service.kind == ServiceKind.PEER:
        return tuple(name for name in values.FIELDS if name not in ("kind", "status"))
    return values.FIELDS


@page
@access.requires(Act.KEEP_SERVICE, Service)
def keep_entry(request, service):
    form = EntryForm(posted(request), asks=_asked(service), written=values.of(service))
    form.carry(service.changed_at)
    differences = []
    if form.is_valid():
        if _kept(request, service, form):
            messages.success(request, _("Saved."))
            return redirect("keep_entry", service.public_id)
        service.refresh_from_db()
        differences = pages.differences(service, form.written())
        form.now_based_on(service.changed_at)
    shown = {
        "form": form,
        "service": service,
        "differences": differences,
        "sent": pages.sent(service),
        "may_ask": links.may_go_out(service) and bool(service.provider_email),
        "notes": pages.notes(request.user, service),
        "checked": staleness.checked(service),
    }
    return render(request, "peersupport/keep_entry.html", shown)


def _kept(request, service, form):
    written, seen_at = form.written(), form.seen_at()

    def keep():
        return changing.change(service, by=request.user, written=written, seen_at=seen_at)

    return _done(request, form, Act.KEEP_SERVICE, {"of": service.pk, "written": written}, keep)


@page
@access.requires(Act.KEEP_SERVICE)
def add_entry(request):
    site = pages.site_of(request.user)
    empty = {"cost": "0.00", "schedules": [], "status": "active"}
    form = EntryForm(posted(request), asks=_asked(None), written=empty, organisation="")
    if form.is_valid():
        said = {"written": form.written(), "organisation": form.cleaned_data["organisation"]}
        if _done(request, form, Act.KEEP_SERVICE, said, lambda: changing.add(site, by=request.user, **said)):
            messages.success(request, _("Added. Everybody can find it now."))
            return redirect("entry_changes")
    return render(request, "peersupport/add_entry.html", {"form": form})


@require_POST
@access.requires(Act.CONFIRM_SERVICE, Service)
def confirm_entry(request, service):
    confirming.confirm(service, by=request.user)
    messages.success(request, _("Confirmed. It says that it was checked today."))
    return redirect("keep_entry", service.public_id)


@require_POST
@access.requires(Act.KEEP_SERVICE, Service)
def send_entry_link(request, service):
    links.send(service, by=request.user)
    messages.success(request, _("The link is on its way."))
    return redirect("keep_entry", service.public_id)


@page
@access.requires(Act.NOTE_SERVICE, Service)
def entry_notes(request, service):
    form = NoteForm(posted(request))
    if form.is_valid():
        words = form.cleaned_data["words"]
        facts = {"of": service.pk, "words": words}
        if _done(
            request, form, Act.NOTE_SERVICE, facts, lambda: notes.write(service, by=request.user, words=words)
        ):
            return redirect("entry_notes", service.public_id)
    back_url = reverse("service", args=[service.public_id]) if service.is_public else ""
    told = pages.notes(request.user, service)
    shown = {"form": form, "service": service, "notes": told, "back_url": back_url}
    return render(request, "peersupport/entry_notes.html", shown)


@require_POST
@access.requires(Act.NOTE_SERVICE, StaffNote)
def end_note(request, note):
    notes.end(note, by=request.user)
    messages.success(request, _("The note is gone."))
    return redirect("entry_notes", note.service.public_id)
