"""The pages of who takes part in a plan: for the person, and for colleagues who write down their yes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import participants
from careplans.acts import Act
from careplans.forms import FactsForm, MyYesForm, ParticipantForm, YesForm
from careplans.models import Participant
from careplans.views.doing import done
from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from people import portal
from people.banner import banner_for
from people.models import Person, Relationship

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.INVOLVE, Participant)
def my_plan_people(request, person):
    shown = {
        "person": person,
        "participants": participants.shown(request.user, person),
        "is_own": request.user.person_id == person.pk,
    }
    return render(request, "careplans/my_plan_people.html", shown)


@page
@portal.my(Act.INVOLVE, Participant)
def my_name_participant(request, person):
    """Ask somebody to take part; what they may see is said on the next page."""
    return _name(request, person, "careplans/my_name_participant.html", "my_approve_participant")


@page
@portal.my(Act.INVOLVE, Participant)
def my_approve_participant(request, person, participant_id):
    one = access.find(Participant, Act.INVOLVE, request.user, participant_id)
    form = MyYesForm(_posted(request), asks_what=_asks_what(one))
    if form.is_valid() and _approved(request, form, one):
        messages.success(request, _("%(name)s takes part from now on.") % {"name": one.name})
        return redirect("my_plan_people")
    return render(request, "careplans/my_approve_participant.html", {"form": form, "one": one})


@page
@portal.my(Act.INVOLVE, Participant)
def my_end_participant(request, person, participant_id):
    one = access.find(Participant, Act.INVOLVE, request.user, participant_id)
    form = FactsForm(_posted(request))
    if form.is_valid() and _ended(request, form, one):
        messages.success(request, _("%(name)s does not take part.") % {"name": one.name})
        return redirect("my_plan_people")
    return render(request, "careplans/my_end_participant.html", {"form": form, "one": one})


@require_safe
@access.requires(Act.INVOLVE, Person, by=Participant)
def plan_people(request, person):
    shown = {"participants": participants.shown(request.user, person)}
    return _about(request, person, "plan_people", **shown)


@page
@access.requires(Act.INVOLVE, Person, by=Participant)
def name_participant(request, person):
    """Name somebody; with ``look`` only colleagues are looked for, and what was typed stays."""
    return _name(request, person, None, "approve_participant")


@page
@access.requires(Act.INVOLVE, Participant)
def approve_participant(request, one):
    form = YesForm(_posted(request), asks_what=_asks_what(one))
    if form.is_valid() and _approved(request, form, one):
        messages.success(request, _("%(name)s takes part from now on.") % {"name": one.name})
        return redirect("plan_people", one.person.public_id)
    return _about(request, one.person, "approve_participant", form=form, one=one)


@page
@access.requires(Act.INVOLVE, Participant)
def end_participant(request, one):
    form = FactsForm(_posted(request))
    if form.is_valid() and _ended(request, form, one):
        messages.success(request, _("%(name)s does not take part.") % {"name": one.name})
        return redirect("plan_people", one.person.public_id)
    return _about(request, one.person, "end_participant", form=form, one=one)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _asks_what(one):
    """Whether a yes has to say what the participant may see: where they could read, and do not yet."""
    could_read = one.user_id is not None or one.relationship_id is not None
    return could_read and not participants.reads_the_plan(one)


def _approved(request, form, one):
    user = request.user
    return done(request, form, Act.INVOLVE, one, lambda **facts: participants.approve(one, by=user, **facts))


def _ended(request, form, one):
    user = request.user
    return done(request, form, Act.INVOLVE, one, lambda: participants.end(one, by=user))


def _name(request, person, template, then):
    asked = _posted(request)
    looks = bool(asked) and "look" in asked
    known = _known(request.user, person, asked)
    form = ParticipantForm(initial=asked.dict(), **known) if looks else ParticipantForm(asked, **known)
    named = form.is_valid() and _named(request, form, person)
    if named:
        return redirect(then, named)
    shown = {"form": form, "has_looked": looks and bool(asked.get("look_for"))}
    if template:
        return render(request, template, shown)
    return _about(request, person, "name_participant", **shown)


def _named(request, form, person):
    """Name whom the form says, once; return the public id, or nothing where it is refused."""
    user, facts = request.user, form.facts()
    asked = {"of": str(person.public_id), **facts}

    def naming():
        return str(participants.name(person, by=user, **facts).public_id)

    try:
        return once(user, form.cleaned_data["key"], Act.INVOLVE, asked, naming)[0]
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return None


def _known(user, person, asked):
    """Return whom to choose from: the circle, and colleagues elsewhere who were looked for."""
    circle = Relationship.objects.visible_to(user).contactable().filter(person=person)
    words = asked.get("look_for", "") if asked else ""
    return {"circle": list(circle), "found": participants.found(person.site_id, words)}


def _about(request, person, name, **shown):
    audit.read(Act.SEE_PLAN, person, by=request.user)
    banner = banner_for(request.user, person)
    return render(request, f"careplans/{name}.html", {"person": person, "banner": banner, **shown})
