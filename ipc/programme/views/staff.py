"""The first pages of a colleague's day: today, and a person at a glance."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from ipc.programme import caseload as reads
from ipc.programme import person as glance
from people.acts import Act
from people.forms import CaseloadForm
from people.models import Person, Role


@require_http_methods(["GET", "POST"])
@access.requires(Act.SEE_CASELOAD)
def caseload(request):
    """Show today's work and people. Names are asked for by POST: they never stand in an address."""
    form = CaseloadForm(request.POST if request.method == "POST" else {"stage": request.GET.get("stage", "")})
    asked = form.cleaned_data if form.is_valid() else {}
    found = reads.page(
        request.user,
        words=asked.get("q", ""),
        stage=asked.get("stage", ""),
        after=request.GET.get("after", ""),
    )
    kept = {name: answer for name, answer in asked.items() if answer}
    named = bool(asked.get("q"))
    return render(
        request,
        "programme/caseload.html",
        {
            **found,
            "filter": form,
            "is_asked": bool(kept),
            "is_manager": request.user.hat.role == Role.MANAGER,
            "more_url": f"?{urlencode({**kept, 'after': found['more']})}"
            if found["more"] and not named
            else "",
            "is_cut_off": bool(found["more"] and named),
        },
    )


@require_safe
@access.requires(Act.SEE_PERSON, Person)
def person(request, found):
    audit.read(Act.SEE_PERSON, found, by=request.user)
    return render(request, "programme/person.html", glance.page(found, request.user))
