"""Finding somebody among those one may see."""

from django.shortcuts import redirect, render

from ipc.kernel import access, dates
from ipc.kernel.errors import RuleBroken
from people import finding, forms
from people.acts import Act
from people.banner import NAME_ONLY
from people.views.frame import page

TYPED = ("q", "born_on_day", "born_on_month", "born_on_year")
LONGEST = 80


@page
@access.requires(Act.FIND_PEOPLE)
def find_people(request):
    """Ask, and show who was found.

    Names and numbers are sent and then kept in the session, never in an address: an address is kept by the
    browser, by servers in between and in logs. An answer to POST itself could not be gone back to, because
    no page of somebody signed in may be kept by the browser.
    """
    if request.method == "POST":
        typed = {name: request.POST.get(name, "")[:LONGEST] for name in TYPED}
        request.session["looked_for"] = None if "clear" in request.POST else typed
        return redirect("find_people")
    form, found = forms.FindForm(request.session.get("looked_for")), None
    if form.is_valid():
        asked = form.cleaned_data
        try:
            found = finding.find(by=request.user, words=asked["q"], born_on=asked["born_on"])
        except RuleBroken as broken:
            form.add_error("q", broken.message)
    return render(request, "people/find_people.html", {"form": form, **_shown(request.user, found)})


def _shown(user, found):
    if found is None:
        return {"is_asked": False}
    is_care_team = user.hat.role not in NAME_ONLY
    rows = [
        {
            "name": one.person.name,
            "known_as": one.person.known_as,
            "born": dates.in_words(one.person.born_on) if is_care_team else "",
            "stage": one.person.get_status_display(),
            "public_id": one.person.public_id,
            "why": one.why,
        }
        for one in found.matches
    ]
    return {"is_asked": True, "rows": rows, "is_more": found.is_more, "is_care_team": is_care_team}
