"""The first idea of the money: worked out by the coordinator, shown to the person before planning."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import allocation, pages
from budgets.acts import Act
from budgets.forms.indicative import QuestionsForm
from budgets.models import IndicativeBudget
from budgets.views.frame import show
from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from people import portal
from people.forms import FactsForm
from people.models import Person


@require_http_methods(["GET", "POST"])
@access.requires(Act.WORK_OUT_INDICATIVE, Person, by=IndicativeBudget)
def work_out_indicative(request, person):
    """Ask the site's questions; "add up so far" shows the sum before anything is kept."""
    questions = allocation.questions_of(person.site_id)
    form = QuestionsForm(request.POST or None, questions=questions)
    so_far = None
    if request.POST.get("step") == "add_up":
        form, so_far = _add_up(person, form, questions, request.POST)
    elif form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WORK_OUT_INDICATIVE,
            lambda: allocation.work_out(person, by=request.user, answers=form.answers()),
            about=person,
        )
        if made:
            return redirect("indicative", made)
    return show(
        request,
        "budgets/work_out_indicative.html",
        Act.SEE_INDICATIVE,
        person,
        person,
        form=form,
        so_far=so_far,
    )


def _add_up(person, form, questions, data):
    """Return the form with what was chosen and no complaints, and the working of that much."""
    form.is_valid()
    answers = form.answers()
    kept = QuestionsForm(initial={name: data.get(name) for name in form.fields}, questions=questions)
    try:
        return kept, allocation.so_far(person.site_id, answers) if answers else None
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return form, None


@require_safe
@access.requires(Act.SEE_INDICATIVE, IndicativeBudget)
def indicative(request, indicative):
    if not request.user.is_member_of_staff:
        return redirect("my_indicative")
    return show(
        request,
        "budgets/indicative.html",
        Act.SEE_INDICATIVE,
        indicative,
        indicative.person,
        indicative=indicative,
        facts=pages.indicative_facts(indicative),
        form=FactsForm(),
        may_share=access.may(Act.SHARE_INDICATIVE, request.user),
    )


@require_POST
@access.requires(Act.SHARE_INDICATIVE, IndicativeBudget)
def share_indicative(request, indicative):
    form = FactsForm(request.POST)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SHARE_INDICATIVE,
        lambda: allocation.share(indicative, by=request.user),
        about=indicative,
    ):
        name = indicative.person.called
        messages.success(request, _("%(name)s can see it now. Planning can start.") % {"name": name})
    for error in form.non_field_errors():
        messages.error(request, error)
    return redirect("indicative", indicative.public_id)


@require_safe
@portal.my(Act.SEE_INDICATIVE, IndicativeBudget)
def my_indicative(request, person):
    shown = (
        IndicativeBudget.objects.visible_to(request.user)
        .shared()
        .filter(person=person)
        .select_related("site", "shared_by", "person")
        .first()
    )
    facts = shown and pages.indicative_facts(shown)
    return render(
        request, "budgets/my_indicative.html", {"person": person, "indicative": shown, "facts": facts}
    )
