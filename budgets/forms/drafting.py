"""What coordinators write in a budget."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import PaymentBasis
from ipc.kernel.fields import MoneyField, WordsField
from people.forms import FactsForm


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
