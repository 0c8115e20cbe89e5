"""How I am: the person answers, writes sentences of their own, and sees how it went over time."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careplans import wellbeing
from careplans.acts import Act
from careplans.forms.wellbeing import HowTrueForm, StatementForm, WellbeingForm
from careplans.models import OwnStatement, WellbeingCheck
from careplans.views import unsaved
from careplans.views.doing import done, done_at_once
from careplans.wellbeing import reading
from ipc.kernel import access
from people import portal

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_WELLBEING, WellbeingCheck)
def my_wellbeing(request, person):
    return render(request, "careplans/my_wellbeing.html", reading.page(person, request.user))


@page
@portal.my(Act.NOTE_WELLBEING, WellbeingCheck)
def answer_my_wellbeing(request, person):
    form = WellbeingForm(request.POST if request.method == "POST" else None)
    unsaved.ready(form, request, person, "answer_my_wellbeing")
    if form.is_valid() and done(
        request,
        form,
        Act.NOTE_WELLBEING,
        person,
        lambda **facts: wellbeing.answer(person, by=request.user, **facts),
    ):
        messages.success(request, _("Thank you. Your answers are saved."))
        return redirect("my_wellbeing")
    shown = {"form": form, "is_asked": wellbeing.is_asked(person)}
    return render(request, "careplans/answer_my_wellbeing.html", shown)


@require_POST
@portal.my(Act.NOTE_WELLBEING, WellbeingCheck)
def take_back_my_answers(request, person, public_id):
    check = _find(request, WellbeingCheck, Act.NOTE_WELLBEING, person, public_id)
    done_at_once(
        request, lambda: wellbeing.take_back(check, by=request.user), _("Your answers are taken back.")
    )
    return redirect("my_wellbeing")


@page
@portal.my(Act.KEEP_OWN_STATEMENT, OwnStatement)
def add_my_statement(request, person):
    form = StatementForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        request,
        form,
        Act.KEEP_OWN_STATEMENT,
        person,
        lambda **facts: wellbeing.add_statement(person, by=request.user, **facts),
    ):
        messages.success(request, _("Saved. Now you can say how true it is."))
        return redirect("my_wellbeing")
    return render(request, "careplans/add_my_statement.html", {"form": form})


@page
@portal.my(Act.NOTE_WELLBEING, OwnStatement)
def my_own_statement(request, person, public_id):
    statement = _find(request, OwnStatement, Act.NOTE_WELLBEING, person, public_id)
    form = HowTrueForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        request,
        form,
        Act.NOTE_WELLBEING,
        statement,
        lambda **facts: wellbeing.say_how_true(statement, by=request.user, **facts),
    ):
        messages.success(request, _("Saved."))
        return redirect("my_wellbeing")
    shown = {"form": form, "statement": reading.statement_page(statement, request.user)}
    return render(request, "careplans/my_own_statement.html", shown)


@require_POST
@portal.my(Act.KEEP_OWN_STATEMENT, OwnStatement)
def end_my_statement(request, person, public_id):
    statement = _find(request, OwnStatement, Act.KEEP_OWN_STATEMENT, person, public_id)
    taken_away = _("It is taken away. You can write it again at any time.")
    done_at_once(request, lambda: wellbeing.end_statement(statement, by=request.user), taken_away)
    return redirect("my_wellbeing")


def _find(request, model, act, person, public_id):
    """Return the row among those of the person whose page it is."""
    return access.find(model, act, request.user, public_id, model.objects.filter(person=person))
