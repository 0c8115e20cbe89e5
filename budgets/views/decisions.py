"""Whether there is money and why, and the letters that say so."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import decision_letters
from budgets import eligibility as verbs
from budgets.acts import Act
from budgets.forms.decisions import DecideEligibilityForm
from budgets.models import EligibilityDecision, SecondLook, Signature, VariationAnswer
from budgets.pages import conditions as conditions_pages
from budgets.pages import decisions as pages
from budgets.views.frame import show
from ipc.kernel import access, audit
from ipc.kernel.dates import today
from people import portal
from people.models import Funder, Person


@require_safe
@portal.my(Act.SEE_ELIGIBILITY, EligibilityDecision)
def my_decisions(request, person):
    return render(
        request,
        "budgets/my_decisions.html",
        {
            "person": person,
            "rows": pages.of_person(person, request.user),
            "may_ask": portal.may_for(Act.ASK_SECOND_LOOK, SecondLook, request.user, person),
            "declared": conditions_pages.declared(person, request.user),
        },
    )


@require_safe
@access.requires(Act.SEE_ELIGIBILITY, Person, by=EligibilityDecision)
def eligibility(request, person):
    """Show every decision about somebody's money, and what came of asking to look again."""
    user = request.user
    return show(
        request,
        "budgets/eligibility.html",
        Act.SEE_ELIGIBILITY,
        person,
        person,
        rows=pages.of_person(person, user),
        may_decide=access.may(Act.DECIDE_ELIGIBILITY, user) and user.hat.funder is not None,
        may_ask=access.may(Act.ASK_SECOND_LOOK, user),
    )


@require_http_methods(["GET", "POST"])
@access.requires(Act.DECIDE_ELIGIBILITY, Person, by=EligibilityDecision)
def decide_eligibility(request, person):
    user = request.user
    form = DecideEligibilityForm(request.POST or None, initial={"decided_on": today()})
    if form.is_valid() and form.carry_out(
        user,
        Act.DECIDE_ELIGIBILITY,
        lambda: verbs.decide(person, by=user, **form.facts()),
        about=person,
    ):
        messages.success(
            request, _("It is decided. %(name)s is told that there is a letter.") % _name(person)
        )
        return redirect("eligibility", person.public_id)
    before = user.hat.funder and verbs.standing(person, user.hat.funder)
    return show(
        request,
        "budgets/decide_eligibility.html",
        Act.SEE_ELIGIBILITY,
        person,
        person,
        form=form,
        funder=user.hat.funder and Funder(user.hat.funder).label,
        before=before and pages.eligibility(before),
        given=verbs.given_by_law(person, user.hat.funder) if user.hat.funder else [],
    )


def _name(person):
    return {"name": person.called}


def _letter(request, act, decision):
    audit.read(act, decision, by=request.user)
    answer = HttpResponse(decision_letters.letter_of(decision), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


@require_safe
@access.requires(Act.SEE_ELIGIBILITY, EligibilityDecision)
def eligibility_letter(request, decision):
    return _letter(request, Act.SEE_ELIGIBILITY, decision)


@require_safe
@access.requires(Act.SEE_BUDGET, Signature)
def signature_letter(request, signature):
    return _letter(request, Act.SEE_BUDGET, signature)


@require_safe
@access.requires(Act.SEE_BUDGET, VariationAnswer)
def change_letter(request, answer):
    return _letter(request, Act.SEE_BUDGET, answer)
