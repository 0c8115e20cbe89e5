"""Finding somebody among those one may see."""

from django.shortcuts import render

from ipc.kernel import access, dates
from ipc.kernel.errors import RuleBroken
from people import finding, forms
from people.acts import Act
from people.banner import NAME_ONLY
from people.views.frame import page


@page
@access.requires(Act.FIND_PEOPLE)
def find_people(request):
    """Ask, and show who was found on the page that was asked.

    Names and numbers are in what is sent and never in an address: an address is kept by the browser, by
    servers in between and in logs. So the answer comes by POST and leads nowhere else.
    """
    form, found = forms.FindForm(forms.posted(request)), None
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
