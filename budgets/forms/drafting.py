"""What coordinators write in a budget."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.drafting import ChargeExemption
from budgets.models import Frequency, ManagementOption, PaymentBasis
from ipc.kernel.fields import MoneyField, WordsField
from people.forms import FactsForm
from people.models import Funder

EXPLAINED = {
    ManagementOption.DIRECT_PAYMENT: _(
        "The money is paid into an account. The person, or somebody they choose, buys the support."
    ),
    ManagementOption.NOTIONAL: _(
        "The person decides how it is used but holds no money. The NHS or council arranges the support."
    ),
    ManagementOption.THIRD_PARTY: _(
        "An organisation the person agrees with holds the money, arranges the support and employs the staff."
    ),
}
SHARES = {
    "nhs_amount": (Funder.NHS, _("From the NHS")),
    "council_amount": (Funder.COUNCIL, _("From the council")),
    "education_amount": (Funder.EDUCATION, _("From education")),
}


class LineForm(FactsForm):
    """One line: for which action, how much from whom, how often, and how it is managed."""

    action = forms.ChoiceField(
        label=_("What is it for?"),
        help_text=_("The actions of the plan. One that you choose is no longer free."),
        error_messages={"required": _("Choose what it is for")},
    )
    words = forms.CharField(
        label=_("What is bought?"),
        max_length=200,
        help_text=_("For example: personal assistant, 12 hours at £15"),
        error_messages={"required": _("Enter what is bought")},
    )
    frequency = forms.ChoiceField(
        label=_("How often?"),
        choices=Frequency,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        error_messages={"required": _("Choose how often")},
    )
    nhs_amount = MoneyField(label=SHARES["nhs_amount"][1], required=False, smallest=Decimal(0))
    council_amount = MoneyField(label=SHARES["council_amount"][1], required=False, smallest=Decimal(0))
    education_amount = MoneyField(label=SHARES["education_amount"][1], required=False, smallest=Decimal(0))
    option = forms.ChoiceField(
        label=_("How will this money be managed?"),
        help_text=_("The person chooses. They never have to take a direct payment."),
        choices=ManagementOption,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the money will be managed")},
    )
    holder = forms.ChoiceField(
        label=_("Which organisation will hold it?"),
        required=False,
        help_text=_("Only for a third-party budget."),
    )
    charge_exempt_reason = forms.ChoiceField(
        label=_("Is the council’s part free by law?"),
        required=False,
        choices=[("", _("No: it counts towards what the person may pay")), *ChargeExemption.choices],
        help_text=_("Under 18, nothing is charged. Reablement stays outside the budget."),
    )

    def __init__(self, *args, actions, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = {str(action.public_id): action for action in actions}
        self.holders = {str(holder.public_id): holder for holder in holders}
        self.fields["action"].choices = [
            ("", _("Choose an action")),
            *((value, action.words) for value, action in self.actions.items()),
        ]
        self.fields["holder"].choices = [
            ("", _("Nobody: the person or the funder has it")),
            *((value, holder.name) for value, holder in self.holders.items()),
        ]
        self.fields["option"].widget.hints = EXPLAINED

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in SHARES):
            self.add_error("nhs_amount", _("Enter at least one amount, like 12.50"))
        if cleaned.get("option") == ManagementOption.THIRD_PARTY and not cleaned.get("holder"):
            self.add_error("holder", _("Choose the organisation that will hold the money"))
        return cleaned

    def line(self):
        """Return what ``drafting.add_line`` asks for."""
        answers = self.facts()
        shares = {funder: answers.pop(name) or Decimal(0) for name, (funder, _label) in SHARES.items()}
        return {
            **answers,
            "action": self.actions[answers["action"]],
            "holder": self.holders.get(answers["holder"]),
            "shares": shares,
        }


class RemoveLineForm(FactsForm):
    is_free = forms.BooleanField(
        label=_("This action is free from now on"),
        required=False,
        help_text=_("Leave it empty if it still costs money: then another line must pay for it."),
    )


class ContributionForm(FactsForm):
    weekly_amount = MoneyField(
        label=_("What the person was assessed to pay, each week"),
        smallest=Decimal(0),
        help_text=_("The result of the council’s financial assessment. Enter 0 if they pay nothing."),
    )
    payment_basis = forms.ChoiceField(
        label=_("How is it paid?"), choices=PaymentBasis, widget=forms.RadioSelect
    )


class ProposeForm(FactsForm):
    """Asks why, where the budget is above the indicative range."""

    above_reason = WordsField(
        label=_("Why does the plan cost more than the indicative range?"),
        max_length=500,
        rows=3,
        help_text=_("The funders read this, and so does the person."),
        error_messages={"required": _("Write why the plan costs more")},
    )

    def __init__(self, *args, is_above, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_above:
            del self.fields["above_reason"]
