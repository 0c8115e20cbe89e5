"""How somebody is, for those who work with them: what the person said, never what somebody guessed."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careplans import wellbeing as verbs
from careplans.acts import Act
from careplans.forms.wellbeing import HowTrueForm, NoteWellbeingForm, ScoreForm, StatementForm
from careplans.models import LicensedScore, OwnStatement, WellbeingCheck
from careplans.views import unsaved
from careplans.views.doing import done, done_at_once
from careplans.wellbeing import reading
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@require_safe
@access.requires(Act.SEE_WELLBEING, Person, by=WellbeingCheck)
def wellbeing(request, person):
    user = request.user
    shown = {
        **reading.page(person, user),
        "may_note": portal.may_for(Act.NOTE_WELLBEING, WellbeingCheck, user, person),
        "has_tools": verbs.tools_for(person).exists(),
    }
    return _page(request, person, "careplans/wellbeing.html", shown)


@page
@access.requires(Act.NOTE_WELLBEING, Person, by=WellbeingCheck)
def note_wellbeing(request, person):
    form = NoteWellbeingForm(_sent(request), called=person.called)
    unsaved.ready(form, request, person, "note_wellbeing")
    if _carried_out(request, form, Act.NOTE_WELLBEING, person, verbs.answer):
        return redirect("wellbeing", person.public_id)
    shown = {"form": form, "is_asked": verbs.is_asked(person)}
    return _page(request, person, "careplans/note_wellbeing.html", shown)


@require_POST
@access.requires(Act.NOTE_WELLBEING, WellbeingCheck)
def take_back_answers(request, check):
    done_at_once(request, lambda: verbs.take_back(check, by=request.user), _("These answers are taken back."))
    return redirect("wellbeing", check.person.public_id)


@page
@access.requires(Act.KEEP_OWN_STATEMENT, Person, by=OwnStatement)
def add_own_statement(request, person):
    form = StatementForm(_sent(request))
    form.fields["words"].label = _("What should be true for %(name)s?") % {"name": person.called}
    if _carried_out(request, form, Act.KEEP_OWN_STATEMENT, person, verbs.add_statement):
        return redirect("wellbeing", person.public_id)
    return _page(request, person, "careplans/add_own_statement.html", {"form": form})


@page
@access.requires(Act.NOTE_WELLBEING, OwnStatement)
def own_statement(request, statement):
    form = HowTrueForm(_sent(request))
    if _carried_out(request, form, Act.NOTE_WELLBEING, statement, verbs.say_how_true):
        return redirect("wellbeing", statement.person.public_id)
    shown = {"form": form, "statement": reading.statement_page(statement, request.user)}
    return _page(request, statement.person, "careplans/own_statement.html", shown)


@require_POST
@access.requires(Act.KEEP_OWN_STATEMENT, OwnStatement)
def end_own_statement(request, statement):
    done_at_once(request, lambda: verbs.end_statement(statement, by=request.user), _("It is taken away."))
    return redirect("wellbeing", statement.person.public_id)


@page
@access.requires(Act.NOTE_LICENSED_SCORE, Person, by=LicensedScore)
def note_score(request, person):
    form = ScoreForm(_sent(request), tools=verbs.tools_for(person))
    if _carried_out(request, form, Act.NOTE_LICENSED_SCORE, person, verbs.note_score):
        return redirect("wellbeing", person.public_id)
    return _page(request, person, "careplans/note_score.html", {"form": form})


def _sent(request):
    return request.POST if request.method == "POST" else None


def _carried_out(request, form, act, subject, verb):
    """Do it once, where the form was sent and says what is needed; return whether it is done."""
    return form.is_valid() and done(
        request, form, act, subject, lambda **facts: verb(subject, by=request.user, **facts)
    )


def _page(request, person, template, shown):
    audit.read(Act.SEE_WELLBEING, person, by=request.user)
    above = {"person": person, "banner": banner_for(request.user, person)}
    return render(request, template, {**above, **shown})
