"""Support, for the person: what they asked for, what was answered, what happens next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit, easy
from ipc.kernel.errors import RuleBroken
from peersupport import introductions, news
from peersupport.acts import Act
from peersupport.forms import WithdrawForm
from peersupport.models import Introduction
from peersupport.pages import my_support as pages
from people import portal
from people.forms import posted
from people.models import Role


@require_safe
@portal.my(Act.SEE_INTRODUCTION, Introduction)
def my_support(request, person):
    return easy.page(request, "peersupport/my_support.html", pages.of(person, request.user))


@require_http_methods(["GET", "POST"])
@access.requires(Act.WITHDRAW_INTRODUCTION, Introduction)
def withdraw_introduction(request, introduction):
    request.whose = introduction.person
    form, back_url = WithdrawForm(posted(request)), _where_from(request.user, introduction)
    if form.is_valid():
        try:
            introductions.withdraw(introduction, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Taken back. Nothing is shared for it any more."))
            return redirect(back_url)
    audit.read(Act.SEE_INTRODUCTION, introduction, by=request.user)
    page = {"form": form, "asked": news.of(introduction, may_take_back=False), "back_url": back_url}
    return render(request, "peersupport/withdraw_introduction.html", page)


def _where_from(user, introduction):
    """Return the page it is taken back from: the person's own, or a colleague's about them."""
    if user.hat.role == Role.PERSON:
        return reverse("my_support")
    return reverse("support_of_person", args=[introduction.person.public_id])
