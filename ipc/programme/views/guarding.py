"""What managers look at after: emergencies, questions about looks, and what was changed in a record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from ipc.programme import changes as history
from ipc.programme import reviewing
from people import emergencies, forms, looking
from people.acts import Act
from people.banner import banner_for
from people.models import EmergencyOpening, LookQuestion, Person

page = require_http_methods(["GET", "POST"])


@page
@access.requires(Act.REVIEW_EMERGENCY, EmergencyOpening)
def review_emergency(request, opening):
    form = forms.ReviewEmergencyForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.REVIEW_EMERGENCY,
        lambda: emergencies.review(opening, by=request.user, **form.facts()),
        about=opening,
    ):
        messages.success(request, _("Thank you. The person can read what you found."))
        return redirect("emergencies")
    emergencies.note_looks([opening], by=request.user)
    shown = {"form": form, "opening": opening, "name": emergencies.name_of(opening)}
    return render(
        request, "programme/review_emergency.html", {**shown, "read": reviewing.read_under(opening)}
    )


@require_safe
@access.requires(Act.ANSWER_ABOUT_LOOK)
def look_questions(request):
    waiting, answered = reviewing.look_questions(request.user)
    asked = [one["question"] for one in (*waiting, *answered)]
    audit.read_each(Act.SEE_RECORD_OF_LOOKS, asked, by=request.user)
    return render(request, "programme/look_questions.html", {"waiting": waiting, "answered": answered})


@page
@access.requires(Act.ANSWER_ABOUT_LOOK, LookQuestion)
def answer_about_look(request, question):
    form = forms.AnswerAboutLookForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ANSWER_ABOUT_LOOK,
        lambda: looking.answer(question, by=request.user, **form.facts()),
        about=question,
    ):
        messages.success(request, _("Your answer is shown beside the entry. The person is told."))
        return redirect("look_questions")
    audit.read(Act.SEE_RECORD_OF_LOOKS, question, by=request.user)
    shown = {"form": form, "question": question, "person": question.person}
    shown |= {"look": reviewing.look_of(question), "banner": banner_for(request.user, question.person)}
    return render(request, "programme/answer_about_look.html", shown)


@require_safe
@access.requires(Act.SEE_CHANGES, Person)
def changes(request, person):
    """List what was changed in the record, field by field."""
    audit.read(Act.SEE_CHANGES, person, by=request.user)
    found, before = history.page(person, request.user, before=request.GET.get("before", ""))
    above = banner_for(request.user, person)
    return render(
        request,
        "programme/changes.html",
        {"person": person, "banner": above, "changes": found, "before": before},
    )
