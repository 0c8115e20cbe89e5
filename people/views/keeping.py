"""Records whose time is over: what is due under which rule, two people's decision, and holds."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import disposal, due_list, forms
from people.acts import Act
from people.models import Disposal, LegalHold, Person
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_DISPOSALS)
def disposals(request):
    """List what is due to be deleted, the longest due first; names are looks, and kept as such."""
    rows, holds = due_list.waiting(request.user), due_list.holds(request.user)
    audit.read_each(Act.SEE_DISPOSALS, [*rows, *holds], by=request.user)
    shown = {
        "due": [due_list.as_row(row, request.user) for row in rows],
        "holds": [due_list.as_hold(one) for one in holds],
        "done": due_list.done(request.user),
        "rules": due_list.rules_in_words(),
    }
    return render(request, "people/disposals.html", shown)


@page
@access.requires(Act.APPROVE_DISPOSAL, Disposal)
def approve_disposal(request, due):
    return _decide(
        request, due, Act.APPROVE_DISPOSAL, disposal.approve, _("Approved. Another manager releases it.")
    )


@page
@access.requires(Act.RELEASE_DISPOSAL, Disposal)
def release_disposal(request, due):
    return _decide(
        request, due, Act.RELEASE_DISPOSAL, disposal.release, _("Released. The record is being deleted.")
    )


def _decide(request, due, act, verb, message):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(request.user, act, lambda: verb(due, by=request.user), about=due):
        messages.success(request, message)
        return redirect("disposals")
    row = due_list.as_row(due, request.user)
    releases = act == Act.RELEASE_DISPOSAL
    return ask(request, "people/decide_disposal.html", due.person, form, due=row, releases=releases)


@page
@access.requires(Act.HOLD, Person)
def hold(request, person):
    form = forms.HoldForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.HOLD,
        lambda: disposal.hold(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The record of %(name)s is on hold. It is not deleted."))
    return ask(request, "people/hold.html", person, form)


@page
@access.requires(Act.LIFT_HOLD, LegalHold)
def lift_hold(request, held):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.LIFT_HOLD, lambda: disposal.lift_hold(held, by=request.user), about=held
    ):
        return done(request, held.person, _("The hold on the record of %(name)s is lifted."))
    return ask(request, "people/lift_hold.html", held.person, form, held=due_list.as_hold(held))
