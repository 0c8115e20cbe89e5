"""The first idea of the money: worked out by the coordinator, shown to the person before planning."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import allocation, pages
from budgets.acts import Act
from budgets.forms.indicative import MORE_ROWS, WorkOutForm
from budgets.models import IndicativeBudget
from budgets.views.frame import show
from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from people import portal
from people.forms import FactsForm
from people.models import Person, Relationship


@require_http_methods(["GET", "POST"])
@access.requires(Act.WORK_OUT_INDICATIVE, Person, by=IndicativeBudget)
def work_out_indicative(request, person):
    """Ask what this site asks; "work it out so far" shows the sum before anything is kept."""
    form, so_far = _form(request, person, request.POST or None), None
    if request.POST.get("step"):
        form, so_far = _so_far(request, person, form)
    elif form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WORK_OUT_INDICATIVE,
            lambda: allocation.work_out(person, by=request.user, **form.said()),
            about=person,
        )
        if made:
            return redirect("indicative", made)
    template = "budgets/work_out_indicative.html"
    return show(request, template, Act.SEE_INDICATIVE, person, person, form=form, so_far=so_far)


def _form(request, person, data):
    """Return the form: each funder's way, and whom it may name of those in the person's circle."""
    ways = allocation.ways_for(person.site_id, person.cohorts)
    asks_carers = any(question.is_informal_support for way in ways for question in way.questions)
    circle = Relationship.objects.visible_to(request.user).live().filter(person=person) if asks_carers else ()
    return WorkOutForm(data, ways=ways, circle=circle)


def _so_far(request, person, form):
    """Return the form with what was typed and no complaints, and the working of that much."""
    form.is_valid()
    typed, said = form.as_typed(), form.said()
    if request.POST["step"] == "more_rows":
        typed["rows"] = form.count + MORE_ROWS
    kept = WorkOutForm(initial=typed, ways=form.ways, circle=form.circle.values())
    try:
        so_far = allocation.so_far(person.site_id, groups=person.cohorts, **said)
        return kept, so_far if so_far["funders"] else None
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
        facts=pages.indicative_facts(indicative, request.user),
        second_look=pages.second_look_at(indicative, request.user),
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
    context = {"person": person, "indicative": shown, "facts": None}
    if shown:
        context["facts"] = pages.indicative_facts(shown, request.user)
        context["second_look"] = pages.second_look_at(shown, request.user)
        context["earlier"] = pages.earlier_indicatives(person, request.user)
    return render(request, "budgets/my_indicative.html", context)
