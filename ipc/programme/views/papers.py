"""Forms on paper: blank ones for everybody, ready ones for a person, and saying that one came back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit, serving
from ipc.programme.paper import pages, printing, received
from ipc.programme.paper.forms import PaperBackForm
from ipc.programme.paper.registry import PAPERS
from people import papers
from people.acts import Act
from people.banner import banner_for
from people.forms import posted
from people.models import Person

PDF = "application/pdf"


@require_safe
@login_not_required
def paper_forms(request):
    return render(request, "programme/paper_forms.html", {"groups": pages.blank()})


@require_safe
@login_not_required
def paper_form(request, paper):
    return render(request, "programme/paper_form.html", {"paper": pages.one_blank(pages.known(paper))})


@require_safe
@login_not_required
def paper_form_pdf(request, paper, layout):
    content = printing.blank(pages.known(paper), pages.layout(layout))
    return serving.as_a_file(content, PDF, f"{paper}.pdf", download=False)


@require_safe
@access.requires(Act.SEE_PAPERS, Person)
def papers_of(request, person):
    audit.read(Act.SEE_PAPERS, person, by=request.user)
    shown = {"person": person, "banner": banner_for(request.user, person)}
    shown["papers"] = received.of_person(person, request.user)
    return render(request, "programme/papers_of.html", {**shown, **pages.of_person(person, request.user)})


@require_safe
@access.requires(Act.SEE_PAPERS, Person)
def paper_of_person(request, person, paper, layout):
    slug, layout = pages.known(paper), pages.layout(layout)
    audit.read(Act.SEE_PAPERS, person, by=request.user, why="" if PAPERS[slug].leaves_no_trace else slug)
    content = printing.pdf(slug, layout, person, request.user)
    return serving.as_a_file(content, PDF, f"{slug}.pdf", download=False)


@require_http_methods(["GET", "POST"])
@access.requires(Act.RECORD_PAPER, Person)
def record_paper(request, person, paper):
    """Write down that it came, and lead on to the page where it is keyed in."""
    slug, form = pages.known(paper), PaperBackForm(posted(request))
    if PAPERS[slug].leaves_no_trace:
        return redirect(PAPERS[slug].keyed(person, request.user))
    if form.is_valid() and _recorded(request, form, person, slug):
        url, sentence = pages.after_keying(slug, person, request.user)
        messages.success(request, sentence)
        return redirect(url)
    audit.read(Act.SEE_PAPERS, person, by=request.user)
    shown = {"person": person, "banner": banner_for(request.user, person), "form": form}
    return render(request, "programme/record_paper.html", {**shown, "title": received.title_of(slug)})


def _recorded(request, form, person, slug):
    user, facts = request.user, form.facts()
    return form.carry_out(
        user,
        Act.RECORD_PAPER,
        lambda: papers.record(person, by=user, form=slug, **facts),
        about=person,
    )
