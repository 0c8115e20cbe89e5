"""Changes of a budget in use: what is asked, proposed, answered, and what ends."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms.lines import EXPLAINED, SHARES
from budgets.models import Frequency, ManagementOption, VariationKind
from budgets.varying import Change
from ipc.kernel.dates import today
from ipc.kernel.fields import DayField, MoneyField, WordsField
from ipc.kernel.money import NOTHING, pounds, shared_out
from people.forms import FactsForm
from people.models import Funder

OFTEN = {Frequency.WEEKLY: _("a week"), Frequency.ONE_OFF: _("once")}


def line_in_words(line) -> str:
    """Return ``Help in the mornings: £180.00 a week``."""
    return f"{line.words}: {pounds(line.amount)} {OFTEN[Frequency(line.frequency)]}"


class ChangeForm(FactsForm):
    """What every change has: from when, and why."""

    effective_on = DayField(
        label=_("From which day?"),
        help_text=_("It can be a day that is past. The next payment makes up for it."),
        asked=_("the day it changes"),
        initial=today,
    )
    reason = WordsField(
        label=_("Why?"), max_length=500, rows=3, help_text=_("The person and the funders read this.")
    )

    def __init__(self, *args, lines=(), holders=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.public_id): line for line in lines}
        self.holders = {str(holder.public_id): holder for holder in holders}
        choices = [(key, line_in_words(line)) for key, line in self.lines.items()]
        for name in ("line", "to_line"):
            if name in self.fields:
                self.fields[name].choices = choices

    def asked(self):
        """Return what ``varying.ask`` asks for besides the budget."""
        return {"effective_on": self.cleaned_data["effective_on"], "reason": self.cleaned_data["reason"]}


def _line_field(label):
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, error_messages={"required": _("Choose a part of the budget")}
    )


def _holder_field():
    return forms.ChoiceField(
        label=_("Which organisation will hold it?"),
        required=False,
        help_text=_("Only for a third-party budget."),
    )


class ChangeOptionForm(ChangeForm):
    line = _line_field(_("Which part?"))
    option = forms.ChoiceField(
        label=_("How will this money be managed?"),
        help_text=_("The person chooses. They never have to take a direct payment."),
        choices=ManagementOption,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the money will be managed")},
    )
    holder = _holder_field()
    field_order = ["line", "option", "holder", "effective_on", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].widget.hints = EXPLAINED
        _offer_holders(self)

    def clean(self):
        return _with_holder(self, super().clean())

    def asked(self):
        answers = self.cleaned_data
        line = self.lines[answers["line"]]
        shares = {Funder(one.funder): one.amount for one in line.shares.all()}
        change = Change(line, shares, answers["option"], self.holders.get(answers["holder"]))
        return {**super().asked(), "kind": VariationKind.OPTION, "changes": [change]}


class ChangeAmountForm(ChangeForm):
    line = _line_field(_("Which part?"))
    nhs_amount = MoneyField(label=SHARES["nhs_amount"][1], required=False, smallest=Decimal(0))
    council_amount = MoneyField(label=SHARES["council_amount"][1], required=False, smallest=Decimal(0))
    education_amount = MoneyField(label=SHARES["education_amount"][1], required=False, smallest=Decimal(0))
    ends = forms.BooleanField(
        label=_("It is not needed any more: it ends, and nothing takes its place"), required=False
    )
    field_order = [
        "line",
        "nhs_amount",
        "council_amount",
        "education_amount",
        "ends",
        "effective_on",
        "reason",
    ]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["ends"] and not any(cleaned.get(name) for name in SHARES):
            self.add_error("nhs_amount", _("Enter at least one new amount, or tick that it ends"))
        return cleaned

    def asked(self):
        answers = self.cleaned_data
        shares = {funder: answers.get(name) or NOTHING for name, (funder, _label) in SHARES.items()}
        change = Change(self.lines[answers["line"]], {} if answers["ends"] else shares)
        return {**super().asked(), "kind": VariationKind.AMOUNT, "changes": [change]}


class MoveMoneyForm(ChangeForm):
    """Some pounds a week from one part to another; each funder's money stays that funder's."""

    line = _line_field(_("Take it from"))
    amount = MoneyField(label=_("How much a week?"))
    to_line = _line_field(_("Add it to"))
    field_order = ["line", "amount", "to_line", "effective_on", "reason"]

    def clean(self):
        cleaned = super().clean()
        source, target = self.lines.get(cleaned.get("line")), self.lines.get(cleaned.get("to_line"))
        if source and source == target:
            self.add_error("to_line", _("Choose another part than the one it is taken from"))
        if source and cleaned.get("amount") and cleaned["amount"] > source.amount:
            self.add_error(
                "amount", _("Enter %(most)s or less: there is no more") % {"most": pounds(source.amount)}
            )
        return cleaned

    def asked(self):
        answers = self.cleaned_data
        source, target = self.lines[answers["line"]], self.lines[answers["to_line"]]
        before = {Funder(one.funder): one.amount for one in source.shares.all()}
        moved = dict(zip(before, shared_out(answers["amount"], list(before.values())), strict=True))
        there = {Funder(one.funder): one.amount for one in target.shares.all()}
        changes = [
            Change(source, {funder: amount - moved[funder] for funder, amount in before.items()}),
            Change(
                target,
                {one: there.get(one, NOTHING) + moved.get(one, NOTHING) for one in {**there, **moved}},
            ),
        ]
        return {**super().asked(), "kind": VariationKind.MOVE, "changes": changes}


class ChangeContributionForm(ChangeForm):
    weekly_contribution = MoneyField(
        label=_("What the council’s assessment says the person can be asked for, a week"),
        smallest=Decimal(0),
    )
    field_order = ["weekly_contribution", "effective_on", "reason"]

    def asked(self):
        return {
            **super().asked(),
            "kind": VariationKind.CONTRIBUTION,
            "weekly_contribution": self.cleaned_data["weekly_contribution"],
        }


class ProposeChangeForm(FactsForm):
    agreed_with_person_on = DayField(
        label=_("When did the person agree to this?"),
        help_text=_("Leave it empty only where they have less and are given notice instead."),
        asked=_("the day they agreed"),
        may_be_future=False,
        required=False,
    )


class AnswerChangeForm(FactsForm):
    is_agreed = forms.TypedChoiceField(
        label=_("Do you agree to this change?"),
        choices=[("yes", _("Yes, I agree")), ("no", _("No, not like this"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no")},
    )
    reason = WordsField(
        label=_("If not, why?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("The coordinator and the person read this. Say what would make it right."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_agreed") is False and not cleaned.get("reason"):
            self.add_error("reason", _("Write why not, and what would make it right"))
        return cleaned


class WithdrawChangeForm(FactsForm):
    why = WordsField(label=_("Why? (if you like)"), max_length=200, rows=2, required=False)


class FollowPriceForm(FactsForm):
    price = forms.ChoiceField(
        label=_("Which new price?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a price")},
    )

    def __init__(self, *args, prices, **kwargs):
        super().__init__(*args, **kwargs)
        self.prices = {str(price.public_id): price for price in prices}
        self.fields["price"].choices = [
            (key, f"{price.words}: {pounds(price.amount)}") for key, price in self.prices.items()
        ]


class UseContingencyForm(FactsForm):
    line = _line_field(_("From what is kept for emergencies"))
    amount = MoneyField(label=_("How much is needed?"))
    action = forms.ChoiceField(
        label=_("For what in the plan?"), error_messages={"required": _("Choose what in the plan it is for")}
    )
    option = forms.ChoiceField(
        label=_("How will this money be managed?"),
        choices=ManagementOption,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the money will be managed")},
    )
    holder = _holder_field()
    why = WordsField(label=_("What happened?"), max_length=200, rows=3)

    def __init__(self, *args, lines, actions, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.public_id): line for line in lines}
        self.actions = {str(action.public_id): action for action in actions}
        self.holders = {str(holder.public_id): holder for holder in holders}
        self.fields["line"].choices = [(key, line.words) for key, line in self.lines.items()]
        self.fields["action"].choices = [
            ("", _("Choose an action")),
            *((key, action.words) for key, action in self.actions.items()),
        ]
        self.fields["option"].widget.hints = EXPLAINED
        _offer_holders(self)

    def clean(self):
        return _with_holder(self, super().clean())

    def used(self):
        """Return what ``contingency.use`` asks for."""
        answers = self.cleaned_data
        return {
            "line": self.lines[answers["line"]],
            "amount": answers["amount"],
            "why": answers["why"],
            "key": answers["key"],
            "action": self.actions[answers["action"]],
            "option": answers["option"],
            "holder": self.holders.get(answers["holder"]),
        }


def _offer_holders(form):
    form.fields["holder"].choices = [
        ("", _("Nobody: the person or the funder has it")),
        *((key, holder.name) for key, holder in form.holders.items()),
    ]


def _with_holder(form, cleaned):
    if cleaned.get("option") == ManagementOption.THIRD_PARTY and not cleaned.get("holder"):
        form.add_error("holder", _("Choose the organisation that will hold the money"))
    return cleaned
