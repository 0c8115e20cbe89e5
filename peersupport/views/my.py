"""Support, for the person: what they asked for, what was answered, what happens next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from peersupport import directory, facts, introductions, news
from peersupport.acts import Act
from peersupport.forms import WithdrawForm
from peersupport.models import Introduction
from people import portal


@require_safe
@portal.my(Act.SEE_INTRODUCTION, Introduction)
def my_support(request, person):
    asked = Introduction.objects.visible_to(request.user).filter(person=person).for_reading()
    may_ask = portal.may_for(Act.ASK_TO_JOIN, Introduction, request.user, person)
    page = {
        "asked": [news.of(one, may_take_back=may_ask) for one in asked[:50]],
        "suggestions": [facts.card(one) for one in directory.suggested_for(person)],
        "find_url": f"{reverse('directory')}?{urlencode({'site': person.site.slug})}",
    }
    return render(request, "peersupport/my_support.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.WITHDRAW_INTRODUCTION, Introduction)
def withdraw_introduction(request, introduction):
    request.whose = introduction.person
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            introductions.withdraw(introduction, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Taken back. Nothing is shared for it any more."))
            return redirect("my_support")
    audit.read(Act.SEE_INTRODUCTION, introduction, by=request.user)
    page = {"form": form, "asked": news.of(introduction, may_take_back=False)}
    return render(request, "peersupport/withdraw_introduction.html", page)
