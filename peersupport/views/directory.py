"""Finding support, open to everybody, and asking to be introduced."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from ipc.kernel.paging import page_after
from peersupport import directory as entries
from peersupport import facts, introductions
from peersupport.acts import Act
from peersupport.forms import AskToJoinForm, DirectoryForm
from peersupport.models import Introduction
from peersupport.sharing import what_is_shared
from people import portal
from people.models import Role

A_PAGE = 20
BY_NAME = ("name", "pk")


@require_safe
@login_not_required
def directory(request):
    """Show what fits; where nothing has all the words, what has some of them."""
    form = DirectoryForm(request.GET, sites=entries.sites())
    sought, after = form.sought(), request.GET.get("after", "")
    any_word = request.GET.get("any") == "1"
    found, more = page_after(entries.search(**sought, any_word=any_word), after, A_PAGE, fields=BY_NAME)
    if not found and sought["words"] and not after and not any_word:
        any_word = True
        found, more = page_after(entries.search(**sought, any_word=True), "", A_PAGE, fields=BY_NAME)
    answer = {
        "form": form,
        "cards": [facts.card(one) for one in found],
        "has_asked": any(sought.values()),
        "any_word": any_word,
        "more_url": _page(request, more, any_word) if more else "",
        "first_url": _page(request, "", any_word) if after else "",
    }
    return render(request, "peersupport/directory.html", answer)


def _page(request, after, any_word):
    """Return the address of the page after the entry ``after``; nothing typed is lost on the way."""
    asked = {name: value for name, value in request.GET.items() if name not in ("after", "any") and value}
    if any_word:
        asked["any"] = "1"
    if after:
        asked["after"] = after
    return f"?{urlencode(asked)}" if asked else reverse("directory")


@require_safe
@login_not_required
def service(request, public_id):
    found = _public(public_id)
    page = {"service": facts.whole(found), "public_id": public_id, "may_ask": _may_ask(request)}
    return render(request, "peersupport/service.html", page)


def _may_ask(request):
    """Whether to offer the way to an introduction: to strangers, who sign in first, and to who may ask."""
    user = request.user
    if not user.is_authenticated:
        return True
    if user.hat.role != Role.PERSON:
        return False
    person = portal.whose_pages(request)
    return person is not None and portal.may_for(Act.ASK_TO_JOIN, Introduction, user, person)


@require_http_methods(["GET", "POST"])
@portal.my(Act.ASK_TO_JOIN, Introduction)
def ask_to_join(request, person, public_id):
    """List what will be shared, and ask once it is agreed."""
    found = _public(public_id)
    form = AskToJoinForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asked(request, person, found, form):
        messages.success(request, _("You have asked. The next step is theirs."))
        return redirect("my_support")
    page = {
        "service": facts.whole(found),
        "form": form,
        "shared": what_is_shared(person),
        "is_here": found.site_id == person.site_id,
        "organisation": found.organisation_name,
        "person_site": person.site.name,
        "person_slug": person.site.slug,
    }
    return render(request, "peersupport/ask_to_join.html", page)


def _asked(request, person, found, form):
    wish = form.cleaned_data["wish"]

    def ask():
        asked = introductions.ask(
            person, by=request.user, service=found, wish=wish, sections=introductions.SHARED
        )
        return str(asked.public_id)

    facts_asked = {"person": person.pk, "service": found.pk, "wish": wish}
    try:
        return once(request.user, form.cleaned_data["key"], Act.ASK_TO_JOIN, facts_asked, ask)
    except RuleBroken as broken:
        form.add_error(None, broken.message)


def _public(public_id):
    found = entries.find(public_id)
    if found is None:
        raise Http404
    return found
