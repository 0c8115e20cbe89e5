"""A person's first pages: home, what happened, who looked, and everything held about them."""

from django.http import FileResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import dates
from ipc.programme import home, looks, timeline
from ipc.programme.everything import bundle
from people import portal
from people.acts import Act


@require_safe
@portal.my(Act.SEE_PERSON)
def my_home(request, person):
    return render(request, "programme/my_home.html", {"person": person, **home.page(person, request.user)})


@require_safe
@portal.my(Act.SEE_PERSON)
def my_timeline(request, person):
    events = timeline.of(person, request.user)
    return render(request, "programme/my_timeline.html", {"person": person, "events": events})


@require_safe
@portal.my(Act.SEE_RECORD_OF_LOOKS)
def my_record_of_looks(request, person):
    """List who looked; ``?mine=1`` shows the reader's own looks too, ``?before=`` is the next page."""
    own_too = request.GET.get("mine") == "1"
    found, more = looks.at(person, request.user, before=request.GET.get("before"), own_too=own_too)
    return render(
        request, "programme/my_record_of_looks.html", {"looks": found, "more": more, "own_too": own_too}
    )


@require_http_methods(["GET", "POST"])
@portal.my(Act.TAKE_EVERYTHING)
def take_everything(request, person):
    """Offer a copy of everything held about the person; on POST make it and hand it over."""
    if request.method == "POST":
        file = bundle.make(person, by=request.user)
        return FileResponse(file, as_attachment=True, filename=f"everything-{dates.today()}.zip")
    return render(request, "programme/take_everything.html", {"person": person})
