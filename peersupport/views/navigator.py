"""A navigator's day: people who asked, and answering them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport import directory, feedback, introductions
from peersupport import referrals as asked
from peersupport.acts import Act
from peersupport.forms import AnswerForm
from peersupport.forms.introductions import HowItWentForm, MoveForm
from peersupport.models import Introduction
from peersupport.pages import calls
from peersupport.pages import introductions as pages
from people.forms import posted


@require_safe
@access.requires(Act.ANSWER_INTRODUCTION)
def referrals(request):
    waiting = asked.waiting(request.user)
    under_way = asked.under_way(request.user)
    seen = [*waiting, *under_way["on_the_list"], *under_way["going_on"]]
    audit.read_each(Act.SEE_INTRODUCTION, seen, by=request.user)
    to_ring = calls.to_ring(request.user)
    audit.read_each(Act.SEE_CALL, to_ring, by=request.user)
    page = {
        "calls": [calls.row(one) for one in to_ring],
        "waiting": [asked.row(one) for one in waiting],
        **{name: [asked.row_under_way(one) for one in rows] for name, rows in under_way.items()},
        "groups": directory.groups_with_places(request.user.hat.site_id),
    }
    return render(request, "peersupport/referrals.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.ANSWER_INTRODUCTION, Introduction)
def answer_introduction(request, introduction):
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"welcome": asked.first_words(introduction)},
    )
    if form.is_valid() and _answered(request, introduction, form):
        messages.success(request, _("Answered. They get an email that there is news."))
        return redirect("referrals")
    audit.read(Act.SEE_INTRODUCTION, introduction, by=request.user)
    page = {"asked": asked.whole(introduction), "form": form}
    return render(request, "peersupport/answer_introduction.html", page)


def _answered(request, introduction, form):
    words = form.answer()

    def answer():
        return str(introductions.answer(introduction, by=request.user, **words).public_id)

    facts = {"introduction": introduction.pk, **words}
    try:
        return once(request.user, form.cleaned_data["key"], Act.ANSWER_INTRODUCTION, facts, answer)
    except RuleBroken as broken:
        form.add_error(None if words["is_welcome"] else "reason", broken.message)


@require_http_methods(["GET", "POST"])
@access.requires(Act.MOVE_INTRODUCTION, Introduction)
def move_introduction(request, introduction):
    """Say what happened: one of the next steps that there are from here."""
    form = MoveForm(posted(request), choices=introductions.choices(introduction, request.user))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.MOVE_INTRODUCTION,
        lambda: introductions.take(introduction, by=request.user, **form.facts()),
        about=introduction,
    ):
        messages.success(request, _("Written down. They are told that there is news."))
        return redirect("referrals")
    return _about(request, introduction, form, "peersupport/move_introduction.html")


@require_http_methods(["GET", "POST"])
@access.requires(Act.MOVE_INTRODUCTION, Introduction)
def say_how_it_goes(request, introduction):
    """Say how it goes, for whoever gives the support."""
    form = HowItWentForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.GIVE_FEEDBACK,
        lambda: feedback.give(introduction, by=request.user, **form.facts()),
        about=introduction,
    ):
        messages.success(request, _("Written down."))
        return redirect("referrals")
    return _about(request, introduction, form, "peersupport/say_how_it_goes.html")


def _about(request, introduction, form, template):
    audit.read(Act.SEE_INTRODUCTION, introduction, by=request.user)
    page = {
        "asked": asked.whole(introduction),
        "moving": pages.moving(introduction, request.user),
        "form": form,
    }
    return render(request, template, page)
