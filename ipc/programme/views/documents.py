"""The lists of documents and of what came on paper: the person's own, and for the care team."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from ipc.programme.paper import received
from people import on_file, portal
from people.acts import Act
from people.banner import banner_for
from people.models import Person


@require_safe
@portal.my(Act.SEE_DOCUMENTS)
def my_documents(request, person):
    found = on_file.of_person(person, request.user, request.GET.get("before", ""))
    papers = received.of_person(person, request.user)
    return render(request, "programme/my_documents.html", {"person": person, "papers": papers, **found})


@require_safe
@access.requires(Act.SEE_DOCUMENTS, Person)
def documents_of(request, person):
    audit.read(Act.SEE_DOCUMENTS, person, by=request.user)
    found = on_file.of_person(person, request.user, request.GET.get("before", ""))
    on_file.add_what_waits(found["documents"], person, request.user)
    above = banner_for(request.user, person)
    papers = received.of_person(person, request.user)
    shown = {"person": person, "banner": above, "papers": papers, **found}
    return render(request, "programme/documents_of.html", shown)
