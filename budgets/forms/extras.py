"""What the person buys themselves, beside the budget."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import MoneyField
from people.forms import FactsForm


class OwnExtraForm(FactsForm):
    words = forms.CharField(
        label=_("What do you buy yourself?"),
        max_length=200,
        help_text=_("For example: a second swim every week"),
        error_messages={"required": _("Enter what you buy yourself")},
    )
    weekly_amount = MoneyField(
        label=_("About how much is it each week?"), smallest=Decimal("0.01"), largest=Decimal("9999.99")
    )
