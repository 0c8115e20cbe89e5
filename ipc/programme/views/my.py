"""A person's first pages: home, what happened, who looked, and everything held about them."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import dates, easy
from ipc.programme import calendar, home, looks, reviewing, timeline
from ipc.programme.everything import bundle
from people import forms, looking, portal
from people.acts import Act


@require_safe
@portal.my(Act.SEE_PERSON)
def my_home(request, person):
    return easy.page(request, "programme/my_home.html", {"person": person, **home.page(person, request.user)})


@require_safe
@portal.my(Act.SEE_PERSON)
def my_calendar(request, person):
    told = calendar.page(person, request.user)
    return easy.page(request, "programme/my_calendar.html", {"person": person, **told})


@require_safe
@portal.my(Act.SEE_PERSON)
def my_calendar_file(request, person):
    answer = HttpResponse(calendar.ics(person, request.user), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-calendar.ics"'
    return answer


@require_safe
@portal.my(Act.SEE_PERSON)
def my_timeline(request, person):
    events = timeline.of(person, request.user)
    return render(request, "programme/my_timeline.html", {"person": person, "events": events})


@require_safe
@portal.my(Act.SEE_RECORD_OF_LOOKS)
def my_record_of_looks(request, person):
    """List who looked; ``?mine=1`` shows the reader's own looks too, ``?before=`` the months before."""
    own_too = request.GET.get("mine") == "1"
    found = looks.page(person, request.user, before=request.GET.get("before", ""), own_too=own_too)
    return render(request, "programme/my_record_of_looks.html", {**found, "own_too": own_too})


@require_http_methods(["GET", "POST"])
@portal.my(Act.ASK_ABOUT_LOOK)
def ask_about_look(request, person):
    """Ask about one entry, which the list sends along; asked for without one, the list is shown."""
    token = request.POST.get("look", "")
    event = looks.event_of(token, person)
    if event is None:
        return redirect("my_record_of_looks")
    form = forms.AskAboutLookForm(request.POST if "words" in request.POST else None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_ABOUT_LOOK,
        lambda: looking.ask(person, by=request.user, event_id=event.pk, **form.facts()),
        about=person,
    ):
        messages.success(request, _("Thank you. We will answer you. You will see the answer here."))
        return redirect("my_record_of_looks")
    shown = {"form": form, "look": reviewing.told(event), "token": token}
    return render(request, "programme/ask_about_look.html", shown)


@require_http_methods(["GET", "POST"])
@portal.my(Act.TAKE_EVERYTHING)
def take_everything(request, person):
    """Offer a copy of everything held about the person; on POST make it and hand it over."""
    if request.method == "POST":
        file = bundle.make(person, by=request.user)
        return FileResponse(file, as_attachment=True, filename=f"everything-{dates.today()}.zip")
    return render(request, "programme/take_everything.html", {"person": person})
