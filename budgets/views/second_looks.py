"""Asking for a second look, by the person or for them; and answering one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import second_looks as verbs
from budgets.acts import Act
from budgets.forms.decisions import AnswerSecondLookForm, AskForThemForm, AskSecondLookForm
from budgets.models import SecondLook
from budgets.pages import decisions as pages
from budgets.views.frame import show
from ipc.kernel import access, audit
from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from ipc.kernel.paging import page_after
from people import portal
from people.models import Person, Role

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.ASK_SECOND_LOOK, SecondLook)
def my_ask_second_look(request, person, public_id):
    about = _about(request.user, person, public_id)
    form = AskSecondLookForm(request.POST or None)
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.ASK_SECOND_LOOK,
            lambda: verbs.ask(about, by=request.user, **form.facts()),
            about=about,
        )
        if made:
            return _asked(request, made, redirect("my_decisions"))
    row = next(one for one in pages.of_person(person, request.user) if one["public_id"] == public_id)
    context = {"person": person, "form": form, "row": row, "days": verbs.days(person.site_id)}
    return render(request, "budgets/my_ask_second_look.html", context)


def _about(user, person, public_id):
    """Return what a second look is to be about, among all that ``user`` may see of ``person``."""
    for model in verbs.FIELD_OF:
        found = model.objects.visible_to(user).filter(person=person, public_id=public_id).first()
        if found is not None:
            return found
    raise Http404


def _asked(request, made, next_page):
    look = SecondLook.objects.visible_to(request.user).get(public_id=made)
    said = _("Thank you. Somebody else looks at it and answers by %(day)s.")
    messages.success(request, said % {"day": in_words(look.due_on)})
    return next_page


@page
@access.requires(Act.ASK_SECOND_LOOK, Person, by=SecondLook)
def ask_second_look(request, person):
    """Ask for somebody who cannot or would rather not do it themselves."""
    rows = [one for one in pages.of_person(person, request.user) if one["may_ask"]]
    choices = [(str(one["public_id"]), f"{one['title']}: {one['answer']} ({one['on']})") for one in rows]
    form = AskForThemForm(request.POST or None, choices=choices)
    if form.is_valid():
        about = _about(request.user, person, form.cleaned_data["about"])
        made = form.carry_out(
            request.user,
            Act.ASK_SECOND_LOOK,
            lambda: verbs.ask(about, words=form.cleaned_data["words"], by=request.user),
            about=person,
        )
        if made:
            return _asked(request, made, redirect("eligibility", person.public_id))
    more = {"form": form, "rows": rows}
    return show(request, "budgets/ask_second_look.html", Act.SEE_ELIGIBILITY, person, person, **more)


@require_safe
@access.requires(Act.ANSWER_SECOND_LOOK)
def second_looks(request):
    """List the second looks that wait for an answer or for a new decision, the soonest due first."""
    user = request.user
    waiting = verbs.waiting_for(user).select_related("person", *verbs.ABOUT)
    rows, more = page_after(waiting, request.GET.get("after"), fields=("due_on", "pk"))
    again = list(verbs.to_decide_again(user).select_related("person", *verbs.ABOUT)[:50])
    audit.read_each(Act.SEE_SECOND_LOOK, [*rows, *again], by=user)
    context = {
        "rows": [pages.row_of(one) for one in rows],
        "again": [pages.row_of(one) for one in again],
        "more": more and f"?after={more}",
    }
    return render(request, "budgets/second_looks.html", context)


@require_safe
@access.requires(Act.SEE_SECOND_LOOK, SecondLook)
def second_look(request, look):
    if request.user.hat.role == Role.PERSON:
        return redirect("my_decisions")
    return _shown(request, "budgets/second_look.html", look)


@page
@access.requires(Act.ANSWER_SECOND_LOOK, SecondLook)
def answer_second_look(request, look):
    form = AnswerSecondLookForm(request.POST or None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ANSWER_SECOND_LOOK,
        lambda: verbs.answer(look, by=request.user, **form.facts()),
        about=look,
    ):
        messages.success(request, _("Your answer is written down, and the person is told."))
        return redirect("second_look", look.public_id)
    return _shown(request, "budgets/answer_second_look.html", look, form=form)


def _shown(request, template, look, **more):
    about = verbs.about(look)
    rows = pages.of_person(look.person, request.user)
    row = next((one for one in rows if one["public_id"] == about.public_id), None)
    return show(
        request,
        template,
        Act.SEE_SECOND_LOOK,
        look,
        look.person,
        look=pages.look(look),
        row=row,
        may_answer=access.may(Act.ANSWER_SECOND_LOOK, request.user),
        why_not=_why_not(look, request.user),
        to_do=pages.to_do_after(look, request.user),
        **more,
    )


def _why_not(look, user):
    """Return why this user cannot answer, or nothing where they can."""
    try:
        verbs.refuse_others(look, user)
    except RuleBroken as broken:
        return broken.message
    return ""
