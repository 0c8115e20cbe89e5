"""Giving documents, opening them, taking them back: the person and whoever decides for them, and the team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit, serving
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from people import documents, on_file, portal
from people.acts import Act
from people.forms.documents import DocumentForm, TakeAwayForm, TakeBackForm
from people.forms.frame import posted
from people.models import Document, Person, Role
from people.views.frame import ask, done, page


@page
@portal.my(Act.ADD_DOCUMENT)
def add_my_document(request, person):
    form = DocumentForm(posted(request), request.FILES or None)
    if form.is_valid() and _kept(request, form, person):
        messages.success(request, _("Saved. Your care team can see it now."))
        return redirect("my_documents")
    return render(request, "people/add_my_document.html", {"form": form})


@page
@access.requires(Act.ADD_DOCUMENT, Person)
def add_document(request, person):
    form = DocumentForm(posted(request), request.FILES or None)
    if form.is_valid() and _kept(request, form, person):
        return done(request, person, _("Saved among the documents of %(name)s."), to="documents_of")
    return ask(request, "people/add_document.html", person, form)


def _kept(request, form, person):
    """Keep what the form brings once; a refusal goes on the form."""
    user, facts = request.user, form.facts()
    from_team = user.hat.role != Role.PERSON

    def keep():
        return str(documents.keep(person, by=user, from_team=from_team, **facts).public_id)

    try:
        asked = {"of": str(person.public_id), **form.fingerprint()}
        return once(user, form.cleaned_data["key"], Act.ADD_DOCUMENT, asked, keep)[0]
    except RuleBroken as broken:
        form.add_error(None, broken.message)


@require_safe
@access.requires(Act.SEE_DOCUMENTS, Document)
def open_document(request, document):
    """Lead to the file, by an address that is over after a while and opens for nobody else."""
    return redirect("document_file", document.public_id, on_file.signed(document, request.user))


@require_safe
@access.requires(Act.SEE_DOCUMENTS, Document)
def document_file(request, document, signed):
    if not on_file.is_signed(document, request.user, signed):
        return render(request, "people/document_link_over.html", {"document": document}, status=410)
    audit.read(Act.SEE_DOCUMENTS, document, by=request.user)
    try:
        content = documents.content(document)
    except RuleBroken as broken:
        status = 404 if isinstance(broken, documents.DocumentNotFound) else 409
        return render(request, "people/document_not_now.html", {"sentence": broken.message}, status=status)
    return serving.as_a_file(content, document.content_type, documents.file_name(document))


@page
@portal.my(Act.ADD_DOCUMENT)
def take_back_my_document(request, person, public_id):
    document = access.find(Document, Act.REMOVE_DOCUMENT, request.user, public_id)
    form = TakeBackForm(posted(request))
    if form.is_valid() and _taken_back(request, form, document):
        messages.success(request, _("Taken back. The file is deleted."))
        return redirect("my_documents")
    shown = {"form": form, "document": on_file.as_row(document, request.user)}
    return render(request, "people/take_back_my_document.html", shown)


@page
@access.requires(Act.REMOVE_DOCUMENT, Document)
def take_back_document(request, document):
    form = (TakeBackForm if document.from_team else TakeAwayForm)(posted(request))
    if form.is_valid() and _taken_back(request, form, document):
        return done(request, document.person, _("Taken away. The file is deleted."), to="documents_of")
    shown = {"document": on_file.as_row(document, request.user)}
    return ask(request, "people/take_back_document.html", document.person, form, **shown)


def _taken_back(request, form, document) -> HttpResponse | None:
    user, facts = request.user, form.facts()
    as_team = user.hat.role != Role.PERSON
    return form.carry_out(
        user,
        Act.REMOVE_DOCUMENT,
        lambda: documents.take_back(document, by=user, as_team=as_team, **facts),
        about=document,
    )
