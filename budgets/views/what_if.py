"""What if: trying another mix. Nothing is saved until somebody asks for the change."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgets import prices, varying
from budgets import what_if as mixes
from budgets.acts import Act
from budgets.forms.what_if import AskForMixForm, MixForm, Step
from budgets.models import Budget
from budgets.pages import what_if as pages
from budgets.views.frame import show
from ipc.kernel import access
from people import portal


def _forms(request, budget, *, may_ask):
    """Return the mix and, where somebody may ask for it, the request; bound as far as it was sent."""
    sent = request.POST if request.method == "POST" else None
    lines = mixes.lines_in_force(budget)
    mix = MixForm(sent, lines=lines, prices=prices.in_force(budget.site_id))
    is_asked = sent is not None and sent.get("step") == Step.ASK
    return mix, AskForMixForm(sent if is_asked else None) if may_ask else None


def _is_asked(request, budget, mix, ask):
    """Ask for the mix that was tried, once; return whether that was done."""
    if ask is None or not (mix.is_valid() and ask.is_about(mix)):
        return False

    def verb():
        kind, changes = mixes.changes(budget, mix.in_force, mix.choices())
        return varying.ask(budget, by=request.user, kind=kind, changes=changes, **ask.said())

    return bool(ask.carry_out(request.user, Act.ASK_VARIATION, verb, about=budget))


@require_http_methods(["GET", "POST"])
@portal.my(Act.TRY_WHAT_IF, Budget)
def my_what_if(request, person):
    user = request.user
    budget = get_object_or_404(Budget.objects.permitting(Act.TRY_WHAT_IF, user).in_use(), person=person)
    budget.person = person
    may_ask = portal.may_for(Act.ASK_VARIATION, Budget, user, person)
    mix, ask = _forms(request, budget, may_ask=may_ask)
    if _is_asked(request, budget, mix, ask):
        messages.success(request, _("You have asked for this change. Your care team answers you."))
        return redirect("my_money")
    return render(request, "budgets/my_what_if.html", {**pages.page(budget, mix, ask), "person": person})


@require_http_methods(["GET", "POST"])
@access.requires(Act.TRY_WHAT_IF, Budget)
def what_if(request, budget):
    if not request.user.is_member_of_staff:
        return redirect("my_what_if")
    mix, ask = _forms(request, budget, may_ask=access.may(Act.ASK_VARIATION, request.user))
    if _is_asked(request, budget, mix, ask):
        messages.success(request, _("The change is asked for."))
        return redirect("budget", budget.public_id)
    shown = pages.page(budget, mix, ask)
    return show(
        request, "budgets/what_if.html", Act.TRY_WHAT_IF, budget, budget.person, budget=budget, **shown
    )
