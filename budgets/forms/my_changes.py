"""What the person asks to be changed, in their own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import VariationKind
from ipc.kernel.dates import today
from ipc.kernel.fields import DayField, WordsField
from people.forms import FactsForm


class AskChangeForm(FactsForm):
    """What the person asks for, in their own words; the figures are worked out together."""

    kind = forms.ChoiceField(
        label=_("What would you like to change?"),
        choices=[
            (VariationKind.OPTION, _("How the money is managed")),
            (VariationKind.MOVE, _("Use money for something else in my plan")),
            (VariationKind.AMOUNT, _("I need more or less of something")),
        ],
        widget=forms.RadioSelect(attrs={"class": "ipc-big-choices"}),
        error_messages={"required": _("Choose what you would like to change")},
    )
    reason = WordsField(
        label=_("Tell us in your own words"),
        max_length=500,
        rows=4,
        help_text=_("What should be different, and why?"),
    )
    effective_on = DayField(
        label=_("From when?"),
        asked=_("the day you would like it from"),
        may_be_past=False,
        initial=today,
    )
