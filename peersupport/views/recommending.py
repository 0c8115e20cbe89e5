"""Recommending an entry to one person or to everybody one works with."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport import directory, facts, recommending
from peersupport.acts import Act
from peersupport.forms.keeping_for_later import RecommendForm


@require_http_methods(["GET", "POST"])
@access.requires(Act.SIGNPOST)
def recommend(request, service_id):
    found = directory.find(service_id)
    if found is None:
        raise Http404
    people = recommending.people_of(request.user)
    form = _form(request, people, found)
    if form.is_valid() and (told := _told(request, found, people, form)):
        messages.success(request, told)
        return redirect("service", service_id)
    audit.read_each(Act.SEE_SIGNPOST, people, by=request.user)
    page = {"form": form, "service": facts.card(found), "has_people": bool(people)}
    return render(request, "peersupport/recommend.html", page)


def _form(request, people, found):
    number = recommending.how_many_to_tell(request.user, found)
    all_of_them = ngettext(
        "The one person you work with who does not know of it yet",
        "All %(number)s people you work with who do not know of it yet",
        number,
    ) % {"number": number}
    choices = [(str(one.public_id), one.name) for one in people]
    data = request.POST if request.method == "POST" else None
    return RecommendForm(data, people=choices, all_of_them=all_of_them if number else "")


def _told(request, found, people, form):
    """Return what to say once they are told; nothing where a rule stands against it."""
    to, words = form.cleaned_data["to"], form.cleaned_data["words"]
    person = next((one for one in people if str(one.public_id) == to), None)

    def tell():
        return str(recommending.recommend(by=request.user, service=found, words=words, person=person))

    asked = {"service": found.pk, "to": to, "words": words}
    try:
        told, _now = once(request.user, form.cleaned_data["key"], Act.SIGNPOST, asked, tell)
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return ""
    number = int(told)
    return ngettext("%(number)s person is told.", "%(number)s people are told.", number) % {"number": number}
