"""What changes in my money: seen, asked for, taken back; and giving the money up."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import ending, varying
from budgets.acts import Act
from budgets.forms.ending import GiveUpForm
from budgets.forms.my_changes import AskChangeForm
from budgets.forms.varying import WithdrawChangeForm
from budgets.models import Budget, BudgetStatus, EndedBecause, Variation
from budgets.pages import ending as end_pages
from budgets.pages import varying as pages
from ipc.kernel.dates import in_words
from people import portal
from people.forms import posted

page = require_http_methods(["GET", "POST"])


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_changes(request, person):
    found = Variation.objects.visible_to(request.user).filter(person=person)
    budget = Budget.objects.visible_to(request.user).in_use().filter(person=person).first()
    changes = [
        {
            **pages.change_facts(one, you=True),
            "weighed": pages.change_weighed(one, you=True),
            "may_take_back": varying.may_take_back(one, request.user),
        }
        for one in pages.with_all(found.select_related("budget__person"))
    ]
    return render(
        request,
        "budgets/my_changes.html",
        {
            "person": person,
            "changes": changes,
            "may_ask": portal.may_for(Act.ASK_VARIATION, Budget, request.user, person),
            "is_in_use": budget is not None,
            "ends": budget and in_words(budget.ends_on),
        },
    )


@page
@portal.my(Act.ASK_VARIATION, Budget)
def ask_change(request, person):
    budget = _in_use(request.user, Act.ASK_VARIATION, person)
    form = AskChangeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_VARIATION,
        lambda: varying.ask(budget, by=request.user, **form.facts()),
        about=budget,
    ):
        messages.success(request, _("Your care coordinator has your wish and talks with you about it."))
        return redirect("my_changes")
    return render(request, "budgets/ask_change.html", {"person": person, "form": form})


@page
@portal.my(Act.ASK_VARIATION, Budget)
def withdraw_my_change(request, person, public_id):
    mine = Variation.objects.permitting(Act.ASK_VARIATION, request.user).filter(person=person)
    variation = get_object_or_404(pages.with_all(mine), public_id=public_id)
    form = WithdrawChangeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ASK_VARIATION,
        lambda: varying.withdraw(variation, by=request.user, **form.facts()),
        about=variation,
    ):
        messages.success(request, _("You took it back. Nothing changes."))
        return redirect("my_changes")
    facts = pages.change_facts(variation, you=True)
    return render(
        request, "budgets/withdraw_my_change.html", {"person": person, "form": form, "facts": facts}
    )


@page
@portal.my(Act.END_BUDGET, Budget)
def give_up_money(request, person):
    budget = _in_use(request.user, Act.END_BUDGET, person)
    form = GiveUpForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_BUDGET, lambda: _give_up(budget, request.user, form.facts()), about=budget
    ):
        messages.success(request, _("It is written down. Your care team talks with you soon."))
        return redirect("my_money")
    return render(
        request,
        "budgets/give_up_money.html",
        {"person": person, "form": form, **end_pages.giving_up(budget)},
    )


@require_safe
@portal.my(Act.SEE_BUDGET, Budget)
def my_reckoning(request, person):
    ended = Budget.objects.visible_to(request.user).filter(person=person, status=BudgetStatus.ENDED)
    budget = ended.exclude(ended_at=None).order_by("-ended_at").first()
    facts = budget and end_pages.reckoning(budget)
    return render(request, "budgets/my_reckoning.html", {"person": person, "facts": facts})


def _in_use(user, act, person):
    return get_object_or_404(Budget.objects.permitting(act, user).in_use(), person=person)


def _give_up(budget, user, answers):
    return ending.set_last_day(
        budget,
        by=user,
        last_day=answers["last_day"],
        because=EndedBecause.PERSON_ASKED,
        words=answers["words"] or str(EndedBecause.PERSON_ASKED.label),
    )
