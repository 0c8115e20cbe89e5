"""Community navigators: who they are, for everybody, and their own words about themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, easy
from peersupport import navigators as people_who_help
from peersupport.acts import Act
from peersupport.forms.navigators import NavigatorForm
from peersupport.models import Navigator
from peersupport.pages import navigators as pages
from people.models import Role, Site


@require_safe
@login_not_required
def navigators(request):
    """Show the navigators of one place, or the places to choose from."""
    sites = list(Site.objects.all())
    chosen = next((site for site in sites if site.slug == request.GET.get("site")), None)
    page = {
        "sites": [{"name": site.name, "slug": site.slug} for site in sites],
        "here": pages.of_site(chosen) if chosen else None,
        "is_a_person": request.user.is_authenticated and request.user.hat.role == Role.PERSON,
    }
    return easy.page(request, "peersupport/navigators.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_NAVIGATOR)
def my_navigator_profile(request):
    """Write what people read of oneself."""
    user = request.user
    written = Navigator.objects.visible_to(user).filter(user=user).first()
    return _profile(request, user, written)


@require_http_methods(["GET", "POST"])
@access.requires(Act.KEEP_NAVIGATOR, Navigator)
def keep_navigator(request, navigator):
    """Write what people read of a navigator: their own page, or a manager's."""
    return _profile(request, navigator.user, navigator)


def _profile(request, user, written):
    form = NavigatorForm(request.POST if request.method == "POST" else None, initial=_as_written(written))
    if form.is_valid() and _kept(request, user, form):
        messages.success(request, _("Saved. This is what people read."))
        return redirect("my_navigator_profile" if user == request.user else "groups")
    page = {"form": form, "name": user.name, "is_own": user == request.user, "site": request.user.hat.site}
    return render(request, "peersupport/keep_navigator.html", page)


def _kept(request, user, form):
    site = Site.objects.get(pk=request.user.hat.site_id)
    return form.carry_out(
        request.user,
        Act.KEEP_NAVIGATOR,
        lambda: people_who_help.keep(user, by=request.user, site=site, **form.facts()),
        about=site,
    )


def _as_written(navigator):
    if navigator is None:
        return {"is_taking": True}
    return {
        "words": navigator.words,
        "districts": ", ".join(navigator.districts),
        "skills": ", ".join(navigator.skills),
        "languages": ", ".join(navigator.languages),
        "most_people": navigator.most_people,
        "is_taking": navigator.is_taking,
    }
