"""Finding support, open to everybody, and asking to be introduced."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import easy
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport import answer_times, facts, feedback, introductions, places
from peersupport import directory as entries
from peersupport.acts import Act
from peersupport.forms import AskToJoinForm, NearForm
from peersupport.models import Introduction
from peersupport.pages import directory as pages
from peersupport.pages import entries as entry_pages
from peersupport.sharing import what_is_shared
from peersupport.views import later
from people import portal
from people.models import Role

NEAR = "near"


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def directory(request):
    """Show what fits. A postcode is posted and kept in a cookie: it stands in no address and no log."""
    form = NearForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "forget" in request.POST:
        return _forgotten(request)
    if form.is_valid():
        return _near(request, form.cleaned_data["postcode"])
    page = pages.found(request.GET, postcode=_postcode(request)) | {"near_form": form}
    return easy.page(request, "peersupport/directory.html", page)


def _postcode(request):
    """Return the postcode the visitor has told us of; what is not one counts as none."""
    kept = request.COOKIES.get(NEAR, "")[:8]
    return kept if places.codes(kept) else ""


def _near(request, postcode):
    """Keep where the visitor is until the window closes, and look there instead of in a town."""
    answer = redirect(_here(pages.address(request.GET, site="")))
    answer.set_cookie(
        NEAR,
        postcode.replace(" ", ""),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _forgotten(request):
    answer = redirect(_here(pages.address(request.GET, reach="")))
    answer.delete_cookie(NEAR, samesite="Lax")
    return answer


def _here(address):
    return reverse("directory") + address if address.startswith("?") else address


@require_safe
@login_not_required
def service(request, public_id):
    found = _public(public_id)
    page = {
        "service": pages.one(found, postcode=_postcode(request)),
        "public_id": public_id,
        "may_ask": _may_ask(request),
        "keeping": later.beside(request, found),
        "keeping_true": entry_pages.beside(request.user, found),
        "said": feedback.said_of(found) | {"usually": answer_times.usually_answers(found)},
    }
    return easy.page(request, "peersupport/service.html", page)


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
