"""Calls by a community navigator: asked for by a person or a colleague, answered by the navigators."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ipc.kernel import access, audit
from peersupport import calls
from peersupport.acts import Act
from peersupport.forms.navigators import AnswerCallForm, AskForCallForm, AskForCallOfForm, WithdrawCallForm
from peersupport.models import CallRequest
from peersupport.pages import calls as pages
from people import portal
from people.models import Person
from people.views.frame import ask, done

SAID = {
    "take": gettext_lazy("Thank you. They read that you will ring."),
    "write_try": gettext_lazy("Written down. Try again at another time of day."),
    "finish": gettext_lazy("Written down. Their name is no longer shared with you."),
    "give_up": gettext_lazy("Written down. Their care team hears of it."),
}


@require_http_methods(["GET", "POST"])
@portal.my(Act.ASK_FOR_CALL, CallRequest)
def ask_for_call(request, person):
    """List what will be shared, and ask once it is agreed; where one waits already, show that."""
    form = AskForCallForm(request.POST if request.method == "POST" else None, has_phone=bool(person.phone))
    if form.is_valid() and _asked(request, person, form):
        messages.success(request, _("You have asked. The next step is theirs."))
        return redirect("ask_for_call")
    page = {
        "form": form,
        "calls": pages.of_person(person, request.user, may_take_back=True),
        "shared": pages.what_is_told(person),
        "whom": pages.whom_to_ask(person.site),
    }
    return render(request, "peersupport/ask_for_call.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.ASK_FOR_CALL, Person, by=CallRequest)
def ask_for_call_of(request, person):
    """A colleague asks for somebody, with how they agreed."""
    form = AskForCallOfForm(request.POST if request.method == "POST" else None, has_phone=bool(person.phone))
    if form.is_valid() and _asked(request, person, form):
        return done(request, person, _("Asked. A navigator rings them."), to="support_of_person")
    return ask(
        request,
        "peersupport/ask_for_call_of.html",
        person,
        form,
        calls=pages.of_person(person, request.user, may_take_back=False),
        shared=pages.what_is_told(person),
        whom=pages.whom_to_ask(person.site),
    )


def _asked(request, person, form):
    facts = form.facts()
    return form.carry_out(
        request.user,
        Act.ASK_FOR_CALL,
        lambda: calls.ask(person, by=request.user, sections=calls.SHARED, **facts),
        about=person,
    )


@require_http_methods(["GET", "POST"])
@access.requires(Act.WITHDRAW_CALL, CallRequest)
def withdraw_call(request, call):
    request.whose = call.person
    form = WithdrawCallForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_CALL, lambda: calls.withdraw(call, by=request.user), about=call
    ):
        messages.success(request, _("Taken back. Nothing is shared for it any more."))
        return redirect("my_support")
    audit.read(Act.SEE_CALL, call, by=request.user)
    page = {"form": form, "call": pages.of(call, may_take_back=False)}
    return render(request, "peersupport/withdraw_call.html", page)


@require_http_methods(["GET", "POST"])
@access.requires(Act.ANSWER_CALL, CallRequest)
def answer_call(request, call):
    """Show what somebody shared to be rung, and write down how it goes on."""
    form = AnswerCallForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _answered(request, call, form):
        messages.success(request, SAID[form.cleaned_data["step"]])
        goes_on = form.cleaned_data["step"] in ("take", "write_try")
        return redirect("answer_call", call.public_id) if goes_on else redirect("referrals")
    audit.read(Act.SEE_CALL, call, by=request.user)
    return render(request, "peersupport/answer_call.html", {"call": pages.whole(call), "form": form})


def _answered(request, call, form):
    facts = form.facts()
    verb = getattr(calls, facts.pop("step"))
    return form.carry_out(
        request.user, Act.ANSWER_CALL, lambda: verb(call, by=request.user, **facts), about=call
    )
