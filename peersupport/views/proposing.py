"""What anybody may tell us about the directory, without signing in: something new, something wrong."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport import directory
from peersupport.forms.keeping import ReportForm, SuggestForm
from peersupport.keeping import proposing
from peersupport.pages import entries as pages
from people.models import Site


@require_http_methods(["GET", "POST"])
@login_not_required
def suggest_entry(request):
    posted = request.POST if request.method == "POST" else None
    form = SuggestForm(posted, sites=pages.sites(), initial={"site": request.GET.get("site", "")})
    if form.is_valid():
        if not ratelimit.consume(request, action="propose_entry"):
            return render(request, "429.html", status=429)
        said = form.cleaned_data
        proposing.suggest(
            get_object_or_404(Site, slug=said["site"]),
            written=form.written(),
            by=request.user,
            **{name: said[name] for name in ("organisation", "words", "contact", "key")},
        )
        messages.success(request, _("Thank you. Somebody looks at it, and then it is shown here."))
        return redirect("directory")
    return render(request, "peersupport/suggest_entry.html", {"form": form})


@require_http_methods(["GET", "POST"])
@login_not_required
def report_entry(request, public_id):
    found = directory.find(public_id)
    if found is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not ratelimit.consume(request, action="propose_entry"):
            return render(request, "429.html", status=429)
        proposing.report(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you for telling us. Somebody looks at it soon."))
        return redirect("service", public_id)
    page = {"form": form, "name": found.name, "public_id": public_id}
    return render(request, "peersupport/report_entry.html", page)
