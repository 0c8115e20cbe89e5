"""Putting it right among colleagues: what waits, looking into it, writing down what somebody said."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from ipc.kernel.paging import page_after
from people import complaints as verbs
from people.acts import Act
from people.banner import banner_for
from people.complaints import learned, shown
from people.forms.complaints import AnswerComplaintForm, NewDateForm, NoteForm, StepForm
from people.forms.frame import posted
from people.models import Complaint, Person, Role
from people.views.frame import ask, done, page

# The word in the address: the verb, its form, the heading, and what the form is told.
STEPS = {
    "received": (
        verbs.acknowledge,
        StepForm,
        gettext_lazy("Say that you have it"),
        {"label": gettext_lazy("A few words to them"), "required": False},
    ),
    "progress": (
        verbs.say_progress,
        StepForm,
        gettext_lazy("Say how it goes"),
        {"label": gettext_lazy("What have you done so far?")},
    ),
    "new-day": (
        verbs.agree_new_date,
        NewDateForm,
        gettext_lazy("Agree a new day"),
        {"label": gettext_lazy("Why does it take longer, and how did you agree the day?")},
    ),
    "answer": (verbs.answer, AnswerComplaintForm, gettext_lazy("Answer"), {}),
    "close": (
        verbs.close,
        StepForm,
        gettext_lazy("Close it"),
        {"label": gettext_lazy("How do you know that it is settled for them?")},
    ),
}


@require_safe
@access.requires(Act.HANDLE_COMPLAINT)
def complaints(request):
    """List what has no answer yet, the soonest due first; each look is kept."""
    kind = request.GET.get("kind", "")
    waiting = shown.for_staff(request.user, kind)
    rows, more = page_after(waiting, request.GET.get("after", ""), fields=("due_on", "pk"))
    audit.read_each(Act.SEE_COMPLAINTS, rows, by=request.user)
    found = {
        "rows": [shown.row(one) for one in rows],
        "more": more and f"?kind={kind}&after={more}",
        "kind": kind,
        "is_manager": request.user.hat.role == Role.MANAGER,
    }
    return render(request, "people/complaints.html", found)


@require_safe
@access.requires(Act.HANDLE_COMPLAINT)
def complaint_figures(request):
    return render(request, "people/complaint_figures.html", learned.year(request.user))


@require_safe
@access.requires(Act.SEE_COMPLAINTS, Person)
def complaints_of(request, person):
    """List what was sent about one person, as far as the reader may know of it."""
    if request.user.hat.role == Role.PERSON:
        return redirect("my_put_it_right")
    rows = shown.of_person(person, request.user)
    audit.read(Act.SEE_COMPLAINTS, person, by=request.user)
    more = {"banner": banner_for(request.user, person), "person": person}
    return render(request, "people/complaints_of.html", {"rows": rows, **more})


@require_safe
@access.requires(Act.SEE_COMPLAINTS, Complaint)
def complaint(request, found):
    if request.user.hat.role == Role.PERSON:
        return redirect("my_complaint", found.public_id)
    return _show(request, "people/complaint.html", found)


@page
@access.requires(Act.HANDLE_COMPLAINT, Complaint)
def handle_complaint(request, found, step):
    """Go one step on: the step stands in the address, its words are told to whoever made it."""
    if step not in STEPS:
        raise Http404
    verb, form_class, title, told = STEPS[step]
    extra = {"is_question": True} if form_class is AnswerComplaintForm and _is_question(found) else {}
    form = form_class(posted(request), **told, **extra)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.HANDLE_COMPLAINT,
        lambda: verb(found, by=request.user, **form.facts()),
        about=found,
    ):
        messages.success(request, _("It is written down, and they are told that there is something new."))
        return redirect("complaint", found.public_id)
    more = {"form": form, "title": title, "is_new_day": step == "new-day"}
    return _show(request, "people/handle_complaint.html", found, **more)


def _is_question(found):
    return shown.WORD_OF[found.kind] == "question"


def _show(request, template, found, **more):
    audit.read(Act.SEE_COMPLAINTS, found, by=request.user)
    one = shown.whole(found, request.user)
    above = banner_for(request.user, found.person)
    return render(request, template, {"one": one, "person": found.person, "banner": above, **more})


@page
@access.requires(Act.RAISE_COMPLAINT, Person)
def note_complaint(request, person):
    """Write down what somebody told a colleague; the reference is said at once, to be read out."""
    if request.user.hat.role == Role.PERSON:
        return redirect("my_put_it_right")
    form = NoteForm(posted(request))
    reference = form.is_valid() and form.carry_out(
        request.user,
        Act.RAISE_COMPLAINT,
        lambda: verbs.raise_(person, by=request.user, **form.facts()),
        about=person,
    )
    if reference:
        said = _("Written down. Tell %(name)s the reference: {reference}.").format(reference=reference)
        return done(request, person, said)
    return ask(request, "people/note_complaint.html", person, form)
