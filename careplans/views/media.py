"""Adding a photo, a voice or a video to About me, looking at it, taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import media
from careplans.acts import Act
from careplans.forms import MediaForm
from careplans.models import Media, MediaKind, Statement
from careplans.views import unsaved
from careplans.views.doing import done, heading_or_404
from ipc.kernel import access, audit, serving
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.WRITE_ABOUT_ME, Statement)
def add_my_media(request, person, heading):
    heading = heading_or_404(heading)
    form = _form(request, person, heading)
    if form.is_valid() and _added(request, form, person, heading):
        messages.success(request, _("Saved. You can take it back at any time."))
        return redirect("write_about_me", heading.value)
    shown = {"form": form, "slug": heading.value, "heading": heading.label, "title": form.title}
    return render(request, "careplans/add_my_media.html", shown)


@page
@access.requires(Act.WRITE_ABOUT_ME, Person, by=Statement)
def add_media(request, person, heading):
    heading = heading_or_404(heading)
    form = _form(request, person, heading)
    if form.is_valid() and _added(request, form, person, heading):
        messages.success(request, _("Saved."))
        return redirect("write_about_person", person.public_id, heading.value)
    shown = {
        "form": form,
        "person": person,
        "banner": banner_for(request.user, person),
        "heading": heading.label,
        "title": form.title,
    }
    return render(request, "careplans/add_media.html", shown)


def _form(request, person, heading):
    asked = request.GET.get("kind")
    kind = MediaKind(asked) if asked in MediaKind else MediaKind.PHOTO
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    return unsaved.ready(MediaForm(*typed, kind=kind), request, person, f"{kind} beside: {heading.value}")


def _added(request, form, person, heading):
    def add(**facts):
        return media.add(person, by=request.user, heading=heading, **facts)

    return done(request, form, Act.WRITE_ABOUT_ME, person, add)


@page
@portal.my(Act.WRITE_ABOUT_ME, Media)
def take_back_my_media(request, person, public_id):
    found = access.find(Media, Act.WRITE_ABOUT_ME, request.user, public_id)
    if request.method == "POST":
        media.take_back(found, by=request.user)
        messages.success(request, _("Taken back. The file is deleted."))
        return redirect("write_about_me", found.statement.heading)
    return render(request, "careplans/take_back_my_media.html", {"one_only": [media.one(found)]})


@page
@access.requires(Act.WRITE_ABOUT_ME, Media)
def take_back_media(request, found):
    person = found.person
    audit.read(Act.SEE_ABOUT_ME, found, by=request.user)
    if request.method == "POST":
        media.take_back(found, by=request.user)
        messages.success(request, _("Taken back. The file is deleted."))
        return redirect("write_about_person", person.public_id, found.statement.heading)
    shown = {"person": person, "banner": banner_for(request.user, person), "one_only": [media.one(found)]}
    return render(request, "careplans/take_back_media.html", shown)


@require_safe
@access.requires(Act.SEE_ABOUT_ME, Media)
def media_file(request, found):
    audit.read(Act.SEE_ABOUT_ME, found, by=request.user)
    try:
        content = media.content(found)
    except media.MediaNotFound as broken:
        return render(request, "careplans/media_not_found.html", {"sentence": broken.message}, status=404)
    return serving.as_a_recording(request, content, found.content_type, media.file_name(found))
