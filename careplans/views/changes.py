"""Telling that something has changed, and asking for a change or a review for somebody else."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from careplans import reviews, triggers
from careplans.acts import Act
from careplans.forms import AskForThemForm, ChangeRequestForm, TellForm
from careplans.models import CarePlan
from careplans.reviews.asking import ASK_THEMSELVES
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.NOTE_TRIGGER, CarePlan)
def tell_of_change(request, person):
    form = TellForm(request.POST if request.method == "POST" else None, kinds=triggers.TOLD_BY_FAMILY)
    if form.is_valid() and _told(request, form, person):
        messages.success(
            request, _("Thank you. We have told your care coordinator. We look at your plan soon.")
        )
        return redirect("my_reviews")
    return render(request, "careplans/tell_of_change.html", {"form": form, "called": person.called})


@page
@access.requires(Act.NOTE_TRIGGER, Person, by=CarePlan)
def note_trigger(request, person):
    user = request.user
    is_colleague = user.hat.role not in ASK_THEMSELVES
    kinds = triggers.TOLD_BY_COLLEAGUES if is_colleague else triggers.TOLD_BY_FAMILY
    form = TellForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if form.is_valid() and _told(request, form, person):
        messages.success(request, _("Written down. All reviews are due soon."))
        return redirect("reviews_of", person.public_id)
    audit.read(Act.SEE_PLAN, person, by=user)
    about = {"form": form, "person": person, "banner": banner_for(user, person)}
    return render(request, "careplans/note_trigger.html", about)


def _told(request, form, person):
    user = request.user

    def note(kind, **facts):
        return triggers.note(person, kind, by=user, **facts)

    return done(request, form, Act.NOTE_TRIGGER, person, note)


@page
@access.requires(Act.ASK_FOR_CHANGE, CarePlan)
def ask_about_plan(request, plan):
    """Ask for a change or a review: a partner for themselves, a colleague for whoever asked them."""
    user = request.user
    asks_themselves = user.hat.role in ASK_THEMSELVES
    form_class = ChangeRequestForm if asks_themselves else AskForThemForm
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        request,
        form,
        Act.ASK_FOR_CHANGE,
        plan,
        lambda **facts: reviews.ask_for_change(plan, by=user, **facts),
    ):
        messages.success(request, _("Sent. There will be an answer soon."))
        return redirect("reviews_of", plan.person.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    about = {"form": form, "plan": plan, "person": plan.person, "banner": banner_for(user, plan.person)}
    return render(request, "careplans/ask_about_plan.html", about)
