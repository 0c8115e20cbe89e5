"""A navigator's day: people who asked, and answering them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from peersupport import directory, introductions
from peersupport import referrals as asked
from peersupport.acts import Act
from peersupport.forms import AnswerForm
from peersupport.models import Introduction


@require_safe
@access.requires(Act.ANSWER_INTRODUCTION)
def referrals(request):
    waiting = asked.waiting(request.user)
    audit.read_each(Act.SEE_INTRODUCTION, waiting, by=request.user)
    page = {
        "waiting": [asked.row(one) for one in waiting],
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
