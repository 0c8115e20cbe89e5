"""Changes of a budget in use: the coordinator writes and proposes, funders answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import contingency, varying
from budgets.acts import Act
from budgets.forms import varying as forms
from budgets.models import Budget, UnitPrice, Variation, VariationStatus
from budgets.pages import varying as pages
from budgets.views.frame import show
from budgets.views.lines import HOLDERS
from careplans.models import Action
from ipc.kernel import access
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from ipc.kernel.forms import once
from people.forms import posted
from people.models import Organisation

page = require_http_methods(["GET", "POST"])
MOST_PRICES = 20


@require_safe
@access.requires(Act.SEE_BUDGET, Variation)
def change(request, variation):
    return _shown(
        request,
        "budgets/change.html",
        variation,
        may_propose=_may(Act.PROPOSE_VARIATION, request.user, variation),
        may_answer=_may(Act.ANSWER_VARIATION, request.user, variation),
    )


@page
@access.requires(Act.PROPOSE_VARIATION, Budget)
def change_option(request, budget):
    return _ask(request, budget, forms.ChangeOptionForm, "budgets/change_option.html")


@page
@access.requires(Act.PROPOSE_VARIATION, Budget)
def change_amount(request, budget):
    return _ask(request, budget, forms.ChangeAmountForm, "budgets/change_amount.html")


@page
@access.requires(Act.PROPOSE_VARIATION, Budget)
def move_money(request, budget):
    return _ask(request, budget, forms.MoveMoneyForm, "budgets/move_money.html")


@page
@access.requires(Act.PROPOSE_VARIATION, Budget)
def change_contribution(request, budget):
    return _ask(request, budget, forms.ChangeContributionForm, "budgets/change_contribution.html")


@page
@access.requires(Act.PROPOSE_VARIATION, Variation)
def propose_change(request, variation):
    form = forms.ProposeChangeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.PROPOSE_VARIATION,
        lambda: varying.propose(variation, by=request.user, **form.facts()),
        about=variation,
    ):
        variation.refresh_from_db()
        messages.success(request, _told(variation))
        return redirect("change", variation.public_id)
    return _shown(request, "budgets/propose_change.html", variation, form=form)


@page
@access.requires(Act.ANSWER_VARIATION, Variation)
def answer_change(request, variation):
    form = forms.AnswerChangeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ANSWER_VARIATION,
        lambda: varying.answer(variation, by=request.user, **form.facts()),
        about=variation,
    ):
        messages.success(request, _("Your answer is written down."))
        return redirect("approvals")
    return _shown(
        request,
        "budgets/answer_change.html",
        variation,
        form=form,
        why_not=pages.why_not(variation, request.user),
    )


@page
@access.requires(Act.PROPOSE_VARIATION, Variation)
def withdraw_change(request, variation):
    form = forms.WithdrawChangeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.PROPOSE_VARIATION,
        lambda: varying.withdraw(variation, by=request.user, **form.facts()),
        about=variation,
    ):
        messages.success(request, _("The change is taken back. Nothing has moved."))
        return redirect("budget", variation.budget.public_id)
    return _shown(request, "budgets/withdraw_change.html", variation, form=form)


@page
@access.requires(Act.PROPOSE_VARIATION)
def follow_price(request):
    """Propose a new price for every line that follows it: each is a change of its own."""
    prices = UnitPrice.objects.visible_to(request.user).order_by("-effective_from", "words")[:MOST_PRICES]
    form = forms.FollowPriceForm(posted(request), prices=prices)
    if form.is_valid():
        price = form.prices[form.cleaned_data["price"]]
        try:
            once(
                request.user,
                form.cleaned_data["key"],
                Act.PROPOSE_VARIATION,
                str(price.public_id),
                lambda: str(len(varying.follow_price(price, by=request.user))),
            )
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Every budget that follows this price has its change now."))
            return redirect("follow_price")
    return render(request, "budgets/follow_price.html", {"form": form})


@page
@access.requires(Act.USE_CONTINGENCY, Budget)
def use_contingency(request, budget):
    form = forms.UseContingencyForm(
        posted(request),
        lines=[line for line in budget.lines.on(today()) if line.is_contingency],
        actions=Action.objects.visible_to(request.user).filter(plan=budget.plan_id),
        holders=_holders(budget),
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.USE_CONTINGENCY,
        lambda: contingency.use(by=request.user, **form.used()),
        about=budget,
    ):
        messages.success(request, _("The money is there for it. Everybody can see what it is used for."))
        return redirect("budget", budget.public_id)
    return show(
        request,
        "budgets/use_contingency.html",
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        form=form,
        kept=pages.kept(budget, form.lines.values()),
    )


def _ask(request, budget, form_class, template):
    """Ask for a change, or write what a change that the person asked for would be (``?for=``)."""
    lines = [line for line in budget.lines.prefetch_related("shares") if not line.is_contingency]
    asked = _asked_for(request, budget)
    form = form_class(
        posted(request),
        lines=pages.still_running(lines),
        holders=_holders(budget),
        initial=pages.as_asked(asked),
    )
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.PROPOSE_VARIATION,
            lambda: _write(budget, asked, request.user, form.asked()),
            about=budget,
        )
        if made:
            return redirect("propose_change", made)
    return show(
        request,
        template,
        Act.SEE_BUDGET,
        budget,
        budget.person,
        budget=budget,
        form=form,
        asked=asked and pages.change_facts(asked),
    )


def _asked_for(request, budget):
    found = Variation.objects.permitting(Act.PROPOSE_VARIATION, request.user).filter(
        budget=budget, status=VariationStatus.ASKED
    )
    return found.filter(public_id=pages.as_uuid(request.GET.get("for"))).first()


def _write(budget, asked, user, facts):
    if asked is None:
        return varying.ask(budget, by=user, **facts)
    facts.pop("reason")
    return varying.rewrite(asked, by=user, **facts)


def _holders(budget):
    return Organisation.objects.filter(site=budget.site_id, kind__in=HOLDERS)


def _shown(request, template, variation, **more):
    found = pages.with_all(Variation.objects.visible_to(request.user).filter(pk=variation.pk)).get()
    return show(
        request,
        template,
        Act.SEE_BUDGET,
        variation,
        variation.person,
        variation=variation,
        budget=variation.budget,
        facts=pages.change_facts(found),
        weighed=pages.change_weighed(found),
        **more,
    )


def _may(act, user, variation):
    return Variation.objects.permitting(act, user).filter(pk=variation.pk).exists()


def _told(variation):
    if variation.status == VariationStatus.IN_FORCE:
        return _("The change is in force. The person is told.")
    return _("The change is with the funders.")
